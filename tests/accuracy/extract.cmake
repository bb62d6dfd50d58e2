# Extract from the documents of ${GOLD}, their letters changed by ${CASE}, into
# ${FOUND}. Shared by score.cmake and findings.cmake.
if(NOT IS_ABSOLUTE "${GOLD}")
  set(eval "$ENV{NOMEN_EVAL}")
  if(eval STREQUAL "")
    set(eval ${ROOT}/../shared/eval)
  endif()
  set(GOLD ${eval}/${GOLD})
endif()
if(NOT EXISTS ${GOLD})
  message("SKIPPED: no ${GOLD}")
  return()
endif()

set(docs docs ${GOLD})
if(CASE)
  list(APPEND docs --case ${CASE})
endif()
execute_process(COMMAND ${SCORE} ${docs}
                COMMAND ${NOMEN} --from jsonl --to jsonl
                OUTPUT_FILE ${FOUND} RESULTS_VARIABLE results)
if(NOT results STREQUAL "0;0")
  message(FATAL_ERROR "extraction failed: exit ${results}")
endif()
