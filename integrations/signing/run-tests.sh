#!/usr/bin/env bash
# Signs batches of 100 letters and checks them with pyHanko, pdfsig, veraPDF and imr-letters. `make test-signing` calls it.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${PROGRAM:-$PWD/.build/release/imr-letters}
python=$PWD/.build-signing/bin/python
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 Tests/Benchmarks/make_cases.py 100 > "$folder/cases.ndjson"
"$python" integrations/signing/sign.py --make-test-certificate "$folder/key.pem" "$folder/certificate.pem"
"$program" render integrations/signing/stamp/signer.json --template integrations/signing/stamp/ -o "$folder/stamp.pdf"

# check NAME PROFILES OPTION…: signs letters that were made with the options, and checks them. `sign` has options of sign.py.
sign=()
check() {
  name=$1 profiles=$2
  shift 2
  letters=$folder/$name
  "$program" batch "$folder/cases.ndjson" -f pdf -o "$letters" "$@" 2>/dev/null
  "$python" integrations/signing/sign.py "${sign[@]}" --stamp "$folder/stamp.pdf" "$folder/key.pem" "$folder/certificate.pem" "$letters"/*.pdf
  echo "$name: pyHanko: the signatures are intact and cover the whole file"
  "$python" - "$folder/certificate.pem" "$letters"/*.pdf <<'P'
import sys
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
context = ValidationContext(trust_roots=[load_cert_from_pemder(sys.argv[1])])
assert len(sys.argv) == 102
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        signature, = PdfFileReader(file).embedded_signatures
        status = validate_pdf_signature(signature, context)
        assert status.intact and status.valid and status.trusted and status.coverage == SignatureCoverageLevel.ENTIRE_FILE, path
P
  echo "$name: pdfsig: the signature of the first letter is valid"
  local files=("$letters"/*.pdf)
  first=${files[0]}
  pdfsig -nocert "$first" > "$folder/pdfsig"
  grep -q "Signature is Valid" "$folder/pdfsig"
  echo "$name: imr-letters verify: all letters are proven, and the signatures are named"
  "$program" verify --manifest "$letters/manifest.ndjson" --rerender 2> "$folder/notes"
  [ "$(grep -c 'the signature “Signature.*” was appended to the letter' "$folder/notes")" = 100 ]
  grep -q "letters: 100, files: 100, failed: 0" "$folder/notes"
  if [ -x ../shared/pdfcheck/pdfcheck ]; then
    echo "$name: veraPDF: all still conform to $profiles"
    ../shared/pdfcheck/pdfcheck "$profiles" "$letters"/*.pdf > "$folder/vera"
    [ "$(grep -c ^PASS "$folder/vera")" = $((100 * $(tr , '\n' <<< "$profiles" | wc -l))) ]
  fi
  echo "$name: imr-letters verify: a letter that was altered after signing is refused"
  "$python" - "$first" <<'P'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[data.index(b"stream") + 20] ^= 1
open(sys.argv[1], "wb").write(data)
P
  status=0
  "$program" verify --manifest "$letters/manifest.ndjson" >/dev/null 2>&1 || status=$?
  [ "$status" = 65 ]
}

check "no field" ua1,2a
check invisible ua1,2a --signature-field invisible
check visible ua1,2a --signature-field 72,735,200,50
check "visible, PDF 2.0" ua2,4,wt1a,wt1r --pdf ua-2 --signature-field 72,735,200,50
sign=(--certify)
check "no field, certified" ua1,2a
check "visible, PDF 2.0, certified" ua2,4,wt1a,wt1r --pdf ua-2 --signature-field 72,735,200,50
echo "ok"
