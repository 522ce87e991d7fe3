#!/usr/bin/env bash
# Runs letters.sbatch as Slurm would, but for Slurm: sixteen tasks, one killed and started again; then the count, and a comparison
# with a plain batch.
set -euo pipefail
cd "$(dirname "$0")"
program=$(realpath "${IMR_LETTERS:-../../.build/release/imr-letters}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/bin"
printf '#!/bin/sh\nexec "$@"\n' > "$work/bin/srun"
chmod +x "$work/bin/srun"
export PATH=$work/bin:$PATH IMR_LETTERS=$program INPUT=$work/cases.ndjson OUT=$work/letters SLURM_CPUS_PER_TASK=1

sample=$(tr -d '\n' < ../../Samples/imr-2016/one-item-upheld.json)
for number in {1..200}; do
  echo "${sample/CM16-[0-9][0-9][0-9][0-9][0-9][0-9][0-9]/CM16-$(printf %07d "$number")}"
done > "$INPUT"
"$program" batch "$INPUT" -o "$work/plain" -f pdf,txt 2>/dev/null

task() { SLURM_ARRAY_TASK_ID=$1 bash letters.sbatch 2>>"$work/log"; }
fail() { echo "failed: $1"; cat "$work/log"; exit 1; }

for shard in {1..15}; do task "$shard" || fail "shard $shard"; done
! ./check-shards.sh "$OUT" 16 200 2>/dev/null || fail "a missing shard was not noticed"
task 16 & killed=$!
sleep 0.02
kill -KILL "$killed" 2>/dev/null || true
wait "$killed" 2>/dev/null || true
task 16 || fail "shard 16, again"
./check-shards.sh "$OUT" 16 200 || fail "the count"
! task 17 || fail "a shard too many was not refused"

mkdir "$work/all"
cp "$OUT"/shard-*/*.pdf "$OUT"/shard-*/*.txt "$work/all"
rm "$work/plain/manifest.ndjson"
diff -r "$work/plain" "$work/all" || fail "other letters than those of a plain batch"

echo '{bad' >> "$INPUT"
codes=$(for shard in {1..16}; do task "$shard" && echo 0 || echo $?; done | sort | uniq -c | xargs)
[ "$codes" = "15 0 1 1" ] || fail "a malformed record must be rejected in one shard: $codes"
code=0
./check-shards.sh "$OUT" 16 201 || code=$?
[ "$code" -eq 1 ] || fail "rejected records were not told: $code"
echo "passed"
