#!/usr/bin/env python3
"""Is this an XLSForm?  FILE is .xlsx, or the CSV of pyxform's own samples.

What https://xlsform.org/en/ asks of a form: sheets and columns, question types,
names, groups that end, lists that exist, references that lead somewhere.
Prints each fault; the exit status is 1 when there was one.
"""
import csv
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PLAIN = {"text", "string", "note", "integer", "int", "decimal", "date", "today",
         "time", "dateTime", "select_one", "select_multiple", "phone number",
         "trigger", "geopoint", "barcode", "image", "audio", "video"}
OPEN = {"begin group": "group", "begin_group": "group",
        "begin repeat": "repeat", "begin_repeat": "repeat",
        "begin loop": "loop"}
faults = []


def fault(text):
    faults.append(text)
    print(text)


def column(ref):
    return ord(re.match("[A-Z]", ref)[0]) - ord("A")


def from_xlsx(path):
    z = zipfile.ZipFile(path)
    if z.testzip() is not None:
        fault("the archive is damaged")
    rels = {r.get("Id"): r.get("Target")
            for r in ET.fromstring(z.read("xl/_rels/workbook.xml.rels"))}
    types = ET.fromstring(z.read("[Content_Types].xml"))
    named = {t.get("PartName") for t in types if t.get("PartName")}
    sheets = {}
    for s in ET.fromstring(z.read("xl/workbook.xml")).iter(MAIN + "sheet"):
        target = "xl/" + rels[s.get(REL + "id")]
        if "/" + target not in named:
            fault("%s has no content type" % target)
        rows = []
        for row in ET.fromstring(z.read(target)).iter(MAIN + "row"):
            cells = [""] * 26
            for c in row:
                if c.get("t") != "inlineStr":
                    fault("a cell is no text: %s" % c.get("r"))
                cells[column(c.get("r"))] = "".join(c.itertext())
            rows.append(cells)
        sheets[s.get("name")] = rows
    return sheets


def from_csv(path):
    sheets, rows = {}, None
    for row in csv.reader(open(path, encoding="utf-8")):
        if row and row[0]:
            rows = sheets[row[0]] = []
        elif any(row):
            rows.append(row[1:])
    return sheets


def table(rows):
    """Rows as maps; older forms write one colon, bind: and control:."""
    short = [re.sub("^(bind|control|jr):+", "", h).replace(" ", "_") for h in rows[0]]
    return [{h: v for h, v in zip(short, r) if v} for r in rows[1:]]


def kind(text):
    m = re.match("(select_one|select_multiple|select one from|"
                 "select all that apply from) (\\S+)", text)
    if m:
        return "select_one", m[2]
    m = re.match("begin loop over (\\S+)", text)
    return ("begin loop", m[1]) if m else (text, None)


def labelled(row, what):
    if not any(k == "label" or re.match("label::?", k) for k in row):
        fault("%s has no label" % what)


def survey(rows, lists):
    opened, names, open_names = [], set(), [set()]
    for row in rows:
        t, of = kind(row.get("type", ""))
        if t.startswith("end"):
            what = t[4:]
            if not opened or opened.pop() != what:
                fault("'%s' ends what was not begun" % t)
            open_names.pop()
            continue
        name = row.get("name", "")
        if not re.fullmatch("[A-Za-z_][A-Za-z0-9._-]*", name):
            fault("'%s' is no name" % name)
        if name in open_names[-1]:
            fault("'%s' is there twice" % name)
        open_names[-1].add(name)
        names.add(name)
        if t in OPEN:
            opened.append(OPEN[t])
            open_names.append(set())
        elif t not in PLAIN:
            fault("'%s' is no type of question" % t)
        if t != "today" and t not in OPEN:
            labelled(row, name)
        if of is not None and of not in lists:
            fault("the list '%s' is not there" % of)
    if opened:
        fault("a group does not end")
    for row in rows:
        for field in ("relevant", "constraint"):
            for ref in re.findall("\\$\\{([^}]*)\\}", row.get(field, "")):
                if ref not in names:
                    fault("'${%s}' leads nowhere" % ref)
            if row.get(field, "").count("(") != row.get(field, "").count(")") \
                    and "regex" not in row[field]:
                fault("brackets in '%s'" % row[field])


def main():
    path = sys.argv[1]
    sheets = from_xlsx(path) if path.endswith("x") else from_csv(path)
    lists = {}
    for row in table(sheets["choices"]) if "choices" in sheets else []:
        name = row.get("name", "")
        if re.search("\\s", name) or not name:
            fault("'%s' is no choice" % name)
        if name in lists.setdefault(row.get("list_name"), set()):
            fault("the choice '%s' is there twice" % name)
        lists[row["list_name"]].add(name)
        labelled(row, name)
    survey(table(sheets["survey"]), lists)
    sys.exit(bool(faults))


main()
