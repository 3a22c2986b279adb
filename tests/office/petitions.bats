#!/usr/bin/env bats
# Goal: a petition to each mechanism, in every format, is opened and read back by
# the programs in which people open them.  Not part of `make check`: LibreOffice
# and Chromium are large.  HANJI=$PWD/build/release/hanji bats tests/office
bats_require_minimum_version 1.5.0
load ../cli/help.bash

FORMS="wgad:wgad-0000-0000-0001 wgeid:wge0 sp:spsp torture:t0rt op1:0p10 ced:cedx hrc:hrcs-0000-0000-0001
    wgad.fr:wgad-0000-0000-0002 wgad.es:wgad-0000-0000-0003 hrc.ko:hrcs-0000-0000-0002"

# Each printed once, for all the tests.
setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_FILE_TMPDIR" || return 1
	hj import "$HERE/../fixtures/petitions.xml" 2>/dev/null
	for f in $FORMS; do
		for format in html odt docx pdf; do
			hj petition export "${f#*:}" --force --reason "a test of the form" --format $format -o "${f%%:*}.$format" 2>/dev/null || return 1
		done
	done
}
setup() { cd "$BATS_FILE_TMPDIR" || return 1; }

needs() { # PROGRAM WHAT
	command -v "$1" >/dev/null || skip "$2 is not installed"
}

names() { for f in $FORMS; do echo "${f%%:*}"; done; }

# same NAME PDF: every word of the HTML stands in the PDF.  A word that was divided
# in a narrow column has the next column between its halves on the page, and is
# whole in the order in which the page was drawn.
same() {
	pdftotext -layout "$2" "$2.txt"
	pdftotext -raw "$2" - >>"$2.txt"
	run -0 "$HERE/../office/make.py" --html "$1.html" "$2.txt"
	[ -z "$output" ] || { echo "missing in $2: $output"; return 1; }
}

# scripts TEXT: Hangul, Hanja, Cyrillic and Thai are there as letters
scripts() {
	for word in 한솔미 韓率美 Хан กรุงเทพ ฮัน Владивосток; do
		case $1:$word in
		*hrc.ko*:*[аก-ฮ]* | *hrc*:Хан | *hrc*:ฮัน) continue ;;
		*hrc*) ;;
		*:กรุงเทพ | *:Владивосток) continue ;;
		esac
		# A reader of PDFs may put the vowels of Thai where it likes.
		tr -d ' \n\f' <"$1" | grep -qF "$word" || { echo "$1 lacks $word"; return 1; }
	done
}

@test "Chromium prints every word of each HTML, and asks nobody for anything" {
	needs chromium "Chromium"
	needs pdftotext "poppler-utils"
	for f in $(names); do
		chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update \
		    --no-first-run --user-data-dir="$BATS_FILE_TMPDIR/chromium" --log-net-log="$PWD/$f.net.json" \
		    --no-pdf-header-footer --print-to-pdf="$PWD/$f.chromium.pdf" "file://$PWD/$f.html" >/dev/null 2>&1
		same "$f" "$f.chromium.pdf"
		scripts "$f.chromium.pdf.txt"
		# What the browser fetches of its own accord has no page that asked.
		python3 - "$f.net.json" <<-'END'
			import json, sys
			log = json.load(open(sys.argv[1]))
			for e in log["events"]:
			    p = e.get("params", {})
			    who = str(p.get("initiator", p.get("network_isolation_key", "")))
			    url = str(p.get("url", ""))
			    if url.startswith(("http", "ws", "ftp")) and "file" in who:
			        sys.exit("asked for " + url)
		END
	done
}

@test "Chromium lets a page that wants more have nothing" {
	needs chromium "Chromium"
	# The policy of our own head, and what somebody smuggled into the body.
	sed 's|</body>|<img src="x.png"><script>document.title = "ran";document.body.append("ran")</script></body>|' wgad.html >bad.html
	run -0 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$BATS_FILE_TMPDIR/chromium" --dump-dom "file://$PWD/bad.html"
	[[ $output != *">ran<"* && $output != *"</script>ran"* ]]
	# Without the policy it would run: the test can fail.
	sed 's|<meta http-equiv="Content-Security[^>]*>||' bad.html >worse.html
	run -0 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$BATS_FILE_TMPDIR/chromium" --dump-dom "file://$PWD/worse.html"
	[[ $output == *"</script>ran"* ]]
}

@test "LibreOffice reads every word of each ODT and DOCX" {
	needs soffice "LibreOffice"
	needs pdftotext "poppler-utils"
	for format in odt docx; do
		soffice -env:UserInstallation="file://$BATS_FILE_TMPDIR/office" --headless \
		    --convert-to pdf --outdir "$format" ./*."$format" >/dev/null 2>&1
		for f in $(names); do
			same "$f" "$format/$f.pdf"
			scripts "$format/$f.pdf.txt"
			# The heads of the annex stand on each page of it.
			[ "$(pdfinfo "$format/$f.pdf" | sed -n 's/^Pages: *//p')" -gt 2 ]
		done
	done
}

@test "each PDF says every word, embeds its fonts, and no page of it is white" {
	needs pdftoppm "poppler-utils"
	for f in $(names); do
		same "$f" "$f.pdf"
		scripts "$f.pdf.txt"
		run -1 bash -c "pdffonts $f.pdf | tail -n +3 | awk '\$(NF-4) != \"yes\"' | grep ."
		pdftoppm -r 30 -gray "$f.pdf" "page-$f"
		for page in "page-$f"-*.pgm; do
			# Of 87000 dots a few hundred are dark when something stands there.
			python3 - "$page" <<-'END'
				import sys
				data = open(sys.argv[1], "rb").read()
				sys.exit(sum(b < 128 for b in data[15:]) < 200 and sys.argv[1] + " is white")
			END
		done
	done
}
