#!/usr/bin/env bats
# What somebody who sees hanji for the first time is told, and when.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

script() { cat >"$BATS_TEST_TMPDIR/script"; }
play() { TERM=dumb run on_terminal "$BATS_TEST_TMPDIR/script" -- "$@"; }

@test "a vault at its usual place does not ask for the folders above it" {
	unset HANJI_VAULT XDG_DATA_HOME
	run hj init --kdf-mem 256M --kdf-ops 2
	[ "$status" -eq 0 ]
	[ -f "$HOME/.local/share/hanji/header.a" ]
}

@test "init and restore refuse their folder before they ask for a passphrase" {
	mkdir "$BATS_TEST_TMPDIR/full"
	script </dev/null
	for command in init "restore nothing.tar"; do
		play "$HANJI" --vault "$BATS_TEST_TMPDIR/full" $command
		[ "$status" -eq 3 ]
		[[ $output == *"is there already"*"--vault DIR"* ]]
		[[ $output != *assphrase* ]]
		play "$HANJI" --vault "$BATS_TEST_TMPDIR/no/stick" $command
		[[ $output == *"is not a folder"*"plugged in"* ]]
		[ ! -e "$BATS_TEST_TMPDIR/no" ]
	done
}

@test "a passphrase mistyped at a terminal is asked for again, a piped one is not" {
	script <<-S
		expect Passphrase:
		type a lantern over the cold rivet
		expect wrong passphrase: mind capital letters
		expect Passphrase:
		type $PHRASE
	S
	play "$HANJI" status
	[ "$status" -eq 0 ]
	run "$HANJI" --passphrase-fd 9 status 9< <(printf 'nonsense\n%s\n' "$PHRASE")
	[ "$status" -eq 5 ]
}

@test "history and log name who it was, JSON gives the key" {
	id=$(add_case '이하늘')
	run hj history "$id"
	[[ $output == *" tester "* ]]
	run hj audit log "$id"
	[[ $output == *" tester "* ]]
	[[ $(hj --json history "$id" | json 'd["data"][0]["member"]') =~ ^[0-9a-f]{16}$ ]]
}

@test "petition check says which consent is missing and how it is recorded" {
	id=$(add_case '이하늘' 'consent[+c].status=given' 'consent[+c].subject=+p' \
		'consent[+c].scope=store')
	petition=$(hj petition new hrc "$id")
	run hj petition check "$petition"
	[[ $output == *"이하늘"*"no consent to this recorded"* ]]
	[[ $output == *"hanji consent CASE --scope un-public --status given"* ]]
	hj consent "$id" --scope un-public --status given --method oral --relation self
	run hj petition check "$petition"
	[[ $output == *"consent given"* && $output != *"without a name"* ]]
}

@test "what is not found or not clear says how to go on" {
	id=$(add_case '이하늘' 'note[+a].text=x' 'note[+b].text=y')
	run -4 hj find - <<<'없는 사람'
	[[ $output == *"shorter part"*"hanji list"* ]]
	run hj update "$id" note.text=z
	[[ $output == *"hanji show CASE --fields"* ]]
}
