#!/bin/sh
# The table of accuracy in the README: one row a set and mode.
#
#   figures.sh BUILD [EVAL]    EVAL: the annotated news, else $NOMEN_EVAL
set -eu
build=$1
eval=${2:-${NOMEN_EVAL:-}}
nomen=$build/bin/nomen
score=$build/tests/accuracy/nomen-score
articles=$(dirname "$0")/../../corpora/articles/gold.jsonl
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# figures NAME GOLD MODE [CASE]: the last figure of a mode, or all of a suite.
figures() {
  [ -e "$2" ] || return 0
  "$score" docs "$2" ${4:+--case "$4"} >"$scratch/docs"
  "$nomen" --from jsonl --to jsonl "$scratch/docs" >"$scratch/found"
  "$score" "$3" "$2" "$scratch/found" >"$scratch/scores"
  if grep -q 'F1' "$scratch/scores"; then
    awk -v name="$1" -v mode="$3" '/F1/ { for (i = 1; i < NF; i++) if ($i == "F1") f = $(i + 1)
      line = line (line ? ", " : "") $1 " " f } END { print "| " name " | " mode " | " line " |" }' "$scratch/scores"
  else
    echo "| $1 | $3 | $(tr '\n' ' ' <"$scratch/scores") |"
  fi
}

echo "| text | what | F1 in %, or as named |"
echo "|---|---|---|"
for mode in news timex money links places; do figures "own articles" "$articles" $mode; done
[ -n "$eval" ] || exit 0
for mode in names links timex money; do figures "seeds" "$eval/seeds/gold.jsonl" $mode; done
for mode in names calibration; do figures "conll2003-dev" "$eval/dev/conll2003-dev.jsonl" $mode; done
for case in upper title lower; do
  figures "conll2003-dev, $case case" "$eval/dev/conll2003-dev.jsonl" names $case
done
for mode in news calibration; do figures "ieer-nyt-dev" "$eval/dev/ieer-nyt-dev.jsonl" $mode; done
figures "timebank" "$eval/dev/timebank.jsonl" timex
figures "recognizers-currency" "$eval/suites/recognizers-currency-en.jsonl" suite
figures "recognizers-datetime" "$eval/suites/recognizers-datetime-en.jsonl" suite
