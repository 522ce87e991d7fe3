"""Typst with its compiler kept in process: PDF/UA-1, tagged, fonts embedded."""
import datetime
import json
import pathlib

import typst

from letter_words import AUTHOR
from peer_cli import FONTS, run

TEMPLATE = pathlib.Path(__file__).with_name("letter.typ")
COMPILER = typst.Compiler(
    TEMPLATE,
    font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
)


def render(letter):
    data = {
        "title": letter.title,
        "author": AUTHOR,
        "header": letter.header,
        "sections": [
            {**section._asdict(), "items": [item._asdict() for item in section.items]} for section in letter.sections
        ],
    }
    decided = datetime.datetime.combine(letter.decided, datetime.time.min, datetime.timezone.utc)
    return COMPILER.compile(sys_inputs={"letter": json.dumps(data)}, pdf_standards=["ua-1"], timestamp=decided)


if __name__ == "__main__":
    run(render)
