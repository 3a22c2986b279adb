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
	! grep -aqE '/(URI|Launch|JavaScript|JS|OpenAction|AA|GoToR|EmbeddedFile|Metadata)\b' page.pdf
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
