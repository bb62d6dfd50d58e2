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
  "$train" --seed "$2" --epochs 4 --shuffles 2 --drop "${4:-0}" \
    --source plain="$here/train.jsonl:hide=${3:-10}" \
    --source large="$here/train.jsonl:upper:every=3:offset" \
    --source odd="$here/train.jsonl:title:every=4:offset:clean" \
    --dev "$here/train.jsonl" -o "$work/$1" > "$work/$1/log"
}

estimate a 1
estimate b 1
estimate c 2
estimate d 1 60
estimate g 1 10 0.3
estimate h 1 10 0.3
cmp "$work/a/names1.tsv" "$work/b/names1.tsv" || complain "pass 1 differs"
cmp "$work/a/names2.tsv" "$work/b/names2.tsv" || complain "pass 2 differs"
cmp -s "$work/a/names1.tsv" "$work/c/names1.tsv" && complain "no seed was used"
grep -v '^#' "$work/d/names1.tsv" > "$work/hidden"
grep -v '^#' "$work/a/names1.tsv" | cmp -s - "$work/hidden" &&
  complain "nothing was hidden"
cmp "$work/g/names1.tsv" "$work/h/names1.tsv" || complain "what is dropped differs"
grep -v '^#' "$work/g/names1.tsv" > "$work/dropped"
grep -v '^#' "$work/a/names1.tsv" | cmp -s - "$work/dropped" &&
  complain "nothing was dropped"
grep -q -e '--drop 0.3' "$work/g/names1.tsv" || complain "the heading lacks --drop"
grep -q 'plain:hide=10, large:offset:upper:every=3' "$work/a/names1.tsv" ||
  complain "the heading does not say from what"
grep -Eq '^  all .*F1 +(9[0-9]|100)' "$work/a/log" || complain "nothing learnt"

# Weights alone score the same.
"$train" --weights "$work/a/names1.tsv" --weights "$work/a/names2.tsv" \
  --dev "$here/train.jsonl" > "$work/again"
grep '^  all' "$work/again" > "$work/x"
grep '^  all' "$work/a/log" | cmp - "$work/x" || complain "scores differ"

# fails STATUS WORDS OPTION...: the exit status and what is said.
fails() {
  status=$1 words=$2 got=0
  shift 2
  "$train" "$@" > "$work/out" 2> "$work/err" || got=$?
  [ "$got" -eq "$status" ] || complain "$* ended with $got, not $status"
  grep -qF -- "$words" "$work/err" || complain "$* does not say: $words"
}

# The command line.
fails 2 'no such option: --nothing' --nothing x
fails 2 '' --source
fails 2 'no NAME=FILE' --source x
fails 2 'what is this of a source: sideways' --source x=y:upper:sideways
fails 2 'what is this of a source: every=0' --source x=y:every=0
fails 2 'what is this of a source: hide=' --source x=y:hide=
for option in --seed --epochs --least --shuffles --penalty --rate --drop; do
  fails 2 'not a number that serves: -1' $option -1
  fails 2 'not a number that serves: 3x' $option 3x
  fails 2 'not a number that serves: nan' $option nan
done
fails 2 'not a number that serves: 0' --epochs 0
fails 2 'not a share: 1' --drop 1
fails 2 '' --epochs 3
"$train" --help | grep -q '^  --shuffles N' || complain "no help"
"$train" --version | grep -Eq '[0-9]+\.[0-9]+' || complain "no version"

# Files: what cannot be read is said, and where; blank lines and entities that are
# none of ours, or lie outside, are passed over.
printf '\n{"text": 1}\n' > "$work/bad.jsonl"
fails 1 'bad.jsonl:2: no "text"' --source x="$work/bad.jsonl"
printf '{"text": \n' > "$work/bad.jsonl"
fails 1 'bad.jsonl:1: ' --dev "$work/bad.jsonl" --weights "$work/a/names1.tsv"
fails 1 'cannot be read' --source x="$work/missing.jsonl"
fails 1 'cannot be read' --source x="$work"
fails 1 'missing.tsv' --weights "$work/missing.tsv" --dev "$here/train.jsonl"
fails 1 'missing.pack' --pack "$work/missing.pack" --source x="$here/train.jsonl"
fails 1 'not a pack' --pack "$here/train.jsonl" --source x="$here/train.jsonl"
printf 'no such evidence\tO\t5\n' > "$work/bad.tsv"
fails 1 'no such evidence "no such evidence"' --weights "$work/bad.tsv" --dev "$here/train.jsonl"
printf '%s\n' '{"text": "In Paris."}' '{"text": "", "entities": []}' '' \
  '{"id": 7, "text": "Kari Nordahl met\n Ada Prynne.", "entities": [
    {"start": 0, "end": 12, "type": "PER"}, {"start": 16, "end": 28, "type": "PER", "optional": true},
    {"start": 5, "end": 5, "type": "PER"}, {"start": -1, "end": 3, "type": "LOC"},
    {"start": 2, "end": 99, "type": "ORG"}, {"start": 0, "end": 4, "type": "VESSEL"},
    {"start": 14, "end": 16, "type": "LOC"}, {"start": 6, "end": 8}]}' |
  tr -d '\n' | sed 's/}{/}\n\n{/g; s/"}{/"}\n{/g' > "$work/odd.jsonl"
"$train" --weights "$work/a/names1.tsv" --dev "$work/odd.jsonl" \
  --predictions "$work/found.jsonl" > "$work/out"
grep -q '"id": *7.*"start": *0' "$work/found.jsonl" || complain "no predictions"

# Where nothing can be written.
fails 1 'cannot be written' --weights "$work/a/names1.tsv" --dev "$work/odd.jsonl" \
  --predictions "$work/no/found.jsonl"
fails 1 'cannot be written' --epochs 1 --source x="$here/train.jsonl" -o "$work/no"
if [ -c /dev/full ]; then
  mkdir "$work/full"
  ln -s /dev/full "$work/full/names1.tsv"
  fails 1 'cannot be written' --epochs 1 --source x="$here/train.jsonl" -o "$work/full"
  fails 1 'cannot be written' --weights "$work/a/names1.tsv" --dev "$here/train.jsonl" \
    --predictions /dev/full
fi

# Evidence that is given up is not in the weights; few epochs with much to lose leave
# less.
mkdir "$work/e" "$work/f"
"$train" --epochs 2 --without before= --source x="$here/train.jsonl" -o "$work/e" > "$work/out"
grep -q '^after=' "$work/e/names1.tsv" || complain "no weight of what follows"
grep -q '^before=' "$work/e/names1.tsv" && complain "what was given up has weights"
"$train" --epochs 1 --rate 0.5 --least 3 --penalty 9 --source x="$here/train.jsonl" \
  -o "$work/f" > "$work/out"
[ "$(wc -l < "$work/f/names1.tsv")" -lt "$(wc -l < "$work/e/names1.tsv")" ] ||
  complain "a penalty costs nothing"
exit 0
