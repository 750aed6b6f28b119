# Finding the tools Mintmark needs, and saying in one line which is missing. Sourced by ./mintmark.
# shellcheck shell=bash disable=SC2154 # ./mintmark sets root

readonly java_wanted=25 node_wanted=20

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 2
}

# Prints the feature release of the JDK in folder $1, or nothing if it holds none.
jdk_release() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# The folders that may hold a JDK, the likeliest first.
jdk_candidates() {
  [[ -z ${JAVA_HOME:-} ]] || printf '%s\n' "$JAVA_HOME"
  printf '%s\n' "${JVM_FOLDER:-/usr/lib/jvm}"/*
  local javac
  if javac=$(command -v javac); then
    dirname "$(dirname "$(readlink -f "$javac")")"
  fi
}

# Points JAVA_HOME at a JDK that is new enough.
need_jdk() {
  local home release
  while read -r home; do
    release=$(jdk_release "$home")
    if [[ -n $release && $release -ge $java_wanted ]]; then
      export JAVA_HOME=$home
      return
    fi
  done < <(jdk_candidates)
  die "mintmark: no JDK $java_wanted found; install one (for example temurin-$java_wanted-jdk) or point JAVA_HOME at it"
}

need_maven() {
  command -v mvn >/dev/null || die "mintmark: Maven is missing; install it (Debian: apt-get install maven)"
}

need_node() {
  local release=
  if command -v npm >/dev/null; then
    release=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
  fi
  [[ -n $release && $release -ge $node_wanted ]] && return
  say "mintmark: the vendors' device SDKs need Node $node_wanted or newer with npm; install it and run again"
  return 1
}

# Installs Debian packages for commands that are missing: need_debian_packages <what for> <command>:<package>…
need_debian_packages() {
  local what=$1 pair missing=() log=$root/target/apt-get.log
  shift
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    die "mintmark: $what needs ${missing[*]}; install it as root (Debian: apt-get install ${missing[*]})"
  fi
  say "Installing ${missing[*]}"
  if ! install_debian_packages "${missing[@]}" >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    die "mintmark: apt-get could not install ${missing[*]}; its output is in $log"
  fi
}

# Debian starts servers that it has just installed, and again at boot; Mosquitto would take port 1883, which is
# ours. Its own means against the first is a file that says no; one that is there already says what its owner wants.
install_debian_packages() {
  local policy=/usr/sbin/policy-rc.d ours='' status=0
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update || return 1
  if [[ ! -e $policy ]]; then
    ours=$policy
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
  fi
  apt-get -qq install -y --no-install-recommends "$@" || status=1
  [[ -z $ours ]] || rm -f "$ours"
  keep_from_booting "$@"
  return "$status"
}

keep_from_booting() {
  local package services=()
  command -v systemctl || return 0
  for package in "$@"; do
    case $package in
      mosquitto) services+=(mosquitto.service) ;;
      rabbitmq-server) services+=(rabbitmq-server.service epmd.service epmd.socket) ;;
    esac
  done
  [[ ${#services[@]} -eq 0 ]] || systemctl disable "${services[@]}" || true
}

# A quarter of the machine's memory in megabytes, between 512 and 4096: enough for a million devices' caches.
heap_megabytes() {
  local quarter
  quarter=$(awk '/^MemTotal:/ {print int($2 / 4096)}' /proc/meminfo 2>/dev/null || true)
  quarter=${quarter:-1024}
  ((quarter < 512)) && quarter=512
  ((quarter > 4096)) && quarter=4096
  echo "$quarter"
}

# Becomes the Java program: signals reach it and its exit code is ours. run_java <folder of jars> <main class> <argument>…
run_java() {
  local lib=$1 extra=()
  shift
  need_jdk
  read -ra extra <<<"${MINTMARK_JAVA_OPTS:-}"
  exec "$JAVA_HOME/bin/java" \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseCompactObjectHeaders "-Xmx$(heap_megabytes)m" \
    "${extra[@]}" -cp "$lib/*" "$@"
}
