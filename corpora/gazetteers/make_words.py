#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make word.tsv: how common each word is, and how often it is capitalised.

usage: make_words.py SCOWL_DIR TEXT.jsonl... > word.tsv

SCOWL_DIR holds the files of Debian's package scowl. Each line of a TEXT file
is an object with running text in "text". Columns: name (the word in lower
case), level (lowest SCOWL level, 10 = most common, of its lower-case form),
upper_level (of its capitalised form), lower and upper (how often the text
writes it in lower case and capitalised, where the place in the sentence says
nothing: after a word or a comma on the same line, not in all-capital lines).
Only counts leave the texts. Kept: level <= 60, or counted at least twice.
"""
import collections
import json
import os
import re
import sys

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*|\n|\S")
SPELLINGS = ("english", "american", "british", "british_z")
LOWER = ("words", "contractions")
UPPER = ("upper", "proper-names", "abbreviations")


def levels(folder, kinds):
    """The lowest level of each lower-cased word in lists of these kinds."""
    best = {}
    for name in sorted(os.listdir(folder)):
        stem, _, level = name.rpartition(".")
        spelling, _, kind = stem.partition("-")
        if spelling not in SPELLINGS or kind not in kinds:
            continue
        if not level.isdigit() or int(level) > 70:
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as lines:
            for line in lines:
                word = line.strip()
                if not word or word.endswith("'s"):
                    continue
                lower = word.islower()
                if (kinds is LOWER) != lower:
                    continue
                key = word.lower()
                best[key] = min(best.get(key, 99), int(level))
    return best


def count(paths):
    """How often each word is written in lower case and capitalised."""
    lower, upper = collections.Counter(), collections.Counter()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                for part in json.loads(line)["text"].split("\n"):
                    count_line(part, lower, upper)
    return lower, upper


def count_line(line, lower, upper):
    letters = [c for c in line if c.isalpha()]
    small = sum(c.islower() for c in letters)
    if len(letters) < 20 or small < len(letters) * 0.7:
        return
    before = ""
    for match in TOKEN.finditer(line):
        token = match.group()
        if token[0].isalpha():
            core = re.sub(r"['’]s$", "", token)
            if before == "," or (before[-1:].isalpha()):
                if core.islower():
                    lower[core] += 1
                elif core[0].isupper():
                    upper[core.lower()] += 1
        before = token


def main(argv):
    if len(argv) < 3:
        sys.exit(__doc__)
    low, up = levels(argv[1], LOWER), levels(argv[1], UPPER)
    lower, upper = count(argv[2:])
    words = {w for w, n in low.items() if n <= 60}
    words |= {w for w, n in up.items() if n <= 60}
    words |= {w for w in set(lower) | set(upper) if lower[w] + upper[w] > 1}
    out = open(1, "w", encoding="utf-8", newline="\n")
    out.write("# SCOWL levels (Debian package scowl) and case counts.\n")
    out.write("name\tlevel\tupper_level\tlower\tupper\n")
    for word in sorted(words, key=lambda w: w.encode()):
        cells = [word] + [str(t[word]) if t.get(word) else ""
                          for t in (low, up, lower, upper)]
        out.write("\t".join(cells) + "\n")


main(sys.argv)
