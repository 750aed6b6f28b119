# Fuzzing with Jazzer, two harnesses at a time. Sourced by ./mintmark.
# shellcheck shell=bash disable=SC2154 # ./mintmark sets root

# A harness is called as the folder of its seeds.
harness_names() {
  local folder
  for folder in "$root"/fuzz/corpus/*/; do
    basename "$folder"
  done
}

fuzz_main() {
  local harnesses=() seconds=600 replay=
  while [[ $# -gt 0 ]]; do
    case $1 in
      --seconds) seconds=${2:-} && shift ;;
      --replay) replay=${2:-} && shift ;;
      -*) die "mintmark: fuzz knows no option $1 (./mintmark help shows them)" ;;
      *) harnesses+=("$(harness "$1")") || exit ;;
    esac
    shift || true
  done
  is_count "$seconds" || die "mintmark: --seconds wants a whole number, at least 1"
  need_jdk
  build_if_stale fuzz
  if [[ -n $replay ]]; then replay "$replay"; fi
  if [[ ${#harnesses[@]} -eq 0 ]]; then mapfile -t harnesses < <(harness_names); fi
  local found=0
  fuzz_all note_finding "$seconds" "${harnesses[@]}"
  return "$found"
}

note_finding() { if [[ $2 == failed ]]; then found=1; fi; }

is_count() { [[ $1 =~ ^[1-9][0-9]*$ ]]; }

# Prints the name if it is a harness's.
harness() {
  [[ -n $1 && -d $root/fuzz/corpus/$1 ]] && echo "$1" && return
  die "mintmark: no such harness: $1 (there are: $(harness_names | paste -sd ' '))"
}

# Inputs lie in folders called as their harness, the committed ones and those found.
replay() {
  local name
  [[ -r $1 ]] || die "mintmark: there is no file $1"
  name=$(harness "$(basename "$(dirname "$(readlink -f "$1")")")") || exit
  fuzz_java -Dio.netty.leakDetection.targetRecords=32 io.mintmark.fuzz.Replay "$name" "$1"
}

# Becomes Java with everything the harnesses need. Netty's leak detector looks at every buffer; writing down
# every touch of one too is for a replay, as it makes an input 25 times as dear.
fuzz_java() {
  exec nice "$JAVA_HOME/bin/java" \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+EnableDynamicAgentLoading -Xmx1g -Dio.netty.leakDetection.level=paranoid \
    -Dio.netty.leakDetection.targetRecords=0 -cp "$(lib_of fuzz)/*" "$@"
}

# Runs harnesses for so many seconds each, and calls "<what then> <harness> passed|failed <message>"
# after each: fuzz_all <what then> <seconds> <harness>…
fuzz_all() {
  local then=$1 seconds=$2 first second
  shift 2
  while [[ $# -gt 0 ]]; do
    first='' second=''
    fuzz_one "$1" "$seconds" &
    first=$!
    if [[ $# -gt 1 ]]; then
      fuzz_one "$2" "$seconds" &
      second=$!
    fi
    judge "$then" "$1" "$first"
    if [[ -n $second ]]; then judge "$then" "$2" "$second"; fi
    shift $(($# > 1 ? 2 : 1))
  done
}

# New inputs go to target/fuzz/corpus, findings to target/fuzz/findings; one ends the run. With fuzz_seed set,
# a run from the same corpus tries the same inputs in the same order.
fuzz_one() {
  local name=$1 seconds=$2 out=$root/target/fuzz
  mkdir -p "$out/corpus/$name" "$out/findings/$name"
  fuzz_java com.code_intelligence.jazzer.Jazzer \
    --target_class=io.mintmark.fuzz.Target --target_args="$name" \
    --instrumentation_includes='io.mintmark.**' --custom_hook_includes='io.mintmark.**' \
    --reproducer_path="$out/findings/$name" -artifact_prefix="$out/findings/$name/" \
    ${fuzz_seed:+-seed="$fuzz_seed"} -max_total_time="$seconds" -timeout=30 -rss_limit_mb=0 -print_final_stats=1 \
    "$out/corpus/$name" "$root/fuzz/corpus/$name" >"$out/$name.log" 2>&1 </dev/null
}

# judge <what then> <harness> <process>
judge() {
  local then=$1 name=$2 code=0 log=$root/target/fuzz/$2.log inputs
  wait "$3" || code=$?
  inputs=$(statistic number_of_executed_units "$log")
  say "  $name: ${inputs:-0} inputs ($(statistic average_exec_per_sec "$log")/s), $(edges "$log") edges," \
    "$(statistic new_units_added "$log") new inputs in target/fuzz/corpus/$name"
  if [[ $code -eq 0 ]] && is_count "${inputs:-0}"; then
    "$then" "$name" passed ''
  else
    local message
    message=$(finding "$log")
    say "  $name: $message"
    "$then" "$name" failed "$message"
  fi
}

statistic() { sed -n "s/^stat::$1: *//p" "$2"; }

edges() { sed -n 's/^#[0-9].* cov: \([0-9]*\) .*/\1/p' "$1" | tail -n 1; }

# What went wrong, and how to see it again.
finding() {
  local what input
  what=$(sed -n 's/^== Java Exception: //p; s/^==[0-9]*== ERROR: libFuzzer: //p' "$1" | head -n 1)
  input=$(sed -n 's/.*Test unit written to //p' "$1" | head -n 1)
  if [[ -n $input ]]; then
    echo "${what:-it failed}; again: ./mintmark fuzz --replay $input"
  else
    echo "${what:-the fuzzer broke off}; the whole log is in $1"
  fi
}
