"""Apache FOP 2.8 in one Java process: PDF/UA-1, tagged, fonts embedded. Jinja2 writes the formatting objects first."""
import argparse
import json
import pathlib
import shutil
import subprocess
import tempfile

import jinja2

from letter_words import AUTHOR, LANGUAGE, letter
from peer_cli import FONTS

HERE = pathlib.Path(__file__).parent
TEMPLATE = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True).get_template("letter.fo.j2")
FACES = [("Serif", "Regular", "normal"), ("Serif", "Bold", "bold"), ("Sans", "Regular", "normal"), ("Sans", "Bold", "bold")]
CONFIGURATION = """<fop version="1.0"><accessibility>true</accessibility><renderers><renderer mime="application/pdf">
<pdf-ua-mode>PDF/UA-1</pdf-ua-mode><fonts>{}</fonts></renderer></renderers></fop>"""
FONT = """<font kerning="no" embed-url="{fonts}/Liberation{family}-{face}.ttf" embedding-mode="subset">
<font-triplet name="Liberation {family}" style="normal" weight="{weight}"/></font>"""


def main():
    """Renders every case."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(dir=arguments.out.parent))
    try:
        fonts = "".join(FONT.format(fonts=FONTS.as_uri(), family=family, face=face, weight=weight) for family, face, weight in FACES)
        (folder / "fop.xconf").write_text(CONFIGURATION.format(fonts))
        (folder / "fo").mkdir()
        with arguments.cases.open(encoding="utf-8") as lines:
            for line in lines:
                made = letter(json.loads(line))
                page = TEMPLATE.render(letter=made, author=AUTHOR, language=LANGUAGE)
                (folder / "fo" / f"{made.number}.fo").write_text(page, encoding="utf-8")
        # One thread for collecting garbage: the letters too are made on one.
        subprocess.run(
            ["java", "-XX:+UseSerialGC", "-cp", "/usr/share/java/*", HERE / "FopPeer.java", folder / "fop.xconf", folder / "fo", arguments.out],
            check=True, stderr=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
