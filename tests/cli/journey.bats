#!/usr/bin/env bats
# Goal: the annex shows the journey of who consented as a drawing and as a
# table, in both languages, and of nobody else.  Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(add_case "Nam Goun" 'source[+s].kind=press' 'source[+t].kind=press' \
	    'place[+k].country=CN' 'place[+k].locality=Zzhamlet' 'place[+k].locality.conf=restricted' \
	    'event[+a].type=arrest' 'event[+a].who=+p' 'event[+a].date=2013-11-12' 'event[+a].place=+k' 'event[+a].src=+s' \
	    'event[+b].type=arrest' 'event[+b].who=+p' 'event[+b].date=about 20 November 2013' 'event[+b].state=CN' 'event[+b].src=+t' \
	    'detention[+d].who=+p' 'detention[+d].state=CN' 'detention[+d].date=2013-11' 'detention[+d].end.how=repat' \
	    'repatriation[+r].who=+p' 'repatriation[+r].from=CN' 'repatriation[+r].to=KP')
}

# annex LANGUAGE: into annex.html
annex() {
	local p
	p=$(hj --lang "$1" petition new hrc "$id" 2>/dev/null)
	hj petition export "$p" --format html -o annex.html 2>/dev/null
}
agree() { hj consent "$id" --scope un-public --status given 2>/dev/null; }

# drawings: of annex.html; each has to be XML that draws and loads nothing
drawings() {
	python3 - <<-'P'
		import re, xml.etree.ElementTree as tree
		page = open("annex.html", encoding="utf-8").read()
		for one in re.findall(r"<svg .*?</svg>", page, re.S):
		    root = tree.fromstring(one)
		    names = {e.tag.split("}")[1] for e in root.iter()}
		    assert names <= {"svg", "title", "desc", "defs", "pattern", "linearGradient",
		        "stop", "rect", "line", "circle", "polygon", "text"}, names
		    for e in root.iter():
		        for key, value in e.attrib.items():
		            assert "href" not in key and not key.startswith("on"), key
		            assert "url(" not in value or value.startswith("url(#j1"), value
		    print(" | ".join("".join(e.itertext()) for e in root.iter() if e.tag.endswith(("text", "title"))))
	P
}

@test "who consented has a journey, drawn and as a table, with its accounts" {
	agree
	annex en
	run -0 drawings
	[[ $output == *"Journey of No 1"*"2 accounts, they contradict each other"* ]]
	[[ $output == *"12 November 2013"*"about 20 November 2013"* && $output == *"since November 2013, end not known"* ]]
	[[ $output == *"Repatriated, China → Democratic"*"date not known, after the"* ]]
	# In time, and by its places; a place above the level is none.
	[ "$(wc -l <<<"$output")" -eq 2 ]
	[[ $output == *"Places of the journey of No 1, stages 1 to 4"*"China"*"no place given"*"Not to scale"* ]]
	run -0 cat annex.html
	[[ $output == *"<td>about 20 November 2013</td>"*"account 2 of 2; they contradict each other"* ]]
	[[ $output != *Zzhamlet* ]]
}

@test "the same in Korean" {
	agree
	annex ko
	run -0 drawings
	[[ $output == *"1번의 경로"*"서로 어긋나는 진술 2건"*"2013년 11월 20일경"* ]]
	[[ $output == *"2013년 11월부터, 끝은 알 수 없음"*"확실한 기간"* ]]
	[[ $output == *"1번이 거쳐 간 곳, 1~4단계"*"중국"*"장소 기재 없음"*"축척이 없으며"* ]]
	[[ $output != *Journey* && $output != *known* && $output != *certain* && $output != *place* ]]
	run -0 cat annex.html
	[[ $output == *"<td>날짜 모름, 바로 앞의 구금 다음</td>"*"송환, 중국 → 북한"* ]]
}

@test "who did not consent has none" {
	annex en
	run -0 drawings
	[ -z "$output" ]
	run -0 cat annex.html
	[[ $output != *"November 2013"* && $output != *'class="journey"'* ]]
}

@test "a name that the drawing alone would tell is found like any other" {
	agree
	other=$(add_case "Maru Na")
	p=$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')
	hj update "$id" 'place[+q].name=Maru Na' 'place[+q].country=CN' 'event[+c].type=hide' \
	    "event[+c].who=$p" 'event[+c].place=+q' 2>/dev/null
	run annex en
	[ "$status" -eq 8 ]
	[ ! -e annex.html ]
	[ -n "$other" ]
}

@test "in the plain text there is no drawing, and the same in words" {
	agree
	p=$(hj petition new hrc "$id" 2>/dev/null)
	run -0 hj petition export "$p" --format txt
	[[ $output == *"Nam Goun"* && $output != *svg* ]]
	[[ $output == *"When: about 20 November 2013"* && $output == *"What: Repatriated, China →"* ]]
}

@test "the check of finished files reads the map in each of them" {
	agree
	p=$(hj petition new hrc "$id" 2>/dev/null)
	for format in html pdf odt docx; do
		hj petition export "$p" --format "$format" -o "annex.$format" 2>/dev/null
		"$(dirname "$HANJI")/hanji-text" <"annex.$format" | cat >text
		grep -qa 'Not to scale' text || { echo "not in $format"; return 1; }
		# The same on a second run.
		hj petition export "$p" --format "$format" -o "again.$format" 2>/dev/null
		cmp "annex.$format" "again.$format"
	done
}
