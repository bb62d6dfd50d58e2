#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write the table of all lists into corpora/README.md.

usage: make_index.py [README]

Replaces what stands between the two marks "<!-- lists -->" and "<!-- end of
lists -->" by one line a file: name, rows, bytes, columns, source.
"""
import glob
import os
import sys

from listfile import here

BEGIN, END = "<!-- lists -->", "<!-- end of lists -->"


def line_of(path):
    """One row of the table."""
    with open(path, encoding="utf-8") as lines:
        comment, header, rows = [], None, 0
        for line in lines:
            line = line.rstrip("\n")
            if header is None and line.startswith("#"):
                comment.append(line[1:].strip())
            elif header is None:
                header = line.split("\t")
            elif line:
                rows += 1
    source = " ".join(comment).replace("|", "\\|")
    return (f"| {os.path.basename(path)} | {rows} | {os.path.getsize(path)} "
            f"| {', '.join(header or [])} | {source} |")


def main(argv):
    readme = argv[1] if len(argv) > 1 else here("..", "README.md")
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    if BEGIN not in text or END not in text:
        sys.exit(f"{readme}: no marks")
    table = ["| file | rows | bytes | columns | source and notes |",
             "|---|---|---|---|---|"]
    table += [line_of(p) for p in sorted(glob.glob(here("*.tsv")))]
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    with open(readme, "w", encoding="utf-8", newline="\n") as file:
        file.write(before + BEGIN + "\n\n" + "\n".join(table) + "\n\n" + END +
                   after)


if __name__ == "__main__":
    main(sys.argv)
