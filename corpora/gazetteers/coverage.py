#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How much of the names in annotated news the lists know.

usage: coverage.py [--lists FOLDER] [--missing KIND[:N]] FILE.jsonl...

Each line of a FILE holds "text" and "entities" with start and end (UTF-8
byte offsets) and type (PER, ORG, LOC; others are passed over). Compared
folded: without case and accents. Shares in %, of mentions and of different
strings. The rows:

  given     first words of persons of two words and more, in given
  surname   last words of persons, suffixes taken off, in surname
  person    all words of persons, in given, surname, particle or suffix
  ORG name  the whole name is an entry of organisation or team
  ORG any   ... or of a place or nationality (a team called by its city)
  ORG word  words inside an entry of organisation, team, org-head or
            company-suffix, longest match first
  LOC name  the whole name is an entry of place
  LOC word  words inside an entry of place or place-head

--missing prints the strings a row misses, most frequent first.
"""
import collections
import glob
import json
import os
import re
import sys

from listfile import fold, here, read, split

WORD = re.compile(r"\w+(?:[.'’]\w+)*\.?|&")
ROWS = ("given", "surname", "person", "ORG name", "ORG any", "ORG word",
        "LOC name", "LOC word")


def key(text):
    """Folded words, full stops and hyphens taken out."""
    text = fold(text).replace("-", " ").replace("/", " ")
    text = re.sub(r"'s?$", "", text)
    text = re.sub(r"^the ", "", text)
    return " ".join(w.replace(".", "") for w in WORD.findall(text))


def load(folder, *classes):
    """All names of some classes, by key."""
    out = set()
    for name in classes:
        for path in glob.glob(os.path.join(folder, name + ".tsv")) + \
                glob.glob(os.path.join(folder, name + ".*.tsv")):
            for row in read(path):
                out.add(key(row["name"]))
                for cell in ("aliases", "acronym"):
                    out.update(key(n) for n in split(row.get(cell)))
    out.discard("")
    return out


def inside(words, entries):
    """How many words lie inside an entry, longest match first."""
    found = at = 0
    while at < len(words):
        size = min(12, len(words) - at)
        while size and " ".join(words[at:at + size]) not in entries:
            size -= 1
        found += size
        at += size or 1
    return found


class Tally:
    """Hits, mentions and the misses of one row."""

    def __init__(self):
        self.hits = self.all = 0
        self.missed = collections.Counter()
        self.kinds, self.kinds_hit = set(), set()

    def add(self, text, hits, total=1):
        self.hits += hits
        self.all += total
        self.kinds.add(text)
        if hits == total:
            self.kinds_hit.add(text)
        else:
            self.missed[text] += 1

    def show(self, name):
        if self.all:
            print(f"  {name:9} {100 * self.hits / self.all:5.1f} of "
                  f"{self.all:6}   {100 * len(self.kinds_hit) / len(self.kinds):5.1f}"
                  f" of {len(self.kinds):6}")


def measure(path, lists, tallies):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            doc = json.loads(line)
            raw = doc["text"].encode()
            for e in doc["entities"]:
                text = raw[e["start"]:e["end"]].decode("utf-8", "replace")
                if e["type"] in ("PER", "ORG", "LOC"):
                    entity(e["type"], key(text), lists, tallies)


def entity(kind, name, lists, tallies):
    words = name.split()
    if not words:
        return
    if kind == "PER":
        while len(words) > 1 and words[-1] in lists["suffix"]:
            words.pop()
        if len(words) > 1:
            tallies["given"].add(words[0], words[0] in lists["given"] or
                                 len(words[0]) == 1)
        tallies["surname"].add(words[-1], words[-1] in lists["surname"])
        for word in words:
            tallies["person"].add(word, word in lists["anyone"] or
                                  len(word) == 1)
    elif kind == "ORG":
        tallies["ORG name"].add(name, name in lists["org"])
        tallies["ORG any"].add(name, name in lists["org"] or
                               name in lists["place"] or
                               name in lists["nation"])
        tallies["ORG word"].add(name, inside(words, lists["org_word"]),
                                len(words))
    else:
        tallies["LOC name"].add(name, name in lists["place"])
        tallies["LOC word"].add(name, inside(words, lists["place_word"]),
                                len(words))


def main(argv):
    folder, missing, files = here(), None, []
    args = iter(argv[1:])
    for arg in args:
        if arg == "--lists":
            folder = next(args)
        elif arg == "--missing":
            missing = next(args)
        else:
            files.append(arg)
    if not files:
        sys.exit(__doc__)
    lists = {"given": load(folder, "given"), "suffix": load(folder, "suffix"),
             "surname": load(folder, "surname"),
             "org": load(folder, "organisation", "team"),
             "place": load(folder, "place"),
             "nation": load(folder, "nationality", "group")}
    full = load(folder, "person")
    lists["surname"] |= {w for n in lists["surname"] for w in n.split()[-1:]}
    lists["anyone"] = lists["given"] | lists["surname"] | lists["suffix"] | \
        load(folder, "particle") | {n for n in full if " " not in n}
    lists["org_word"] = lists["org"] | load(folder, "org-head",
                                            "company-suffix")
    lists["place_word"] = lists["place"] | load(folder, "place-head")
    total = {row: Tally() for row in ROWS}
    for path in files:
        tallies = {row: Tally() for row in ROWS}
        measure(path, lists, tallies)
        print(os.path.basename(path))
        for row in ROWS:
            tallies[row].show(row)
            total[row].missed.update(tallies[row].missed)
    if missing:
        row, _, most = missing.partition(":")
        for text, n in total[row].missed.most_common(int(most or 100)):
            print(f"{n:5} {text}")


if __name__ == "__main__":
    main(sys.argv)
