#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the scripts beside the lists share: folding, reading, writing.

A list is UTF-8 NFC, LF, tab-separated; comment lines begin with '#', then one
header row names the columns, then one row a name. Building nomen needs none
of these scripts.
"""
import os
import unicodedata

COLUMNS = ["name", "of", "aliases", "acronym", "grade", "kind", "country",
           "region", "latitude", "longitude", "population", "id", "gender",
           "origin", "position", "code", "minor", "minor_units", "symbol",
           "city", "date", "value", "level", "upper_level", "lower", "upper"]

# Letters that do not decompose.
LETTERS = str.maketrans({
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ð": "d",
    "Ð": "d", "þ": "th", "Þ": "th", "ə": "a", "Ə": "a", "ħ": "h", "Ħ": "h",
    "ŋ": "n", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "‐": "-"})


def fold(text):
    """Lower case, without accents, one space between words."""
    text = unicodedata.normalize("NFD", text.translate(LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.lower().split())


def slug(text):
    """The name as an id: folded, words joined by hyphens."""
    kept = "".join(c if c.isalnum() else "-" for c in fold(text))
    return "-".join(part for part in kept.split("-") if part)


def clean(text):
    """NFC, straight apostrophes, single spaces, no tab."""
    text = unicodedata.normalize("NFC", text)
    text = text.replace("’", "'").replace("‘", "'").replace("ʻ", "'")
    return " ".join(text.split())


def split(cell):
    return [part for part in (cell or "").split("|") if part]


def read(path):
    """Rows of a list as dictionaries, comments skipped."""
    rows, header = [], None
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if header is None:
                if line.startswith("#"):
                    continue
                header = line.split("\t")
                continue
            if not line:
                continue
            cells = line.split("\t")
            cells += [""] * (len(header) - len(cells))
            rows.append(dict(zip(header, cells)))
    return rows


def write(path, rows, comment="", order="name"):
    """Write rows; columns that are empty everywhere are left out."""
    for row in rows:
        for key in list(row):
            row[key] = clean(str(row[key])) if row[key] is not None else ""
    used = [c for c in COLUMNS if c == "name" or any(r.get(c) for r in rows)]
    if order == "name":
        rows = sorted(rows, key=lambda r: [r.get(c, "").encode() for c in
                                           ("name", "country", "id", "of",
                                            "kind", "aliases")])
    seen, lines = set(), []
    for row in rows:
        line = "\t".join(row.get(c, "") for c in used)
        if row["name"] and line not in seen:
            seen.add(line)
            lines.append(line)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for text in comment.splitlines():
            out.write("# " + text + "\n")
        out.write("\t".join(used) + "\n")
        out.write("\n".join(lines) + "\n")
    return len(lines)


def here(*parts):
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), *parts)
