#!/bin/sh
# SPDX-License-Identifier: MIT
# The extractor as a whole process, JSON Lines in and out, against wc -w on the same
# file: seconds of the process's own time, alternating, the median of five.
#
#   process.sh BUILD [MEGABYTES]
set -eu
build=$1
megabytes=${2:-16}
text=$(mktemp) times=$(mktemp)
trap 'rm -f "$text" "$times" "$times.wc" "$times.nomen"' EXIT
"$build/tests/bench/make-news" "$(dirname "$0")/../../corpora" "$megabytes" >"$text"

# seconds COMMAND...: user and system time.
seconds() {
  LC_ALL=C.UTF-8 bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null' bash "$@" 2>&1 |
    awk '{ print $1 + $2 }'
}

for _ in 1 2 3 4 5; do
  seconds wc -w "$text" >>"$times.wc"
  seconds "$build/bin/nomen" --from jsonl --to jsonl "$text" >>"$times.nomen"
done
wc=$(sort -n "$times.wc" | sed -n 3p)
nomen=$(sort -n "$times.nomen" | sed -n 3p)
awk -v w="$wc" -v n="$nomen" -v m="$megabytes" \
  'BEGIN { printf "nomen %.2f s, wc -w %.3f s: %.1f times; %.2f MB/s\n", n, w, n / w, m / n }'
