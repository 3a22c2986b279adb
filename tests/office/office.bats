#!/usr/bin/env bats
# Goal: what we call ODT and DOCX is what an office program calls so.  Not part
# of `make check`: LibreOffice is large.  HANJI=build/release/hanji bats tests/office
bats_require_minimum_version 1.5.0

setup() {
	command -v soffice >/dev/null || skip "LibreOffice is not installed"
	command -v pdftotext >/dev/null || skip "poppler-utils is not installed"
	here=$(cd "$BATS_TEST_DIRNAME" && pwd)
	build=$(cd "$(dirname "$HANJI")" && pwd)
	page=$here/../fixtures/page.xml
	cd "$BATS_TEST_TMPDIR" || return 1
}

# office FILE FORMAT: LibreOffice opens it and writes it as something else
office() {
	soffice -env:UserInstallation="file://$BATS_FILE_TMPDIR/office" \
	    --headless --convert-to "$2" "$1" >/dev/null 2>&1
}

# reads FORMAT: through LibreOffice to a PDF and back to text
reads() {
	"$here/make.py" "$build" "$1" "$page" "page.$1"
	office "page.$1" pdf
	pdftotext -layout page.pdf page.txt
	run -0 "$here/make.py" --words "$page" page.txt
	[ -z "$output" ] || { echo "missing: $output"; return 1; }
}

pages() { pdfinfo page.pdf | sed -n 's/^Pages: *//p'; }

@test "LibreOffice reads every word of the ODT, with head and banner on each page" {
	reads odt
	[ "$(grep -c 'DRAFT, NOT CHECKED' page.txt)" -eq $(($(pages) + 1)) ]
	[ "$(grep -cE '^[[:space:]]*No +Name +Hangul +Hanja' page.txt)" -eq 2 ]
	grep -qE "^ *$(pages) ?/ ?$(pages)$" page.txt
}

@test "LibreOffice reads every word of the DOCX, with head and banner on each page" {
	reads docx
	[ "$(grep -c 'DRAFT, NOT CHECKED' page.txt)" -eq $(($(pages) + 1)) ]
	[ "$(grep -cE '^[[:space:]]*No +Name +Hangul +Hanja' page.txt)" -eq 2 ]
	grep -qE "^ *$(pages) ?/ ?$(pages)$" page.txt
}

@test "what LibreOffice writes back of either still has every word" {
	for form in odt docx; do
		"$here/make.py" "$build" "$form" "$page" "page.$form"
		mkdir -p again
		soffice -env:UserInstallation="file://$BATS_FILE_TMPDIR/office" --headless \
		    --convert-to "$([ "$form" = odt ] && echo docx || echo odt)" --outdir again "page.$form" >/dev/null 2>&1
		(cd again && office page.* pdf && pdftotext -layout page.pdf page.txt)
		run -0 "$here/make.py" --words "$page" again/page.txt
		[ -z "$output" ]
		rm -r again
	done
}

@test "a page across is across in both" {
	sed 's/<page lang/<page across="yes" lang/' "$page" >across.xml
	page=$PWD/across.xml
	for form in odt docx; do
		reads "$form"
		pdfinfo page.pdf | grep -qE 'Page size: *84[12][.0-9]* x 59[5-6]'
	done
}

@test "every XML part is well-formed and names nobody, no day and no program" {
	for form in odt docx; do
		"$here/make.py" "$build" "$form" "$page" "page.$form"
		mkdir "$form"
		(cd "$form" && unzip -q "../page.$form")
		find "$form" -name '*.xml' -o -name '*.rels' | xargs xmllint --noout
		! grep -rqE 'creator|generator|Application|modified|creation-date|lastModifiedBy' "$form"
	done
}
