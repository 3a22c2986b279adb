#!/usr/bin/env bats
# unlock leaves the key with the kernel, lock takes it away.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	hj unlock --for 60 2>/dev/null || skip "this kernel keeps no keys"
}
teardown() { "$HANJI" lock; }

@test "an unlocked vault asks for nothing, until lock" {
	run "$HANJI" list
	[ "$status" -eq 0 ]
	[ "$("$HANJI" status --json 2>/dev/null | json 'd["data"]["unlocked"]')" = True ]
	"$HANJI" lock
	run "$HANJI" list
	[ "$status" -eq 5 ]
}

@test "an unlocked vault may be written" {
	run --separate-stderr "$HANJI" add 'person[+p].name.full=이하늘'
	[ "$status" -eq 0 ]
}

@test "more than a day is refused" {
	run hj unlock --for 25h
	[ "$status" -eq 3 ]
}

@test "a new passphrase opens, the old one does not" {
	run "$HANJI" passwd --passphrase-fd 3 3< <(printf '%s\n%s\n' "$PHRASE" "the snow on the pine tree")
	[ "$status" -eq 0 ]
	run "$HANJI" --passphrase-fd 3 list 3<<<"the snow on the pine tree"
	[ "$status" -eq 0 ]
	run hj list
	[ "$status" -eq 5 ]
}
