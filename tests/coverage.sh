#!/bin/sh
# SPDX-License-Identifier: MIT
# Which lines and branches of lib/ the tests of units, tables of cases and command line
# reach, by room; fails under 95 % of lines or 85 % of branches over all.  Builds into
# build/coverage.
#
#   sh tests/coverage.sh            the table
#   sh tests/coverage.sh --files    a line for each file, least covered first
set -eu
cd "$(dirname "$0")/.."
root=$PWD
build=$root/build/coverage
mkdir -p build
{
  cmake -G Ninja -B "$build" -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Debug \
    -DNOMEN_COVERAGE=ON
  cmake --build "$build"
  find "$build" -name '*.gcda' -delete
  # What compares times is left out: it reaches nothing that the others do not.
  ctest --test-dir "$build" -R '^(unit|spec|cli|accuracy)/' -E 'linear|long-line' \
    -j 2 --output-on-failure
} >"$build.log" 2>&1 || { tail -n 40 "$build.log"; exit 1; }

# gcov says for each source: its name, lines and branches with their share.
find "$build" -name '*.gcda' -path '*/lib/*' | LC_ALL=C sort |
  (cd "$build" && xargs gcov -b -n 2>/dev/null) |
  awk -v root="$root/lib/" -v files="${1:-}" '
    /^File / {
      name = substr($0, 7, length($0) - 7)
      wanted = index(name, root) == 1 && name ~ /\.c$/
      name = substr(name, length(root) + 1)
    }
    wanted && /^Lines executed:/ { split($0, a, /[:% ]+/); lines[name] = a[5]; hit[name] = a[3] * a[5] / 100 }
    wanted && /^Taken at least once:/ { split($0, a, /[:% ]+/); ways[name] = a[7]; taken[name] = a[5] * a[7] / 100 }
    /^Calls|^No calls/ { wanted = 0 } # a sum over files follows the last one
    function row(name, l, h, w, t) {
      return sprintf("%-28s %6d %6.1f %% %6d %6.1f %%", name, l, l ? 100 * h / l : 100, w, w ? 100 * t / w : 100)
    }
    END {
      printf "%-28s %6s %8s %6s %8s\n", "room", "lines", "reached", "ways", "taken"
      for (name in lines) {
        room = name
        sub(/\/.*/, "", room)
        l[room] += lines[name]; h[room] += hit[name]; w[room] += ways[name]; t[room] += taken[name]
        if (files == "--files") print row(name, lines[name], hit[name], ways[name], taken[name]) | "sort -k3,3n"
      }
      close("sort -k3,3n")
      count = split("base text pattern gazetteer evidence decide value link pack engine", rooms, " ")
      for (i = 1; i <= count; i++) {
        room = rooms[i]
        print row(room, l[room], h[room], w[room], t[room])
        L += l[room]; H += h[room]; W += w[room]; T += t[room]
      }
      print row("all", L, H, W, T)
      if (H < 0.95 * L || T < 0.85 * W) {
        print "less than 95 % of lines or 85 % of branches"
        exit 1
      }
    }'
