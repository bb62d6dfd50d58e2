# Library, headers, programs, manual pages, pack sources; a CMake package and a
# pkg-config file.
include(CMakePackageConfigHelpers)

install(TARGETS nomen EXPORT nomenTargets)
install(FILES ${PROJECT_SOURCE_DIR}/include/nomen/nomen.h
              ${PROJECT_SOURCE_DIR}/include/nomen/nomen.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/nomen)
foreach(program nomen_extractor nomen-pack nomen-train)
  if(TARGET ${program})
    install(TARGETS ${program})
  endif()
endforeach()
file(GLOB nomen_man_pages ${PROJECT_SOURCE_DIR}/examples/*.1 ${PROJECT_SOURCE_DIR}/lib/*/*.1)
install(FILES ${nomen_man_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/corpora/gazetteers ${PROJECT_SOURCE_DIR}/corpora/patterns
                  ${PROJECT_SOURCE_DIR}/corpora/weights
        DESTINATION ${CMAKE_INSTALL_DATADIR}/nomen
        FILES_MATCHING PATTERN "*.tsv" PATTERN "*.pattern")

set(nomen_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/nomen)
install(EXPORT nomenTargets NAMESPACE nomen:: DESTINATION ${nomen_cmake_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/lib/cmake/nomenConfig.cmake.in
  ${PROJECT_BINARY_DIR}/nomenConfig.cmake INSTALL_DESTINATION ${nomen_cmake_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/nomenConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/nomenConfig.cmake ${PROJECT_BINARY_DIR}/nomenConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/lib/cmake/FindPCRE2.cmake
              ${PROJECT_SOURCE_DIR}/lib/cmake/FindUtf8proc.cmake
        DESTINATION ${nomen_cmake_dir})

set(nomen_pc_cflags "")
if(NOT BUILD_SHARED_LIBS)
  set(nomen_pc_cflags " -DNOMEN_STATIC")
endif()
configure_file(${PROJECT_SOURCE_DIR}/lib/cmake/nomen.pc.in ${PROJECT_BINARY_DIR}/nomen.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/nomen.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
