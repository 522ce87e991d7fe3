"""The style sheet of our own templates as one text, for peers that take HTML and have the fonts already."""
import pathlib
import re

HERE = pathlib.Path(__file__).parent


def stylesheet():
    """`Templates/common/letter.css` and what `letter.css` adds to it, without its font files."""
    ours = (HERE.parents[2] / "Templates/common/letter.css").read_text(encoding="utf-8")
    own = (HERE / "letter.css").read_text(encoding="utf-8")
    own = re.sub(r"@import[^;]*;|@font-face\s*\{[^}]*\}", "", own)
    return re.sub(r"/\*.*?\*/", "", ours + own, flags=re.S)
