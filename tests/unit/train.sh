#!/bin/sh
# SPDX-License-Identifier: MIT
# nomen-train learns from a slice of invented text, gives the same bytes twice, others
# under another seed, and scores what it wrote.
#
#   train.sh NOMEN_TRAIN FOLDER
set -eu
train=$1
here=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

complain() {
  echo "train.sh: $1" >&2
  exit 1
}

estimate() {
  mkdir -p "$work/$1"
  "$train" --seed "$2" --epochs 4 --shuffles 2 \
    --source plain="$here/train.jsonl:hide=${3:-10}" \
    --source large="$here/train.jsonl:upper:every=3:offset" \
    --source odd="$here/train.jsonl:title:every=4:offset:clean" \
    --dev "$here/train.jsonl" -o "$work/$1" > "$work/$1/log"
}

estimate a 1
estimate b 1
estimate c 2
estimate d 1 60
cmp "$work/a/names1.tsv" "$work/b/names1.tsv" || complain "pass 1 differs"
cmp "$work/a/names2.tsv" "$work/b/names2.tsv" || complain "pass 2 differs"
cmp -s "$work/a/names1.tsv" "$work/c/names1.tsv" && complain "no seed was used"
grep -v '^#' "$work/d/names1.tsv" > "$work/hidden"
grep -v '^#' "$work/a/names1.tsv" | cmp -s - "$work/hidden" &&
  complain "nothing was hidden"
grep -q 'plain:hide=10, large:offset:upper:every=3' "$work/a/names1.tsv" ||
  complain "the heading does not say from what"
grep -Eq '^  all .*F1 +(9[0-9]|100)' "$work/a/log" || complain "nothing learnt"

# Weights alone score the same.
"$train" --weights "$work/a/names1.tsv" --weights "$work/a/names2.tsv" \
  --dev "$here/train.jsonl" > "$work/again"
grep '^  all' "$work/again" > "$work/x"
grep '^  all' "$work/a/log" | cmp - "$work/x" || complain "scores differ"

# What cannot be read is said, and where.
printf '{"text": 1}\n' > "$work/bad.jsonl"
if "$train" --source x="$work/bad.jsonl" 2> "$work/err"; then
  complain "bad input was taken"
fi
grep -q 'bad.jsonl:1' "$work/err" || complain "no place of the error"
"$train" --nothing 2> /dev/null && complain "a wrong option was taken"
"$train" --help > /dev/null
