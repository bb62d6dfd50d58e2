#!/bin/sh
# SPDX-License-Identifier: MIT
# The bindings against C on the same documents of 3 KB, each in one process: MB a
# second of own time.  What they are built and installed in is thrown away.
#
#   bindings.sh BUILD [MEGABYTES]
set -eu
build=$(cd "$1" && pwd)
megabytes=${2:-4}
source=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
text=$scratch/news.jsonl
"$build/tests/bench/make-news" "$source/corpora" "$megabytes" >"$text"

# As tests/bindings: a wheel from a copy of the sources, a package by npm.
mkdir -p "$scratch/source/lib" "$scratch/node"
cp -r "$source/CMakeLists.txt" "$source/include" "$source/corpora" "$scratch/source"
cp -r "$source"/lib/* "$scratch/source/lib"
/usr/bin/python3 -m pip wheel -q --no-build-isolation --no-deps -w "$scratch/wheel" \
  "$scratch/source/lib/bindings/python" >"$scratch/log" 2>&1 || { tail -n 40 "$scratch/log"; exit 1; }
/usr/bin/python3 -m venv --system-site-packages "$scratch/venv"
"$scratch/venv/bin/python" -m pip install -q --no-index --no-deps "$scratch"/wheel/*.whl
cmake -G Ninja -S "$source" -B "$scratch/build" -DBUILD_SHARED_LIBS=ON \
  -DNOMEN_BUILD_TESTS=OFF >"$scratch/log"
cmake --build "$scratch/build" --target nomen >"$scratch/log"
cp "$source"/lib/bindings/node/*.js "$source"/lib/bindings/node/package.json "$scratch/node"
(cd "$scratch/node" &&
  npm install --ignore-scripts --no-package-lock --no-audit --no-fund >"$scratch/log" 2>&1)

"$build/tests/bench/bench_documents" "$source/corpora" "$megabytes"
"$scratch/venv/bin/python" "$source/tests/bench/bench_python.py" "$text"
NOMEN_LIBRARY=$scratch/build/lib/engine/libnomen.so NOMEN_MODULE=$scratch/node \
  node "$source/tests/bench/bench_node.js" "$text"
