#!/usr/bin/env python3
"""Reads letters with nine programs of others and compares the words with the letter's own plain text.

Usage: readers.py PROGRAM LETTERS…
LETTERS are case files, whose template set is taken from the folder name (imr-2014 or imr-2016), or PDFs with a file of expectations
beside them (the same name with .json): the paragraphs, all characters that are drawn, the words and parts
of words on each line, and the types of the structure elements.
PDF=ua-2 in the environment chooses the standard of the PDFs of case files.

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


def lost_words(letter, found, form):
    """The words of the letter that a reader did not return. A paragraph must be there from its first to its last character; a paragraph
    that goes on to another page, and a row of a table, whose cells are read in several orders, word by word. A word that is divided in a
    cell must be there in the pieces that stand on the lines."""
    pieces = {visible(piece, form) for piece in letter.pieces}

    def is_there(word):
        return word in found or any(word[:n] in pieces and word[:n] in found and is_there(word[n:]) for n in range(1, len(word)))
    lost = []
    for paragraph in letter.text.splitlines():
        if visible(paragraph, form) not in found: lost += [w for w in paragraph.split() if not is_there(visible(w, form))]
    return lost


def render(case, folder, number):
    edition = "imr-2014" if "imr-2014" in case else "imr-2016"
    stem = os.path.join(folder, str(number))
    subprocess.run([PROGRAM, "render", case, "--template", edition, "-f", "pdf,txt", "--width", "0", "-o", stem + ".pdf",
                    "--pdf", os.environ.get("PDF", "ua-1")],
                   check=True, capture_output=True)
    with open(stem + ".txt", encoding="utf-8") as f: text = f.read()
    return Letter(os.path.basename(case), stem + ".pdf", text, text)


Letter = collections.namedtuple("Letter", "name path text drawn pieces outline", defaults=[[], None])


def expected(path):
    """A PDF and what is expected of it."""
    with open(path[:-4] + ".json", encoding="utf-8") as f: letter = json.load(f)
    return Letter(os.path.basename(path), path, "\n".join(letter["paragraphs"]), letter["drawn"], letter["pieces"], letter["outline"])


def pdfium_types(path):
    """The types of the structure elements, for each page."""
    import ctypes, pypdfium2, pypdfium2.raw as raw
    document = pypdfium2.PdfDocument(path)

    def walk(element):
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, buffer, size)
        types = [buffer.raw[:size - 2].decode("utf-16-le")]
        for i in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child: types += walk(child)
        return types
    pages = []
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        pages.append([t for i in range(raw.FPDF_StructTree_CountChildren(tree)) for t in walk(raw.FPDF_StructTree_GetChildAtIndex(tree, i))])
        raw.FPDF_StructTree_Close(tree)
    return pages


def structure_problem(letter):
    """pdfium gives the elements of one page at a time: their types must come in the letter's order, and every element of the letter must be
    on some page, unless it may be empty. A letter of one page must have exactly the types of the letter."""
    pages = pdfium_types(letter.path)
    if len(pages) == 1: return None if pages[0] == letter.outline else f"{pages[0]}, not {letter.outline}"
    for number, types in enumerate(pages):
        rest = iter(letter.outline)
        if not all(t in rest for t in types): return f"page {number + 1}: {types} is not in the order of {letter.outline}"
    lost = collections.Counter(letter.outline) - sum(map(collections.Counter, pages), collections.Counter())
    for empty in ("TD", "Div"): lost.pop(empty, None)
    return f"lost: {dict(lost)}" if lost else None


failed = 0
with tempfile.TemporaryDirectory() as folder:
    letters = [expected(c) if c.endswith(".pdf") else render(c, folder, n) for n, c in enumerate(CASES)]
    for reader in READERS:
        # pdf.js itself replaces characters by compatible ones, such as an ellipsis by three dots.
        form = "NFKC" if reader is pdfjs else "NFC"
        lost = changed = words = 0
        for letter in letters:
            found = visible(reader(letter.path), form)
            missing = lost_words(letter, found, form)
            added = collections.Counter(found)
            added.subtract(visible(letter.drawn, form))
            added = {c: n for c, n in added.items() if n > 0 or n < 0 and letter.outline}
            lost += len(missing); changed += sum(map(abs, added.values())); words += len(letter.text.split())
            if missing or added: print(f"  {reader.__name__} {letter.name}: lost {missing[:5]}, added {added}"[:300])
        failed += bool(lost or changed)
        print(f"{reader.__name__}: {len(letters)} letters, {words} words, words lost: {lost}, characters added or changed: {changed}", flush=True)
    outlined = [letter for letter in letters if letter.outline]
    problems = [(letter.name, problem) for letter in outlined if (problem := structure_problem(letter))]
    for name, problem in problems: print(f"  pdfium structure {name}: {problem}"[:600])
    print(f"pdfium structure: {len(outlined)} letters, not the letter's: {len(problems)}")
    failed += bool(problems)
sys.exit(failed > 0)
