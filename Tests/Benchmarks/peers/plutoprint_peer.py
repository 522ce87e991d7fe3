"""PlutoPrint with a Jinja2 template: untagged, fonts embedded."""
import io
import os
import pathlib
import tempfile

import jinja2

from browser_style import stylesheet
from letter_words import AUTHOR, LANGUAGE
from peer_cli import FONTS, run

# The fonts of this project and no others, without a file to fetch for each letter.
CONFIGURATION = pathlib.Path(tempfile.mkdtemp()) / "fonts.conf"
CONFIGURATION.write_text(f"<?xml version='1.0'?><fontconfig><dir>{FONTS}</dir><cachedir>{CONFIGURATION.parent}</cachedir></fontconfig>")
os.environ["FONTCONFIG_FILE"] = str(CONFIGURATION)
import plutoprint  # noqa: E402  it reads the environment

TEMPLATE = jinja2.Environment(loader=jinja2.FileSystemLoader(pathlib.Path(__file__).parent), autoescape=True).get_template("letter.html.j2")
STYLE = stylesheet()


def render(letter):
    """The PDF of a letter."""
    book = plutoprint.Book(plutoprint.PAGE_SIZE_LETTER, plutoprint.PAGE_MARGINS_NORMAL, plutoprint.MEDIA_TYPE_PRINT)
    book.load_html(TEMPLATE.render(letter=letter, author=AUTHOR, language=LANGUAGE), user_style=STYLE)
    stream = io.BytesIO()
    book.write_to_pdf_stream(stream)
    return stream.getvalue()


if __name__ == "__main__":
    run(render)
