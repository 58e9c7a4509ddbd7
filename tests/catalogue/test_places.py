"""The clock question: time zones by the time it is, by city and by country."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

import pytest

from models import places
from models.places import MOST_PLACES, Offset, Place, find_place, guess_zone, offsets_now, zones_at

WINTER = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, 0, tzinfo=UTC)
FILES = resources.files("models.catalogue")


def rows(file: str) -> list[list[str]]:
    lines = FILES.joinpath(file).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("munchen", "Europe/Berlin"),
        ("MUENCHEN", "Europe/Berlin"),
        ("Мюнхен", "Europe/Berlin"),
        ("  berlin ", "Europe/Berlin"),
        ("Москва", "Europe/Moscow"),
        ("москва", "Europe/Moscow"),
        ("спб", "Europe/Moscow"),
        ("Нью-Йорк", "America/New_York"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("New York", "America/New_York"),
        ("new-york", "America/New_York"),
        ("nyc", "America/New_York"),
        ("L.A.", "America/Los_Angeles"),
        ("san fran", "America/Los_Angeles"),
        ("Kiev", "Europe/Kyiv"),
        ("Київ", "Europe/Kyiv"),
        ("Genf", "Europe/Zurich"),
        ("Bruges", "Europe/Brussels"),
        ("Łódź", "Europe/Warsaw"),
        ("İstanbul", "Europe/Istanbul"),
        ("東京", "Asia/Tokyo"),
        ("서울", "Asia/Seoul"),
        ("القاهرة", "Africa/Cairo"),
        ("Bangalore", "Asia/Kolkata"),
        ("katmandu", "Asia/Kathmandu"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("paris, us", "America/Chicago"),
        ("Paris, United States", "America/Chicago"),
        ("Berlin Germany", "Europe/Berlin"),
        ("Paris, anything", "Europe/Paris"),
    ],
)
def test_a_place_in_any_common_spelling_is_found(typed: str, zone: str) -> None:
    """Cities, their nicknames and beginnings, and zone names: the likeliest comes first."""
    assert find_place(typed)[0].zone == zone


@pytest.mark.parametrize(
    "typed",
    [
        *["", " ", "|", "\t", "\n@", "\x00", "\ud800", "💪", "x" * 4096],
        *[
            "xyzzyx",
            "no",
            "UTC",
            "Etc/GMT+1",
            "GMT+3",
            "+3",
            "15:30",
            "Europe/",
            "../zones",
            "Europe/Berlin/../Paris",
        ],
    ],
)
def test_what_is_no_place_gives_nothing(typed: str) -> None:
    """No guess from punctuation, half words, bare offsets or paths."""
    assert find_place(typed) == []


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Germany", Place("Germany", "DE", "Europe/Berlin")),
        ("deutschland", Place("Germany", "DE", "Europe/Berlin")),
        ("Япония", Place("Japan", "JP", "Asia/Tokyo")),
        ("Argentina", Place("Argentina", "AR", "America/Argentina/Buenos_Aires")),
        ("Lebanon", Place("Lebanon", "LB", "Asia/Beirut")),
        ("usa", Place("New York City", "US", "America/New_York")),
        ("Россия", Place("Moscow", "RU", "Europe/Moscow")),
    ],
)
def test_a_country_is_a_place(typed: str, place: Place) -> None:
    """A country with one time is itself; one with several offers its zones by their largest cities."""
    assert find_place(typed)[0] == place


def test_namesakes_are_offered_largest_first() -> None:
    """Same name, zone and country are one choice; never more than MOST_PLACES."""
    assert [place.country for place in find_place("London")][:2] == ["GB", "CA"]
    springfields = find_place("Springfield")
    assert len(springfields) == len(set(springfields)) > 1
    assert len(find_place("saint m")) == MOST_PLACES


@pytest.mark.parametrize(
    ("minutes", "language", "now", "zone"),
    [
        (60, "de", WINTER, "Europe/Berlin"),
        (120, "de", SUMMER, "Europe/Berlin"),
        (60, "de-AT", WINTER, "Europe/Vienna"),
        (60, "it", WINTER, "Europe/Rome"),
        (120, "ru", WINTER, "Europe/Kaliningrad"),
        (180, "ru", WINTER, "Europe/Moscow"),
        (300, "ru", WINTER, "Asia/Yekaterinburg"),
        (-300, "en", WINTER, "America/New_York"),
        (-300, "en", SUMMER, "America/Chicago"),
        (0, "en", WINTER, "Europe/London"),
        (60, "en", SUMMER, "Europe/London"),
        (600, "en-AU", WINTER, "Australia/Brisbane"),
        (-180, "pt-br", WINTER, "America/Sao_Paulo"),
        (0, "pt_PT", WINTER, "Europe/Lisbon"),
        (330, "en", WINTER, "Asia/Kolkata"),
        (330, "", WINTER, "Asia/Kolkata"),
        (345, "ne", WINTER, "Asia/Kathmandu"),
        (345, "de", WINTER, "Asia/Kathmandu"),
        (765, "en", SUMMER, "Pacific/Chatham"),
        (825, "en", WINTER, "Pacific/Chatham"),
        (-210, "en", WINTER, "America/St_Johns"),
        (480, "xx", WINTER, "Asia/Shanghai"),
    ],
)
def test_the_zone_is_guessed_from_clock_and_language(minutes: int, language: str, now: datetime, zone: str) -> None:
    """The language's country decides, then the people who live by that clock; half hours and summer too."""
    assert guess_zone(minutes, language, now) == zone


def test_an_offset_no_zone_has_gives_the_nearest_zone() -> None:
    """A stale button or a wrong watch never breaks the question."""
    assert zones_at(100, WINTER, "de") == []
    assert guess_zone(100, "de", WINTER) == guess_zone(120, "de", WINTER)
    assert guess_zone(10**9, "de", WINTER) == "Pacific/Kiritimati"
    assert guess_zone(-(10**9), "", WINTER) == "Pacific/Pago_Pago"


def test_the_guess_turns_with_the_clocks() -> None:
    """Berlin is at +1:00 until the very second its clocks change, and at +2:00 from it on."""
    change = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert "Europe/Berlin" in zones_at(60, change - timedelta(seconds=1), "de")
    assert "Europe/Berlin" in zones_at(120, change, "de")
    back = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    assert "Europe/Berlin" in zones_at(120, back - timedelta(microseconds=1), "de")
    assert "Europe/Berlin" in zones_at(60, back, "de")


def test_zones_to_change_to_come_likeliest_first() -> None:
    """The language's countries in their order, then the world by people, each zone once."""
    zones = zones_at(60, WINTER, "de")
    assert zones[:3] == ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"]
    assert len(zones) == len(set(zones)) > 20
    # Argentina has twelve zones and one time: one to choose.
    assert sum(zone.startswith("America/Argentina/") for zone in zones_at(-180, WINTER, "es")) == 1


@pytest.mark.parametrize("now", [WINTER, SUMMER])
@pytest.mark.parametrize("language", ["", "xx", "x" * 200, "-", "de", "DE-de", "zh-hans-CN", *places._languages()])
def test_every_language_is_shown_every_time_there_is(language: str, now: datetime) -> None:
    """Whatever Telegram says the language is: all offsets, each once, and a zone behind each."""
    offsets = offsets_now(now, language)
    minutes = [offset.minutes for offset in offsets]
    assert len(minutes) == len(set(minutes)) >= 35
    assert {-210 if now is WINTER else -150, 330, 345, 840} <= set(minutes)
    for offset in offsets:
        zone = guess_zone(offset.minutes, language, now)
        local = now.astimezone(ZoneInfo(zone))
        assert "/" in zone
        assert not zone.startswith("Etc/")
        assert (f"{local:%H:%M}", local.date()) == (offset.local, offset.on)


def test_the_likely_times_come_first() -> None:
    """The first button is the language's home; the rest of its countries before the rest of the world."""
    first = [offset.minutes for offset in offsets_now(WINTER, "en")][:8]
    assert offsets_now(WINTER, "de")[0] == Offset(60, "13:00", date(2026, 1, 15))
    assert first[0] == -300
    assert {-360, -480, 0, 330} < set(first)
    assert offsets_now(WINTER, "ru")[0].minutes == 180


def test_a_clock_alone_may_not_say_the_day() -> None:
    """Honolulu and Kiritimati show the same time of different days."""
    same = [offset for offset in offsets_now(WINTER, "en") if offset.local == "02:00"]
    assert {(offset.minutes, offset.on.day) for offset in same} == {(-600, 15), (840, 16)}


@pytest.mark.parametrize(
    "now", [WINTER.replace(tzinfo=None), WINTER.astimezone(timezone(timedelta(hours=1)))], ids=["naive", "+1"]
)
def test_only_utc_is_taken_as_now(now: datetime) -> None:
    """A naive or local time is the caller's mistake, not a wrong zone for somebody."""
    with pytest.raises(ValueError, match="UTC"):
        offsets_now(now, "de")
    with pytest.raises(ValueError, match="UTC"):
        guess_zone(60, "de", now)


def test_every_zone_of_the_files_exists() -> None:
    """A zone this Python does not know would fail the person who picked it."""
    known = available_timezones()
    for zone, country, _people, _city, like in rows("zones.tsv"):
        assert {zone, like} <= known, (zone, country)
    assert {row[2] for row in rows("places.tsv") if row[0] == "@"} <= known


def test_zones_said_to_agree_agree() -> None:
    """The zones folded together show the same clock in both halves of this year and the next."""
    for zone, _, _, _, like in rows("zones.tsv"):
        for now in (WINTER, SUMMER, WINTER.replace(year=2027), SUMMER.replace(year=2027)):
            here, there = now.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(like))
            assert here.replace(tzinfo=None) == there.replace(tzinfo=None), (zone, like)


def test_every_language_names_known_countries() -> None:
    """ISO codes with at least one zone."""
    countries = {row[1] for row in rows("zones.tsv")}
    for language, named in places._languages().items():
        assert re.fullmatch("[a-z]{2,3}", language)
        assert set(named) <= countries, language
        assert len(named) == len(set(named)), language


def test_the_city_file_is_small_and_credits_its_source() -> None:
    """GeoNames asks to be named; a self-hosted bot stays small."""
    file = FILES.joinpath("places.tsv").read_bytes()
    assert len(file) <= 2_000_000
    assert b"GeoNames" in file[:300]
    assert b"CC BY 4.0" in file[:300]
    assert len(rows("places.tsv")) > 30_000
