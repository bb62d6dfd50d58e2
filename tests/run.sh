#!/bin/sh
# Build nomen and run every test: with gcc (Release) and with clang under ASan and
# UBSan.  On Debian and Ubuntu it installs what it needs.
#
#   sh tests/run.sh          what CI runs
#   sh tests/run.sh --all    also: shared, unity and thread-sanitized builds
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
need_packages $TEST_PACKAGES
clang_major=$(clang -dumpversion | cut -d. -f1)
if command -v apt-get >/dev/null 2>&1; then
  need_packages "libclang-rt-$clang_major-dev"
fi

builds=
# build NAME CMAKE-OPTION...: configure and build into build/NAME.
build() {
  name=$1
  shift
  echo "== $name"
  cmake -G Ninja -B "build/$name" -DNOMEN_WERROR=ON -DNOMEN_TEST_PREFIX="$name/" "$@" >/dev/null
  cmake --build "build/$name" -- -j "$(nproc 2>/dev/null || echo 2)" >"build/$name.log" 2>&1 ||
    { tail -n 60 "build/$name.log"; exit 1; }
  builds="$builds $name"
}

mkdir -p build
build gcc -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release
build sanitize -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DNOMEN_SANITIZE=address,undefined
if [ "${1:-}" = --all ]; then
  build shared -DCMAKE_C_COMPILER=gcc -DBUILD_SHARED_LIBS=ON
  build unity -DCMAKE_C_COMPILER=gcc -DCMAKE_UNITY_BUILD=ON
  build thread -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DNOMEN_SANITIZE=thread
fi

# One run over all builds, so that there is one summary.
: >build/CTestTestfile.cmake
for name in $builds; do
  echo "subdirs(\"$name\")" >>build/CTestTestfile.cmake
done
ctest --test-dir build --output-on-failure -j "$(nproc 2>/dev/null || echo 2)"
