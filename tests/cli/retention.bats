#!/usr/bin/env bats
# Goal: until when a case file is kept is said with why and by whom, what is over
# is listed, and nothing is erased by itself.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(add_case "이하늘")
}

kept_until() { # DATE
	hj update "$id" retention.until="$1" 'retention.basis=evidence for proceedings' \
	    retention.decided=2019-03-01 'retention.decided-by=the board' 2>/dev/null
}
due() { hj due --json | json '[(i["kind"], i["state"], i["text"], i["owner"]) for i in d["data"]["items"]]'; }
overdue() { hj status --json | json 'd["data"]["kept_too_long"]'; }

@test "what is kept longer than decided is listed with why and by whom, and stays" {
	kept_until 2020-12-31
	[ "$(due)" = "[('retention', 'late', 'evidence for proceedings', 'the board')]" ]
	[ "$(overdue)" = 1 ]
	hj update "$id" status=closed 2>/dev/null
	[ "$(due)" = "[('retention', 'late', 'evidence for proceedings', 'the board')]" ]
	hj show "$id" | grep -q "kept until"
	hj --lang ko due | grep -q "보유"
	hj show "$id" --json >/dev/null
}

@test "a date that is not over, or only may be, is not overdue" {
	kept_until 2999-12-31
	[ "$(due)" = "[]" ]
	[ "$(overdue)" = 0 ]
	kept_until 2019/2999
	[ "$(due)" = "[('retention', 'maybe', 'evidence for proceedings', 'the board')]" ]
	[ "$(overdue)" = 0 ]
}

@test "a review is listed until its date is put off" {
	kept_until 2999
	hj update "$id" retention.review=2021-06-01 2>/dev/null
	[ "$(due)" = "[('review', 'late', 'evidence for proceedings', 'the board')]" ]
	[ "$(overdue)" = 0 ]
	hj update "$id" retention.review=2998-06-01 --reason "reviewed, still needed" 2>/dev/null
	[ "$(due)" = "[]" ]
}

@test "a legal hold goes before the end of the time" {
	kept_until 2020
	hj hold "$id" --reason "file 12/2026"
	[ "$(overdue)" = 1 ]
	run -8 hj erase "$id" --ground "kept long enough" --yes
	hj hold lift "$id" --reason "it ended"
	hj erase "$id" --ground "kept long enough" --yes >/dev/null 2>&1
	[ "$(due)" = "[]" ]
}

@test "the time of keeping is in the office's own export, and in no anonymous one" {
	kept_until 2020
	hj export "$id" --scope own -o own.xml 2>/dev/null
	grep -q "<until>2020</until>" own.xml
	hj export "$id" --scope public-anon --recipient x --anonymous -o anon.xml 2>/dev/null
	run ! grep -q "retention\|the board" anon.xml
}

@test "a period of the vault proposes days, and decides and erases nothing" {
	other=$(add_case "박보람")
	kept_until 2999
	run -0 hj retention set 10y --dry-run
	[[ "$output" == *"nothing was stored"* ]]
	[ "$(hj retention --json | json '[d["data"][k] for k in ("every", "unit")]')" = "[0, None]" ]
	run -0 hj retention set 10y --reason "decided by the board"
	[ -z "$output" ]
	[ "$(hj retention --json | json '[d["data"][k] for k in ("every", "unit", "undecided", "over")]')" = "[10, 'year', 1, 0]" ]
	[ "$(hj due --all --json | json '[(i["kind"], i["state"], i["case"]) for i in d["data"]["items"] if i["kind"] == "proposed"]')" = "[('proposed', 'ahead', '$other')]" ]
	hj --lang ko due --all | grep -q "보유 결정"
	[ "$(hj status --json | json '[d["data"][k] for k in ("late", "soon", "kept_too_long", "keeping_undecided")]')" = "[0, 0, 0, 0]" ]
	hj audit log --json | json '[e for e in d["data"] if e["action"] == "retention"][0]["member"]' >/dev/null
	hj audit verify >/dev/null 2>&1
	hj show "$other" >/dev/null
	run -0 hj retention set none
	[ "$(hj due --all --json | json '[i["kind"] for i in d["data"]["items"] if i["kind"] == "proposed"]')" = "[]" ]
}

@test "a period is set by an owner alone" {
	printf '%s\n%s\n' "$PHRASE" "a passphrase of Sora" >lines
	"$HANJI" --passphrase-fd 9 member add Sora --role caseworker --team 0 9<lines 2>/dev/null
	run -5 "$HANJI" --passphrase-fd 9 retention set 1y 9<<<"a passphrase of Sora"
	[ "$(hj retention --json | json 'd["data"]["every"]')" = 0 ]
}

@test "what is no period is said" {
	for period in 10 0y 10parsecs 5000y; do
		run -2 hj retention set "$period"
	done
	run -3 hj retention set none
	run -2 hj retention set 1y --reason $'two\nlines'
	[ "$(hj retention --json | json 'd["data"]["every"]')" = 0 ]
}

@test "older settings put back, or both copies lost: it says what to do, and a repair leads out" {
	tamper=${HANJI%/*}/tests/fault/tamper
	hj retention set 3y 2>/dev/null
	cp -a "$HANJI_VAULT" before
	hj retention set 7y 2>/dev/null
	cp -a "$HANJI_VAULT" after
	"$tamper" "$HANJI_VAULT" take 2 before
	"$tamper" "$HANJI_VAULT" take 10 before
	run -8 hj retention
	[[ "$output" == *"older record of the settings"*"restore"*"check --repair"*"audit verify"* ]]
	run -0 hj --yes check --repair
	[[ "$output" == *"made anew, with the period of keeping that the log tells"* ]]
	hj retention | grep -q 7
	hj audit verify 2>/dev/null
	rm -rf "$HANJI_VAULT" && cp -a after "$HANJI_VAULT"
	"$tamper" "$HANJI_VAULT" drop 2
	"$tamper" "$HANJI_VAULT" drop 10
	run -0 hj --yes check --repair
	hj retention | grep -q 7
}
