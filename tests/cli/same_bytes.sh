#!/bin/sh
# Two builds print the same bytes for our own articles and, where it is at hand, for
# every file of the annotated news.
#
#   same_bytes.sh NOMEN NOMEN-SCORE GOLD EVAL OTHER-NOMEN [OPTION...]
set -eu
nomen=$1
score=$2
gold=$3
eval=$4
shift 4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for file in "$gold" "$eval"/*/*.jsonl; do
  [ -f "$file" ] || continue
  "$score" docs "$file" >"$scratch/docs"
  "$nomen" --from jsonl --to jsonl "$scratch/docs" >"$scratch/a"
  "$@" --from jsonl --to jsonl "$scratch/docs" >"$scratch/b"
  cmp "$scratch/a" "$scratch/b" || { echo "differs: $file"; exit 1; }
done
