#!/usr/bin/env python3
"""Reads letters with nine programs of others and compares the words with the letter's own plain text.

Usage: readers.py PROGRAM LETTERS…   (LETTERS: case files; the template set is taken from the folder name, imr-2014 or imr-2016)
PDF=ua-2 in the environment chooses the standard of the PDFs.

Each reader must return every word, with quotation marks, dashes, accents and §. White space does not count, because readers place it
differently; hyphens at line ends are kept, as all readers return them. Ghostscript is tried twice: its own text, and poppler's text of
a PDF that Ghostscript wrote anew."""
import collections, json, logging, os, subprocess, sys, tempfile, unicodedata

logging.disable(logging.CRITICAL)
PROGRAM, CASES = os.path.abspath(sys.argv[1]), sys.argv[2:]
HERE = os.path.dirname(os.path.abspath(__file__))
JAVA = ":".join(f"/usr/share/java/{n}.jar" for n in ("pdfbox2", "pdfbox2-tools", "fontbox2", "commons-logging"))


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def poppler(path): return run("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
def mupdf(path):
    import pymupdf
    with pymupdf.open(path) as d: return "\n".join(p.get_text() for p in d)
def pdfium(path):
    import pypdfium2
    d = pypdfium2.PdfDocument(path)
    # pdfium marks a hyphen at a line end with U+0002 or U+FFFE.
    return "\n".join(p.get_textpage().get_text_range().replace("\x02", "-").replace("\ufffe", "-") for p in d)
def pypdf(path):
    import pypdf
    return "\n".join(p.extract_text() for p in pypdf.PdfReader(path).pages)
def pdfminer(path):
    from pdfminer.high_level import extract_text
    return extract_text(path)
def pdfplumber(path):
    import pdfplumber
    with pdfplumber.open(path) as d: return "\n".join(p.extract_text() or "" for p in d.pages)
def pdfbox(path): return run("java", "-cp", JAVA, "org.apache.pdfbox.tools.PDFBox", "ExtractText", "-console", "-encoding", "UTF-8", path)
def pdfjs(path): return run("node", os.path.join(HERE, "pdfjs.js"), path)
def ghostscript(path): return run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=txtwrite", "-o", "-", path)
def rewritten(path):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
        run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", f.name, path)
        return poppler(f.name)


READERS = [poppler, mupdf, pdfium, pypdf, pdfminer, pdfplumber, pdfbox, pdfjs, ghostscript, rewritten]


def visible(text, form="NFC"):
    """The text without white space. The no-break hyphen looks like a hyphen, and some readers return one."""
    return "".join(c for c in unicodedata.normalize(form, text) if not c.isspace()).replace("\u2011", "-")


def lost_words(text, found, form):
    """The words of the letter that a reader did not return. A paragraph must be there from its first to its last character; a paragraph
    that goes on to another page, and a row of a table, whose cells are read in several orders, word by word."""
    lost = []
    for paragraph in text.splitlines():
        if visible(paragraph, form) not in found: lost += [w for w in paragraph.split() if visible(w, form) not in found]
    return lost


def render(case, folder, number):
    edition = "imr-2014" if "imr-2014" in case else "imr-2016"
    stem = os.path.join(folder, str(number))
    subprocess.run([PROGRAM, "render", case, "--template", edition, "-f", "pdf,txt", "--width", "0", "-o", stem + ".pdf",
                    "--pdf", os.environ.get("PDF", "ua-1")],
                   check=True, capture_output=True)
    with open(stem + ".txt", encoding="utf-8") as f: return stem + ".pdf", f.read()


failed = 0
with tempfile.TemporaryDirectory() as folder:
    letters = [render(case, folder, number) for number, case in enumerate(CASES)]
    for reader in READERS:
        # pdf.js itself replaces characters by compatible ones, such as an ellipsis by three dots.
        form = "NFKC" if reader is pdfjs else "NFC"
        lost = changed = words = 0
        for (path, text), case in zip(letters, CASES):
            found = visible(reader(path), form)
            missing = lost_words(text, found, form)
            expected = visible(text, form)
            added = collections.Counter(found) - collections.Counter(expected)
            lost += len(missing); changed += sum(added.values()); words += len(text.split())
            if missing or added: print(f"  {reader.__name__} {os.path.basename(case)}: lost {missing[:5]}, added {dict(added)}"[:300])
        failed += bool(lost or changed)
        print(f"{reader.__name__}: {len(letters)} letters, {words} words, words lost: {lost}, characters added or changed: {changed}", flush=True)
sys.exit(failed > 0)
