#!/bin/sh
# The README's samples are what they claim: the C program is examples/quickstart.c,
# and the text makes the output shown beneath it.
#
#   readme.sh SOURCE NOMEN
set -eu
source=$1
nomen=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' "$source/README.md" >"$scratch/c"
grep -v "^/\*" "$source/examples/quickstart.c" >"$scratch/quickstart"
diff "$scratch/quickstart" "$scratch/c" || { echo "README.md differs from examples/quickstart.c"; exit 1; }

sed -n 's/^> \{0,1\}//p' "$source/README.md" >"$scratch/article.txt"
awk '/^```$/ && !done { if (on) done = 1; on = !on; next } on && !done' "$source/README.md" >"$scratch/shown"
"$nomen" --reference-date 2024-05-07 "$scratch/article.txt" | sed '1,2d' | sed '$d' >"$scratch/made"
diff "$scratch/shown" "$scratch/made" || { echo "README.md shows other output than is made"; exit 1; }
