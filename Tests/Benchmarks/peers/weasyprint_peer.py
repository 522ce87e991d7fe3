"""WeasyPrint with a Jinja2 template: PDF/UA-1, tagged, fonts embedded."""
import pathlib

import jinja2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from letter_words import AUTHOR, LANGUAGE
from peer_cli import run

# Made once: the parsed template, the parsed style sheet, and the fonts that it loads.
HERE = pathlib.Path(__file__).parent
TEMPLATE = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True).get_template("letter.html.j2")
FONT_CONFIGURATION = FontConfiguration()
STYLE = CSS(HERE / "letter.css", font_config=FONT_CONFIGURATION)


def render(letter):
    """The PDF of a letter."""
    page = TEMPLATE.render(letter=letter, author=AUTHOR, language=LANGUAGE)
    return HTML(string=page).write_pdf(stylesheets=[STYLE], font_config=FONT_CONFIGURATION, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    run(render)
