#!/bin/sh
# Install the Node package beside the shared library and test both.
#
#   node.sh SOURCE [LIBRARY]: without a shared LIBRARY, one is built.
set -eu
source=$(cd "$1" && pwd)
library=${2:-}
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  { echo "SKIPPED: needs node and npm"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

case $library in
*.so | *.dylib) ;;
*)
  cmake -G Ninja -S "$source" -B "$scratch/build" -DBUILD_SHARED_LIBS=ON \
    -DCMAKE_BUILD_TYPE=Release -DNOMEN_BUILD_TESTS=OFF >"$scratch/log"
  cmake --build "$scratch/build" --target nomen >"$scratch/log" 2>&1 ||
    { tail -n 40 "$scratch/log"; exit 1; }
  library=$(ls "$scratch"/build/lib/engine/libnomen.so)
  ;;
esac

mkdir "$scratch/node"
for file in package.json index.js index.d.ts library.js; do
  cp "$source/lib/bindings/node/$file" "$scratch/node"
done
cd "$scratch/node"
npm install --ignore-scripts --no-package-lock --no-audit --no-fund >"$scratch/log" 2>&1 ||
  { cat "$scratch/log"; echo "SKIPPED: the package's one dependency cannot be had here"; exit 77; }
export NOMEN_LIBRARY="$library" NOMEN_MODULE="$scratch/node" NOMEN_SOURCE="$source"
node --test "$source/tests/bindings/test_node.js"
node "$source/examples/quickstart.js" "$source/corpora/articles/01-ferry-vote.txt"
