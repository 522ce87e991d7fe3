"""Compares the words of a peer's letters with ours: `compare_words.py OURS_DIR PEER_DIR`. Exits 1 if they are not the same.

Reads the text with poppler's pdftotext in the order in which it was written. Where lines and pages end does not count:
white space is folded, and a word that was broken after a hyphen or slash is joined. The numbers of pages are told, not judged.
"""
import argparse
import itertools
import pathlib
import re
import subprocess
import sys

PAGE_END = "\f"


def main():
    """Compares the folders; the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("ours", type=pathlib.Path, help="the folder with our letters")
    parser.add_argument("peer", type=pathlib.Path, help="the folder with the peer's letters")
    arguments = parser.parse_args()
    names = {folder: {path.name for path in folder.glob("*.pdf")} for folder in (arguments.ours, arguments.peer)}
    both = sorted(set.intersection(*names.values()))
    missing = sorted(set.symmetric_difference(*names.values()))
    different = same_pages = 0
    for name in both:
        ours, peer = text(arguments.ours / name), text(arguments.peer / name)
        same_pages += ours.count(PAGE_END) == peer.count(PAGE_END)
        if difference := first_difference(words(ours), words(peer)):
            different += 1
            print(f"{name}: {difference}")
    for name in missing:
        print(f"{name}: in one folder only")
    print(
        f"{len(both)} letters compared: {len(both) - different} with identical words, {same_pages} with as many pages;"
        f" {len(missing)} files missing"
    )
    return 1 if different or missing or not both else 0


def text(path):
    """The text of a PDF; every page ends in a form feed."""
    return subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, encoding="utf-8").stdout


def words(text):
    """The words of a text. A line may end after a hyphen or a slash here and not there ("11-21-|2016")."""
    return re.sub(r"(?<=\S[-/])\s*[\n\f]+\s*", "", text).split()


def first_difference(ours, peer):
    """The first word that differs, told so that it can be found; None where all are the same."""
    for place, (our_word, peer_word) in enumerate(itertools.zip_longest(ours, peer, fillvalue="(nothing)")):
        if our_word != peer_word:
            before = " ".join(ours[max(0, place - 4):place])
            return f"word {place + 1} is “{peer_word}”, ours “{our_word}”, after “{before}”"
    return None


if __name__ == "__main__":
    sys.exit(main())
