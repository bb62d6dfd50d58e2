# Score what NOMEN finds in the documents of GOLD, in every mode of SCORES:
#   cmake -DNOMEN= -DSCORE= -DROOT= -DGOLD= -DFOUND= "-DSCORES=MODE OPTION...;..."
#         [-DCASE=upper] -P score.cmake
include(${CMAKE_CURRENT_LIST_DIR}/extract.cmake)
if(NOT EXISTS ${GOLD})
  return()
endif()

set(failed "")
foreach(item IN LISTS SCORES)
  separate_arguments(words UNIX_COMMAND "${item}")
  list(GET words 0 mode)
  list(REMOVE_AT words 0)
  message("${mode}")
  execute_process(COMMAND ${SCORE} ${mode} ${GOLD} ${FOUND} ${words}
                  RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    list(APPEND failed ${mode})
  endif()
endforeach()
if(failed)
  message(FATAL_ERROR "below the floor: ${failed}")
endif()
