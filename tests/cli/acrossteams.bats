#!/usr/bin/env bats
# Goal: what one team was told does not come to another unseen: neither by a merge
# nor by an interview that was interrupted.  Everybody in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

script() { cat >"$BATS_TEST_TMPDIR/script"; }
play() { run on_terminal "$BATS_TEST_TMPDIR/script" -- "$@"; }

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	local BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state HANJI_VAULT=$BATS_FILE_TMPDIR/vault
	hj team add coast
	add_case "Han Byol" >"$BATS_FILE_TMPDIR/office"
	add_case "Han Byol" --team coast >"$BATS_FILE_TMPDIR/coast"
	printf '%s\n%s\n' "$PHRASE" "a passphrase of Sora" >"$BATS_FILE_TMPDIR/lines"
	"$HANJI" --passphrase-fd 9 member add Sora --role caseworker --team 0 9<"$BATS_FILE_TMPDIR/lines" 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR" && cd "$BATS_TEST_TMPDIR"
	office=$(cat "$BATS_FILE_TMPDIR/office") coast=$(cat "$BATS_FILE_TMPDIR/coast")
}
cases_of() { hj team list --json | json '[t["cases"] for t in d["data"] if t["number"] == '"$1"'][0]'; }

@test "a merge across teams names who will read it, and is refused unless told" {
	run --separate-stderr hj merge "$office" "$coast"
	[ "$status" -eq 8 ]
	[[ "$stderr" == *"coast"*"Sora"*"--across-teams"* ]]
	run --separate-stderr hj --yes merge "$office" "$coast"
	[ "$status" -eq 8 ]
	run --separate-stderr hj merge "$office" "$coast" --dry-run
	[[ "$status" -eq 0 && "$stderr" == *Sora* ]]
	run --separate-stderr hj merge "$coast" "$office" --dry-run
	[[ "$status" -eq 0 && "$stderr" != *Sora* && "$stderr" == *"nobody today"* ]]
	hj merge "$office" "$coast" --across-teams 2>/dev/null
	hj audit log | grep -q merged
}

@test "on a terminal it is asked, and no is no" {
	script <<-S
		expect Passphrase:
		type $PHRASE
		expect Merge them so
		type y
		expect May they read it
		type n
	S
	play "$HANJI" merge "$office" "$coast"
	run hj audit log
	[[ "$output" != *merged* ]]
}

@test "two of one team are merged as before" {
	other=$(add_case "Han Byol")
	hj merge "$office" "$other" 2>/dev/null
}

# "QUESTION|ANSWER" lines: wait for the question and its prompt, then type.
answers() {
	while IFS='|' read -r question answer; do
		printf 'expect %s\nexpect > \ntype %s\n' "$question" "$answer"
	done >>script
}

@test "an interview for a team that was interrupted goes on for that team" {
	[ "$(cases_of 1)" -eq 1 ]
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >script
	answers <<-'A'
		Who is speaking|self
		keep this record|refused
		What danger|none
		What exactly|
		be reached safely|phone
		Which number|!
		When and how|
		last seen or heard|-
	A
	printf 'expect In which country?\nexpect > \nsend \\x04\nexpect kept\n' >>script
	play "$HANJI" add --team coast
	[ "$status" -eq 130 ]
	# Whoever goes on says nothing of a team.
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >script
	for _ in {1..22}; do printf 'expect > \ntype \n'; done >>script
	printf 'expect Save it?\ntype y\n' >>script
	play "$HANJI" add --resume
	[ "$status" -eq 0 ]
	[ "$(cases_of 1)" -eq 2 ]
	[ "$(cases_of 0)" -eq 1 ]
}
