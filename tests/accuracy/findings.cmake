# Hold what NOMEN finds in the documents of GOLD against the lines of EXPECTED, or
# with -DREFRESH=ON write them there.
include(${CMAKE_CURRENT_LIST_DIR}/extract.cmake)
if(REFRESH)
  execute_process(COMMAND ${SCORE} findings ${FOUND} OUTPUT_FILE ${EXPECTED}
                  RESULT_VARIABLE result)
else()
  execute_process(COMMAND ${SCORE} compare ${EXPECTED} ${FOUND}
                  RESULT_VARIABLE result)
endif()
if(NOT result EQUAL 0)
  message(FATAL_ERROR
    "the findings differ; where that is meant, build the target refresh-findings")
endif()
