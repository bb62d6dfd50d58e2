#!/bin/sh
# SPDX-License-Identifier: MIT
# The instructions that extraction takes, counted by callgrind over the project's own
# articles, against those recorded: a machine's speed and load do not matter.
#
#   instructions.sh NOMEN RECORDED OUTPUT ARTICLE...
#
# Fails when there are more than 10 % more than RECORDED says; then make it faster, or
# record the new figure with the change that is worth it.  Exit 77: no valgrind.
set -eu
nomen=$1 recorded=$2 output=$3
shift 3
if ! command -v valgrind >/dev/null 2>&1; then
  echo "skipped: there is no valgrind"
  exit 77
fi
valgrind --tool=callgrind --callgrind-out-file="$output" \
  --toggle-collect=nomen_extract "$nomen" --from text --to jsonl "$@" \
  >/dev/null 2>"$output.log" || { cat "$output.log"; exit 1; }
counted=$(sed -n 's/^totals: //p' "$output")
size=$(cat "$@" | wc -c)
was=$(cat "$recorded")
now=$((counted / (size / 1000) / 1000))
echo "million instructions a MB: $now, recorded $was"
[ "$now" -gt 0 ] && [ "$now" -le "$((was + was / 10))" ]
