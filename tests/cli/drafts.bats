#!/usr/bin/env bats
# What guided input leaves behind: drafts, and nothing in history files.
# Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	script=$BATS_TEST_TMPDIR/script
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >"$script"
}

# "QUESTION|ANSWER" lines: wait for the question and its prompt, then type.
answers() {
	while IFS='|' read -r question answer; do
		printf 'expect %s\nexpect > \ntype %s\n' "$question" "$answer"
	done >>"$script"
}
# Lines of a script as they are.
lines() { cat >>"$script"; }

# hanji on a terminal, with its standard output in a file of its own.
play() {
	run on_terminal "$script" -- sh -c '"$0" "$@" >"$OUT"' "$HANJI" "$@"
}
export OUT

@test "drafts are listed without names, and dropped" {
	OUT=$BATS_TEST_TMPDIR/out
	for _ in {1..14}; do printf 'expect > \ntype \n'; done >>"$script"
	lines <<-'S'
		expect Family name, in Hangul
		expect > 
		type 박
		expect Given name
		expect > 
		send \x03
		expect kept
	S
	play add
	[ "$status" -eq 130 ]
	run -0 hj draft list
	[[ $output == *"a first call"* && $output != *박* ]]
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >"$script"
	run -0 on_terminal "$script" -- "$HANJI" draft list
	[[ $output == *박* ]]
	id=$(hj draft list --json | json 'd["data"][0]["id"]')
	hj draft drop "${id:0:4}" --yes
	[ "$(hj draft list --json | json 'len(d["data"])')" -eq 0 ]
	run hj add --resume
	[ "$status" -eq 2 ]
}

@test "without a terminal it says which arguments to give" {
	run --separate-stderr hj add </dev/null
	[ "$status" -eq 2 ]
	[[ $stderr == *"PATH=VALUE"* ]]
}
