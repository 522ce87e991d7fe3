#!/usr/bin/env python3
"""Prints the words of a letter in HTML, one per line: what <main> holds, without white space, as Python's own parser reads it."""
import sys
from html.parser import HTMLParser

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "caption", "br", "div", "section", "tr", "hr"}


class Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.depth, self.text = 0, []

    def handle_starttag(self, tag, attributes):
        if tag == "main":
            self.depth += 1
        if tag in BLOCKS:
            self.text.append(" ")

    def handle_endtag(self, tag):
        if tag == "main":
            self.depth -= 1
        if tag in BLOCKS:
            self.text.append(" ")

    def handle_data(self, data):
        if self.depth:
            self.text.append(data)


def words(html):
    parser = Words()
    parser.feed(html)
    # Only the white space of ASCII separates words, as in the other outputs.
    return [word for word in "".join(parser.text).replace("\n", " ").split(" ") if word]


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print("\n".join(words(open(path, encoding="utf-8").read())))
