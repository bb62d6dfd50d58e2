#!/bin/sh
# Build nomen and print what it finds in a news article of our own, or in the files
# given.  On Debian and Ubuntu it installs what it needs; elsewhere it says what.
set -eu
top=$(dirname "$0")/..
. "$top/tests/packages.sh"
need_packages $BUILD_PACKAGES >&2

cmake -G Ninja -S "$top" -B "$top/build/run" -DCMAKE_BUILD_TYPE=Release \
  -DNOMEN_BUILD_TESTS=OFF >&2
cmake --build "$top/build/run" --target nomen_extractor >&2
if [ $# -eq 0 ]; then
  set -- "$top"/corpora/articles/01-*.txt
fi
exec "$top/build/run/bin/nomen" "$@"
