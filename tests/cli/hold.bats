#!/usr/bin/env bats
# Goal: what is under a legal hold is erased by nobody and by no command, until
# an owner lifts it and says why.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(add_case "이하늘")
}

@test "a held case is refused to erase, and kept; after the lifting it goes" {
	hj hold "$id" --reason "file 12/2026"
	run --separate-stderr hj erase "$id" --ground withdrawn --yes
	[ "$status" -eq 8 ]
	[[ $stderr == *"legal hold"* && $stderr != *하늘* ]]
	run -8 hj erase "$id" --dry-run
	hj update "$id" title=still-changed
	hj withdraw "$id" person --how said --yes >/dev/null 2>&1 || true
	run -8 hj erase "$id" --ground withdrawn --yes
	hj show "$id" >/dev/null
	hj hold lift "$id" --reason "the proceedings ended"
	hj erase "$id" --ground withdrawn --yes >/dev/null 2>&1
	run -4 hj show "$id"
	hj audit verify >/dev/null 2>&1
	hj audit log --json >log
	[ "$(json '[e["reason"] for e in d["data"] if e["action"] in ("hold","hold-lift","erase")]' <log)" = \
	    "['file 12/2026', 'the proceedings ended', 'withdrawn']" ]
}

@test "show, list and status say it, in a word" {
	other=$(add_case "박보람")
	[ "$(hj show "$id" --json | json 'd["data"]["held"]')" = None ]
	hj hold "$id" --reason "file 12/2026"
	[[ $(hj show "$id") == *"Under a legal hold"* ]]
	[[ $(hj show "$id" --json | json 'd["data"]["held"]') == 20*Z ]]
	[ "$(hj list --json | json 'sorted((r["id"]=="'"$id"'" , r["held"]) for r in d["data"])')" = \
	    "[(False, False), (True, True)]" ]
	hj list | grep -q "open, held"
	[ "$(hj status --json | json 'd["data"]["held"]')" = 1 ]
	hj hold list --json >held
	[ "$(json '[(h["id"]=="'"$id"'", h["reason"]) for h in d["data"]]' <held)" = "[(True, 'file 12/2026')]" ]
	hj show "$other" | { ! grep -q "legal hold"; }
	hj --lang ko 삭제금지 목록 | grep -q "file 12/2026"
}

@test "a hold needs a reason, is placed once, and --dry-run places none" {
	run -2 hj hold "$id"
	[[ $output == *--reason* ]]
	hj hold "$id" --reason x --dry-run
	[ "$(hj status --json | json 'd["data"]["held"]')" = 0 ]
	run ! hj hold lift "$id" --reason x
	hj hold "$id" --reason x
	run ! hj hold "$id" --reason y
	run -2 hj hold lift "$id"
	[ "$(hj status --json | json 'd["data"]["held"]')" = 1 ]
}

@test "a caseworker places a hold and cannot lift it" {
	printf '%s\n%s\n' "$PHRASE" "a passphrase of Sora" >lines
	"$HANJI" --passphrase-fd 9 member add Sora --role caseworker --team 0 9<lines 2>/dev/null
	sora() { "$HANJI" --passphrase-fd 9 "$@" 9<<<"a passphrase of Sora"; }
	sora hold "$id" --reason "asked for by the court"
	run --separate-stderr sora hold lift "$id" --reason "no more"
	[ "$status" -eq 5 ]
	run ! sora erase "$id" --ground x --yes
	[ "$(hj status --json | json 'd["data"]["held"]')" = 1 ]
	hj hold lift "$id" --reason "an owner may"
	hj audit verify >/dev/null 2>&1
}

@test "a backup taken back still knows the hold" {
	hj hold "$id" --reason "file 12/2026"
	hj backup b.tar >/dev/null 2>&1
	"$HANJI" --vault "$PWD/again" restore b.tar >/dev/null 2>&1 9<<<"$PHRASE" || true
	hj --vault "$PWD/again" restore b.tar >/dev/null 2>&1 || true
	run hj --vault "$PWD/again" erase "$id" --ground x --yes
	[ "$status" -eq 8 ]
}

# Of each: is it held?
held() { for one in "$@"; do hj show "$one" --json 2>/dev/null | json 'd["data"]["held"] is not None'; done | xargs; }

@test "a hold goes along into every file that a merge or an unmerge puts its content into" {
	other=$(add_case "이하늘")
	hj hold "$other" --reason "file 12/2026"
	hj merge "$id" "$other" --yes 2>said
	grep -q "legal hold" said
	[ "$(held "$id" "$other")" = "True True" ]
	run -8 hj erase "$id" --ground withdrawn --yes
	[[ $(hj hold list) == *"file 12/2026"*"file 12/2026"* ]]
	# Lifted on each of them by itself, or not at all.
	hj hold lift "$other" --reason "the proceedings ended"
	[ "$(held "$id" "$other")" = "True False" ]
	hj unmerge "$id" --yes 2>/dev/null
	[ "$(held "$id" "$other")" = "True True" ]
	run -8 hj erase "$other" --ground withdrawn --yes
	hj audit verify >/dev/null 2>&1
}

@test "who is split off a held file is under the hold too, and a dry run says so" {
	group=$(hj add kind=group title=둘 'person[+a].name.full=이하늘' 'person[+a].role=victim' \
	    'person[+b].name.full=박보람' 'person[+b].role=victim' 2>/dev/null)
	one=$(hj show "$group" --json | json '[f["path"][7:13] for f in d["data"]["fields"] if f["value"]=="박보람"][0]')
	hj hold "$group" --reason "file 12/2026"
	hj split "$group" "$one" --dry-run 2>said
	grep -q "legal hold" said
	[ "$(hj status --json | json 'd["data"]["held"]')" = 1 ]
	own=$(hj split "$group" "$one" 2>/dev/null)
	[ "$(held "$group" "$own")" = "True True" ]
	run -8 hj erase "$own" --ground withdrawn --yes
	hj hold lift "$own" --reason "the proceedings ended"
	[ "$(held "$group" "$own")" = "True False" ]
	hj audit verify >/dev/null 2>&1
}

@test "what is not held carries nothing along, and nothing is placed twice" {
	other=$(add_case "이하늘")
	hj hold "$id" --reason "file 12/2026"
	hj merge "$id" "$other" --yes 2>/dev/null
	[ "$(held "$id" "$other")" = "True False" ]
	hj hold "$other" --reason "file 13/2026"
	hj unmerge "$id" --yes 2>/dev/null
	[ "$(hj audit log --json | json 'sum(e["action"]=="hold" for e in d["data"])')" = 2 ]
}
