"""ReportLab Platypus: fonts embedded as subsets. Its PDFs are untagged, for the library has no tagging."""
import io
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, Indenter, PageTemplate, Paragraph, Spacer, Table, TableStyle

from letter_words import AUTHOR, LANGUAGE
from peer_cli import FONTS, run

rl_config.useA85 = 0  # streams stay binary: fewer bytes, and a pass over them less

SERIF, SERIF_BOLD, SANS, SANS_BOLD = NAMES = (
    "LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationSans-Bold",
)
for name in NAMES:
    # asciiReadable=0: a subset holds the glyphs that the letter uses, not all of ASCII.
    pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf", asciiReadable=0))
pdfmetrics.registerFontFamily(SERIF, normal=SERIF, bold=SERIF_BOLD)

MARGIN = 72
LINE = 13.8
# A paragraph's first baseline is the font's size (12 pt) below its top, ours 10.95 pt: the whole frame is that much higher.
RAISED = 1.05

BODY = ParagraphStyle(
    "body", fontName=SERIF, fontSize=12, leading=LINE, spaceAfter=LINE,
    allowOrphans=0, allowWidows=0, spaceShrinkage=0,
)
ITEM_TITLE = ParagraphStyle("item title", BODY, fontName=SERIF_BOLD, keepWithNext=1)
HEADING = ParagraphStyle("heading", ITEM_TITLE, alignment=TA_CENTER, spaceBefore=14.16, spaceAfter=6.6)

COLUMNS = (107.4, 149.5, 97.9, 124)
# What lies between a rule and a cell's text. The table sticks out by as much, so that its text is flush with the letter's.
INSET = 5.6
SHADE = HexColor("#dfdfdf")
CELL_SIZE = 11.04
HEADER_STYLE = TableStyle([
    ("FONT", (0, 0), (-1, -1), SANS, CELL_SIZE, 12.7),
    ("FONT", (0, 0), (0, -1), SANS_BOLD, CELL_SIZE, 12.7),
    ("FONT", (2, 0), (2, -1), SANS_BOLD, CELL_SIZE, 12.7),
    ("BACKGROUND", (0, 0), (0, -1), SHADE),
    ("BACKGROUND", (2, 0), (2, -1), SHADE),
    ("SPAN", (2, 0), (3, 0)),
    ("BACKGROUND", (2, 0), (3, 0), SHADE),
    ("GRID", (0, 0), (-1, -1), 0.48, black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), INSET),
    ("RIGHTPADDING", (0, 0), (-1, -1), INSET),
    # The first baseline of a cell is its padding and the font's size below its top.
    ("TOPPADDING", (0, 0), (-1, -1), -0.62),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.1),
])


def render(letter):
    """The PDF of a letter."""
    pdf = io.BytesIO()
    document = BaseDocTemplate(pdf, pagesize=LETTER, title=letter.title, author=AUTHOR, lang=LANGUAGE)
    document.addPageTemplates(PageTemplate(frames=[body_frame()]))
    document.build(list(flowables(letter)))
    return pdf.getvalue()


def body_frame():
    """The part of a page that text fills; a document needs one of its own."""
    width, height = LETTER
    return Frame(
        MARGIN, MARGIN + RAISED, width - 2 * MARGIN, height - 2 * MARGIN,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )


def flowables(letter):
    """What a letter is built of, from its top to its end."""
    yield Spacer(0, 20.6 + RAISED)
    yield Indenter(-INSET)
    yield header_table(letter.header)
    yield Indenter(INSET)
    yield Spacer(0, -RAISED)
    for section in letter.sections:
        yield Paragraph(escape(section.heading), HEADING)
        for text in section.paragraphs:
            yield Paragraph(marked_up(text), BODY)
        for item in section.items:
            yield Paragraph(escape(item.title), ITEM_TITLE)
            for label, text in item.paragraphs:
                bold = f"<b>{escape(label)}</b> " if label else ""
                yield Paragraph(bold + marked_up(text), BODY)


def marked_up(text):
    """A text in the XML of paragraphs, where a line feed is no line break."""
    return escape(text).replace("\n", "<br/>")


def header_table(rows):
    """The header table; its first row ends in a cell over two columns."""
    cells = [[fitted(text, column) for column, text in enumerate(row)] for row in rows]
    cells[0] += ["", ""]
    table = Table(cells, COLUMNS, hAlign="LEFT")
    table.setStyle(HEADER_STYLE)
    return table


def fitted(text, column):
    """A text broken into lines that fit its column, for a table does that only for paragraphs, which cost more."""
    font = SANS if column % 2 else SANS_BOLD
    return "\n".join(simpleSplit(text, font, CELL_SIZE, COLUMNS[column] - 2 * INSET))


if __name__ == "__main__":
    run(render)
