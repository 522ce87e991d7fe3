"""The command line that the peers share: `X_peer.py CASES.ndjson OUTDIR` writes OUTDIR/<case number>.pdf for every line."""
import argparse
import json
import pathlib
import sys

from letter_words import letter

FONTS = pathlib.Path(__file__).resolve().parents[3] / "Fonts"


def run(render):
    """Renders every case with `render`, which makes the bytes of a PDF from a letter. A failure ends the run as an error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=pathlib.Path, help="case files, a JSON object a line")
    parser.add_argument("out", type=pathlib.Path, help="the folder for the letters")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    count = 0
    with arguments.cases.open(encoding="utf-8") as lines:
        for line in lines:
            made = letter(json.loads(line))
            (arguments.out / f"{made.number}.pdf").write_bytes(render(made))
            count += 1
    print(f"{count} letters", file=sys.stderr)
