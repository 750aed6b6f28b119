# Running every check and test, and adding them up. Sourced by ./mintmark.
# shellcheck shell=bash disable=SC2154 # ./mintmark sets root

readonly suites=(static script unit store server sdk fuzz)
chosen=()
quick=()
compiled=yes
declare -A passed=() failed=() skipped=() milliseconds=()
failures=()

test_main() {
  # Not for the servers that tests start: to them it would be a setting that does not exist.
  fuzz_seconds=${MINTMARK_FUZZ_SECONDS:-60}
  unset MINTMARK_FUZZ_SECONDS
  choose "$@"
  need_jdk
  need_maven
  mkdir -p "$root/target"
  if is_chosen script; then check_script; fi
  if is_chosen static; then check_sources; fi
  if is_chosen sdk; then prepare_sdks; fi
  if is_chosen unit || is_chosen server; then need_brokers; fi
  if is_chosen unit; then need_openers; fi
  if [[ $compiled == yes ]]; then
    if has_java_suite; then run_java_tests; fi
    if is_chosen fuzz; then fuzz_briefly; fi
  fi
  report
}

choose() {
  local word
  for word in "$@"; do
    case $word in
      --quick) quick=(-Dquick) ;;
      -*) die "mintmark: test knows no option $word (./mintmark help shows them)" ;;
      *)
        is_one_of "$word" "${suites[@]}" || die "mintmark: no such suite: $word (there are: ${suites[*]})"
        chosen+=("$word")
        ;;
    esac
  done
  if [[ ${#chosen[@]} -eq 0 ]]; then
    chosen=("${suites[@]}")
    if [[ ${#quick[@]} -gt 0 ]]; then chosen=(script unit); fi
  fi
}

is_one_of() {
  local word=$1
  shift
  [[ " $* " == *" $word "* ]]
}

is_chosen() { is_one_of "$1" "${chosen[@]}"; }

# --- Counting ---

# count <suite> passed|failed|skipped <milliseconds> <test> <message>
count() {
  local suite=$1
  milliseconds[$suite]=$((${milliseconds[$suite]:-0} + $3))
  case $2 in
    passed) passed[$suite]=$((${passed[$suite]:-0} + 1)) ;;
    skipped) skipped[$suite]=$((${skipped[$suite]:-0} + 1)) ;;
    failed)
      failed[$suite]=$((${failed[$suite]:-0} + 1))
      failures+=("$suite: $4${5:+: $5}")
      ;;
  esac
}

# Counts one command as one test: check <suite> <name> <command>…
check() {
  local started=$SECONDS
  prepare "$@" || return 1
  count "$1" passed $(((SECONDS - started) * 1000)) "$2"
}

# Like check, but of use only to later tests and so no test itself: it counts when it fails.
# The command's output goes to a log, whose end is shown then.
prepare() {
  local suite=$1 name=$2 log started=$SECONDS
  shift 2
  log=$root/target/test-${name// /-}.log
  say "$suite: $name"
  if ! "$@" >"$log" 2>&1; then
    show_end_of "$log"
    count "$suite" failed $(((SECONDS - started) * 1000)) "$name" "the whole log is in $log"
    return 1
  fi
}

# --- The script itself, and the checks of sources ---

check_script() {
  local status name message started=$SECONDS results=$root/target/test-script.tsv
  say "script: ./mintmark itself"
  "$root/scripts/script-tests.sh" >"$results" || count script failed 0 'the tests of the script broke off'
  while IFS=$'\t' read -r status name message; do
    count script "$status" 0 "$name" "$message"
  done <"$results"
  milliseconds[script]=$(((SECONDS - started) * 1000))
}

check_sources() {
  check static 'shell syntax' check_shell || true
  check static 'formatting' maven spotless:check || true
  check static 'compilation with all checks' compile_with_checks || compiled=no
}

# ShellCheck joins in where it is installed.
check_shell() {
  local file
  local files=("$root/mintmark" "$root/.ci/run" "$root"/scripts/*.sh)
  for file in "${files[@]}"; do
    bash -n "$file" || return 1
  done
  if command -v shellcheck >/dev/null; then
    (cd "$root" && shellcheck -x "${files[@]}")
  fi
}

# From nothing: classes that a quick build left behind would not be looked at again.
compile_with_checks() {
  rm -rf "$root"/*/target/{classes,test-classes,maven-status}
  maven test-compile
}

# The brokers that Mintmark is tested with; each test starts one of its own.
need_brokers() {
  local path=$PATH
  PATH=$PATH:/usr/sbin # Debian keeps them there
  need_debian_packages 'the test with other brokers' mosquitto:mosquitto rabbitmq-server:rabbitmq-server
  PATH=$path
}

# What factories open sealed packages with.
need_openers() {
  need_debian_packages 'the test of sealed packages' gpg:gnupg openssl:openssl 7zz:7zip
}

prepare_sdks() {
  local folder=$root/sdk-tests
  if ! need_node; then
    count sdk failed 0 "Node $node_wanted or newer is missing"
    return
  fi
  if [[ ! $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then
    prepare sdk 'fetching the vendors SDKs' npm --prefix "$folder" ci </dev/null || true
  fi
}

# One test for each harness.
fuzz_briefly() {
  # A test that passes today passes tomorrow: looking for what is new is what ./mintmark fuzz is for.
  local harnesses seconds=$fuzz_seconds fuzz_seed=1
  is_count "$seconds" || die "mintmark: MINTMARK_FUZZ_SECONDS must be a whole number, at least 1"
  mapfile -t harnesses < <(harness_names)
  say "fuzz: $seconds s for each of ${harnesses[*]}"
  # In a shell of its own, for a failed build ends it.
  if ! (build_if_stale fuzz); then
    count fuzz failed 0 'building the harnesses'
    return
  fi
  fuzz_all count_harness "$seconds" "${harnesses[@]}"
}

count_harness() { count fuzz "$2" $((seconds * 1000)) "$1" "$3"; }

# --- Java ---

# The test classes of a suite; `unit` has every class that no other suite claims.
classes_of() {
  case $1 in
    static) echo '**/ArchitectureTest **/DocsLinkTest' ;;
    sdk) echo '**/*SdkTest' ;;
    store) echo 'io/mintmark/store/*Test' ;;
    server) echo 'io/mintmark/app/*Test io/mintmark/demo/*Test' ;;
  esac
}

has_java_suite() {
  local suite
  for suite in "${chosen[@]}"; do
    if [[ $suite != script && $suite != fuzz ]]; then return 0; fi
  done
  return 1
}

run_java_tests() {
  local log=$root/target/test-java.log selection=()
  rm -rf "$root"/*/target/surefire-reports
  read -ra selection <<<"$(selection)"
  say "java: the tests of ${chosen[*]} (log: $log)"
  if ! maven test "${quick[@]}" "${selection[@]}" -Dmaven.test.failure.ignore=true -Dsurefire.timeout=1500 2>&1 \
    | tee "$log" | show_progress || has_lost_tests "$log"; then
    show_end_of "$log"
    count "$(first_java_suite)" failed 0 'the test run broke off' "the whole log is in $log"
  fi
  read_reports
}

# Maven's selection of test classes; nothing when every suite runs.
selection() {
  local suite patterns=() included=() excluded=()
  for suite in unit static sdk store server; do
    read -ra patterns <<<"$(classes_of "$suite")"
    if is_chosen "$suite"; then
      included+=("${patterns[@]}")
    else
      excluded+=("${patterns[@]/#/!}")
    fi
  done
  if is_chosen unit; then included=('**/*Test'); fi
  if ! is_chosen unit || [[ ${#excluded[@]} -gt 0 ]]; then
    local IFS=,
    echo "-Dtest=${included[*]}${excluded[*]:+,${excluded[*]}} -Dsurefire.failIfNoSpecifiedTests=false"
  fi
}

show_progress() {
  sed -un 's/^\[[A-Z]*\] Tests run: \([0-9]*\),.*Time elapsed: \([0-9.]* s\)\(.*\) -- in \(.*\)$/  \4: \1 tests, \2\3/p' >&2
}

# Surefire does not fail the build for a crashed or stuck Java when failures are to be ignored.
has_lost_tests() {
  grep -Eq 'There was a timeout|The forked VM terminated|error in the forked process' "$1"
}

first_java_suite() {
  local suite
  for suite in "${chosen[@]}"; do
    if [[ $suite != script && $suite != fuzz ]]; then
      echo "$suite"
      return
    fi
  done
}

read_reports() {
  local class status time method message reports=()
  shopt -s nullglob
  reports=("$root"/*/target/surefire-reports/TEST-*.xml)
  shopt -u nullglob
  [[ ${#reports[@]} -gt 0 ]] || return 0
  while IFS=$'\037' read -r class status time method message; do
    count "$(suite_of "$class")" "$status" "$time" "$class.$method" "$message"
  done < <(awk -f "$root/scripts/surefire.awk" "${reports[@]}")
}

suite_of() {
  local class=${1%%\$*} suite pattern patterns=()
  for suite in static sdk store server; do
    read -ra patterns <<<"$(classes_of "$suite")"
    for pattern in "${patterns[@]}"; do
      # shellcheck disable=SC2053 # the right side is a pattern
      if [[ ${class//.//} == $pattern ]]; then
        echo "$suite"
        return
      fi
    done
  done
  echo unit
}

# --- The end ---

report() {
  local suite all_passed=0 all_failed=0 all_skipped=0
  require_tests_of_every_suite
  if [[ ${#failures[@]} -gt 0 ]]; then
    printf '\n'
    printf 'FAILED %s\n' "${failures[@]}"
  fi
  printf '\n'
  for suite in "${chosen[@]}"; do
    line_of "$suite"
    all_passed=$((all_passed + ${passed[$suite]:-0}))
    all_failed=$((all_failed + ${failed[$suite]:-0}))
    all_skipped=$((all_skipped + ${skipped[$suite]:-0}))
  done
  printf '\n%d passed, %d failed' "$all_passed" "$all_failed"
  if [[ $all_skipped -gt 0 ]]; then printf ', %d skipped' "$all_skipped"; fi
  printf '\n'
  [[ $all_failed -eq 0 ]]
}

# A suite that ran nothing has proved nothing.
require_tests_of_every_suite() {
  local suite
  for suite in "${chosen[@]}"; do
    if [[ ${passed[$suite]:-0} -eq 0 && ${failed[$suite]:-0} -eq 0 ]]; then
      count "$suite" failed 0 'no test ran'
    fi
  done
}

line_of() {
  local tenths=$((${milliseconds[$1]:-0} / 100))
  printf '%-8s %5d passed %5d failed %5d skipped %7d.%d s\n' "$1" \
    "${passed[$1]:-0}" "${failed[$1]:-0}" "${skipped[$1]:-0}" $((tenths / 10)) $((tenths % 10))
}
