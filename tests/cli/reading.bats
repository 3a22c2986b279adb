#!/usr/bin/env bats
# What is shown: to whom it says what, and what a reader can rely on.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

person_of() { hj show "$1" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | head -n 1; }

@test "a reference says whose it is, beside the id" {
	id=$(add_case "Seo Ga Ram")
	person=$(person_of "$id")
	hj update "$id" 'event[+e].type=arrest' "event[+e].who=$person" 2>/dev/null
	run -0 hj show "$id"
	[[ $output =~ who\ \[[a-z0-9]{6}\]:\ "Seo Ga Ram [$person]" ]]
}

@test "a reference to somebody whose name is secret says no name" {
	id=$(add_case "Seo Ga Ram" 'person[+p].name.conf=secret')
	person=$(person_of "$id")
	hj update "$id" 'event[+e].type=arrest' "event[+e].who=$person" 2>/dev/null
	run -0 hj show "$id"
	[[ $output == *"person [$person]"* && $output != *"Ga Ram"* ]]
	run -0 hj show "$id" --reveal
	[[ $output == *": Seo Ga Ram [$person]"* ]]
}

@test "a source is named by its title" {
	id=$(add_case "Seo Ga Ram" 'source[+s].kind=academic' 'source[+s].conf=public' 'source[+s].title=A letter of May')
	source=$(hj show "$id" | sed -nE 's/^source \[([a-z0-9]{6})\].*/\1/p')
	hj update "$id" "person.name.src=$source"
	run -0 hj show "$id"
	[[ $output == *": A letter of May [$source]"* ]]
}

@test "no line of a free text can look like a field" {
	id=$(add_case "Seo Ga Ram" 'note[+n].text=@fd:7' 7<<<$'first\nstatus: closed\nthird')
	run -0 hj show "$id"
	run ! grep -qE '^(  )?(status: closed|third)' <<<"$output"
}

@test "a secret file shown by diff is in the log, as one shown by show" {
	id=$(add_case "Seo Ga Ram")
	hj update "$id" conf=secret
	hj update "$id" 'person.sex=f'
	run -0 hj diff "$id"
	[ "$(hj history "$id" --json | json '[e["action"] for e in d["data"]].count("show")')" = 1 ]
}

@test "an extract that cannot be written is not in the log" {
	id=$(add_case "Seo Ga Ram")
	ev=$(hj attach "$id" - <<<"x" 2>/dev/null)
	echo mine >"$BATS_TEST_TMPDIR/there"
	run -3 hj extract "$id" "$ev" -o "$BATS_TEST_TMPDIR/there"
	[[ $output == *"give another name"* ]]
	[ "$(hj history "$id" --json | json '[e["action"] for e in d["data"]].count("extract")')" = 0 ]
}

@test "a reader who has seen enough is no error, and not the whole either" {
	# A pipe whose reader is gone before the first byte.
	run --separate-stderr python3 -c '
import os, subprocess, sys
r, w = os.pipe()
os.close(r)
print(subprocess.run(sys.argv[1:], stdout=w).returncode)' "$HANJI" schema --format text --json
	[ "$output" = 141 ]
	[ -z "$stderr" ]
}

@test "JSON that breaks off is no document" {
	# Three catalogue rows; the record of the last is damaged below.
	for name in "Seo Ga Ram" "Ma Ru Na" "Do Ra On"; do add_case "$name" >/dev/null; done
	run bash -c "'$HANJI' list --json --passphrase-fd 9 9<<<'$PHRASE' >/dev/full"
	[ "$status" -eq 1 ]
	"$HANJI" schema --format text --json 2>/dev/null | head -c 20000 >"$BATS_TEST_TMPDIR/part"
	run ! python3 -m json.tool "$BATS_TEST_TMPDIR/part"
}

@test "an empty list says so to a person, and is an empty list to a program" {
	[ "$(hj list --json | json 'd["data"]')" = "[]" ]
	run --separate-stderr hj list
	[ -z "$output$stderr" ]
	printf 'expect assphrase\ntype %s\nexpect no case files yet\n' "$PHRASE" >"$BATS_TEST_TMPDIR/script"
	run -0 on_terminal "$BATS_TEST_TMPDIR/script" -- "$HANJI" list
	[[ $output == *"'hanji add' stores one"* ]]
}

@test "status says in words how old the backup is" {
	run -0 hj status
	[[ $output == *"none yet"* ]]
	hj backup "$BATS_TEST_TMPDIR/b.tar"
	run -0 hj status
	[[ $output == *"today ($(date -u +%Y-%m-%d))"* ]]
	run -0 hj status --json
	[[ $(json 'd["data"]["last_backup"]' <<<"$output") == 20*Z ]]
}

@test "hanji alone says how to start, then the everyday commands" {
	run -0 "$HANJI"
	start=$(grep -n "^To start: 'hanji init'" <<<"$output" | cut -d: -f1)
	add=$(grep -n '^  add ' <<<"$output" | cut -d: -f1)
	log=$(grep -n '^  audit log ' <<<"$output" | cut -d: -f1)
	[ "$start" -lt "$add" ] && [ "$add" -lt "$log" ]
}
