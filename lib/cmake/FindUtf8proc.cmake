# Find utf8proc: target Utf8proc::Utf8proc.  Debian ships a pkg-config file only,
# whose version differs from the header's: the header is believed.
if(TARGET Utf8proc::Utf8proc)
  return()
endif()
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_UTF8PROC QUIET libutf8proc)
endif()
find_path(UTF8PROC_INCLUDE_DIR utf8proc.h HINTS ${PC_UTF8PROC_INCLUDE_DIRS})
find_library(UTF8PROC_LIBRARY NAMES utf8proc utf8proc_static HINTS ${PC_UTF8PROC_LIBRARY_DIRS})
if(UTF8PROC_INCLUDE_DIR)
  file(STRINGS "${UTF8PROC_INCLUDE_DIR}/utf8proc.h" utf8proc_version
       REGEX "^#define UTF8PROC_VERSION_(MAJOR|MINOR|PATCH) +[0-9]+")
  list(TRANSFORM utf8proc_version REPLACE "^.*_(MAJOR|MINOR|PATCH) +([0-9]+).*$" "\\2")
  list(JOIN utf8proc_version "." UTF8PROC_VERSION)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Utf8proc
  REQUIRED_VARS UTF8PROC_LIBRARY UTF8PROC_INCLUDE_DIR VERSION_VAR UTF8PROC_VERSION)
if(Utf8proc_FOUND)
  add_library(Utf8proc::Utf8proc UNKNOWN IMPORTED)
  set_target_properties(Utf8proc::Utf8proc PROPERTIES
    IMPORTED_LOCATION "${UTF8PROC_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${UTF8PROC_INCLUDE_DIR}")
endif()
mark_as_advanced(UTF8PROC_INCLUDE_DIR UTF8PROC_LIBRARY)
