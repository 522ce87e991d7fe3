"""Fullbleed with a Jinja2 template: untagged, fonts embedded."""
import pathlib

import fullbleed
import jinja2

from browser_style import stylesheet
from letter_words import AUTHOR, LANGUAGE
from peer_cli import FONTS, run

TEMPLATE = jinja2.Environment(loader=jinja2.FileSystemLoader(pathlib.Path(__file__).parent), autoescape=True).get_template("letter.html.j2")
STYLE = stylesheet()


def engine():
    """The engine with the four faces."""
    bundle = fullbleed.AssetBundle()
    for face in ["LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationSans-Bold"]:
        bundle.add_file(str(FONTS / f"{face}.ttf"), "font")
    made = fullbleed.PdfEngine()
    made.register_bundle(bundle)
    return made


ENGINE = engine()


def render(letter):
    """The PDF of a letter."""
    return ENGINE.render_pdf(TEMPLATE.render(letter=letter, author=AUTHOR, language=LANGUAGE), STYLE)


if __name__ == "__main__":
    run(render)
