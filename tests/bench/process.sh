#!/bin/sh
# SPDX-License-Identifier: MIT
# The extractor as a whole process, JSON Lines in and out, against wc -w on the same
# file: seconds of the process's own time and by the clock, alternating, the median of
# five of each.
#
#   process.sh BUILD [MEGABYTES [JOBS]]
set -eu
build=$1
megabytes=${2:-16}
jobs=${3:-1}
text=$(mktemp) times=$(mktemp)
trap 'rm -f "$text" "$times" "$times.wc" "$times.nomen"' EXIT
"$build/tests/bench/make-news" "$(dirname "$0")/../../corpora" "$megabytes" >"$text"

# seconds COMMAND...: user and system time, and by the clock.
seconds() {
  LC_ALL=C.UTF-8 bash -c 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null' bash "$@" 2>&1 |
    awk '{ print $1 + $2, $3 }'
}
# middle COLUMN FILE
middle() { cut -d ' ' -f "$1" "$2" | sort -n | sed -n 3p; }

for _ in 1 2 3 4 5; do
  seconds wc -w "$text" >>"$times.wc"
  seconds "$build/bin/nomen" --from jsonl --to jsonl --jobs "$jobs" "$text" >>"$times.nomen"
done
for column in 1 2; do
  awk -v w="$(middle $column "$times.wc")" -v n="$(middle $column "$times.nomen")" \
    -v m="$megabytes" -v what="$([ $column = 1 ] && echo own time || echo by the clock)" \
    'BEGIN { printf "%s: nomen %.2f s, wc -w %.3f s: %.1f times; %.2f MB/s\n", what, n, w, n / w, m / n }'
done
