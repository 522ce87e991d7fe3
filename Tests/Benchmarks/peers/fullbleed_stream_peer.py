"""Fullbleed's compiled documents: all letters in one file, from distinct records. `fullbleed_stream_peer.py CASES.ndjson OUTDIR` writes
OUTDIR/stream.pdf.

The template is compiled once, and its blocks flow anew for each record (`render_pdf_reflow_bindings_to_file`). Texts that every letter
has are slots for text; the paragraphs of the summary and the disputed items, whose number differs, are slots for markup.
"""
import argparse
import json
import pathlib
from html import escape

from fullbleed_peer import ENGINE, STYLE
from letter_words import AUTHOR, HOW_IT_WAS_MADE, ISSUES_LEAD, LANGUAGE, SUMMARY_LEAD, letter

TEMPLATE = f"""<!DOCTYPE html>
<html lang="{LANGUAGE}">
<head><meta charset="utf-8"><title>Letters</title><meta name="author" content="{AUTHOR}"></head>
<body>
  <table>
    <col class="first"><col class="second"><col class="third"><col class="fourth">
    <tr><th scope="row">Case Number:</th><td>{{{{number}}}}</td><td class="shaded" colspan="2"></td></tr>
    <tr><th scope="row">Date Assigned:</th><td>{{{{assigned}}}}</td><th scope="row">Date of Injury:</th><td>{{{{injury}}}}</td></tr>
    <tr><th scope="row">Decision Date:</th><td>{{{{decided}}}}</td><th scope="row">UR Denial Date:</th><td>{{{{denied}}}}</td></tr>
    <tr><th scope="row">Priority:</th><td>{{{{priority}}}}</td><th scope="row">Application Received:</th><td>{{{{received}}}}</td></tr>
  </table>
  <section>
    <h1>HOW THE IMR FINAL DETERMINATION WAS MADE</h1>
    <p>{HOW_IT_WAS_MADE}</p>
    <p>{{{{credentials}}}}</p>
  </section>
  <section>
    <h1>CLINICAL CASE SUMMARY</h1>
    <p>{SUMMARY_LEAD}</p>
    <div data-fb-bind-html="summary"></div>
  </section>
  <section>
    <h1>IMR ISSUES, DECISIONS AND RATIONALES</h1>
    <p>{ISSUES_LEAD}</p>
    <div data-fb-bind-html="items"></div>
  </section>
</body>
</html>"""


def paragraph(label, text):
    """A paragraph that may begin with a label in bold."""
    return f"<p>{f'<strong>{escape(label)}</strong> ' if label else ''}{escape(text)}</p>"


def slots(made):
    """The values of the slots for a letter."""
    (_, number), (_, assigned, _, injury), (_, decided, _, denied), (_, priority, _, received) = made.header
    items = made.sections[2].items
    return {
        "number": number, "assigned": assigned, "injury": injury, "decided": decided, "denied": denied,
        "priority": priority, "received": received, "credentials": made.sections[0].paragraphs[1],
        "summary": "".join(paragraph("", text) for text in made.sections[1].paragraphs[1:]),
        "items": "".join(
            f"<section><h2>{escape(item.title)}</h2>{''.join(paragraph(*part) for part in item.paragraphs)}</section>"
            for item in items),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=pathlib.Path, help="case files, a JSON object a line")
    parser.add_argument("out", type=pathlib.Path, help="the folder for the file")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with arguments.cases.open(encoding="utf-8") as lines:
        records = [slots(letter(json.loads(line))) for line in lines]
    columns = {name: [record[name] for record in records] for name in records[0]}
    ENGINE.compile_pdf(TEMPLATE, STYLE).render_pdf_reflow_bindings_to_file(columns, str(arguments.out / "stream.pdf"))


if __name__ == "__main__":
    main()
