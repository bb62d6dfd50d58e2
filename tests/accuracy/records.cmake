# Hold the records of every file of the annotated news against the checksums in
# EXPECTED, or with -DREFRESH=ON write them there.  The text itself is no part of the
# project: a checksum shows that records changed, the scores what it is worth.
set(files dev/conll2003-dev dev/ieer-nyt-dev dev/timebank seeds/gold
          suites/recognizers-currency-en suites/recognizers-datetime-en
          train/conll2003-train train/crossner train/ieer-nyt-train train/uner-ewt
          train/wikigold)
set(eval "$ENV{NOMEN_EVAL}")
if(eval STREQUAL "")
  set(eval ${ROOT}/../shared/eval)
endif()
foreach(file ${files})
  if(NOT EXISTS ${eval}/${file}.jsonl)
    message("SKIPPED: no ${eval}/${file}.jsonl")
    return()
  endif()
endforeach()

set(lines "")
foreach(file ${files})
  set(GOLD ${eval}/${file}.jsonl)
  include(${CMAKE_CURRENT_LIST_DIR}/extract.cmake)
  file(SHA256 ${FOUND} sum)
  string(APPEND lines "${sum} ${file}\n")
endforeach()
file(REMOVE ${FOUND})
if(REFRESH)
  file(WRITE ${EXPECTED} "${lines}")
  return()
endif()
file(READ ${EXPECTED} expected)
if(NOT lines STREQUAL expected)
  message(FATAL_ERROR "records of the annotated news changed; they are now\n${lines}"
    "where that is meant, build the target refresh-findings")
endif()
