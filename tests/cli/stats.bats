#!/usr/bin/env bats
# Statistics: what is counted, what is hidden, and the files that leave.
# Everybody is invented.

bats_require_minimum_version 1.5.0
load help.bash

# 70 people in files of their own: 40 women and 30 men or so, a group of 12 to
# 15, and somebody whose status is disputed.
setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state HANJI_VAULT=$BATS_FILE_TMPDIR/vault
	python3 - >"$BATS_FILE_TMPDIR/many.xml" <<-'P'
		letters = "0123456789abcdefghjkmnpqrstvwxyz"
		def name(i, n=16):
		    return ("c" + "".join(letters[(i // 32 ** k) % 32] for k in range(n - 1)))
		print('<?xml version="1.0" encoding="UTF-8"?>\n<x:exchange xmlns:x="urn:hanji:exchange:1" version="1" created="2026-01-01T00:00:00Z" producer="test" scope="own">')
		for i in range(70):
		    sex = "f" if i < 40 else "m"
		    status = "camp" if i < 20 or 40 <= i < 52 else "arrived" if i < 67 else "dead"
		    country = "CN" if i % 10 else "RU"
		    print('<x:record>\n<case xmlns="urn:hanji:case:1" id="%s" kind="person" status="open"><opened>2020</opened>'
		          '<person id="p%05d" role="victim"><name id="n%05d"><full>Na %d</full></name><sex id="s%05d">%s</sex>'
		          '<status id="t%05d"><code>%s</code></status></person>'
		          '<detention id="d%05d"><who>p%05d</who><state>%s</state><date>%s</date></detention></case>\n</x:record>'
		          % (name(i), i, i, i, i, sex, i, status, i, i, country, "2013" if i % 2 else "2014-05"))
		print('<x:record>\n<case xmlns="urn:hanji:case:1" id="%s" kind="group" status="open"><opened>2021</opened>'
		      '<group id="g11111"><count id="k11111"><min>12</min><max>15</max></count></group></case>\n</x:record>' % name(70))
		print('</x:exchange>')
	P
	hj import "$BATS_FILE_TMPDIR/many.xml" >/dev/null 2>&1
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The number of a row: row VALUE ... <JSON
row() { json '[(r["min"], r["max"], r["hidden"]) for r in d["data"]["rows"] if r["values"] == "'"$*"'".split()][0]'; }

@test "cases are counted, and groups count as ranges" {
	run -0 hj stats
	[[ $output == *71* && $output == *"documented cases"* ]]
	run -0 hj stats --count persons --by sex --json
	[ "$(row f <<<"$output")" = "(40, 40, False)" ]
	[ "$(row m <<<"$output")" = "(30, 30, False)" ]
	[ "$(row all <<<"$output")" = "(82, 85, False)" ]
	run -0 hj 통계 --count persons
	[[ $output == *82-85* && $output == *range* ]]
}

@test "few are hidden, and enough others that nobody can work them out" {
	run -0 hj stats --count persons --by status --json
	[ "$(row dead <<<"$output")" = "(None, None, True)" ]
	[ "$(json 'sum(r["hidden"] for r in d["data"]["rows"])' <<<"$output")" -ge 2 ]
	run -0 hj stats --count persons --by status
	[[ $output =~ Died\ +\* ]]
	run -0 hj stats --count persons --by status --least 3 --json
	[ "$(row dead <<<"$output")" = "(3, 3, False)" ]
}

@test "a disputed status is a row of its own" {
	for i in 1 2 3 4 5; do
		hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'person[+p].status[+a].code=released' 'person[+p].status[+a].date=2013' 'person[+p].status[+b].code=camp' 'person[+p].status[+b].date=2013' <<<"Bu Reum $i" >/dev/null 2>&1
	done
	run -0 hj stats --count persons --by status --least 3 --json
	[ "$(row disputed <<<"$output")" = "(5, 5, False)" ]
}

@test "who refused statistics is not counted" {
	id=$(hj list --json | json 'd["data"][0]["id"]')
	hj update "$id" 'consent[+c].subject=p00000' 'consent[+c].scope=stats' 'consent[+c].status=refused' >/dev/null 2>&1
	run -0 hj stats --count persons --by sex --json
	[ "$(row f <<<"$output")" = "(39, 39, False)" ]
	[ "$(json 'd["data"]["refused"]' <<<"$output")" = 1 ]
}

@test "a date that may lie in the period counts as 0 to 1" {
	run -0 hj stats --count detentions --period 2014 --json
	[ "$(json 'd["data"]["rows"][0]["min"]' <<<"$output")" = 35 ]
	run -0 hj stats --count detentions --period 2013-06/2014 --json
	[ "$(row <<<"$output")" = "(35, 70, False)" ]
	run -0 hj stats --count detentions --period '2014년' --json
	[ "$(row <<<"$output")" = "(35, 35, False)" ]
}

@test "up to three fields, in English and Korean" {
	run -0 hj --lang ko stats --count detentions --by 국가,성별,연도
	[[ $output == *중국*여성*2013년* && $output == *"모두"* ]]
	run -2 hj stats --by status,kind,file,country
	run -2 hj stats --by kind,kind
	run --separate-stderr -2 hj stats --count persons --by statis
	[[ $stderr == *"did you mean 'status'"* ]]
	run -2 hj stats --count persons --least 2
	run -2 hj stats --count people
	run -3 hj stats --period 03/07/2012
}

@test "the files that leave are whole, in the log, and hide what is hidden" {
	run -0 hj stats --count persons --by status,sex --csv t.csv --html t.html
	[ -z "$output" ]
	python3 - <<-'P'
		import csv, re
		from html.parser import HTMLParser
		rows = list(csv.DictReader(open("t.csv", encoding="utf-8-sig", newline="")))
		cell = {(r["status"], r["sex"]): r for r in rows}
		assert cell["all", "all"]["min"] == "82" and cell["all", "all"]["max"] == "85"
		dead = cell["dead", "all"]
		assert dead["hidden"] == "yes" and dead["min"] == dead["max"] == ""
		assert sum(r["hidden"] == "yes" for r in rows) > 2
		page = open("t.html", encoding="utf-8").read()
		assert "<svg" in page and "documented cases" in page and "default-src 'none'" in page
		links = [u for u in re.findall(r'https?://[^"\s<>]+', page) if u != "http://www.w3.org/2000/svg"]
		assert not links and "<script" not in page and "src=" not in page.replace("default-src", "")
		class P(HTMLParser):
		    open = []
		    def handle_starttag(self, tag, attrs):
		        if tag not in ("meta", "rect"): self.open.append(tag)
		    def handle_startendtag(self, tag, attrs): pass
		    def handle_endtag(self, tag):
		        assert self.open.pop() == tag, tag
		p = P(); p.feed(page); assert p.open == []
	P
	[ "$(stat -c %a t.csv)" = 600 ]
	[ "$(hj audit log --json | json 'sum(e["action"] == "export" for e in d["data"])')" = 2 ]
	run -3 hj stats --csv t.csv
	run -0 hj stats --csv n.csv --dry-run
	[ ! -e n.csv ]
	hj audit verify
}

@test "a label that is a formula or markup stays text" {
	hj codes add det-type x-bad --en '=1+1<b>"' --ko '=나쁨<b>' >/dev/null
	for id in $(hj list --json | json '" ".join(c["id"] for c in d["data"][:6])'); do
		hj update "$id" 'detention.type=x-bad' >/dev/null 2>&1
	done
	hj stats --count detentions --by type --csv f.csv --html f.html
	grep -q "\"'=1+1<b>\"\"\"" f.csv
	grep -q '=1+1&lt;b&gt;\|=1+1&lt;b>' f.html
	run ! grep -q '<b>' f.html
}
