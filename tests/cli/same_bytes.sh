#!/bin/sh
# Two builds, or a build with and without JIT, print the same bytes for every file of
# the annotated news.
#
#   same_bytes.sh NOMEN NOMEN-SCORE EVAL OTHER-NOMEN [OPTION...]
set -eu
nomen=$1
score=$2
eval=$3
shift 3
[ -d "$eval" ] || { echo "skipped: no annotated news at $eval"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for file in "$eval"/*/*.jsonl; do
  "$score" docs "$file" >"$scratch/docs"
  "$nomen" --from jsonl --to jsonl "$scratch/docs" >"$scratch/a"
  "$@" --from jsonl --to jsonl "$scratch/docs" >"$scratch/b"
  cmp "$scratch/a" "$scratch/b" || { echo "differs: $file"; exit 1; }
done
