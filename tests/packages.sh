# Sourced by the scripts that build: installs what is missing where apt-get is at
# hand, else says what is needed.
#
#   need_packages PACKAGE...

need_packages() {
  missing=
  for package in "$@"; do
    if command -v dpkg-query >/dev/null 2>&1; then
      dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null |
        grep -q '^install ok installed$' || missing="$missing $package"
    fi
  done
  if ! command -v apt-get >/dev/null 2>&1; then
    command -v cmake >/dev/null 2>&1 && return 0
    echo "This needs a C11 compiler, CMake 3.20 or later, Ninja, pkg-config, PCRE2" >&2
    echo "(8-bit), utf8proc and jansson; the tests need cmocka, clang and a C++17" >&2
    echo "compiler too." >&2
    return 1
  fi
  [ -z "$missing" ] && return 0
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
  fi
  echo "installing:$missing"
  # Word splitting of $missing is wanted.
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive sh -c '
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"
  ' sh $missing >/dev/null
}

BUILD_PACKAGES="gcc libc6-dev cmake ninja-build pkg-config libpcre2-dev libutf8proc-dev libjansson-dev"
TEST_PACKAGES="$BUILD_PACKAGES g++ clang libcmocka-dev valgrind man-db
  python3-dev python3-pip python3-setuptools python3-venv python3-wheel python3-pytest"
