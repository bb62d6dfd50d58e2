#!/bin/sh
# A program's --help and its manual page name the same options.
#
#   manual.sh PROGRAM PAGE
set -eu
program=$1
page=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

options() { grep -oE -- '(^|[^a-z-])(--[a-z][a-z-]*|-[a-z])([^a-z]|$)' | grep -oE -- '--?[a-z][a-z-]*' | sort -u; }

"$program" --help | options >"$scratch/help"
sed -n '/^\.SH SYNOPSIS/,/^\.SH DESCRIPTION/p; /^\.SH OPTIONS/,/^\.SH/p' "$page" | sed 's/\\-/-/g' |
  options >"$scratch/page"
[ "$(wc -l <"$scratch/help")" -ge 5 ] || { echo "no options in --help"; exit 1; }
diff "$scratch/help" "$scratch/page" || { echo "$page and --help differ"; exit 1; }
