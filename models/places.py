"""Where a person is on the clock: time zones by the time it is, by city and by country. Pure: no database.

Cities come from models/catalogue/places.tsv (GeoNames, CC BY 4.0), made by models/catalogue/make_places.py.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from models.catalogue.names import fold

MOST_PLACES = 10
_SHORTEST_BEGINNING = 3
_LONGEST = 100
_OBSCURE = 100  # so many times smaller than its namesake: Berlin is not asked about for the sake of North Canton
_FILES = resources.files("models.catalogue")


@dataclass(frozen=True, slots=True)
class Offset:
    """A time it is somewhere now: minutes east of UTC, the wall clock as "HH:MM", and that clock's date.

    Two offsets a day apart (Honolulu, Kiritimati) show the same clock: only the date tells them apart.
    """

    minutes: int
    local: str
    on: date


@dataclass(frozen=True, slots=True)
class Place:
    """A city or country: its name, ISO 3166 country code ("" when unknown) and IANA zone."""

    name: str
    country: str
    zone: str


@dataclass(frozen=True, slots=True)
class _Zone:
    """A zone in one country: people in thousands, like = the zone of that country keeping the same time."""

    name: str
    country: str
    people: int
    city: str
    like: str


def offsets_now(now_utc: datetime, language: str) -> list[Offset]:
    """The distinct offsets the world's zones have now, those likely for the language first, then by people.

    language is what Telegram says ("de", "pt-br", "" when it says nothing). now_utc must be aware, else
    ValueError.
    """
    likely: dict[int, float] = defaultdict(float)
    anywhere: dict[int, int] = defaultdict(int)
    place_of = {country: place for place, country in enumerate(_countries_of(language), 1)}
    offsets = _offsets(now_utc)
    for zone in _zones():
        minutes = offsets[zone.like]
        anywhere[minutes] += zone.people
        if zone.country in place_of:
            likely[minutes] += (zone.people + 1) / place_of[zone.country]
    order = sorted(anywhere, key=lambda minutes: (-likely[minutes], -anywhere[minutes], minutes))
    return [_offset(now_utc, minutes) for minutes in order]


def zones_at(offset_minutes: int, now_utc: datetime, language: str) -> list[str]:
    """IANA zones with that offset now, likeliest first; of a country's zones that always agree, one.

    In order: the language's countries, then the world, each by people. Empty when no zone has the offset.
    Raises ValueError for a naive now_utc.
    """
    countries = _countries_of(language)
    offsets = _offsets(now_utc)
    here = [z for z in _zones() if z.name == z.like and offsets[z.name] == offset_minutes]
    here.sort(key=lambda z: (countries.index(z.country) if z.country in countries else len(countries), -z.people))
    return list(dict.fromkeys(zone.name for zone in here))


def guess_zone(offset_minutes: int, language: str, now_utc: datetime) -> str:
    """The one IANA zone most likely meant: the first of zones_at().

    An offset no zone has now (a button older than a change of clocks, a wrong watch) gives the nearest one's.
    Raises ValueError for a naive now_utc.
    """
    nearest = min(set(_offsets(now_utc).values()), key=lambda minutes: (abs(minutes - offset_minutes), minutes))
    return zones_at(nearest, now_utc, language)[0]


def find_place(text: str) -> list[Place]:
    """Places a person may mean, best first, at most MOST_PLACES; empty when unknown.

    Understood: a city of 15,000 people or more in any common spelling, or its beginning; "city, country";
    an IANA zone name in any case; a country: itself when it keeps one time, else its zones' largest cities. Longer
    texts than the longest name are cut.
    """
    text = text[:_LONGEST]
    if zone := _zone_names().get(text.strip().lower().replace(" ", "_")):
        return [_place_of_zone(zone)]
    found = _named(fold(text)) or _city_in_country(text) or _named(fold(text.partition(",")[0]))
    return found[:MOST_PLACES]


def _city_in_country(text: str) -> list[Place]:
    city, _, country = text.rpartition(",") if "," in text else text.strip().rpartition(" ")
    country = fold(country)
    codes = {code for code, _ in _countries_named(country)} | {country.upper()}
    return [place for place in _named(fold(city)) if place.country in codes]


def _named(key: str) -> list[Place]:
    if not key:
        return []
    found = [*_cities(key, "|"), *_country_places(key)]
    if not found and len(key) >= _SHORTEST_BEGINNING:
        found = list(_cities(key, ""))
    found.sort(key=lambda scored: -scored[0])
    return list(dict.fromkeys(place for score, place in found if score * _OBSCURE >= found[0][0]))


def _cities(key: str, end_of_key: str) -> Iterator[tuple[int, Place]]:
    # Read anew each time: 2 MB for a few milliseconds, once in a person's life, rather than kept for ever.
    rows = _FILES.joinpath("places.tsv").read_bytes()
    at = rows.find(needle := f"|{key}{end_of_key}".encode())
    while at >= 0:
        start, end = rows.rfind(b"\n", 0, at) + 1, rows.find(b"\n", at)
        name, people, keys = rows[start:end].decode().split("\t")
        first = keys.split("|", 2)[1]
        is_own = keys.startswith(f"|{key}{end_of_key}")
        group = rows.rfind(b"\n@", 0, start) + 1
        _, country, zone = rows[group : rows.find(b"\n", group)].decode().split("\t")
        # A place's own name counts more than what other languages or airlines call another one.
        score = int(people) * (10 if is_own else 1)
        yield score, Place(name or first.title(), country, zone)
        at = rows.find(needle, end)


def _countries_named(key: str) -> list[tuple[str, str]]:
    """(code, name) of the countries with that key."""
    return [(code, name) for code, name, keys in _rows("countries.tsv") if key and f"|{key}|" in keys]


def _country_places(key: str) -> Iterator[tuple[int, Place]]:
    for country, name in _countries_named(key):
        zones = [zone for zone in _zones() if zone.country == country and zone.name == zone.like]
        for zone in zones:
            yield zone.people, Place(name if len(zones) == 1 else zone.city, country, zone.name)


def _place_of_zone(zone: str) -> Place:
    country = next((row.country for row in _zones() if row.name == zone), "")
    return Place(zone.rpartition("/")[2].replace("_", " "), country, zone)


def _countries_of(language: str) -> list[str]:
    tongue, _, rest = language.replace("_", "-").lower().partition("-")
    region = re.search(r"(?:^|-)([a-z]{2})$", rest)
    known = _languages().get(tongue, ())
    return list(dict.fromkeys([*([region[1].upper()] if region else []), *known]))


def _offset(now_utc: datetime, minutes: int) -> Offset:
    there = now_utc + timedelta(minutes=minutes)
    return Offset(minutes, f"{there:%H:%M}", there.date())


def _offsets(now_utc: datetime) -> dict[str, int]:
    if now_utc.utcoffset() != timedelta(0):
        raise ValueError(f"not an aware UTC time: {now_utc!r}")
    return _offsets_at(now_utc.replace(minute=now_utc.minute // 15 * 15, second=0, microsecond=0))


@lru_cache(maxsize=2)
def _offsets_at(now_utc: datetime) -> dict[str, int]:
    # By the quarter hour: clocks change on one in every zone, and reading some 350 zones takes a while.
    names = {zone.like for zone in _zones()}
    return {name: int(_utcoffset(name, now_utc) / timedelta(minutes=1)) for name in names}


def _utcoffset(zone: str, now_utc: datetime) -> timedelta:
    return now_utc.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


@cache
def _zones() -> tuple[_Zone, ...]:
    rows = (_Zone(name, country, int(people), city, like) for name, country, people, city, like in _rows("zones.tsv"))
    return tuple(sorted(rows, key=lambda zone: -zone.people))


@cache
def _languages() -> dict[str, list[str]]:
    return tomllib.loads(_FILES.joinpath("languages.toml").read_text("utf-8"))


@cache
def _zone_names() -> dict[str, str]:
    # Names of places only: "Etc/GMT+1", "EST" or "UTC" know no summer time.
    listed = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {name.lower(): name for name in listed if "/" in name and not name.startswith("Etc/")}


def _rows(file: str) -> Iterator[list[str]]:
    for line in _FILES.joinpath(file).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")
