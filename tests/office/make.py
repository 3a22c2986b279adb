#!/usr/bin/env python3
"""make.py BUILD FORMAT PAGE OUT: a page as a file, by the confined programs.

make.py --words PAGE TEXT: the words of a page that a text does not have.
make.py --html FILE TEXT: the same of an HTML file, as a reader sees it.
"""
import html.parser
import struct
import subprocess
import sys
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"


def make(build, form, page, out):
    with open(page, "rb") as f:
        xml = f.read()
    if form == "pdf":
        errand = b"hjp1" + xml
    else:
        with open(f"{build}/templates/page.{form}.xsl", "rb") as f:
            style = f.read()
        errand = b"hjo1" + b"".join(
            struct.pack(">I", len(p)) + p for p in (style, xml))
    done = subprocess.run([f"{build}/hanji-print"], input=errand,
                          stdout=subprocess.PIPE, env={"LC_ALL": "C.UTF-8"})
    with open(out, "wb") as f:
        f.write(done.stdout)
    sys.exit(done.returncode)


def text(e):
    if e.tag.startswith(SVG):
        return
    yield e.text or ""
    for child in e:
        yield " " if child.tag == "note" else ""
        yield from text(child)
        # A footnote at the end of a word does not belong to it.
        yield (" " if child.tag in ("note", "br") else "") + (child.tail or "")
    yield " "


class Seen(html.parser.HTMLParser):
    """What a reader sees: no head, no drawing, no copy for the foot of pages."""

    def __init__(self):
        super().__init__()
        self.text, self.hidden = [], []

    def handle_starttag(self, tag, attrs):
        if tag in ("head", "svg") or ("aria-hidden", "true") in attrs:
            self.hidden.append(tag)
        # A footnote at the end of a word does not belong to it.
        self.text.append("" if tag in ("strong", "em") else " ")

    def handle_endtag(self, tag):
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()
        self.text.append("" if tag in ("strong", "em") else " ")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def words(said, shown):
    with open(said, encoding="utf-8") as f:
        squeezed = "".join(f.read().split())
    for word in "".join(shown).split():
        if word not in squeezed:
            print(word)


def seen(page):
    with open(page, encoding="utf-8") as f:
        reader = Seen()
        reader.feed(f.read())
        return reader.text


if sys.argv[1] == "--words":
    words(sys.argv[3], text(tree.parse(sys.argv[2]).getroot()))
elif sys.argv[1] == "--html":
    words(sys.argv[3], seen(sys.argv[2]))
else:
    make(*sys.argv[1:5])
