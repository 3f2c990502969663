# shellcheck shell=bash
# What the scripts here share; to be sourced from the folder of the package.
#
#   prepare          swift is there and new enough, and so are the libraries the package links
#   quietly WHAT …   runs a command and shows its output only if it fails

readonly oldest_swift=6.2
readonly debian_packages=(
  libcsv-dev libssl-dev libsqlite3-dev libarchive-dev libexpat1-dev libxlsxwriter-dev libreadstat-dev
  pkg-config)
readonly homebrew_packages=(libcsv openssl@3 libarchive expat libxlsxwriter readstat)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

quietly() {
  local what=$1 log rc=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 || rc=$?
  if ((rc != 0)); then
    cat "$log" >&2
    printf '%s failed.\n' "$what" >&2
  fi
  rm -f "$log"
  return "$rc"
}

prepare() {
  install_missing_libraries
  require_swift
}

require_swift() {
  command -v swift >/dev/null ||
    fail "Swift is not installed: get version $oldest_swift or later from https://www.swift.org/install and put it on the PATH."
  local words version
  words=$(swift --version 2>/dev/null) || fail "swift is on the PATH but does not run: try 'swift --version'."
  version=$(sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' <<<"$words" | head -n 1)
  [[ -n $version ]] || fail "'swift --version' names no version; this package needs Swift $oldest_swift or later."
  if ((${version%.*} < ${oldest_swift%.*} ||
    (${version%.*} == ${oldest_swift%.*} && ${version#*.} < ${oldest_swift#*.}))); then
    fail "Swift $version is too old: this package needs $oldest_swift or later, from https://www.swift.org/install."
  fi
}

install_missing_libraries() {
  case $(uname -s) in
    Linux) if command -v dpkg-query >/dev/null; then install_on_debian "${debian_packages[@]}"; else look_for_headers; fi ;;
    Darwin) install_on_macos ;;
    *) look_for_headers ;;
  esac
}

# Installs those of the packages named that are missing.
install_on_debian() {
  local missing=() name
  for name in "$@"; do
    # pkgconf provides pkg-config on newer releases.
    [[ $name == pkg-config ]] && command -v pkg-config >/dev/null && continue
    # shellcheck disable=SC2016  # the field is dpkg's, not the shell's
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] ||
      missing+=("$name")
  done
  ((${#missing[@]} > 0)) || return 0

  local as_root=()
  if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null; then
      fail "Missing ${missing[*]}: type 'sudo apt-get install ${missing[*]}', then run this again."
    fi
    as_root=(sudo -n)
  fi
  echo "Installing ${missing[*]} …"
  local apt=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -qq -y)
  local install=(install --no-install-recommends "${missing[@]}")
  # The lists may be absent or out of date, which shows only when the packages are asked for.
  "${apt[@]}" "${install[@]}" >/dev/null 2>&1 ||
    { quietly "apt-get update" "${apt[@]}" update &&
      quietly "apt-get install" "${apt[@]}" "${install[@]}"; } ||
    fail "Could not install ${missing[*]}."
}

install_on_macos() {
  command -v brew >/dev/null ||
    fail "Homebrew is not installed: get it from https://brew.sh, then type 'brew install ${homebrew_packages[*]}'."
  local prefix name missing=()
  prefix=$(brew --prefix)
  for name in "${homebrew_packages[@]}"; do
    [[ -d $prefix/opt/$name ]] || missing+=("$name")
  done
  if ((${#missing[@]} > 0)); then
    echo "Installing ${missing[*]} …"
    quietly "brew install" brew install --quiet "${missing[@]}" ||
      fail "Could not install ${missing[*]}."
  fi
  # Not all of them have a pkg-config file, and the compiler does not look into Homebrew's folders by itself.
  export CPATH="$prefix/include${CPATH:+:$CPATH}"
  export LIBRARY_PATH="$prefix/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"
}

look_for_headers() {
  local header missing=()
  for header in csv.h openssl/sha.h sqlite3.h archive.h expat.h xlsxwriter.h readstat.h; do
    [[ -e /usr/include/$header || -e /usr/local/include/$header ]] || missing+=("$header")
  done
  ((${#missing[@]} == 0)) ||
    fail "Missing ${missing[*]}: install the development packages of libcsv, OpenSSL 3, SQLite, libarchive, Expat, libxlsxwriter and ReadStat with this system's package manager, then run this again."
}
