#!/bin/sh
# What must hold of every document: over our own articles, and over the annotated news
# where it is (under sanitizers, over the articles alone: it takes a while).
#
#   invariants.sh TEST SOURCE SANITIZERS
set -eu
eval=${NOMEN_EVAL:-$2/../shared/eval}
if [ -z "$3" ] && [ -d "$eval" ]; then
  exec "$1" "$2/corpora/articles/gold.jsonl" "$eval"/*/*.jsonl
fi
[ -n "$3" ] || echo "no annotated news at $eval: own articles only"
exec "$1" "$2/corpora/articles/gold.jsonl"
