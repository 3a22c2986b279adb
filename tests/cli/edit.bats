#!/usr/bin/env bats
# A case file in an editor: what it changes, what faults look like, what is
# kept.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash
load edit.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { edit_setup; }

@test "a changed line is a new revision with reason and field in the log" {
	editor <<<"sed -i 's/2013-05/2013-06~/' \"\$1\""
	run -0 --separate-stderr hj edit "$id" --yes --reason 'second interview'
	[ -z "$output" ]
	[ -z "$stderr" ]
	[ "$(value_of event.date)" = "2013-06~" ]
	run -0 hj history "$id" --json
	[ "$(json 'd["data"][-1]["detail"]' <<<"$output")" = "reason second interview
set event.date" ]
	[ "$(json 'd["data"][-1]["action"]' <<<"$output")" = update ]
}

@test "a date in own words is read, and said, as in update" {
	editor <<<"sed -i 's/2013-05/2013년 6월/' \"\$1\""
	run -0 --separate-stderr hj edit "$id" --yes
	[[ $stderr == "event.date is read as: June 2013"* ]]
	[ "$(value_of event.date)" = 2013-06 ]
	editor <<<"sed -i 's/2013-06/sometime/' \"\$1\""
	run hj edit "$id" --yes
	[ "$status" -eq 3 ]
	[[ $output == *"line "*"field 'event.date'"* || $output == *"line "* ]]
	[[ $output != *sometime* ]]
}

@test "an untouched text stores nothing, and keeps no draft" {
	editor <<<true
	run -0 --separate-stderr hj edit "$id" --yes
	[ "$stderr" = "nothing changed" ]
	run hj diff "$id"
	[ "$status" -eq 4 ]
	[ "$(hj draft list --json | json 'len(d["data"])')" -eq 0 ]
}

@test "--json says what was changed and which ids labels got" {
	editor <<<'printf "person[+m].name.full: Min\nrelationship[+r].a: +m\nrelationship[+r].b: $(sed -n "s/^event.who: //p" "$1")\n" >>"$1"'
	run -0 hj edit "$id" --yes --json
	[ "$(json 'd["data"]["changed"]' <<<"$output")" = True ]
	m=$(json 'd["data"]["labels"]["m"]' <<<"$output")
	[ "$(value_of relationship.a)" = "$m" ]
	editor <<<true
	run -0 hj edit "$id" --yes --json
	[ "$(json 'd["data"]' <<<"$output")" = "{'id': '$id', 'changed': False, 'labels': {}}" ]
}

@test "--dry-run shows what would change, as diff does" {
	editor <<<"sed -i 's/2013-05/2014/' \"\$1\""
	run -0 --separate-stderr hj edit "$id" --dry-run
	[[ $output == *"changed  event.date  May 2013  2014"* ]]
	[ "$(value_of event.date)" = 2013-05 ]
	[ "$(hj draft list --json | json 'len(d["data"])')" -eq 0 ]
}

@test "faults: each with its line, the text is kept, --resume goes on" {
	editor <<-'S'
		sed -i 's/2013-05/2014/; s/^event.who/event.whom/' "$1"
		echo 'event.type: arest' >>"$1"
	S
	run --separate-stderr hj edit "$id" --yes
	[ "$status" -eq 3 ]
	[[ $stderr == *"line "*"'event' has no field 'whom': did you mean 'who'?"* ]]
	[[ $stderr == *"line "*"the same field stands in line"* ]]
	[[ $stderr == *"'hanji edit $id4 --resume'"* ]]
	[ "$(value_of event.date)" = 2013-05 ]
	run hj edit "$id" --yes
	[ "$status" -eq 3 ]
	[[ $output == *"was not finished"* ]]
	editor <<-'S'
		sed -i 's/^event.whom/event.who/; /arest/d' "$1"
	S
	run -0 hj edit "$id" --yes --resume
	[ "$(value_of event.date)" = 2014 ]
	[ "$(hj draft list --json | json 'len(d["data"])')" -eq 0 ]
	run hj edit "$id" --resume
	[ "$status" -eq 4 ]
}

@test "what the check finds is found in the text too" {
	editor <<<'printf "\nevent.place: zzzzzz\nperson[+b].sex: q\n" >>"$1"; cat "$1" >&2'
	run hj edit "$id" --yes
	[ "$status" -eq 3 ]
	n=$(grep -n '^event.place: zzzzzz' <<<"$output" | cut -d: -f1)
	[[ $output == *"event.place: "* ]]
	grep -E "^line [0-9]+: (event.place|person\[......\]\.sex): " <<<"$output"
}

@test "an editor that fails stores nothing and keeps what was written" {
	editor <<<"sed -i 's/2013-05/2014/' \"\$1\"; exit 3"
	run hj edit "$id" --yes
	[ "$status" -eq 1 ]
	[[ $output == *"status 3: nothing was stored"* && $output == *--resume* ]]
	[ "$(value_of event.date)" = 2013-05 ]
	editor <<<true
	run -0 hj edit "$id" --yes --resume
	[ "$(value_of event.date)" = 2014 ]
}

@test "an editor that removes the file removes nothing else" {
	editor <<<'rm "$1"'
	run hj edit "$id" --yes
	[ "$status" -eq 4 ]
	[ "$(value_of event.date)" = 2013-05 ]
}

@test "an unknown editor, or none, says what to set" {
	EDITOR=no-such-editor run hj edit "$id" --yes
	[ "$status" -eq 4 ]
	[[ $output == *no-such-editor*'$EDITOR'* ]]
}

@test "an edit that was not finished is listed, and is no interview" {
	editor <<<"sed -i 's/2013-05/2014/' \"\$1\"; exit 1"
	run hj edit "$id" --yes
	run -0 hj draft list --json
	[ "$(json 'd["data"][0]["form"]' <<<"$output")" = edit ]
	[ "$(json 'd["data"][0]["id"]' <<<"$output")" = "$id" ]
	[[ $output != *"$name"* ]]
	run -0 hj draft drop "$id4" --yes
	editor <<<true
	run -0 hj edit "$id" --yes
}

@test "a secret file that was opened is in the log" {
	editor <<<true
	hj edit "$id" --yes
	[ "$(hj history "$id" --json | json 'len(d["data"])')" -eq 1 ]
	hj update "$id" conf=secret
	hj edit "$id" --yes
	run -0 hj history "$id" --json
	[ "$(json 'd["data"][-1]["action"]' <<<"$output")" = show ]
	[ "$(json 'd["data"][-1]["detail"]' <<<"$output")" = "opened in an editor" ]
}

@test "comments and advice are Korean in Korean" {
	editor <<<'cat "$1" >&2'
	run -0 hj --lang ko 편집 "$id" --yes
	[[ $output == *"# 사람 / 이름"* && $output == *"바뀐 것이 없습니다"* ]]
	[[ $output != *"What would"* ]]
}

# While the editor is open somebody else changes the file.
meanwhile() { # CHANGE ...
	"$HANJI" --passphrase-fd 9 edit "$id" --yes 9<<<"$PHRASE" \
	    2>"$BATS_TEST_TMPDIR/err" </dev/null &
	until_true grep -q open "$BATS_TEST_TMPDIR/err"
	hj update "$id" "$@"
	touch "$HOME/go"
	wait $!
}

@test "changed meanwhile: both changes are put together" {
	editor <<-'S'
		echo open >&2
		until [ -e "$HOME/go" ]; do sleep 0.1; done
		sed -i 's/2013-05/2014/' "$1"
	S
	meanwhile person.sex=m event.title=x
	grep -q "both changes are put together" "$BATS_TEST_TMPDIR/err"
	[ "$(value_of event.date)" = 2014 ]
	[ "$(value_of person.sex)" = m ]
	[ "$(value_of event.title)" = x ]
	[ "$(hj history "$id" --json | json 'd["data"][-1]["revision"]')" -eq 3 ]
}

@test "the same field changed meanwhile: neither value is lost" {
	editor <<-'S'
		echo open >&2
		until [ -e "$HOME/go" ]; do sleep 0.1; done
		sed -i 's/2013-05/2014/' "$1"
	S
	meanwhile event.date=2015
	grep -q "Every value is kept" "$BATS_TEST_TMPDIR/err"
	run -0 hj show "$id" --fields --reveal
	[[ $output == *2014* && $output == *2015* ]]
}

@test "an edit of an older revision is put on top of the newest" {
	editor <<<"sed -i 's/2013-05/2014/' \"\$1\"; exit 1"
	run hj edit "$id" --yes
	hj update "$id" person.sex=m
	editor <<<true
	run -0 hj edit "$id" --yes --resume
	[ "$(value_of event.date)" = 2014 ]
	[ "$(value_of person.sex)" = m ]
}
