#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make place.town.tsv: small towns among the proper names of SCOWL.

usage: make_towns.py SCOWL_DIR [FOLDER]

SCOWL's larger lists of proper names hold the post towns of the United States.
Kept are those whose ending is a town's (-ville, -burg, -ton...) and which no
other list knows; where they lie is not known.
"""
import os
import re
import sys

from grade import all_names, load
from listfile import fold, here, slug, write

ENDING = re.compile(
    r"(ville|burg|burgh|borough|boro|ton|town|dale|field|ford|wood|port|land|"
    r"view|mont|bury|brook|bridge|crest|side|worth|haven|ham|stead|shire|"
    r"wick|minster|mouth|head|hurst|stone|water|creek|grove|springs|chester|"
    r"polis|gate|cliff|cliffe|well|combe|ley)$")
LISTS = ("english-proper-names.80", "american-proper-names.80",
         "english-proper-names.70", "english-proper-names.60",
         "english-proper-names.50", "british-proper-names.80",
         "american-proper-names.50")


def main(argv):
    if len(argv) < 2:
        sys.exit(__doc__)
    folder = argv[2] if len(argv) > 2 else here()
    known = set()
    for kind in ("given", "surname", "place", "organisation", "team",
                 "nationality", "group", "word"):
        parts = [p for p in load(folder, kind)
                 if not p[0].endswith("place.town.tsv")]
        if kind == "word":
            known |= {fold(r["name"]) for _, _, rows in parts for r in rows
                      if r["level"]}
        else:
            known |= {w for n in all_names(parts) for w in (n, *n.split())}
    rows = {}
    for name in LISTS:
        path = os.path.join(argv[1], name)
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                word = line.strip()
                key = fold(word)
                if len(word) > 5 and word.isalpha() and \
                        word[1:].islower() and ENDING.search(key) and \
                        key not in known:
                    rows[key] = {"name": word, "kind": "town", "grade": "2",
                                 "id": "nomen:" + slug(word)}
    print("place.town", write(f"{folder}/place.town.tsv", list(rows.values()),
                              "SCOWL (Debian package scowl), proper names that "
                              "end as towns do."))


if __name__ == "__main__":
    main(sys.argv)
