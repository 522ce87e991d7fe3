#!/usr/bin/env bash
# Signs a batch of 100 letters and checks them with pyHanko, pdfsig and imr-letters. `make test-signing` calls it.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${PROGRAM:-$PWD/.build/release/imr-letters}
python=$PWD/.build-signing/bin/python
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 Tests/Benchmarks/make_cases.py 100 > "$folder/cases.ndjson"
"$program" batch "$folder/cases.ndjson" -f pdf -o "$folder/letters" 2>/dev/null
"$python" integrations/signing/sign.py --make-test-certificate "$folder/key.pem" "$folder/certificate.pem"
"$python" integrations/signing/sign.py "$folder/key.pem" "$folder/certificate.pem" "$folder"/letters/*.pdf

echo "pyHanko: the signatures are intact and cover the whole file"
"$python" - "$folder/certificate.pem" "$folder"/letters/*.pdf <<'P'
import sys
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
context = ValidationContext(trust_roots=[load_cert_from_pemder(sys.argv[1])])
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        signature, = PdfFileReader(file).embedded_signatures
        status = validate_pdf_signature(signature, context)
        assert status.intact and status.valid and status.trusted and status.coverage == SignatureCoverageLevel.ENTIRE_FILE, path
P
echo "pdfsig: the signature of the first letter is valid"
pdfsig -nocert "$(ls "$folder"/letters/*.pdf | head -1)" | grep -q "Signature is Valid"
echo "imr-letters verify: all letters are proven, and the signatures are named"
"$program" verify --manifest "$folder/letters/manifest.ndjson" --rerender 2> "$folder/notes"
[ "$(grep -c 'the signature “Signature1” was appended to the letter' "$folder/notes")" = 100 ]
grep -q "letters: 100, files: 100, failed: 0" "$folder/notes"
if [ -x ../shared/pdfcheck/pdfcheck ]; then
  echo "veraPDF: ten of them are still PDF/UA-1 and PDF/A-2a"
  ../shared/pdfcheck/pdfcheck ua1,2a $(ls "$folder"/letters/*.pdf | head -10) > "$folder/vera"
  [ "$(grep -c ^PASS "$folder/vera")" = 20 ]
fi
echo "imr-letters verify: a letter that was altered after signing is refused"
altered=$(ls "$folder"/letters/*.pdf | head -1)
"$python" - "$altered" <<'P'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[data.index(b"stream") + 20] ^= 1
open(sys.argv[1], "wb").write(data)
P
status=0
"$program" verify --manifest "$folder/letters/manifest.ndjson" >/dev/null 2>&1 || status=$?
[ "$status" = 65 ]
echo "ok"
