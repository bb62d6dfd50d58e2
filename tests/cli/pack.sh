#!/bin/sh
# nomen-pack as a process: packs made alike, looked into, refused; exit codes.
#
#   pack.sh NOMEN-PACK CORPORA
set -u
pack=$1
corpora=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

check() {
  name=$1
  shift
  if ! "$@"; then
    echo "FAILED: $name"
    failed=1
  fi
}

run() {
  wanted=$1
  shift
  "$pack" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
  [ $? -eq "$wanted" ]
}

has() { grep -qF -- "$2" "$scratch/$1"; }
absent() { [ ! -e "$1" ]; }

check "--help" run 0 --help
check "--help tells exit codes" has out "Exit status"
check "--version" run 0 --version
check "no arguments" run 2
check "unknown option" run 2 --frobnicate
check "unknown option is named" has err --frobnicate
check "no folder" run 2 -o "$scratch/p"
check "value missing" run 2 "$corpora" -o
check "symbol that is none" run 2 -o "$scratch/p" --c 1x "$corpora"
check "two folders" run 2 -o "$scratch/p" "$corpora" "$corpora"
check "missing folder" run 1 -o "$scratch/p" "$scratch/none"
check "nothing is written then" absent "$scratch/p"
check "missing pack" run 1 --info "$scratch/none"
check "a folder is no pack" run 1 --check "$scratch"

mkdir -p "$scratch/a/gazetteers" "$scratch/b/gazetteers" "$scratch/a/weights"
printf 'name\tgrade\nOslo\t4\n' >"$scratch/a/gazetteers/place.tsv"
printf 'name\nTove\n' >"$scratch/a/gazetteers/given.tsv"
check "small pack" run 0 -o "$scratch/a.pack" "$scratch/a"
check "--info" run 0 --info "$scratch/a.pack"
check "--info tells sections" has out gazetteer
check "--check" run 0 --check "$scratch/a.pack"
cp "$scratch/a/gazetteers/given.tsv" "$scratch/b/gazetteers/given.tsv"
cp "$scratch/a/gazetteers/place.tsv" "$scratch/b/gazetteers/place.tsv"
check "same files again" run 0 -o "$scratch/b.pack" "$scratch/b"
check "same bytes" cmp "$scratch/a.pack" "$scratch/b.pack"
check "as C" run 0 -o "$scratch/a.c" --c some_pack "$scratch/a"
check "C has its symbol" grep -q 'const uint64_t some_pack\[\]' "$scratch/a.c"

printf 'x' >>"$scratch/b.pack"
check "pack that is too long" run 1 --check "$scratch/b.pack"
check "is named" has err "b.pack: "
printf 'name\tgrade\nOslo\t4\nBergen\tx\n' >"$scratch/b/gazetteers/place.tsv"
check "bad list" run 1 -o "$scratch/c.pack" "$scratch/b"
check "bad list has its place" has err "gazetteers/place.tsv:3:8: "
check "nothing is left" absent "$scratch/c.pack"
printf 'name\nOslo\n' >"$scratch/b/gazetteers/place.tsv"
printf 'name\nOslo\n' >"$scratch/b/gazetteers/plaice.tsv"
check "unknown class" run 1 -o "$scratch/c.pack" "$scratch/b"
check "unknown class is named" has err "plaice.tsv"
printf '# none\n' >"$scratch/a/weights/1.tsv"
printf '# one\nshape=Aa\tnonsense\t1\n' >"$scratch/a/weights/2.tsv"
check "bad weights" run 1 -o "$scratch/c.pack" "$scratch/a"
check "bad weights have their place" has err "weights/2.tsv:2:"
mkdir "$scratch/b/patterns"
rm "$scratch/b/gazetteers/plaice.tsv"
printf 'nonsense\n' >"$scratch/b/patterns/x.pattern"
check "bad patterns" run 1 -o "$scratch/c.pack" "$scratch/b"
check "bad patterns are named" has err "x.pattern"
if [ -e /dev/full ]; then
  check "full disk" run 1 -o /dev/full "$corpora"
  "$pack" --help >/dev/full 2>"$scratch/err"
  check "full standard output" [ $? -eq 1 ]
fi
exit $failed
