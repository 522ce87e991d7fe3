#!/usr/bin/env bash
# Fuzzes each target for SECONDS seconds with libFuzzer. Inputs that reach new code are kept in .build-fuzz/corpus, inputs that fail in
# .build-fuzz/findings. Usage: Tests/Fuzz/run.sh SECONDS [TARGET …]
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=$1
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(case schema markup stylesheet setManifest png font pdf batchManifest letter language vocabulary)
program=.build-fuzz/release/Fuzz
export SWIFT_BACKTRACE=enable=no
failed=0
run() {
  local target=$1 log=.build-fuzz/$1.log
  mkdir -p ".build-fuzz/corpus/$target" ".build-fuzz/findings/$target"
  FUZZ_TARGET=$target "$program" ".build-fuzz/corpus/$target" "Tests/FuzzTargets/Corpora/$target" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix=".build-fuzz/findings/$target/" >"$log" 2>&1
  local status=$?
  local count=$(grep -oP 'stat::number_of_executed_units: \K\d+' "$log" || echo 0)
  echo "$target: $count inputs, exit $status$([ $status = 0 ] || echo ", see $log and .build-fuzz/findings/$target")"
  return $status
}
# Two at a time, for two cores.
for ((i = 0; i < ${#targets[@]}; i += 2)); do
  pids=()
  for target in "${targets[@]:i:2}"; do run "$target" & pids+=($!); done
  for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
done
exit $failed
