#!/bin/sh
# Build, install into a scratch prefix, and use what was installed: by CMake package
# and by pkg-config.
#
#   install.sh SOURCE shared|static
set -eu
source=$(cd "$1" && pwd)
kind=$2
here=$source/tests/install
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
shared=OFF
[ "$kind" = shared ] && shared=ON

cmake -G Ninja -S "$source" -B "$scratch/build" -DBUILD_SHARED_LIBS=$shared \
  -DNOMEN_BUILD_TESTS=OFF -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_INSTALL_PREFIX="$scratch/prefix" -DCMAKE_INSTALL_LIBDIR=lib >"$scratch/log"
cmake --build "$scratch/build" >"$scratch/log" 2>&1 || { tail -n 40 "$scratch/log"; exit 1; }
cmake --install "$scratch/build" >"$scratch/log"

cd "$scratch/prefix"
for file in include/nomen/nomen.h include/nomen/nomen.hpp bin/nomen bin/nomen-pack bin/nomen-train \
  lib/pkgconfig/nomen.pc lib/cmake/nomen/nomenConfig.cmake share/man/man1/nomen.1 \
  share/man/man1/nomen-pack.1 share/man/man1/nomen-train.1 \
  share/nomen/gazetteers share/nomen/patterns share/nomen/weights; do
  [ -e "$file" ] || { echo "not installed: $file"; exit 1; }
done

if [ "$kind" = shared ]; then
  nm -D --defined-only lib/libnomen.so | awk '$2 != "A" { print $3 }' | LC_ALL=C sort >"$scratch/symbols"
  diff "$source/lib/symbols.txt" "$scratch/symbols" ||
    { echo "exported symbols differ from lib/symbols.txt"; exit 1; }
  # Before 1.0 a minor version may break the ABI: the soname holds both numbers.
  soname=$(awk '$2 ~ /^NOMEN_VERSION_M(AJOR|INOR)$/ { n = n "." $3 } END { print "libnomen.so" n }' \
    include/nomen/nomen.h)
  readelf -d lib/libnomen.so | grep -F "soname: [$soname]" >/dev/null ||
    { echo "the soname is not $soname"; exit 1; }
else
  # Nothing in the library prints, ends the process, or asks clock or locale.
  nm -u lib/libnomen.a | awk '{ print $2 }' | LC_ALL=C sort -u >"$scratch/undefined"
  if grep -xE 'printf|puts|fprintf|vfprintf|perror|abort|exit|_exit|time|clock|gettimeofday|clock_gettime|localtime|setlocale|getenv|qsort|strtod|atof|sprintf|snprintf' "$scratch/undefined"; then
    echo "the library must not call the above"
    exit 1
  fi
fi

cmake -G Ninja -S "$here/consumer" -B "$scratch/consumer" -DCMAKE_PREFIX_PATH="$scratch/prefix" >"$scratch/log"
cmake --build "$scratch/consumer" >"$scratch/log" 2>&1 || { tail -n 40 "$scratch/log"; exit 1; }
export LD_LIBRARY_PATH="$scratch/prefix/lib"
"$scratch/consumer/consumer_c"
"$scratch/consumer/consumer_cpp"

export PKG_CONFIG_PATH="$scratch/prefix/lib/pkgconfig"
static=
[ "$kind" = static ] && static=--static
# Word splitting of pkg-config's flags is wanted.
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$here/consumer/consumer.c" -o "$scratch/by_pc" \
  $(pkg-config $static --cflags --libs nomen)
"$scratch/by_pc"
"$scratch/prefix/bin/nomen" --version
for page in "$scratch"/prefix/share/man/man1/*.1; do
  if command -v man >/dev/null 2>&1; then
    LC_ALL=C man --warnings -l "$page" 2>&1 >/dev/null | grep . && { echo "$page"; exit 1; }
  fi
done
exit 0
