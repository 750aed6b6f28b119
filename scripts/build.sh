# Building with Maven, only when a source is newer than what was built. Sourced by ./mintmark.
# shellcheck shell=bash disable=SC2154 # ./mintmark sets root

# The folder of jars that belongs to what is built: the server (with its demo), the benchmarks or the
# harnesses of the fuzzer.
lib_of() {
  case $1 in
    server) echo "$root/demo/target/mintmark/lib" ;;
    bench) echo "$root/bench/target/bench/lib" ;;
    fuzz) echo "$root/fuzz/target/fuzz/lib" ;;
  esac
}

modules_of() {
  case $1 in
    server) echo device server demo ;;
    bench) echo device server bench ;;
    fuzz) echo server fuzz ;;
  esac
}

# Folders count too: their time changes when a file in them goes away.
is_stale() {
  local stamp module places
  stamp=$(lib_of "$1")/../built
  [[ -e $stamp ]] || return 0
  places=("$root/pom.xml" "$root/.mvn")
  for module in $(modules_of "$1"); do
    places+=("$root/$module/pom.xml" "$root/$module/src/main")
  done
  [[ -n $(find "${places[@]}" -newer "$stamp" -print -quit 2>/dev/null) ]]
}

build_if_stale() {
  if is_stale "$1"; then build_now "$1"; fi
}

build() {
  build_now server
  say "Built: $(lib_of server)"
}

# The old jars go first: a version that has changed its name must not stay on the class path, and a
# server that runs from them keeps the deleted files, where overwritten ones would crash it.
build_now() {
  local what=$1 lib started
  need_jdk
  need_maven
  say "Building Mintmark (the first time takes some minutes, for its libraries are fetched)"
  lib=$(lib_of "$what")
  mkdir -p "$root/target"
  started=$root/target/build-started
  (
    flock 9
    touch "$started"
    rm -rf "$lib" "$lib/../built"
    run_maven "build-$what" -Dquick -Dmaven.test.skip=true -pl "$(last_module_of "$what")" -am package
    # What was edited while Maven ran is newer than the stamp, and is built the next time.
    mv "$started" "$lib/../built"
  ) 9>"$root/target/build.lock"
}

last_module_of() {
  local modules
  read -ra modules <<<"$(modules_of "$1")"
  echo "${modules[-1]}"
}

# Runs Maven into target/<name>.log and shows the log's end when it fails: run_maven <name> <argument>…
run_maven() {
  local log=$root/target/$1.log
  shift
  if ! maven "$@" >"$log" 2>&1; then
    show_end_of "$log"
    die "mintmark: the build failed; the whole log is in $log"
  fi
}

show_end_of() { grep -v '^\[INFO\]' "$1" | tail -n 40 >&2; }

maven() (
  cd "$root" || exit
  exec mvn -B -ntp "$@" </dev/null
)

clean() {
  rm -rf "$root/target" "$root"/*/target "$root/sdk-tests/node_modules"
  say "Removed everything that was built; ./data was left alone"
}
