"""Typst with its compiler kept in process: PDF/UA-1 and PDF/A-2a in one file, tagged, fonts embedded."""
import datetime
import json
import pathlib

import typst

from letter_words import AUTHOR
from peer_cli import FONTS, run

COMPILER = typst.Compiler(
    pathlib.Path(__file__).with_name("letter.typ"),
    font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
)


def render(letter):
    """The PDF of a letter. Its data go in as an input of the template; a source written for each letter is no faster."""
    data = {"title": letter.title, "author": AUTHOR, "header": letter.header, "sections": letter.sections}
    decided = datetime.datetime.combine(letter.decided, datetime.time.min, datetime.timezone.utc)
    return COMPILER.compile(sys_inputs={"letter": json.dumps(data)}, pdf_standards=["ua-1", "a-2a"], timestamp=decided)


if __name__ == "__main__":
    run(render)
