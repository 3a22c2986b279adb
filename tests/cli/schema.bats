#!/usr/bin/env bats
# Goal: who interviews without hanji has the questions of hanji, on paper and on
# a telephone, in both languages.

bats_require_minimum_version 1.5.0
load help.bash

setup() {
	unset LANGUAGE LC_ALL LC_MESSAGES LANG PAGER
	cd "$BATS_TEST_TMPDIR" || return 1
}

# No line of standard input is like this.
none() { ! grep "$@"; }

# What a reader sees of an HTML file, one text a line.
seen() { # FILE
	python3 - "$1" <<-'P'
		import sys
		from html.parser import HTMLParser
		class P(HTMLParser):
		    style = False
		    open = []
		    def handle_starttag(self, tag, attrs):
		        self.style = tag == "style"
		        if tag not in ("meta",): self.open.append(tag)
		    def handle_endtag(self, tag):
		        assert self.open.pop() == tag, tag
		        self.style = False
		    def handle_data(self, data):
		        if not self.style and data.strip(): print(data.strip())
		p = P()
		p.feed(open(sys.argv[1], encoding="utf-8").read())
		assert not p.open, p.open
	P
}

@test "the form asks what 'add' asks, in its order, in both languages" {
	for lang in en ko; do
		"$HANJI" --lang "$lang" schema --format form --full -o "$lang.html"
		"$HANJI" --lang "$lang" schema --format form -o "$lang-first.html"
		seen "$lang.html" >"$lang"
		seen "$lang-first.html" >"$lang-first"
		# The first call is the shorter one.
		[ "$(wc -l <"$lang-first")" -lt "$(wc -l <"$lang")" ]
	done
	grep -x 'Do they agree that we keep this record?' en
	grep -x 'What danger is there now?' en-first
	grep -x '지금 어떤 위험이 있습니까?' ko-first
	[ "$(grep -nx 'Consent' en | cut -d: -f1)" -lt "$(grep -nx 'The person' en | head -1 | cut -d: -f1)" ]
}

@test "no English is left on a Korean form" {
	"$HANJI" --lang ko schema --format form --full -o ko.html
	seen ko.html | none -nE "[A-Za-z']+( [A-Za-z']+){2,}"
}

@test "each copy has a number that no other has, on both of its sheets" {
	"$HANJI" schema --format form --copies 20 -o forms.html
	seen forms.html | grep -xE '[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}' >numbers
	[ "$(wc -l <numbers)" -eq 40 ]
	[ "$(sort -u numbers | wc -l)" -eq 20 ]
	# A, B, A, B ...
	[ "$(awk 'NR % 2 == 0 && $0 != last { n++ } { last = $0 } END { print n + 0 }' numbers)" -eq 0 ]
}

@test "a form without copies has boxes for the number instead" {
	"$HANJI" schema --format form -o form.html
	seen form.html | none -xE '[0-9A-Z]{3}-[0-9A-Z]{3}'
	grep -q 'Number<span class="b"><i></i><i></i><i></i><i></i><i></i><i></i></span>' form.html
}

@test "what is there is not replaced, and the file is its owner's" {
	"$HANJI" schema --format form -o form.html
	[ "$(stat -c %a form.html)" = 600 ]
	cp form.html before
	run "$HANJI" schema --format form --full -o form.html
	[ "$status" -eq 3 ]
	cmp form.html before
}

@test "options that do not fit are named" {
	run "$HANJI" schema --format form --copies 201
	[ "$status" -eq 2 ]
	run "$HANJI" schema --full
	[ "$status" -eq 2 ]
	[[ "$output" == *--full* ]]
	run "$HANJI" schema --format text -o fields
	[ "$status" -eq 2 ]
	[ ! -e fields ]
}

@test "without a vault, and without a word to say" {
	HANJI_VAULT=/nowhere run "$HANJI" schema --format form -o form.html
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$("$HANJI" schema --format form --json -o again.html | json 'd["data"]["file"]')" = again.html ]
	[[ "$("$HANJI" schema --format form --json | json 'd["data"]')" == '<!DOCTYPE html>'* ]]
}

# ---- for a telephone ----

xlsform() { "$HANJI" schema --format xlsform "$@" 2>/dev/null; }

# Rows of a sheet, cells with tabs between; a line feed in a cell as a blank.
rows() { # FILE SHEET-NUMBER
	python3 - "$@" <<-'P'
		import sys, zipfile, xml.etree.ElementTree as ET
		m = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
		sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet%s.xml" % sys.argv[2])
		for row in ET.fromstring(sheet).iter(m + "row"):
		    cells = [""] * 14
		    for c in row:
		        cells[ord(c.get("r")[0]) - 65] = "".join(c.itertext()).replace("\n", " ")
		    print("\t".join(cells))
	P
}

@test "the XLSForm is one, by the rules that the published samples keep" {
	for o in "" --full; do
		xlsform $o -o "f$o.xlsx"
		python3 "$HERE/xlsform.py" "f$o.xlsx"
	done
	samples=$HERE/../../../shared/data/formats/xlsform
	[ -d "$samples" ] || skip "no samples beside the sources"
	for f in "$samples"/*.csv; do
		python3 "$HERE/xlsform.py" "$f"
	done
}

@test "a form with a fault is found out" {
	xlsform -o f.xlsx
	python3 - <<-'P'
		import zipfile
		def change(name, old, new):
		    z, to = zipfile.ZipFile("f.xlsx"), zipfile.ZipFile(name, "w")
		    for i in z.namelist():
		        b = z.read(i)
		        to.writestr(i, b.replace(old, new))
		    to.close()
		change("list.xlsx", b"select_one sex<", b"select_one six<")
		change("ref.xlsx", b"${risk_r_code}", b"${risk_code}")
		change("end.xlsx", b">end_repeat<", b">end_group<")
		change("type.xlsx", b">text<", b">texte<")
		change("twice.xlsx", b">risk_r_text<", b">risk_r_code<")
	P
	for f in list ref end type twice; do
		run python3 "$HERE/xlsform.py" "$f.xlsx"
		[ "$status" -eq 1 ]
		[ -n "$output" ]
	done
}

@test "the same form is the same bytes, wherever and whenever it is made" {
	xlsform --full -o one.xlsx
	TZ=Asia/Seoul xlsform --full -o two.xlsx
	cmp one.xlsx two.xlsx
	# No author, no program, no day.
	python3 -c 'import zipfile
for i in zipfile.ZipFile("one.xlsx").infolist():
    assert i.date_time == (1980, 1, 1, 0, 0, 0) and not i.extra
    assert not i.filename.startswith("docProps")'
}

@test "a warning that a telephone keeps plaintext, before and in the form" {
	run --separate-stderr "$HANJI" schema --format xlsform -o f.xlsx
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ "$stderr" == *'plain text'* ]]
	run --separate-stderr "$HANJI" --lang ko schema --format xlsform -o ko.xlsx
	[[ "$stderr" == *'암호화되지 않은'* ]]
	[[ "$(rows f.xlsx 1 | sed -n 2p)" == note*'plain text'*'암호화하지 않고'* ]]
}

@test "every question and every choice has its words in both languages" {
	xlsform --full -o f.xlsx
	rows f.xlsx 1 | awk -F'\t' 'NR > 2 && $1 !~ /^(end_|today)/ {
		n++; if ($3 == "" || $4 == "" || $4 !~ /[가-힣]/) { print; bad = 1 }
		if (($5 == "") != ($6 == "") || ($10 == "") != ($11 == "")) { print; bad = 1 }
	} END { exit bad || n < 80 }'
	rows f.xlsx 2 | awk -F'\t' 'NR > 1 && ($3 == "" || $4 == "") { print; bad = 1 } END { exit bad }'
}

@test "the form opens in the language that was asked for" {
	xlsform -o en.xlsx
	"$HANJI" --lang ko schema --format xlsform -o ko.xlsx 2>/dev/null
	[[ "$(rows en.xlsx 3 | tail -1)" == 'First call'*'English (en)'* ]]
	[[ "$(rows ko.xlsx 3 | tail -1)" == '첫 통화'*'한국어 (ko)'* ]]
	# Otherwise it is the same form, and a server knows it by its version.
	cmp <(rows en.xlsx 1) <(rows ko.xlsx 1)
	cmp <(rows en.xlsx 3 | tail -1 | cut -f2,3) <(rows ko.xlsx 3 | tail -1 | cut -f2,3)
}

@test "it asks what the interview asks, and says where each answer belongs" {
	xlsform --full -o f.xlsx
	"$HANJI" schema --format text --json | json '"\n".join(r["path"] for r in d["data"])' >fields
	rows f.xlsx 1 | awk -F'\t' 'NR > 1 && $13 != "" && $1 !~ /^begin/ { print $13 }' |
		sed 's/\[[^]]*\]//g' | sort -u >paths
	[ "$(wc -l <paths)" -gt 50 ]
	# What is no field is an attribute of one.
	grep -vxFf fields paths | sed 's/\.[^.]*$//' | sort -u | grep -vxFf fields >odd || :
	[ ! -s odd ]
}

@test "what may repeat repeats, what must be answered must, a date has its calendar" {
	xlsform --full -o f.xlsx
	rows f.xlsx 1 >survey
	for path in 'repatriation[+rp]' 'detention[+d2]' 'action[+ac]'; do
		awk -F'\t' -v p="$path" '$1 == "begin_repeat" && $13 == p { n++ } END { exit n != 1 }' survey
	done
	[ "$(awk -F'\t' '$7 == "yes" { print $13 }' survey)" = 'consent[+c].status' ]
	awk -F'\t' '$9 ~ /0-9X/ { d++ } $1 == "select_one calendar" { c++ } END { exit d < 8 || d != c }' survey
}

@test "an XLSForm is a file, and is never put among the JSON" {
	run "$HANJI" schema --format xlsform
	[ "$status" -eq 2 ]
	[[ "$output" == *'-o'* ]]
	run "$HANJI" schema --format xlsform --copies 2 -o f.xlsx
	[ "$status" -eq 2 ]
	[ ! -e f.xlsx ]
	[ "$("$HANJI" schema --format xlsform --json -o f.xlsx 2>/dev/null | json 'd["data"]["file"]')" = f.xlsx ]
}

# ---- every field, through the commands ----

# What nobody sets by hand: an organisation's own codes come and go with the
# fields that use them, and the rows of a conflict with a merge.
whole() { "$(dirname "$HANJI")/tests/fault/whole" "$@" | grep -vE '^(own-code|conflict)\['; }

# Changes with labels as changes with ids: ids.json has what the labels got.
with_ids() {
	python3 -c '
import json, re, sys
ids = json.load(open("ids.json"))["data"]["labels"]
for line in sys.stdin:
    path, value = line.rstrip("\n").split("\t")
    print(re.sub(r"\[\+([^]]*)\]", lambda m: "[%s]" % ids[m[1]], path), value, sep="=")'
}

@test "every field can be set, read back, changed, compared, exported and brought in again" {
	make_vault "$PWD/first"
	use_vault "$PWD/first"
	whole add >all
	hj --json add -f all >ids.json 2>/dev/null
	id=$(json 'd["data"]["id"]' <ids.json)

	# Read back: each path with its value, and nothing else.
	hj --json show "$id" --fields --reveal >fields.json
	python3 - <<-'P'
		import json, re
		from collections import Counter
		ids = json.load(open("ids.json"))["data"]["labels"]
		bare = lambda path: re.sub(r"\[[^]]*\]", "", path)
		want = Counter()
		for line in open("all", encoding="utf-8"):
		    path, value = line.rstrip("\n").split("=", 1)
		    if path.endswith("?"): path = path[:-1] + ".known"
		    if value[:1] == "+" and value[1:] in ids: value = ids[value[1:]]
		    want[bare(path), value] += 1
		have = Counter((bare(f["path"]), f["value"])
		               for f in json.load(open("fields.json"))["data"]["fields"] if f["value"] is not None)
		assert sum(want.values()) > 900
		assert want == have, (list((want - have).items())[:3], list((have - want).items())[:3])
	P

	# Out, and into another vault: the same bytes, fingerprint included.
	hj export "$id" --scope own -o one.xml
	make_vault "$PWD/second"
	export HANJI_VAULT=$PWD/second/vault XDG_STATE_HOME=$PWD/second/state
	hj import one.xml
	hj export "$id" --scope own -o two.xml
	diff <(grep -v '^<x:exchange' one.xml) <(grep -v '^<x:exchange' two.xml)
	"$HANJI" schema >hanji.rng
	xmllint --noout --relaxng hanji.rng two.xml

	# Everything that can change by itself changes; the comparison has each.
	# (a new date says for itself in which calendar it is)
	whole other | grep -v '\.cal	' | with_ids >other
	[ "$(wc -l <other)" -gt 700 ]
	hj update "$id" -f other
	[ "$(hj --json diff "$id" | json 'len(d["data"]["changes"]) if isinstance(d["data"], dict) else len(d["data"])')" -eq "$(wc -l <other)" ]
	hj audit verify --deep

	# The log lists as many of the paths as fit, and counts the others.
	hj history "$id" >history
	grep -E 'more [0-9]+' history
}
