#!/usr/bin/env bats
# Goal: the document that a person edited in Word, or got back as a PDF, is the
# one that is checked and kept; the log says whom it names; what is too long does
# not go, and what left before hanji was there can still be recorded.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	use_vault "$BATS_FILE_TMPDIR"
	# Two who agree, in one petition, exported as Word and as PDF.
	a=$(add_case "Seo Ga Ram")
	b=$(add_case "Noh Mi Rae")
	for id in "$a" "$b"; do hj consent "$id" --scope un-public --status given --date 2026-01 >/dev/null 2>&1; done
	p=$(hj petition new hrc "$a" "$b" title="Two who went" 2>/dev/null)
	echo "$a $b $p" >"$BATS_FILE_TMPDIR/ids"
	cp -a "$HANJI_VAULT" "$XDG_STATE_HOME" "$BATS_FILE_TMPDIR/" # with them
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	read -r a b p <"$BATS_FILE_TMPDIR/ids"
}

# word FROM TO IN OUT: as somebody changes a text in Word
word() {
	python3 - "$@" <<-'END'
		import sys, zipfile
		old, new, src, dst = sys.argv[1:]
		with zipfile.ZipFile(src) as i, zipfile.ZipFile(dst, "w") as o:
		    for item in i.infolist():
		        data = i.read(item)
		        if item.filename == "word/document.xml":
		            assert old.encode() in data, "the text is not there"
		            data = data.replace(old.encode(), new.encode())
		        o.writestr(item, data)
	END
}

# named CASE: is anybody of it named in what was sent?
named() { hj disclosures "$1" --json | json '[r["named"] for r in d["data"]["items"] if r["action"] == "petition-sent"][-1]'; }

remarks() { hj disclosures "$1" --json | json 'd["data"]["items"][-1]["remarks"]'; }

@test "a Word file that somebody changed: the words are shown, its bytes are kept" {
	hj petition export "$p" --format docx -o draft.docx 2>/dev/null
	word "Two who went" "Two who were taken" draft.docx final.docx
	run -0 --separate-stderr hj petition sent "$p" --file final.docx
	[[ $stderr == *"- went"* && $stderr == *"+ were taken"* ]]
	hj extract "$p" "$output" -o kept.docx
	cmp kept.docx final.docx
	[ "$(hj petition status "$p" --json | json 'd["data"]["status"]')" = sent ]
}

@test "a name that somebody put into the Word file refuses it" {
	add_case "Ma Ru Na"
	hj petition export "$p" --format docx -o draft.docx 2>/dev/null
	word "Two who went" "Two who went, and Ma Runa" draft.docx final.docx
	run -8 hj petition sent "$p" --file final.docx
	[ "$(hj petition status "$p" --json | json 'd["data"]["status"]')" = draft ]
}

@test "a PDF is read and kept as well" {
	hj petition export "$p" --format pdf -o final.pdf 2>/dev/null
	hj petition export "$p" --format docx -o draft.docx 2>/dev/null
	run -0 --separate-stderr hj petition sent "$p" --file final.pdf
	[[ $stderr == *" words"* ]]
	hj extract "$p" "$output" -o kept.pdf
	cmp kept.pdf final.pdf
}

@test "the log says whom the final text names, not whom it might have named" {
	hj petition export "$p" --format docx -o draft.docx 2>/dev/null
	# Seen by the one who read it last: No 2 is not to be in it.
	word "Noh Mi Rae" withheld draft.docx final.docx
	hj petition sent "$p" --file final.docx 2>/dev/null
	[ "$(named "$a")" = yes ]
	[ "$(named "$b")" = no ]
}

# long N: a text of so many words
long() { yes word | head -n "$1" | paste -sd ' '; }

@test "more words than anybody may hand in: refused, forced only with a reason, which is kept" {
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	{ cat draft.txt; long 2000; } >final.txt
	run -8 hj petition sent "$p" --file final.txt
	[[ $output == *"at most 2000"* && $output == *--force* ]]
	run -2 hj petition sent "$p" --file final.txt --force
	[ "$(hj petition status "$p" --json | json 'd["data"]["status"]')" = draft ]
	run -0 hj petition sent "$p" --file final.txt --force --reason "two languages in one file"
	[[ $(remarks "$p") == *"forced words: "*" of at most 2000"* ]]
}

@test "more than some may hand in is a warning with the number" {
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	{ cat draft.txt; long 1500; } >final.txt
	run -0 --separate-stderr hj petition sent "$p" --file final.txt --dry-run
	[[ $stderr == *"1500 words of organisations in special"* && $stderr != *"2000 words"* ]]
}

@test "an export that is too long is refused as well" {
	hj update "$p" 'statement[+s].@lang=en' "statement[+s]=$(long 2001)" 2>/dev/null || hj update "$p" "statement[+s]=$(long 2001)" 2>/dev/null
	run -8 hj petition export "$p" --format txt -o long.txt
	[[ $output == *"at most 2000"* ]]
	[ ! -e long.txt ]
	hj petition export "$p" --format txt -o long.txt --force --reason "a draft" 2>/dev/null
}

@test "what left before hanji was there is recorded with whom it names, and refuses nothing" {
	id=$(add_case "Gil Na Ri")
	q=$(hj petition new wgad "$id" 2>/dev/null)
	printf 'Submission of 2019 on GIL Na Ri and Seo Ga Ram.\n' >2019.txt
	run -2 hj petition sent "$q" --file 2019.txt --left-already --date 2019-05-02
	run -2 hj petition sent "$q" --file 2019.txt --left-already --reason old
	run -8 hj petition sent "$q" --file 2019.txt --date 2019-05-02
	run -0 --separate-stderr hj petition sent "$q" --file 2019.txt --left-already --date 2019-05-02 --reason "sent before we had hanji"
	[[ $stderr == *"line 1: "* && $stderr != *"cannot be accepted"* ]]
	run -0 hj petition status "$q"
	[[ $output == *"2 May 2019"* ]]
	[ "$(named "$id")" = yes ]
	[[ $(remarks "$q") == *"left already: sent before we had hanji"* ]]
	hj audit verify 2>/dev/null
}
