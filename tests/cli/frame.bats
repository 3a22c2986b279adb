#!/usr/bin/env bats
# The frame: what is true of every command, without a vault.

bats_require_minimum_version 1.5.0
load help.bash

setup() {
	unset LANGUAGE LC_ALL LC_MESSAGES LANG HANJI_VAULT PAGER
	export XDG_STATE_HOME=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR
}

commands() { "$HANJI" help | sed -n 's/^  \([a-z][a-z ]*[a-z]\)   *[a-z].*/\1/p'; }

@test "hanji alone is help" {
	run --separate-stderr "$HANJI"
	[ "$status" -eq 0 ]
	[[ $output == usage:* ]]
}

@test "each command has help with an example that begins with its name" {
	[ "$(commands | wc -l)" -gt 20 ]
	commands | while read -r c; do
		# shellcheck disable=SC2086
		"$HANJI" $c --help | grep -q "^  hanji $c" || { echo "$c"; exit 1; }
	done
}

@test "an unknown command is a usage error that suggests the nearest" {
	run "$HANJI" shw
	[ "$status" -eq 2 ]
	[[ $output == *"did you mean 'show'"* ]]
}

@test "two exchanged letters are one mistake" {
	run "$HANJI" lits
	[[ "$status" -eq 2 && $output == *"did you mean 'list'"* ]]
	run "$HANJI" petition chekc
	[[ "$status" -eq 2 && $output == *"did you mean 'petition check'"* ]]
	run "$HANJI" codes --josn
	[[ "$status" -eq 2 && $output == *"did you mean '--json'"* ]]
	run "$HANJI" codes qqqqqqqq
	[[ "$output" != *"did you mean"* ]]
}

@test "an unknown option is a usage error that suggests the nearest" {
	run "$HANJI" codes --jso
	[ "$status" -eq 2 ]
	[[ $output == *"did you mean '--json'"* ]]
}

@test "half of a two-word command lists the other halves" {
	run "$HANJI" audit
	[ "$status" -eq 2 ]
	[[ $output == *"audit log, audit verify, audit report, audit checkpoint, audit prove, audit witness"* ]]
}

@test "operands are counted" {
	run "$HANJI" show
	[ "$status" -eq 2 ]
	run "$HANJI" codes sex a b
	[ "$status" -eq 2 ]
}

@test "a full disk is an error, not a short answer" {
	run bash -c "'$HANJI' codes >/dev/full"
	[ "$status" -eq 1 ]
	[[ $output == *"disk full"* ]]
	run bash -c "'$HANJI' --json codes >/dev/full"
	[ "$status" -eq 1 ]
	run bash -c "'$HANJI' >/dev/full"
	[ "$status" -eq 1 ]
}

@test "global options are read before and after the command" {
	run --separate-stderr "$HANJI" --json codes sex
	before=$output
	run --separate-stderr "$HANJI" codes sex --json
	[ "$output" = "$before" ]
}

@test "JSON has its version, command and data" {
	run --separate-stderr "$HANJI" codes sex --json
	[ "$(json 'd["hanji"], d["command"], d["data"][0]["code"]' <<<"$output")" = "1 codes f" ]
}

@test "a command that fails prints no half of a JSON document" {
	run --separate-stderr "$HANJI" codes nothing-like-this --json
	[ "$status" -eq 4 ]
	[ -z "$output" ]
}

@test "a code is found by its Korean label" {
	run "$HANJI" codes facility 온성
	[ "$status" -eq 0 ]
	[[ $output == *kp-d-onsong* ]]
}

@test "columns of Korean text stand under each other" {
	run "$HANJI" codes sex
	python3 - "$output" <<-'P'
		import sys, unicodedata
		def column(s, part):
		    i = s.index(part)
		    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s[:i])
		lines = sys.argv[1].splitlines()
		assert column(lines[0], "Korean") == column(lines[1], "여성") == column(lines[2], "남성")
	P
}

@test "Korean speaks without any Korean locale installed" {
	run env -i HOME="$HOME" "$HANJI" --lang ko
	[[ $output == *"사용법"* ]]
	run env -i HOME="$HOME" LANG=ko_KR.UTF-8 "$HANJI"
	[[ $output == *"사용법"* ]]
	run env -i HOME="$HOME" "$HANJI" --lang ko 코드 sex
	[[ $output == *"여성"* ]]
}

@test "a wrong command is a Korean error in Korean" {
	run "$HANJI" --lang ko shw
	[ "$status" -eq 2 ]
	[[ $output == *"'show'"* && $output == *"명령"* ]]
}

@test "no vault is not found, and the message says how to make one" {
	run "$HANJI" list
	[ "$status" -eq 4 ]
	[[ $output == *"hanji init"* ]]
}

@test "descriptors that were inherited by accident are closed" {
	exec 7<"$HERE/help.bash"
	run strace -f -e trace=close_range,close "$HANJI" codes sex 7<&7
	exec 7<&-
	[[ $output == *"close_range(3, 4294967295, 0)"* ]]
}

@test "the process leaves no core and is not dumpable" {
	run strace -e trace=prctl,prlimit64,setrlimit "$HANJI" codes sex
	[[ $output == *"PR_SET_DUMPABLE, SUID_DUMP_DISABLE"* ]]
	[[ $output == *"RLIMIT_CORE, {rlim_cur=0, rlim_max=0}"* ]]
}

@test "doctor needs no passphrase" {
	run "$HANJI" doctor --json
	[ "$status" -eq 0 ]
	[ "$(json 'd["command"]' <<<"$output")" = doctor ]
}

@test "schema prints each path with its label in both languages" {
	run "$HANJI" schema --format text --lang ko
	[[ $output == *person.name.family* ]]
	run "$HANJI" schema --format text --json
	[ "$(json '"person.name.family" in [r["path"] for r in d["data"]]' <<<"$output")" = True ]
}

@test "schema alone prints the grammar" {
	"$HANJI" schema >"$BATS_TEST_TMPDIR/hanji.rng"
	xmllint --noout --relaxng "$BATS_TEST_TMPDIR/hanji.rng" "$HERE/../fixtures/statement.xml"
}

@test "manual pages and completions are what the tables say" {
	cd "$HERE/../.."
	run cli/docs.sh "$(dirname "$HANJI")/gendocs" docs-lint
	[ "$status" -eq 0 ]
}
