#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Derive spellings of names that follow from the names already listed.

usage: make_variants.py [FOLDER]

Writes surname.variant.tsv and given.variant.tsv:
  - feminine forms of Slavic surnames (Novak, Novakova; Petrov, Petrova;
    Kowalski, Kowalska; Tolstoy, Tolstaya);
  - the two-letter spelling of umlauts and of o-slash and a-ring (Müller,
    Mueller; Sørensen, Soerensen), as wire services once wrote them;
  - other romanisations of Russian endings (Dostoevsky, Dostoevskii; Sergei,
    Sergey; Medvedev, Medvedyev);
  - first and last words of the well-known people in person.*.
team.variant.tsv: short forms of clubs, all unsure (Grimsby Town, Grimsby;
Baltimore Orioles, Baltimore and Orioles).
Folding already joins plain and accented letters, so those are not repeated.
"""
import sys

from grade import load, ordinary
from listfile import fold, here, split, write

SLAVIC = {"ru", "ua", "by", "balkan", "central-asia", "caucasus"}
CZECH = {"cz", "sk"}
TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ö": "Oe",
                             "Ü": "Ue", "Ä": "Ae", "ø": "oe", "å": "aa",
                             "Ø": "Oe", "Å": "Aa"})
PARTICLES = {"de", "da", "do", "dos", "van", "von", "der", "den", "bin",
             "al", "el", "la", "le", "di", "del", "ben", "ibn", "st."}


# Where the family name is written first.
FAMILY_FIRST = {"CN", "KR", "KP", "TW", "HK", "VN", "KH", "SG", "HU"}


def feminine(name, origin):
    """The forms a woman of that family has."""
    if origin in CZECH:
        if name.endswith("ý"):
            return [name[:-1] + "á"]
        if name.endswith(("ek", "ec")) and len(name) > 4:
            return [name[:-2] + name[-1] + "ová"]
        if name.endswith(("a", "o", "e")):
            return [name[:-1] + "ová"]
        if name[-1] in "áéěíóúůůý":
            return []
        return [name + "ová"]
    if origin in SLAVIC:
        if name.endswith(("ov", "ev", "yov", "in", "yn")):
            return [name + "a"]
        if name.endswith(("sky", "skiy", "skii")):
            return [name[:name.rindex("sk")] + "skaya"]
        if name.endswith(("oy", "oi")) and len(name) > 4:
            return [name[:-2] + "aya"]
    if origin == "pl" and name.endswith(("ski", "cki", "dzki")):
        return [name[:-1] + "a"]
    return []


def romanised(name, origin):
    """Other usual romanisations of a Russian name."""
    out = []
    if origin not in SLAVIC:
        return out
    if name.endswith("sky"):
        out += [name[:-1] + "i", name[:-1] + "iy", name[:-1] + "ii"]
    elif name.endswith("skiy"):
        out += [name[:-2] + "y", name[:-2] + "i"]
    if name.endswith("yev"):
        out.append(name[:-3] + "ev")
    elif name.endswith("iev"):
        out.append(name[:-3] + "yev")
    elif name.endswith("eev"):
        out.append(name[:-2] + "yev")
    if name.endswith("yov"):
        out += [name[:-3] + "ev", name[:-3] + "ov"]
    if name.startswith("Ye"):
        out.append("E" + name[2:])
    if name.endswith("ei"):
        out.append(name[:-1] + "y")
    elif name.endswith("ey"):
        out.append(name[:-1] + "i")
    if name.endswith("oi"):
        out.append(name[:-1] + "y")
    elif name.endswith("oy"):
        out.append(name[:-1] + "i")
    if "ks" in name[1:]:
        out.append(name[0] + name[1:].replace("ks", "x"))
    return out


def derived(parts, women):
    """Rows derived from all rows of a class, known names left out."""
    known, rows = set(), {}
    sources = [p for p in parts if not p[0].endswith(".variant.tsv")]
    for _, _, listed in sources:
        known.update(fold(r["name"]) for r in listed)
    for _, _, listed in sources:
        for r in listed:
            name, origin = r["name"], r.get("origin", "").split("|")[0]
            if r.get("grade") == "1" or len(name) < 4 or "-" in name:
                continue
            new = romanised(name, origin)
            if women:
                new += feminine(name, origin)
            new.append(name.translate(TWO_LETTERS))
            for form in list(new):
                if women and form != name:
                    new += feminine(form, origin)
            for form in new:
                key = fold(form)
                if key not in known and key not in rows:
                    rows[key] = {"name": form, "origin": origin, "grade": "3",
                                 "gender": r.get("gender", ""), "of": name}
    return known, rows


def from_people(people, known, rows, last, titles):
    """First or last words of full names of two words and more."""
    for _, _, listed in people:
        for r in listed:
            for full in [r["name"]] + split(r.get("aliases")):
                words = full.split()
                if len(words) < 2 or r.get("kind") in ("royal", "band"):
                    continue
                word = words[-1] if last else words[0]
                key = fold(word)
                plain = word[1:].replace("-", "").replace("'", "")
                if not last and (r.get("country") in FAMILY_FIRST or
                                 key in titles):
                    continue
                if key in known or key in rows or len(word) < 3 or \
                        not plain.isalpha() or not word[0].isupper() or \
                        word.isupper() or key in PARTICLES:
                    continue
                rows[key] = {"name": word, "grade": "3", "of": "",
                             "gender": "" if last else
                             {"m": "M", "f": "F"}.get(r.get("gender"), "")}


CLUB = set("fc sc ac as cf cd sv fk nk sk kf bk if ff afc rfc bc hc hk tsv "
           "vfl vfb fsv tsg us ss ssc rc rcd ud aj og ogc osc 1. ca ec se "
           "jk il tsc ks gks lks zsc ev ehc ".split())
SECOND = set("town united city rovers wanderers athletic county albion "
             "hotspur rangers argyle alexandra orient harriers wednesday "
             "stanley thistle academical athletico".split())
AMERICAN = {"baseball", "basketball", "american football", "ice hockey",
            "rugby league", "australian football"}


def short_teams(parts, known, plain):
    """The city, and for American sports the nickname, of each team."""
    rows = {}
    for _, _, listed in parts:
        for r in listed:
            words = r["name"].split()
            if len(words) < 2 or r.get("of") or "/" in r["name"]:
                continue
            kept = [w for w in words if fold(w) not in CLUB]
            while len(kept) > 1 and fold(kept[-1]) in SECOND:
                kept.pop()
            short = [" ".join(kept)] if len(kept) < len(words) else []
            if r.get("kind") in AMERICAN and len(words) < 4:
                short += [" ".join(words[:-1]), words[-1]]
            for name in short:
                key = fold(name)
                if len(name) > 3 and key not in known and key not in plain \
                        and name[0].isupper():
                    rows.setdefault(key, {
                        "name": name, "of": r["name"], "grade": "1",
                        "kind": r.get("kind"), "country": r.get("country")})
    return list(rows.values())


def main(argv):
    folder = argv[1] if len(argv) > 1 else here()
    people = load(folder, "person")
    titles = {fold(r["name"]) for kind in ("title", "role")
              for _, _, rows in load(folder, kind) for r in rows}
    for kind in ("surname", "given"):
        known, rows = derived(load(folder, kind), kind == "surname")
        from_people(people, known, rows, kind == "surname", titles)
        path = f"{folder}/{kind}.variant.tsv"
        count = write(path, list(rows.values()),
                      "Derived by make_variants.py. of: the name it varies.")
        print(kind, count)
    parts = [p for p in load(folder, "team") if ".variant." not in p[0]]
    known = {fold(n) for _, _, listed in parts for r in listed
             for n in [r["name"]] + split(r.get("aliases"))}
    plain = {w for w, level in ordinary(folder).items() if level == 1}
    print("team", write(f"{folder}/team.variant.tsv",
                        short_teams(parts, known, plain),
                        "Derived by make_variants.py: short forms."))


if __name__ == "__main__":
    main(sys.argv)
