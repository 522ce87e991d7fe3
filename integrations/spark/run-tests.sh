#!/usr/bin/env bash
# Tests of the Spark integration: make test-spark, or run-tests.sh [arguments of pytest]. Needs Java 17 or newer.
# The program is .build/release/imr-letters, or $IMR_LETTERS.
set -euo pipefail
cd "$(dirname "$0")"
command -v java >/dev/null || { echo "Java is missing: apt-get install openjdk-17-jre-headless" >&2; exit 66; }

venv=$(realpath ../..)/.build-spark
if ! cmp -s requirements.txt "$venv/requirements.txt"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r requirements.txt
  cp requirements.txt "$venv"
fi
# Nothing is left in the checkout. Should a test hang in spite of its own limit, all of them are ended.
export PYTHONDONTWRITEBYTECODE=1
exec timeout --kill-after=30 1200 "$venv/bin/python" -m pytest -p no:cacheprovider "$@"
