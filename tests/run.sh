#!/bin/sh
# Build nomen and run every test: with gcc (Release); with clang under ASan and UBSan,
# with each fuzz target for a minute; and measure what the tests reach.  On Debian and
# Ubuntu it installs what it needs.
#
#   sh tests/run.sh          what CI runs
#   sh tests/run.sh --all    also: shared, unity and thread-sanitized builds; every test
#                            at its full numbers; each fuzz target for half an hour
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
all=no
[ "${1:-}" = --all ] && all=yes
# Word splitting of lists of packages is wanted.
# shellcheck disable=SC2086
need_packages $TEST_PACKAGES
if command -v apt-get >/dev/null 2>&1; then
  need_packages "libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev"
fi
# Debian's node comes with npm as a package of its own; another node brings it along.
if ! command -v npm >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  need_packages nodejs npm
fi
fuzz_seconds=60
[ $all = yes ] && fuzz_seconds=1800
jobs=$(nproc 2>/dev/null || echo 2)

builds=
# build NAME CMAKE-OPTION...: configure and build into build/NAME.
build() {
  name=$1
  shift
  echo "== $name"
  cmake -G Ninja -B "build/$name" -DNOMEN_WERROR=ON -DNOMEN_TEST_PREFIX="$name/" \
    -DNOMEN_TEST_FULL=$all "$@" \
    >"build/$name.log" 2>&1 &&
    cmake --build "build/$name" -- -j "$jobs" >>"build/$name.log" 2>&1 ||
    { tail -n 60 "build/$name.log"; exit 1; }
  builds="$builds $name"
}

mkdir -p build
build gcc -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release
build sanitize -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DNOMEN_SANITIZE=address,undefined -DNOMEN_BUILD_FUZZERS=ON \
  -DNOMEN_FUZZ_SECONDS=$fuzz_seconds
if [ $all = yes ]; then
  build shared -DCMAKE_C_COMPILER=gcc -DBUILD_SHARED_LIBS=ON
  build unity -DCMAKE_C_COMPILER=gcc -DCMAKE_UNITY_BUILD=ON
  build thread -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DNOMEN_SANITIZE=thread
fi

# One run over all builds, so that there is one summary; what compares builds, or
# measures one, comes with it.
{
  for name in $builds; do
    echo "subdirs(\"$name\")"
  done
  for option in "" --no-jit; do
    echo "add_test(\"both/same_bytes$option\" sh \"$PWD/tests/cli/same_bytes.sh\""
    echo "  \"$PWD/build/gcc/bin/nomen\" \"$PWD/build/gcc/tests/accuracy/nomen-score\""
    echo "  \"$PWD/corpora/articles/gold.jsonl\" \"${NOMEN_EVAL:-$PWD/../shared/eval}\""
    if [ -z "$option" ]; then
      echo "  \"$PWD/build/sanitize/bin/nomen\")"
    else
      echo "  \"$PWD/build/gcc/bin/nomen\" $option)"
    fi
  done
  echo "add_test(\"coverage/table\" sh \"$PWD/tests/coverage.sh\")"
} >build/CTestTestfile.cmake
ctest --test-dir build --output-on-failure -j "$jobs"
