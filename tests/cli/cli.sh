#!/bin/sh
# The extractor as a process: forms in and out, bad input, exit codes.
#
#   cli.sh NOMEN ARTICLE
set -u
nomen=$1
article=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
checks=0
failed=0

# check NAME CONDITION...: count and complain.
check() {
  name=$1
  shift
  checks=$((checks + 1))
  if ! "$@"; then
    echo "FAILED: $name"
    failed=$((failed + 1))
  fi
}

# run STATUS ARGUMENT...: output in $scratch/out and err, exit status compared.
run() {
  wanted=$1
  shift
  "$nomen" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
  [ $? -eq "$wanted" ]
}

has() { grep -qF -- "$2" "$scratch/$1"; }
lines() { [ "$(wc -l <"$scratch/out")" -eq "$1" ]; }
empty() { [ ! -s "$scratch/$1" ]; }

check "--help" run 0 --help
check "--help lists options" has out --reference-date
check "--version" run 0 --version
check "unknown option" run 2 --frobnicate
check "unknown option is named" has err --frobnicate
check "value missing" run 2 --from
check "bad value" run 2 --from xml
check "bad type" run 2 --types person,animal
check "bad confidence" run 2 --min-confidence 2
check "flag with a value" run 2 --explain=yes

check "text" run 0 "$article"
check "text has a heading" has out People
check "no colour off a terminal" sh -c "! grep -q '$(printf '\033')' '$scratch/out'"
check "explain" run 0 --explain "$article"
check "explain gives reasons" has out confidence
check "json" run 0 --to json "$article" "$article"
check "json is one array" has out ']'
check "jsonl" run 0 --to jsonl "$article" "$article"
check "jsonl is a line a document" lines 2
check "jsonl id is the path" has out "\"id\": \"$article\""
check "tsv" run 0 --to tsv "$article"
check "types" run 0 --to tsv --types place "$article"
check "types leave out the rest" sh -c "! cut -f2 '$scratch/out' | grep -q person"

check "missing file" run 3 --to jsonl "$scratch/none" "$article"
check "missing file is named" has err "$scratch/none"
check "it is a document that failed" sh -c "sed -n 1p '$scratch/out' |
  grep -qxF '{\"id\": \"$scratch/none\", \"error\": {\"code\": \"eio\", \"message\": \"No such file or directory\", \"offset\": 0}}'"
check "the other file goes on" sh -c "sed -n 2p '$scratch/out' | grep -q records"
check "and no more" lines 2
check "missing file in an array" run 3 --to json "$scratch/none"
check "is an array still" sh -c "grep -q '^\[{\"id.*}}\]$' '$scratch/out'"
check "missing file of lines" run 3 --from jsonl --to jsonl "$scratch/none"
check "has no documents" empty out
check "directory" run 3 "$scratch"
check "directory is named" has err "$scratch"
check "bad reference date" run 1 --reference-date 2015-02-29 "$article"
check "bad pack" run 4 --pack "$article" "$article"
check "missing pack" run 4 --pack "$scratch/none" "$article"

: >"$scratch/empty"
check "empty file" run 0 --to jsonl "$scratch/empty"
check "empty file is a document" lines 1
printf 'x' >"$scratch/one"
check "one byte" run 0 --to jsonl "$scratch/one"
printf 'Mr. Smith\000went\000to Paris.\n' >"$scratch/nul"
check "NUL bytes" run 0 --to jsonl "$scratch/nul"
printf 'In Paris on 3 May 2020 \377 we met.' >"$scratch/bad"
check "bad UTF-8 is refused" run 1 --to jsonl "$scratch/bad"
check "its offset is said" has err ":23:"
check "and in the output" has out '"offset": 23'
check "bad UTF-8 is replaced" run 0 --to jsonl --invalid replace "$scratch/bad"
check "and read around" has out 2020-05-03

cat >"$scratch/docs.jsonl" <<'DOCS'
{"id": 12345678901234567890, "text": "He left on 3 May 2020."}
{"id": {"a": [1, "}"]}, "text": "He left yesterday.", "reference_date": "2020-05-04"}
{"text": "No id on 3 May 2020."}

not json
{"id": "no text"}
{"id": "date", "text": "x", "reference_date": "2021-02-30"}
{"id": "surrogate", "text": "\ud800"}
{"id": "nul", "text": "a\u0000b 3 May 2020"}
DOCS
check "json lines in" run 1 --from jsonl --to jsonl "$scratch/docs.jsonl"
check "one line out for each" lines 8
check "id as written" has out '{"id": 12345678901234567890, '
check "id of any kind" has out '{"id": {"a": [1, "}"]}, '
check "no id in, none out" sh -c "sed -n 3p '$scratch/out' | grep -q '^{\"reference_date\"'"
check "yesterday" sh -c "sed -n 2p '$scratch/out' | grep -q '2020-05-03'"
check "an error in its place" sh -c "sed -n 4p '$scratch/out' | grep -q '\"error\"'"
check "an impossible date" sh -c "sed -n 6p '$scratch/out' | grep -q edate"
check "a lone surrogate" sh -c "sed -n 7p '$scratch/out' | grep -q error"
check "NUL counts" sh -c "sed -n 8p '$scratch/out' | grep -q '\"start\": 4'"
check "line of a fault" has err "docs.jsonl:5:"
cp "$scratch/out" "$scratch/one-by-one"
cp "$scratch/err" "$scratch/complaints"
check "jobs" run 1 --from jsonl --to jsonl --jobs 3 "$scratch/docs.jsonl"
check "jobs print the same" cmp -s "$scratch/one-by-one" "$scratch/out"
check "jobs complain of the same" cmp -s "$scratch/complaints" "$scratch/err"

for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  sed "s/\"No id/\"Paper $i, no id/" "$scratch/docs.jsonl"
  tr -d '"\\' <"$article" | tr '\n' ' ' | sed 's/.*/{"text": "&"}/'
  echo
done >"$scratch/many.jsonl"
for form in text json jsonl tsv; do
  check "$form one by one" run 1 --from jsonl --to $form "$scratch/many.jsonl"
  cp "$scratch/out" "$scratch/one-by-one"
  check "$form by jobs" run 1 --from jsonl --to $form --jobs=4 "$scratch/many.jsonl"
  check "$form by jobs is the same" cmp -s "$scratch/one-by-one" "$scratch/out"
done
check "more jobs than documents" run 0 --to jsonl --jobs 256 "$article"
check "no documents for jobs" run 3 --from jsonl --jobs 2 "$scratch/none"
check "a closed pipe ends jobs" sh -c "'$nomen' --from jsonl --to jsonl --jobs 2 \
  '$scratch/many.jsonl' 2>'$scratch/err' | head -c 10 >/dev/null; ! grep -q memory '$scratch/err'"
check "no job" run 2 --jobs 0
check "jobs that are no number" run 2 --jobs two

cat >"$scratch/ids.jsonl" <<'DOCS'
{"id": "a\tb\\c\"d\ne", "text": "Paris"}
{"\u0069d": 7, "text": "Paris"}
{"id": "surrogate", "text": "\ud800"}
{"id": 1, "id": [2 ,3], "text": "Paris", "more": {"id": 4}} x
{"id": nil, "text": "Paris"}
{"id": 5, "text": 7}
{"id": 6, "text": "Paris", "reference_date": 2020}
{"id": 7, "text": "Paris", "reference_date": null}
{"id": 8, "text": "Paris
["id", 9]
{"id": "\
DOCS
printf '{"id": 10, "text": "In Par\303\251s\377"}\n' >>"$scratch/ids.jsonl"
printf '  {"id" : true , "text" : "Paris" } \r\n\r\n \t\n{"text": "Paris", "id": -0.50E+1}' >>"$scratch/ids.jsonl"
check "ids" run 1 --from jsonl --to jsonl "$scratch/ids.jsonl"
sed 's/^{\("id": .*\), "\(reference_date\|error\)": .*/\1/; s/^{"error.*/none/' \
  "$scratch/out" >"$scratch/ids"
cat >"$scratch/wanted" <<'IDS'
"id": "a\tb\\c\"d\ne"
"id": 7
"id": "surrogate"
"id": [2 ,3]
none
"id": 5
"id": 6
"id": 7
"id": 8
none
none
"id": 10
"id": true
"id": -0.50E+1
IDS
check "ids come back where they can be read" diff "$scratch/wanted" "$scratch/ids"
check "messages are ASCII" sh -c "! LC_ALL=C grep -q '[^ -~]' '$scratch/err'"
run 1 --from jsonl --to tsv "$scratch/ids.jsonl"
check "in TSV tab, line feed and backslash are escaped" sh -c \
  "sed -n 2p '$scratch/out' | cut -f 1 | grep -qxF 'a\\tb\\\\c\"d\\ne'"
printf 'Ivan Petrov\nSmith left C:\\Paris.' >"$scratch/a\"b.txt"
check "path with a quote" run 0 --to tsv "$scratch/a\"b.txt"
check "is the id as it is" sh -c "sed -n 2p '$scratch/out' | cut -f 1 | grep -qxF '$scratch/a\"b.txt'"
check "every row has eight cells" sh -c "! awk -F '\t' 'NF != 8' '$scratch/out' | grep -q ."

printf 'name\ttype\tid\nGrand Fenwick\tplace\tq1\n' >"$scratch/names.tsv"
printf 'They left Grand Fenwick for Paris.' >"$scratch/fenwick"
check "one's own names" run 0 --to jsonl --gazetteer "$scratch/names.tsv" "$scratch/fenwick"
check "are found" has out '"Grand Fenwick"'
printf 'name\nParis\n' >"$scratch/deny.tsv"
check "denied names" run 0 --to jsonl --deny "$scratch/deny.tsv" "$scratch/fenwick"
check "never appear" sh -c "! grep -q '\"text\": \"Paris\"' '$scratch/out'"
printf 'name\ttype\nX\tanimal\n' >"$scratch/bad.tsv"
check "a bad list" run 4 --gazetteer "$scratch/bad.tsv" "$scratch/fenwick"
check "is located" has err "bad.tsv:2:"
printf 'rule ((\n' >"$scratch/bad.pattern"
check "a bad pattern file" run 4 --patterns "$scratch/bad.pattern" "$scratch/fenwick"
check "is located" has err "bad.pattern:1:"

check "without JIT" run 0 --to jsonl --no-jit "$article"
cp "$scratch/out" "$scratch/interpreted"
run 0 --to jsonl "$article"
check "same bytes" cmp -s "$scratch/out" "$scratch/interpreted"

if [ -w /dev/full ]; then
  "$nomen" --to jsonl "$article" >/dev/full 2>"$scratch/err"
  check "a full disk" [ $? -eq 3 ]
  check "is complained of" has err "standard output"
fi
status=$( { "$nomen" --to jsonl "$article" "$article"; echo $? >"$scratch/status"; } | true
  cat "$scratch/status")
check "a closed pipe is no crash" [ "$status" -le 3 ]
check "standard input" sh -c "'$nomen' --to jsonl <'$article' | grep -q '\"id\": \"-\"'"

echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ]
