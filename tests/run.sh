#!/bin/sh
# Build nomen and run every test: with gcc (Release), and with clang under ASan and
# UBSan with a minute of fuzzing for each target. On Debian and Ubuntu it installs
# what it needs.
#
#   sh tests/run.sh          what CI runs
#   sh tests/run.sh --all    also shared, unity and thread-sanitized builds, and half
#                            an hour of fuzzing for each target
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
need_packages $TEST_PACKAGES
if command -v apt-get >/dev/null 2>&1; then
  need_packages "libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev"
fi
# Debian's node comes with npm as a package of its own; another node brings it along.
if ! command -v npm >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  need_packages nodejs npm
fi
cores=$(nproc 2>/dev/null || echo 2)
fuzz_seconds=60
if [ "${1:-}" = --all ]; then
  fuzz_seconds=1800
fi

builds=
# build NAME CMAKE-OPTION...: configure and build into build/NAME.
build() {
  name=$1
  shift
  echo "== $name"
  cmake -G Ninja -B "build/$name" -DNOMEN_WERROR=ON -DNOMEN_TEST_PREFIX="$name/" "$@" >/dev/null
  cmake --build "build/$name" -- -j "$cores" >"build/$name.log" 2>&1 ||
    { tail -n 60 "build/$name.log"; exit 1; }
  builds="$builds $name"
}

mkdir -p build
build gcc -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release
build sanitize -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DNOMEN_SANITIZE=address,undefined -DNOMEN_BUILD_FUZZERS=ON \
  -DNOMEN_FUZZ_SECONDS=$fuzz_seconds
if [ "${1:-}" = --all ]; then
  build shared -DCMAKE_C_COMPILER=gcc -DBUILD_SHARED_LIBS=ON
  build unity -DCMAKE_C_COMPILER=gcc -DCMAKE_UNITY_BUILD=ON
  build thread -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DNOMEN_SANITIZE=thread
fi

# One run over all builds, so that there is one summary; and what compares them.
{
  for name in $builds; do
    echo "subdirs(\"$name\")"
  done
  echo "add_test(same-bytes sh \"$PWD/tests/cli/same_bytes.sh\" \"$PWD/build/gcc/bin/nomen\""
  echo "  \"$PWD/build/gcc/tests/accuracy/nomen-score\" \"${NOMEN_EVAL:-$PWD/../shared/eval}\""
  echo "  \"$PWD/build/sanitize/bin/nomen\")"
  echo "set_tests_properties(same-bytes PROPERTIES SKIP_RETURN_CODE 77)"
} >build/CTestTestfile.cmake
ctest --test-dir build --output-on-failure -j "$cores"
