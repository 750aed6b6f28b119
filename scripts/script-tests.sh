#!/usr/bin/env bash
# Tests ./mintmark against a stand-in JDK and Maven, in a copy of the scripts whose path has a blank in it.
# Prints one line per test: passed or failed, its name, and what was seen instead, with tabs between.
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# --- The stand-ins ---

# make_jdk <release>: its java prints what it was called with and exits with $JAVA_EXIT.
make_jdk() {
  local home=$place/jvm/jdk-$1
  mkdir -p "$home/bin"
  echo "JAVA_VERSION=\"$1.0.1\"" >"$home/release"
  cat >"$home/bin/java" <<'JAVA'
#!/usr/bin/env bash
if [[ -n ${JAVA_WAITS:-} ]]; then
  trap 'exit 7' TERM
  echo $$ >"$JAVA_WAITS"
  for _ in {1..200}; do sleep 0.05; done
fi
if [[ -n ${JAVA_SAYS:-} ]]; then printf '%s\n' "$JAVA_SAYS"; fi
echo "java of $(basename "$(dirname "$(dirname "$0")")") in $PWD: $*"
exit "${JAVA_EXIT:-0}"
JAVA
  cp "$home/bin/java" "$home/bin/javac"
  chmod +x "$home"/bin/*
}

# A Maven that fills the library folders, or writes the reports that a test put beside it.
make_maven() {
  mkdir -p "$place/bin"
  cat >"$place/bin/mvn" <<'MAVEN'
#!/usr/bin/env bash
echo "$*" >>calls
if [[ -n ${MAVEN_FAILS:-} ]]; then
  echo "[ERROR] this is what went wrong"
  exit 1
fi
mkdir -p demo/target/mintmark/lib bench/target/bench/lib fuzz/target/fuzz/lib server/target/surefire-reports
if [[ " $* " == *' test '* && -e reports ]]; then cp reports/* server/target/surefire-reports; fi
MAVEN
  chmod +x "$place/bin/mvn"
}

# A project of its own for each test, and only old Java on the path.
prepare() {
  place="$folder/$1 here"
  project=$place/project
  mkdir -p "$project"/{.mvn,device,server,demo,bench,fuzz} "$project"/{device,server,demo,bench,fuzz}/src/main/java
  mkdir -p "$project"/fuzz/corpus/{first,second,third}
  cp -r "$here/../mintmark" "$here" "$project"
  touch "$project"/pom.xml "$project"/{device,server,demo,bench,fuzz}/pom.xml "$project/server/src/main/java/Old.java"
  make_jdk 17
  make_maven
  unset JAVA_HOME MINTMARK_JAVA_OPTS
  export JVM_FOLDER=$place/jvm PATH=$place/bin:$place/jvm/jdk-17/bin:$PATH
}

# stub <command> <output>: a command that only prints.
stub() {
  printf '#!/bin/sh\necho "%s"\n' "$2" >"$place/bin/$1"
  chmod +x "$place/bin/$1"
}

# Leaves only the stand-ins and the plainest tools on the path.
forget_installed_programs() {
  local tool
  for tool in bash sh dirname readlink sed awk find cat cp rm mv mkdir touch flock basename tee grep tail id; do
    [[ -e $place/bin/$tool ]] || ln -s "$(command -v "$tool")" "$place/bin/$tool"
  done
  export PATH=$place/bin
}

# Runs ./mintmark with the arguments given; leaves what it printed in $seen and its exit code in $code.
mintmark() {
  seen=$("$project/mintmark" "$@" 2>&1)
  code=$?
}

builds() { grep -c . "$project/calls" 2>/dev/null || true; }

# A time step, so that a change is newer than the build whatever the file system's clock.
edit() { touch -d '+2 seconds' "$@"; }

expect() {
  local what=$1
  shift
  "$@" && return
  printf '%s, but exit code %s and: %s' "$what" "${code:-none}" "${seen:-nothing}" | tr '\n\t' '  '
  exit 1
}

contains() { [[ $seen == *"$1"* ]]; }
is_one_line() { [[ $seen != *$'\n'* ]]; }

# --- The tests ---

test_an_unknown_command_is_refused_in_one_line() {
  mintmark frobnicate
  expect 'the command is named' contains 'no such command: frobnicate'
  expect 'one line' is_one_line
  expect 'exit code 2' test "$code" -eq 2
}

test_without_a_new_jdk_one_line_says_what_to_install() {
  mintmark up
  expect 'the wanted release' contains 'no JDK 25 found'
  expect 'one line' is_one_line
  expect 'exit code 2' test "$code" -eq 2
  expect 'no build' test ! -e "$project/calls"
}

test_a_new_jdk_beside_an_old_one_is_found() {
  make_jdk 25
  export JAVA_HOME=$place/jvm/jdk-17
  mintmark up
  expect 'the new JDK' contains 'java of jdk-25'
}

test_without_maven_one_line_says_what_to_install() {
  make_jdk 25
  rm "$place/bin/mvn"
  forget_installed_programs
  mintmark up
  expect 'Maven named' contains 'Maven is missing'
  expect 'one line' is_one_line
  expect 'exit code 2' test "$code" -eq 2
}

test_without_a_new_node_the_sdk_suite_says_so_and_fails() {
  make_jdk 25
  stub node v18.20.4
  stub npm 9.2.0
  mintmark test sdk
  expect 'the wanted release' contains 'need Node 20 or newer'
  expect 'exit code 1' test "$code" -eq 1
}

test_only_root_is_offered_an_installation() {
  make_jdk 25
  stub id 1000
  forget_installed_programs
  mintmark bench
  expect 'the packages' contains 'mosquitto-clients; install it as root'
  expect 'exit code 2' test "$code" -eq 2
}

test_up_builds_only_what_is_newer_than_the_last_build() {
  make_jdk 25
  mintmark up
  mintmark up
  expect 'one build for two starts' test "$(builds)" -eq 1
  edit "$project/server/src/main/java/Old.java"
  mintmark up
  expect 'another build after an edit' test "$(builds)" -eq 2
}

test_a_deleted_source_makes_the_build_stale() {
  make_jdk 25
  mintmark up
  rm "$project/server/src/main/java/Old.java"
  edit "$project/server/src/main/java"
  mintmark up
  expect 'another build' test "$(builds)" -eq 2
}

test_a_failed_build_shows_its_end_and_starts_nothing() {
  make_jdk 25
  export MAVEN_FAILS=yes
  mintmark up
  expect 'the reason' contains 'this is what went wrong'
  expect 'exit code 2' test "$code" -eq 2
  unset MAVEN_FAILS
  mintmark up
  expect 'a second build' test "$(builds)" -eq 2
}

test_the_servers_exit_code_is_passed_on() {
  make_jdk 25
  export JAVA_EXIT=42
  mintmark up
  expect 'exit code 42' test "$code" -eq 42
}

test_up_stays_in_the_callers_folder_and_passes_options_on() {
  make_jdk 25
  cd "$place" || exit
  mintmark up --data 'my data'
  expect 'the main class and options' contains 'io.mintmark.app.Mintmark up --data my data'
  expect 'the folder' contains "in $place:"
}

test_demo_starts_the_demo() {
  make_jdk 25
  mintmark up --port 1 --demo
  expect 'the demo' contains 'io.mintmark.demo.Demo up --port 1'
}

test_download_stays_in_the_callers_folder_and_passes_options_on() {
  make_jdk 25
  cd "$place" || exit
  mintmark download --delivery d-1 --out 'my packages'
  expect 'the main class and options' contains 'io.mintmark.app.Mintmark download --delivery d-1 --out my packages'
  expect 'the folder' contains "in $place:"
}

test_own_java_options_come_after_ours() {
  make_jdk 25
  export MINTMARK_JAVA_OPTS='-Xmx77m -Dmine=1'
  mintmark up
  expect 'later options win' contains 'm -Xmx77m -Dmine=1 -cp'
}

test_a_signal_reaches_java() {
  make_jdk 25
  export JAVA_WAITS=$place/pid
  mkdir -p "$project/target"
  "$project/mintmark" up >/dev/null 2>&1 &
  local script=$!
  until [[ -s $JAVA_WAITS ]]; do kill -0 "$script" || break; done 2>/dev/null
  kill -TERM "$script"
  wait "$script"
  code=$?
  expect 'the process is Java itself' test "$(cat "$JAVA_WAITS")" -eq "$script"
  expect "Java's own exit code" test "$code" -eq 7
}

test_the_counts_of_the_reports_are_added_up() {
  make_jdk 25
  report_of io.mintmark.device.DeviceTest '<testcase name="works" classname="io.mintmark.device.DeviceTest" time="0.5"/>' \
    '<testcase name="breaks" classname="io.mintmark.device.DeviceTest" time="0.5">' \
    '<failure message="wanted &lt;1&gt;&#10;but 2" type="x">trace</failure>' '</testcase>' \
    '<testcase name="waits" classname="io.mintmark.device.DeviceTest" time="0">' '<skipped/>' '</testcase>'
  stub mosquitto ''
  stub rabbitmq-server ''
  for program in gpg openssl 7zz; do stub "$program" ''; done
  mintmark test unit
  expect 'the total' test "${seen##*$'\n'}" = '1 passed, 1 failed, 1 skipped'
  expect 'the message' contains 'FAILED unit: io.mintmark.device.DeviceTest.breaks: wanted <1> but 2'
  expect 'exit code 1' test "$code" -eq 1
}

test_a_skipped_test_is_counted_apart() {
  make_jdk 25
  report_of io.mintmark.store.OneTest '<testcase name="works" classname="io.mintmark.store.OneTest" time="1.25"/>' \
    '<testcase name="waits" classname="io.mintmark.store.OneTest" time="0">' '<skipped message="no"/>' '</testcase>'
  mintmark test store
  expect 'the total' test "${seen##*$'\n'}" = '1 passed, 0 failed, 1 skipped'
  expect 'exit code 0' test "$code" -eq 0
}

test_a_class_named_without_its_package_belongs_to_its_suite() {
  make_jdk 25
  report_of io.mintmark.store.OneTest '<testcase name="works" classname="OneTest" time="1.25"/>'
  mintmark test store
  expect 'the total' test "${seen##*$'\n'}" = '1 passed, 0 failed'
}

test_a_suite_without_tests_fails() {
  make_jdk 25
  mintmark test store
  expect 'the reason' contains 'FAILED store: no test ran'
  expect 'the total' test "${seen##*$'\n'}" = '0 passed, 1 failed'
  expect 'exit code 1' test "$code" -eq 1
}

test_an_unknown_suite_is_refused() {
  make_jdk 25
  mintmark test units
  expect 'the suite named' contains 'no such suite: units'
  expect 'exit code 2' test "$code" -eq 2
}

test_fuzzing_plays_every_harness_and_counts_each() {
  make_jdk 25
  export JAVA_SAYS='stat::number_of_executed_units: 7'
  mintmark test fuzz
  expect 'the total' test "${seen##*$'\n'}" = '3 passed, 0 failed'
  expect 'exit code 0' test "$code" -eq 0
  expect 'a minute each' grep -q -- '-max_total_time=60 ' "$project/target/fuzz/third.log"
}

test_a_finding_fails_and_says_how_to_see_it_again() {
  make_jdk 25
  export JAVA_EXIT=77 JAVA_SAYS=$'== Java Exception: boom\nTest unit written to /some/where'
  mintmark test fuzz
  expect 'the total' test "${seen##*$'\n'}" = '0 passed, 3 failed'
  expect 'the way' contains 'FAILED fuzz: second: boom; again: ./mintmark fuzz --replay /some/where'
  expect 'exit code 1' test "$code" -eq 1
}

test_fuzzing_that_played_nothing_fails() {
  make_jdk 25
  mintmark fuzz first --seconds 5
  expect 'the reason' contains 'first: the fuzzer broke off'
  expect 'exit code 1' test "$code" -eq 1
}

test_fuzzing_takes_the_harness_and_the_time_that_are_named() {
  make_jdk 25
  export JAVA_SAYS='stat::number_of_executed_units: 7'
  mintmark fuzz second --seconds 5
  expect 'exit code 0' test "$code" -eq 0
  expect 'the time' grep -q -- '-max_total_time=5 ' "$project/target/fuzz/second.log"
  expect 'no other harness' test ! -e "$project/target/fuzz/first.log"
}

test_an_unknown_harness_is_refused() {
  mintmark fuzz fourth
  expect 'the names there are' contains 'no such harness: fourth (there are: first second third)'
  expect 'one line' is_one_line
  expect 'exit code 2' test "$code" -eq 2
}

test_an_input_is_played_again_by_the_harness_of_its_folder() {
  make_jdk 25
  touch "$project/fuzz/corpus/third/seed"
  cd "$project/fuzz" || exit
  mintmark fuzz --replay corpus/third/seed
  expect 'the harness' contains 'io.mintmark.fuzz.Replay third corpus/third/seed'
}

# report_of <class> <line of XML>…
report_of() {
  mkdir -p "$project/reports"
  {
    echo '<testsuite name="'"$1"'" tests="3">'
    printf '  %s\n' "${@:2}"
    echo '</testsuite>'
  } >"$project/reports/TEST-$1.xml"
}

main() {
  local name
  while read -r name; do
    name=${name#declare -f }
    if message=$(prepare "$name" && "$name"); then
      printf 'passed\t%s\n' "${name#test_}"
    else
      printf 'failed\t%s\t%s\n' "${name#test_}" "$message"
    fi
  done < <(declare -F | sed 's/^declare -f //' | grep '^test_')
}

main
