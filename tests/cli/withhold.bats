#!/usr/bin/env bats
# Goal: a case file leaves without what must not leave, and what is left still
# proves that it is what the log holds.  Every person in it is invented.
bats_require_minimum_version 1.5.0
load help.bash

VERIFY=$HERE/../../export/verify.py

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	mkdir "$BATS_FILE_TMPDIR/other"
	make_vault "$BATS_FILE_TMPDIR/other"
	cd "$BATS_FILE_TMPDIR" || return 1
	export XDG_STATE_HOME=$PWD/state HANJI_VAULT=$PWD/vault HOME=$PWD
	add_case "Seo Ga Ram" 'person[+q].name.full=Ma Ru Na' 'person[+q].role=relative' 'title=The river' >id
	hj attach "$(<id)" - <<<"a recording" 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cp -a "$BATS_FILE_TMPDIR"/{other,id} "$BATS_TEST_TMPDIR/"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(<id)
}
theirs() { XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault hj "$@"; }
agree() {
	hj update "$id" "consent[+c].subject=$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | head -1)" \
	    'consent[+c].scope+=court' 'consent[+c].status=given' 'consent[+c].date=2026-01' 2>/dev/null
}

@test "a person is withheld: the package verifies with hanji and without, and does not hold the name" {
	hj export "$id" --scope own --format bag --withhold 'person[2]' -o p.tar 2>/dev/null
	run ! grep -q "Ma Ru Na" p.tar
	grep -q "Seo Ga Ram" p.tar
	tar -xOf p.tar package/proof/p0001.salts | run ! grep -q '^key '
	run -0 --separate-stderr env -u HANJI_VAULT "$HANJI" verify p.tar
	[[ "$output" == *"the case file that the log holds, with 1 parts withheld"* ]]
	run -0 python3 -B "$VERIFY" p.tar
	[[ "$output" == *"1 parts withheld"* ]]
}

@test "a changed byte of what is left, or of what stands for the rest, does not hold" {
	hj export "$id" --scope own --format bag --withhold 'person[2]' -o p.tar 2>/dev/null
	for text in 'withheld digest="' 'The river'; do
		python3 - "$text" <<-'P'
			import sys
			d = bytearray(open("p.tar", "rb").read())
			at = d.index(sys.argv[1].encode()) + len(sys.argv[1])
			d[at - 2] ^= 1
			open("bad.tar", "wb").write(d)
		P
		run -6 env -u HANJI_VAULT "$HANJI" verify bad.tar
		run -6 python3 -B "$VERIFY" bad.tar
	done
}

@test "what consent does not cover stays behind, and the rest leaves" {
	agree
	run -8 hj export "$id" --scope court --format bag -o p.tar
	run -0 hj export "$id" --scope court --format bag --withhold-rest -o p.tar
	[[ "$output" == *"stay behind"* || "$output" == *"stays behind"* ]]
	run ! grep -q "Ma Ru Na" p.tar
	grep -q "Seo Ga Ram" p.tar
	run -0 --separate-stderr env -u HANJI_VAULT "$HANJI" verify p.tar
	run -0 python3 -B "$VERIFY" p.tar
}

@test "nothing but the named part stays behind: who did not agree is still refused" {
	agree
	run -8 hj export "$id" --scope court --withhold title -o p.xml
	[ ! -e p.xml ]
}

@test "whoever was taken out must not stand in what is left" {
	agree
	hj update "$id" 'title=The river and Ma Ru Na' 2>/dev/null
	run -8 hj export "$id" --scope court --withhold-rest -o p.xml
	[ ! -e p.xml ]
	run -0 hj export "$id" --scope court --withhold-rest --withhold title -o p.xml
	run ! grep -q "Ma Ru Na" p.xml
}

@test "as XML it comes in as a received document, never as a change of what is there" {
	hj export "$id" --scope own -o whole.xml 2>/dev/null
	theirs import whole.xml >/dev/null 2>&1
	before=$(theirs show "$id" --json | json 'd["data"]["fingerprint"]')
	hj export "$id" --scope own --withhold 'person[2]' -o p.xml 2>/dev/null
	hj export "$id" --scope own --format bag --withhold 'person[2]' -o p.tar 2>/dev/null
	run -0 theirs import p.xml
	[[ "$output" == *"received document"* ]]
	run -0 theirs import p.tar
	[ "$(theirs show "$id" --json | json 'd["data"]["fingerprint"]')" = "$before" ]
}

@test "what cannot be withheld is said" {
	run -4 hj export "$id" --scope own --withhold 'person[9]' -o p.xml
	run -2 hj export "$id" --scope own --withhold-rest -o p.xml
	run -2 hj export "$id" --scope court --anonymous --recipient X --withhold title -o p.xml
	[ ! -e p.xml ]
}
