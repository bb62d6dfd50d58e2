#!/bin/sh
# Who may include whom: a room includes only rooms above it in this list, and
# PCRE2 and utf8proc are known in one room each.
#
#   layers.sh LIB_FOLDER
set -eu
lib=$1
rooms="base text pattern gazetteer evidence decide value link pack engine"
failed=0

complain() {
  echo "$1"
  failed=1
}

allowed=
for room in $rooms; do
  allowed="$allowed $room"
  for file in "$lib/$room"/*.[ch]; do
    [ -e "$file" ] || continue
    case $file in
      # Programs that make data may include any room.
      */nomen_pack*.c | */nomen_train*.[ch]) continue ;;
    esac
    for target in $(sed -n 's/^ *# *include *"\([a-z_]*\)\/.*/\1/p' "$file"); do
      case " $allowed nomen " in
        *" $target "*) ;;
        *) complain "$file includes $target/, which stands below it" ;;
      esac
    done
    if grep -q '^ *# *include *"[^/"]*"' "$file"; then
      complain "$file includes a file without its room"
    fi
  done
done

for file in "$lib"/*/*.[ch]; do
  case $file in */pattern/*) ;; *)
    grep -lE 'pcre2' "$file" | grep -q . && grep -qE '# *include *<pcre2' "$file" &&
      complain "$file knows PCRE2" ;;
  esac
  case $file in */text/*) ;; *)
    grep -qE '# *include *<utf8proc' "$file" && complain "$file knows utf8proc" ;;
  esac
done

# value/ and gazetteer/ do not know one another; decide/ knows no pattern.
grep -l 'include "gazetteer/' "$lib"/value/*.[ch] 2>/dev/null && complain "value/ includes gazetteer/"
grep -l 'include "value/' "$lib"/gazetteer/*.[ch] 2>/dev/null && complain "gazetteer/ includes value/"
grep -l 'include "pattern/' "$lib"/decide/*.[ch] 2>/dev/null && complain "decide/ includes pattern/"

# Bindings and examples see the public header only.
for file in "$lib"/bindings/*/*.[ch] "$lib"/../examples/*.c "$lib"/../examples/*/*.[ch]; do
  [ -e "$file" ] || continue
  grep -qE '# *include *"(base|text|pattern|gazetteer|evidence|decide|value|link|pack|engine)/' "$file" &&
    complain "$file includes an inner room"
done
exit $failed
