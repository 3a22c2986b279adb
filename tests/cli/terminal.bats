#!/usr/bin/env bats
# What a person at a terminal sees: prompts, no echo, interruption.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
}

script() { cat >"$BATS_TEST_TMPDIR/script"; }
play() { run on_terminal "$BATS_TEST_TMPDIR/script" -- "$@"; }

@test "the passphrase is asked for and never shown" {
	script <<-S
		expect Passphrase:
		type $PHRASE
	S
	play "$HANJI" status
	[ "$status" -eq 0 ]
	[[ $output == *"last verified backup"* && $output != *lantern* ]]
}

@test "init offers eight words, takes an own passphrase typed twice" {
	script <<-S
		expect yes or no?
		type no
		expect Your own passphrase:
		type too short
		expect 14
		expect Your own passphrase:
		type $PHRASE
		expect again:
		type $PHRASE
		expect Now?
		type no
	S
	play "$HANJI" --vault "$BATS_TEST_TMPDIR/new" init --kdf-mem 256M --kdf-ops 2
	[ "$status" -eq 0 ]
	[[ $output != *lantern* ]]
	[ -e "$BATS_TEST_TMPDIR/new/data.mdb" ]
}

@test "Ctrl-C at the passphrase leaves nothing and the terminal as it was" {
	script <<-'S'
		expect Passphrase:
		send \x03
	S
	play bash -c "'$HANJI' status; echo rc=\$?; stty -a | grep -o ' echo '"
	[[ $output == *rc=130* && $output == *" echo "* ]]
}

@test "update asks for changes when none are given" {
	id=$(add_case "이하늘")
	script <<-S
		expect Passphrase:
		type $PHRASE
		expect done):
		type person.sexx=f
		expect did you mean
		type person.sex=f
		expect done):
		type
	S
	play "$HANJI" update "$id"
	[ "$status" -eq 0 ]
	run hj show "$id" --fields
	[[ $output == *person.sex* ]]
}

@test "find asks, so that the name is in no argument" {
	add_case "이하늘" >/dev/null
	script <<-S
		expect Passphrase:
		type $PHRASE
		expect Find:
		type 하늘
	S
	export PAGER=cat
	play "$HANJI" find
	[ "$status" -eq 0 ]
	[[ $output == *"이하늘"* ]]
}

@test "the prompts are Korean in Korean" {
	script <<-S
		expect 암호:
		type $PHRASE
	S
	play "$HANJI" --lang ko 상태
	[ "$status" -eq 0 ]
	[[ $output == *"마지막 확인된 백업"* ]]
}

@test "names in arguments are warned about once, on a terminal only" {
	script <<-S
		expect Passphrase:
		type $PHRASE
	S
	play "$HANJI" add 'person[+p].name.full=이하늘' 'person[+p].sex=f'
	[ "$(grep -c "shell's history" <<<"$output")" = 1 ]
	run hj add 'person[+p].name.full=이하늘'
	[[ $output != *"shell's history"* ]]
}

@test "nothing is written to the home folder" {
	script <<-S
		expect Passphrase:
		type $PHRASE
		expect Find:
		type 하늘
	S
	export PAGER=less
	play "$HANJI" find
	run find "$HOME" -newer "$BATS_TEST_TMPDIR/script" -type f -name '.*'
	[ -z "$output" ]
}
