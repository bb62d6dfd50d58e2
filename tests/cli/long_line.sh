#!/bin/sh
# A line of 50 MB: read to its end, nothing lost.
#
#   long_line.sh NOMEN
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# 1,000,000 sentences of 50 bytes, and one date at the very end.
awk 'BEGIN { for (i = 0; i < 1000000; i++)
  printf "The committee heard a long and very dull report. "; printf "It ended on 3 May 2020." }' >"$scratch/long"
"$1" --to jsonl "$scratch/long" >"$scratch/out"
grep -q '"timex": "2020-05-03"' "$scratch/out"
