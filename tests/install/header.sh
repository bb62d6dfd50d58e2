#!/bin/sh
# The public headers compile without a word in the oldest languages they are for:
# nomen.h alone and first, as C11 and C++11, with each compiler at hand; nomen.hpp
# as C++17.
#
#   header.sh SOURCE
set -eu
source=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"

# What the header declares is what the shared library exports.
tr '\n' ' ' <"$source/include/nomen/nomen.h" | grep -oE 'NOMEN_API [^;#]*;' |
  grep -oE '\b(nomen_[a-z0-9_]+)\(' | tr -d '(' | LC_ALL=C sort | diff "$source/lib/symbols.txt" - ||
  { echo "nomen.h and lib/symbols.txt differ"; exit 1; }

cat >"$scratch/use.c" <<'C'
#include <nomen/nomen.h>
#include <nomen/nomen.h>

static nomen_engine_options engine = NOMEN_ENGINE_OPTIONS_INIT;
static nomen_extract_options extract = NOMEN_EXTRACT_OPTIONS_INIT;
static nomen_source source = NOMEN_SOURCE_INIT;

int main(void) {
  nomen_engine *out;
  nomen_document *document;
  const nomen_record *record;
  unsigned types = NOMEN_TYPE_BIT(NOMEN_TYPE_DATE) | NOMEN_TYPES_ALL;

  engine.sources = &source;
  if (nomen_engine_new(&engine, &out, NULL) != NOMEN_OK) return 1;
  extract.types = types;
  if (nomen_extract(out, "", 0, &extract, &document, NULL) != NOMEN_OK) return 1;
  record = nomen_document_record(document, 0);
  if (record != NULL && record->entity == NOMEN_NONE &&
      record->end < NOMEN_TEXT_MAX)
    return record->value.date.moment.year;
  return NOMEN_VERSION_MAJOR + NOMEN_VERSION_MINOR + NOMEN_VERSION_PATCH;
}
C
cp "$source/tests/install/consumer/consumer.cpp" "$scratch/use.cpp"

# compile COMPILER ARGUMENT...: only where the compiler is there.
tried=0
compile() {
  command -v "$1" >/dev/null 2>&1 || return 0
  tried=$((tried + 1))
  # shellcheck disable=SC2086
  "$@" $warnings -I"$source/include" -fsyntax-only ||
    { echo "failed: $*"; exit 1; }
}

for compiler in cc gcc clang; do
  compile $compiler -std=c11 "$scratch/use.c"
done
for compiler in c++ g++ clang++; do
  compile $compiler -std=c++11 -x c++ "$scratch/use.c"
  compile $compiler -std=c++17 "$scratch/use.cpp"
done
[ "$tried" -gt 0 ]
