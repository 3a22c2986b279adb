#!/usr/bin/env python3
"""make.py BUILD FORMAT PAGE OUT: a page as a file, by the confined programs.

make.py --words PAGE TEXT: the words of a page that a text does not have.
"""
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


def words(page, said):
    with open(said, encoding="utf-8") as f:
        squeezed = "".join(f.read().split())
    for word in "".join(text(tree.parse(page).getroot())).split():
        if word not in squeezed:
            print(word)


if sys.argv[1] == "--words":
    words(sys.argv[2], sys.argv[3])
else:
    make(*sys.argv[1:5])
