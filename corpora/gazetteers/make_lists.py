#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compile the project's reference facts and iso-codes into lists.

usage: make_lists.py REFERENCE_DIR ISO_CODES_JSON_DIR OUT_DIR

REFERENCE_DIR holds cities.tsv (GeoNames, CC BY 4.0) and the lists written for
this project; ISO_CODES_JSON_DIR is /usr/share/iso-codes/json (LGPL-2.1+).
Written: given, surname, person, organisation, team, place, place.city,
place.subdivision (.tsv). The other lists are kept by hand. Grades are filled
in by grade.py afterwards. Building nomen does not run this.
"""
import collections
import json
import os
import sys

from listfile import clean, fold, read, slug, split, write

FROM_PROJECT = "Written for this project from general knowledge."

KINDS = {"us_government": "government", "foreign_government": "government",
         "sport_body": "sports_body", "culture_education": "institution",
         "sports_club": "team", "sports_team": "team",
         "us_region": "region", "disputed_or_historic": "region",
         "macro_region": "macro_region"}
DIRECTIONS = set("north south east west northern southern eastern western "
                 "central northeast northwest southeast southwest upper lower "
                 "capital centre center nord sud est ouest norte sul".split())
# Kinds of subdivision in iso-codes that become "state", "province"...
SUBKINDS = {"State": "state", "Province": "province", "County": "county",
            "District": "district", "Department": "department",
            "Prefecture": "prefecture", "Republic": "republic",
            "Governorate": "governorate", "Emirate": "emirate",
            "Land": "state", "Canton": "canton", "Oblast": "oblast",
            "Municipality": "municipality", "London borough": "district"}


def merge_aliases(name, *cells):
    """All other names, once each by fold, the name itself left out."""
    seen, out = {fold(name)}, []
    for cell in cells:
        for alias in split(cell):
            alias = clean(alias)
            if alias and fold(alias) not in seen:
                seen.add(fold(alias))
                out.append(alias)
    return "|".join(out)


def names(reference, file, columns):
    """Given names or surnames: one row a folded name, the surest kept."""
    best = {}
    for row in read(os.path.join(reference, file)):
        name = clean(row["name"])
        key = fold(name)
        old = best.get(key)
        if old and int(old["grade"]) >= int(row["weight"]):
            continue
        best[key] = {"name": name, "grade": row["weight"],
                     **{c: row.get(c, "") for c in columns}}
    return list(best.values())


def people(reference, surnames):
    """Full names; an alias that is a bare surname is left to the surnames."""
    rows = []
    for row in read(os.path.join(reference, "people.tsv")):
        aliases = []
        for alias in split(row["aliases"]):
            parts = clean(alias).split()
            if len(parts) == 1 and (fold(alias) in surnames or
                                    fold(alias) in fold(row["name"]).split()):
                continue
            aliases.append(alias)
        rows.append({"name": row["name"], "kind": row["role"],
                     "aliases": merge_aliases(row["name"], "|".join(aliases)),
                     "country": row["country"], "gender": row["gender"],
                     "grade": "4" if " " in row["name"] else
                     "1" if row["ambiguous"] == "1" else "3"})
    return rows


def bodies(reference):
    """Organisations and teams of all sources, one row a folded name."""
    found = {}

    def add(name, aliases, acronym, kind, country, unsure, city="", sport=""):
        name = clean(name)
        key = fold(name)
        kind = KINDS.get(kind, kind)
        row = found.get(key)
        if row is None:
            found[key] = {"name": name, "kind": kind, "country": country,
                          "acronym": acronym, "city": city, "sport": sport,
                          "aliases": merge_aliases(name, aliases),
                          "grade": "1" if unsure else "3"}
            return
        row["aliases"] = merge_aliases(name, row["aliases"], aliases)
        row["acronym"] = row["acronym"] or acronym
        row["country"] = row["country"] or country
        row["city"] = row["city"] or city
        if sport:
            row["kind"] = "team"
            row["sport"] = sport

    for r in read(os.path.join(reference, "organisations.tsv")):
        add(r["name"], r["aliases"], r["acronym"], r["kind"], r["country"],
            r["ambiguous"] == "1")
    for r in read(os.path.join(reference, "hand_organisations.tsv")):
        add(r["name"], r["aliases"], r["acronym"], r["kind"], "", False)
    for r in read(os.path.join(reference, "hand_armed_groups.tsv")):
        add(r["name"], r["aliases"], "", "armed_group", r["countries"], False)
    for r in read(os.path.join(reference, "hand_sports_teams.tsv")):
        add(r["name"], "", "", "team", r["country"], " " not in r["name"],
            r["city"], r["sport"])
    teams = [r for r in found.values() if r["kind"] == "team"]
    others = [r for r in found.values() if r["kind"] != "team"]
    for row in teams:
        row["kind"] = row["sport"]
    return others, teams


def short_forms(rows):
    """An unsure one-word short form gets a row of its own, grade 1."""
    out = []
    for row in rows:
        keep = []
        for alias in split(row["aliases"]):
            lone = " " not in alias and not alias.isupper()
            if lone and row["grade"] == "1" and " " in row["name"]:
                out.append({"name": alias, "of": row["name"], "grade": "1",
                            "kind": row["kind"], "country": row["country"],
                            "city": row.get("city", "")})
            else:
                keep.append(alias)
        row["aliases"] = "|".join(keep)
        if " " in row["name"] and row["grade"] == "1":
            row["grade"] = "3"
        out.append(row)
    return out


def iso(folder, name):
    with open(os.path.join(folder, f"iso_{name}.json"), encoding="utf-8") as f:
        return json.load(f)[name]


def subdivisions(folder):
    """(country, folded name) -> (code, name, kind) from iso-codes."""
    out = {}
    for s in iso(folder, "3166-2"):
        for part in s["name"].split(" / ") + s["name"].split("/"):
            name = clean(part.split("[")[0].split("(")[0].split(",")[0])
            if len(name) < 3 or not name[0].isalpha():
                continue
            key = (s["code"][:2], fold(name))
            kind = SUBKINDS.get(s["type"], "region")
            out.setdefault(key, (s["code"], name, kind))
    return out


TAILS = (" province", " department", " state", " region", " oblast",
         " county", " district", " prefecture", " governorate", " parish",
         " sheng", " krai", " republic", " canton", " voivodeship")


def region_of(country, admin1, code, divisions):
    """The ISO 3166-2 code of a first-level region, else its name."""
    if country == "US" and len(code) == 2 and code.isalpha():
        return "US-" + code
    key = fold(admin1)
    tries = [key]
    for tail in TAILS:
        if key.endswith(tail):
            tries.append(key[:-len(tail)])
        tries.append(key + tail)
    for start in ("state of ", "provincia de ", "province of "):
        if key.startswith(start):
            tries.append(key[len(start):])
    for name in tries:
        hit = divisions.get((country, name))
        if hit:
            return hit[0]
    return admin1


def variants(name):
    """Spellings that follow from the name itself."""
    out = []
    for long, shorts in (("Saint ", ("St. ", "St ")), ("Fort ", ("Ft. ",)),
                         ("Mount ", ("Mt. ",)), ("Sainte ", ("Ste. ",))):
        if name.startswith(long):
            out += [s + name[len(long):] for s in shorts]
    for start in ("Al ", "El ", "An ", "Ar ", "As ", "At ", "Az ", "Ad "):
        if name.startswith(start) and len(name) > 6:
            out.append(start[:-1].lower() + "-" + name[3:])
    for tail in (" City",):
        if name.endswith(tail) and name.count(" ") == 1 and len(name) > 11:
            out.append(name[:-len(tail)])
    return out


def known_names(reference):
    """Folded names that English texts use: SCOWL's upper-case words."""
    return {fold(r["word"]) for r in
            read(os.path.join(reference, "common_words.tsv"))
            if r["class"] in ("upper", "proper-names")}


def cities(reference, divisions):
    english = known_names(reference)
    exonyms = collections.defaultdict(list)
    for r in read(os.path.join(reference, "hand_city_exonyms.tsv")):
        exonyms[(fold(r["name"]), r["country"])] += split(r["other_names"])
    rows, seen = [], set()
    for r in read(os.path.join(reference, "cities.tsv")):
        name, key = r["name"], (fold(r["name"]), r["country"])
        alias = [] if key in seen else list(exonyms.get(key, ()))
        seen.add(key)
        alias += variants(name)
        if fold(r["ascii"]) != fold(name):
            alias.append(r["ascii"])
        if int(r["population"] or 0) >= 100000:
            alias += [a for a in split(r["alternates"])
                      if len(a) > 4 and fold(a) in english]
        rows.append({
            "name": name, "aliases": merge_aliases(name, "|".join(alias)),
            "kind": r["kind"], "country": r["country"], "grade": "3",
            "region": region_of(r["country"], r["admin1"], r["admin1_code"],
                                divisions),
            "latitude": f"{float(r['lat']):.3f}",
            "longitude": f"{float(r['lon']):.3f}",
            "population": r["population"], "id": "geonames:" + r["geonameid"]})
    rows.sort(key=lambda r: (-int(r["population"] or 0), r["name"].encode(),
                             r["id"]))
    return rows


def countries(folder):
    """Folded country name -> (alpha-2, names) from iso-codes."""
    out = {}
    for c in iso(folder, "3166-1"):
        own = [c.get(k) for k in ("common_name", "name", "official_name")]
        own = [n for n in own if n]
        plain = [n.split(",")[0] for n in own[:1] if ", " in n]
        out[c["alpha_2"]] = [n for n in own if "," not in n] + plain
    return out


def places(reference, folder, divisions, city_rows):
    """Reference places with ids; what is a city already joins the city."""
    by_city = {}
    for row in city_rows:
        by_city.setdefault((fold(row["name"]), row["country"]), row)
    by_country = countries(folder)
    out, used, known = [], set(), set()
    for r in read(os.path.join(reference, "places.tsv")):
        name, key = clean(r["name"]), (fold(r["name"]), r["country"])
        kind = KINDS.get(r["kind"], r["kind"])
        grade = "1" if r["ambiguous"] == "1" and kind != "country" else "3"
        row = {"name": name, "aliases": r["aliases"], "kind": kind,
               "country": r["country"], "latitude": r["lat"],
               "longitude": r["lon"], "grade": grade}
        known.add(fold(name))
        if kind == "country" and r["country"] in by_country:
            row["id"] = "iso3166:" + r["country"]
            row["grade"] = "4"
            row["aliases"] += "|" + "|".join(by_country.pop(r["country"]))
        elif kind in ("city", "town", "district") and key in by_city:
            city = by_city[key]
            city["aliases"] = merge_aliases(city["name"], city["aliases"],
                                            r["aliases"])
            continue
        elif kind in ("state", "province", "region", "county", "territory"):
            hits = [divisions.get((r["country"], fold(n)))
                    for n in [name] + split(r["aliases"])]
            hits = [h for h in hits if h]
            if hits:
                row["id"] = "iso3166-2:" + hits[0][0]
                row["region"] = hits[0][0]
                used.add(hits[0][0])
        if not row.get("id"):
            row["id"] = "nomen:" + slug(name)
        row["aliases"] = merge_aliases(name, row["aliases"])
        out.append(row)
    for r in read(os.path.join(reference, "hand_regions_landmarks.tsv")):
        if fold(r["name"]) in known or r["kind"] == "planet":
            continue
        known.add(fold(r["name"]))
        out.append({"name": r["name"], "kind": KINDS.get(r["kind"], r["kind"]),
                    "aliases": merge_aliases(r["name"], r["aliases"]),
                    "grade": "3", "id": "nomen:" + slug(r["name"])})
    for code, own in sorted(by_country.items()):
        out.append({"name": own[0], "aliases": merge_aliases(
            own[0], "|".join(own[1:])), "kind": "country", "country": code,
            "grade": "3", "id": "iso3166:" + code})
    return out, used


def rest_of_divisions(divisions, used, city_rows):
    """Subdivisions that no other row names."""
    out, seen = [], set()
    for (country, key), (code, name, kind) in sorted(divisions.items()):
        if code in used or set(key.split()) <= DIRECTIONS:
            continue
        if (code, key) in seen:
            continue
        seen.add((code, key))
        out.append({"name": name, "kind": kind, "country": country,
                    "region": code, "grade": "2", "id": "iso3166-2:" + code})
    return out


def main(argv):
    if len(argv) != 4:
        sys.exit(__doc__)
    reference, codes, target = argv[1:]

    def put(name, rows, comment, order="name"):
        path = os.path.join(target, name + ".tsv")
        print(f"{write(path, rows, comment, order):7d} {name}")

    given = names(reference, "given_names.tsv", ("gender", "origin"))
    surname = names(reference, "surnames.tsv", ("origin",))
    put("given", given, FROM_PROJECT)
    put("surname", surname, FROM_PROJECT)
    put("person", people(reference, {fold(r["name"]) for r in surname}),
        FROM_PROJECT)
    others, teams = bodies(reference)
    put("organisation", short_forms(others), FROM_PROJECT)
    put("team", short_forms(teams), FROM_PROJECT)
    divisions = subdivisions(codes)
    city_rows = cities(reference, divisions)
    place_rows, used = places(reference, codes, divisions, city_rows)
    put("place", place_rows, FROM_PROJECT +
        "\nIds and official names of countries and regions: iso-codes.")
    put("place.city", city_rows, "GeoNames, CC BY 4.0, as packaged in "
        "Debian's libtimezonemap-data;\nother names by this project.",
        "population")
    put("place.subdivision", rest_of_divisions(divisions, used, city_rows),
        "iso-codes (Debian package), ISO 3166-2, LGPL-2.1-or-later.")


if __name__ == "__main__":
    main(sys.argv)
