#!/usr/bin/env bash
# Whether all shards are done: check-shards.sh OUT SHARDS RECORDS
# RECORDS is how many there should be; for NDJSON: grep -c '[^[:space:]]' cases.ndjson
# Exit code 0 if every record is written, 1 if some were rejected, 70 if something is missing.
set -euo pipefail
[ $# -eq 3 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 64; }
out=$1 shards=$2 records=$3

written=0 rejected=0 missing=0
for ((shard = 1; shard <= shards; shard++)); do
  manifest=$out/shard-$shard-of-$shards/manifest.ndjson
  if [ ! -f "$manifest" ]; then
    # A shard that no record falls into has an empty manifest: without one, it never ran.
    echo "shard $shard: no manifest" >&2
    missing=1
    continue
  fi
  written=$((written + $(grep -c '"status":"written"' "$manifest" || true)))
  # Rejected, or crashed on with --isolate.
  rejected=$((rejected + $(grep -vc '"status":"written"' "$manifest" || true)))
done

echo "$written written, $rejected rejected, $records records"
if [ "$missing" -ne 0 ] || [ $((written + rejected)) -ne "$records" ]; then
  echo "not all shards are done: start those that failed again" >&2
  exit 70
fi
[ "$rejected" -eq 0 ]
