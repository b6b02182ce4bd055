# What this project needs from Debian 12 and npm, in one place for ./quickstart and ./check.
# Sourced by them; the current folder is the project's.
# shellcheck shell=bash

# To build and run the server.
build_packages=(
  g++ cmake ninja-build ccache mold
  libboost1.81-dev libssl-dev libicu-dev nlohmann-json3-dev libspdlog-dev libfmt-dev
  libtomlplusplus-dev libcli11-dev prometheus-cpp-dev libcurl4-openssl-dev zlib1g-dev libargon2-dev
  libsqlite3-dev libpqxx-dev pkgconf
)
# To test it as well.
test_packages=(
  catch2 clang-format clang-tidy-16 python3 python3-pytest python3-pytest-xdist python3-websockets chromium postgresql
)
node_wanted=20.19  # the page's tools refuse older ones; Debian 12 has 18
node_package=22    # what npm brings instead
node_local=$PWD/.cache/node/node_modules/.bin

# install_packages NAME...: installs those that are missing, and says so; silent if there is none.
install_packages() {
  local missing=() name
  for name in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  local as_root=()
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || { echo "These Debian packages are missing; install them as root: ${missing[*]}" >&2; return 1; }
    as_root=(sudo)
  fi
  echo "Installing Debian packages: ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
  mkdir -p build/logs
  { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "${missing[@]}"; } </dev/null \
    >build/logs/apt.log 2>&1 || { tail -n 20 build/logs/apt.log >&2; return 1; }
}

node_is_new_enough() {
  command -v npm >/dev/null || return 1
  local have
  have=$(node --version 2>/dev/null) || return 1
  [[ $(printf '%s\n' "$node_wanted" "${have#v}" | sort -V | head -n 1) == "$node_wanted" ]]
}

# Makes `node` and `npm` usable by this shell and its children: the machine's if new enough, else one of npm's own, inside
# the project's folder.
ensure_node() {
  [[ -d $node_local ]] && PATH=$node_local:$PATH
  node_is_new_enough && return 0
  command -v npm >/dev/null || install_packages nodejs npm || return 1
  node_is_new_enough && return 0
  echo "Installing node $node_package into .cache/node (this machine's is older than $node_wanted)"
  mkdir -p build/logs .cache/node
  npm install --prefix .cache/node --no-audit --no-fund --loglevel=error "node@$node_package" </dev/null \
    >build/logs/node.log 2>&1 || { tail -n 20 build/logs/node.log >&2; return 1; }
  PATH=$node_local:$PATH
  hash -r
  node_is_new_enough || { echo "node is still $(node --version), and $node_wanted is needed" >&2; return 1; }
}
