#!/bin/sh
# Build the wheel from the source tree, install it into an environment of its own,
# and test it there.
#
#   python.sh SOURCE
set -eu
source=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python=/usr/bin/python3
"$python" -c 'import venv, setuptools, pytest' 2>/dev/null ||
  { echo "SKIPPED: needs Debian's python3-dev, python3-venv, python3-setuptools, python3-pytest"; exit 77; }

# The build leaves files beside the sources: work on a copy of what it reads.
mkdir -p "$scratch/source/lib"
cp -r "$source/CMakeLists.txt" "$source/include" "$source/corpora" "$scratch/source"
cp -r "$source"/lib/* "$scratch/source/lib"
rm -rf "$scratch"/source/lib/bindings/*/build "$scratch"/source/lib/bindings/*/node_modules
"$python" -m pip wheel -q --no-build-isolation --no-deps -w "$scratch/wheel" \
  "$scratch/source/lib/bindings/python" >"$scratch/log" 2>&1 || { tail -n 40 "$scratch/log"; exit 1; }
"$python" -m venv --system-site-packages "$scratch/venv"
"$scratch/venv/bin/python" -m pip install -q --no-index --no-deps "$scratch"/wheel/*.whl
cd "$scratch"
"$scratch/venv/bin/python" -m pytest -q -p no:cacheprovider "$source/tests/bindings/test_python.py"
"$scratch/venv/bin/python" "$source/examples/quickstart.py" "$source/corpora/articles/01-ferry-vote.txt"
