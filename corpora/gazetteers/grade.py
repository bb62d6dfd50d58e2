#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Grade names by what else they may be; rerun whenever a list has changed.

usage: grade.py [FOLDER]

A grade says how surely a name belongs to its class: 4 hardly anything else,
3 as a rule, 2 often something else, 1 an ordinary word or worse. The grade
that a list's author gave is an upper bound for 1 and 2; between 3 and 4 the
other lists decide. Reads word.tsv for the ordinary words. Names in several
parts of a class keep their place; only the column grade changes.
"""
import glob
import os
import sys

from listfile import fold, here, read, split, write

GRADED = ("given", "surname", "person", "organisation", "team", "place")


def ordinary(folder):
    """Folded word -> 1 when an everyday word, 2 when a rare one."""
    out = {}
    for row in read(os.path.join(folder, "word.tsv")):
        level = int(row["level"] or 99)
        upper_level = int(row["upper_level"] or 99)
        lower, upper = int(row["lower"] or 0), int(row["upper"] or 0)
        if upper > 5 * lower + 1 and upper_level <= level and level > 10:
            continue                    # written as a name, nearly always
        if level > 20 and upper > 2 and upper > 3 * lower:
            out[fold(row["name"])] = 2
        elif level <= 40 or lower > 1 and lower >= upper:
            out[fold(row["name"])] = 1
        elif level <= 60:
            out[fold(row["name"])] = 2
    return out


def load(folder, name):
    """(path, comment, rows) of each part of a class."""
    parts = []
    for path in sorted(glob.glob(os.path.join(folder, name + ".tsv")) +
                       glob.glob(os.path.join(folder, name + ".*.tsv"))):
        with open(path, encoding="utf-8") as lines:
            comment = [x[2:].rstrip("\n") for x in lines if x[0] == "#"]
        parts.append((path, "\n".join(comment), read(path)))
    return parts


def all_names(parts, big=0):
    out = set()
    for _, _, rows in parts:
        for row in rows:
            if big and row.get("population") and \
                    int(row["population"]) < big:
                continue
            out.add(fold(row["name"]))
            out.update(fold(a) for a in split(row.get("aliases")))
    return out


def one_word(row, name, words, others):
    grade = int(row.get("grade") or 3)
    limit = words.get(name)
    if limit:
        return min(grade, limit) if grade < 4 or limit == 1 else 2
    if grade < 3:
        return grade
    return 3 if name in others else 4


def regrade(kind, row, words, others):
    """The grade of one row, as text."""
    name = fold(row["name"])
    if kind in ("given", "surname"):
        return str(one_word(row, name, words, others))
    grade = int(row.get("grade") or 3)
    if kind == "person":
        return "4" if " " in name and grade == 3 else str(grade)
    parts = name.split()
    if len(parts) == 1:
        if row["name"].isupper() and len(name) > 1:
            limit = 2 if name in words or len(name) < 3 else 4
        else:
            limit = words.get(name, 4)
        if name in others:
            limit = min(limit, 3 if kind == "place" else 2)
        if kind == "place" and row.get("kind") == "country":
            limit = 4
        if int(row.get("population") or 0) > 300000:
            limit = max(limit, 2)
        return str(limit if grade > 2 else min(grade, limit))
    plain = all(words.get(p) == 1 for p in parts)
    if parts[0] == "the" and words.get(parts[-1]) == 1 and len(parts) == 2:
        return str(min(grade, 2))
    if grade < 3:
        return str(grade)
    return "3" if plain and len(parts) == 2 else "4"


def small_place(row):
    """A small town that shares a common person's name is rarely meant."""
    return row.get("population") and int(row["population"]) < 200000


def main(argv):
    folder = argv[1] if len(argv) > 1 else here()
    words = ordinary(folder)
    parts = {kind: load(folder, kind) for kind in GRADED}
    name_sets = {kind: all_names(parts[kind], 50000 if kind == "place" else 0)
                 for kind in GRADED}
    persons = name_sets["given"] | name_sets["surname"]
    for kind in GRADED:
        others = set()
        for other, names in name_sets.items():
            if other != kind:
                others |= names
        for path, comment, rows in parts[kind]:
            for row in rows:
                row["grade"] = regrade(kind, row, words, others)
                if kind == "place" and fold(row["name"]) in persons and \
                        small_place(row):
                    row["grade"] = str(min(2, int(row["grade"])))
            order = "population" if path.endswith("place.city.tsv") else "name"
            write(path, rows, comment, order)
    for kind in GRADED:
        count = [0] * 5
        for _, _, rows in parts[kind]:
            for row in rows:
                count[int(row["grade"])] += 1
        print(f"{kind:13}", *(f"{g}:{count[g]}" for g in (1, 2, 3, 4)))


if __name__ == "__main__":
    main(sys.argv)
