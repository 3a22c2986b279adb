#!/usr/bin/env bats
# Goal: a PDF that can be read, searched and printed in every script of our
# cases, and that says nothing but what is on its pages.
bats_require_minimum_version 1.5.0

setup_file() {
	make=$BATS_TEST_DIRNAME/../office/make.py
	page=$BATS_TEST_DIRNAME/../fixtures/page.xml
	build=$(dirname "$HANJI")
	export make page build
	cd "$BATS_FILE_TMPDIR" || return 1
	"$make" "$build" pdf "$page" page.pdf
	pdftotext -layout page.pdf page.txt
}
setup() { cd "$BATS_FILE_TMPDIR" || return 1; }

pages() { pdfinfo page.pdf | sed -n 's/^Pages: *//p'; }

# page N of it as text
nth() { pdftotext -layout -f "$1" -l "$1" page.pdf -; }

# part FILE NAME: what is packed in it under this name
part() { python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$@"; }

@test "every word is there to be found, in each script" {
	run -0 "$make" --words "$page" page.txt
	[ -z "$output" ]
	for word in 국가보위부 韓小里 被逮捕后遣返回朝鲜的人 задержана ถูกจับกุมที่เชียงแสน ຖືກຈັບ; do
		grep -q "$word" page.txt
	done
}

@test "a table longer than a page has its head on each, and each page its banner and number" {
	n=$(pages)
	[ "$n" -ge 4 ]
	[ "$(grep -cE '^[[:space:]]*No +Name +Hangul +Hanja' page.txt)" -ge 2 ]
	for i in $(seq "$n"); do
		nth "$i" | tail -n 4 | grep -q 'DRAFT, NOT CHECKED FOR EXPOSURE'
		nth "$i" | tail -n 3 | grep -qE "^ *$i ?/ ?$n$"
	done
}

@test "a footnote stands at the foot of the page that mentions it" {
	nth 1 | grep -q 'Border guards2'
	nth 1 | grep -qE '^2 +According to one account only\.$'
	for i in $(seq "$(pages)"); do
		if nth "$i" | grep -q 'HAN So Ri3'; then
			nth "$i" | grep -qE '^3 +Also written Han Sori\.$'
		fi
	done
}

@test "fonts are embedded, headings are an outline" {
	[ "$(pdffonts page.pdf | sed 1,2d | grep -vc ' yes yes yes ')" -eq 0 ]
	pdftohtml -xml -i -stdout page.pdf | grep -A9 '<outline>' >outline
	grep -q 'page="1">II. Arrest &amp; detention' outline
	grep -q "page=\"$(pages)\">Journey of No 1" outline
}

@test "it names no author, no day and no program, links nowhere and runs nothing" {
	run -0 pdfinfo page.pdf
	[[ $output == *"Title:"*"A page with everything on it"* ]]
	! grep -qE '^(Author|Creator|Producer|CreationDate|ModDate|Keywords|Subject):' <<<"$output"
	[[ $output == *"JavaScript:"*"no"* ]]
	[ "$(pdfinfo -url page.pdf | sed 1d | wc -l)" -eq 0 ]
	# Not in what is packed, where such letters stand by chance.
	python3 -c 'import re, sys
sys.stdout.buffer.write(re.sub(rb"(?s)stream\r?\n.*?endstream", b"", open("page.pdf", "rb").read()))' >objects
	grep -aq /Catalog objects
	! grep -aqE '/(URI|Launch|JavaScript|JS|OpenAction|AA|GoToR|EmbeddedFile|Metadata)\b' objects
}

@test "a page across is across" {
	sed 's/<page lang/<page across="yes" lang/' "$page" >across.xml
	"$make" "$build" pdf across.xml across.pdf
	pdfinfo across.pdf | grep -qE 'Page size: *841.89 x 595.28'
	pdftotext -layout across.pdf across.txt
	run -0 "$make" --words "$page" across.txt
	[ -z "$output" ]
}

@test "many footnotes in one place go on on the next page, and none is lost" {
	{
		echo '<page lang="en" title="t"><p>Begin '
		for i in $(seq 150); do echo "word$i<note>footnote$i of many</note>"; done
		echo '</p><p>The end</p></page>'
	} >notes.xml
	"$make" "$build" pdf notes.xml notes.pdf
	pdftotext -layout notes.pdf notes.txt
	for i in $(seq 150); do grep -qE "^[[:space:]]*$i +footnote$i of many" notes.txt; done
}

@test "a row higher than a page is divided, and nothing of it is lost" {
	{
		echo '<page lang="en" title="t"><table><head><cell>A</cell><cell>B</cell></head><row><cell>'
		seq -f 'left%.0f' 1500
		echo '</cell><cell>'
		seq -f 'right%.0f' 900
		echo '</cell></row></table></page>'
	} >row.xml
	"$make" "$build" pdf row.xml row.pdf
	pdftotext -layout row.pdf row.txt
	run -0 "$make" --words row.xml row.txt
	[ -z "$output" ]
	[ "$(grep -cE '^[[:space:]]*A +B$' row.txt)" -eq "$(pdfinfo row.pdf | sed -n 's/^Pages: *//p')" ]
}

@test "nothing is opened but fonts and what Thai lines are broken by" {
	command -v strace >/dev/null || skip "strace is not installed"
	{ printf hjp1; cat "$page"; } >errand
	strace -f -qq -o trace -e trace=openat,open,socket,execve,read \
	    "$build/hanji-print" <errand | cat >traced.pdf
	grep -q 'hjp1' trace || skip "programs cannot be traced here"
	cmp traced.pdf page.pdf
	# From the first byte of the page on.
	sed -n '/read(0, "hjp1/,$p' trace | grep -E 'open|socket|execve' >opened
	[ -s opened ]
	! grep -vE '"/usr/(local/)?share/(fonts|libthai)/' opened | grep -vE 'ENOENT|EACCES'
}

@test "neither the first nor the last item of a list stands on a page alone" {
	items() { for i in 1 2 3 4; do echo "<item>ITEM $i</item>"; done; }
	before=$(for i in $(seq 30); do echo "<p>line</p>"; done)
	divided=0
	for more in $(seq 12); do
		before+="<p>line</p>"
		echo "<page lang=\"en\" title=\"t\">$before<list>$(items)</list></page>" >list.xml
		"$make" "$build" pdf list.xml list.pdf
		# Items on each page: a form feed ends it.
		counts=$(pdftotext -layout list.pdf - | awk 'BEGIN { RS = "\f" } { print gsub(/ITEM/, "") }' | grep -vx 0 | xargs)
		[[ $counts == 4 || $counts == "2 2" ]] || { echo "$more: $counts"; return 1; }
		[ "$counts" = 4 ] || divided=1
	done
	# Else it was never tried.
	[ "$divided" -eq 1 ]
}

@test "what is copied sign by sign is set in signs that are equally wide" {
	echo '<page lang="en" title="t"><p>Key: <code>RWQ0Ol1I</code></p></page>' >code.xml
	"$make" "$build" pdf code.xml code.pdf
	pdffonts code.pdf | grep -q Mono
	pdftotext code.pdf - | grep -q 'Key: RWQ0Ol1I'
	for format in odt docx; do "$make" "$build" "$format" code.xml "code.$format"; done
	part code.odt content.xml | grep -q '"Signs">RWQ0Ol1I<'
	part code.docx word/document.xml | grep -q 'Courier New.*RWQ0Ol1I'
}

@test "no row of a Word or ODF file is divided, but an answer that may be longer than a page" {
	long=$(printf 'long %.0s' $(seq 400))
	echo "<page lang=\"en\" title=\"t\"><fields><field><label>A</label><value>short</value></field><field><label>B</label><value>$long</value></field></fields><table><head><cell>H</cell></head><row><cell>x</cell></row></table></page>" >rows.xml
	for format in odt docx; do "$make" "$build" "$format" rows.xml "rows.$format"; done
	rows() { part "$1" "$2" | grep -o "$3" | wc -l; }
	[ "$(rows rows.docx word/document.xml '<w:tr>')" -eq 4 ]
	[ "$(rows rows.docx word/document.xml '<w:cantSplit/>')" -eq 3 ]
	[ "$(rows rows.odt content.xml 'style-name="T[12].row"')" -ge 3 ]
	[ "$(rows rows.odt content.xml 'table:style-name="T[12].long"')" -eq 1 ]
	part rows.odt content.xml | tr -d '\n' | grep -q 'T1.row"[^>]*><style:table-row-properties fo:keep-together="always"'
}
