#!/usr/bin/env bats
# Goal: with a key file neither the passphrase nor the stick opens alone.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	passwd --add-key-file stick 2>said
}

# The passphrase stays what it is.
passwd() { "$HANJI" passwd --passphrase-fd 3 "$@" 3< <(printf '%s\n%s\n' "$PHRASE" "$PHRASE"); }

@test "both are needed" {
	[ "$(stat -c %s-%a stick)" = 32-600 ]
	grep -q "opens nothing" said
	run hj list
	[ "$status" -eq 5 ]
	[[ $output == *"--key-file"* ]]
	hj list --key-file stick
	run "$HANJI" list --key-file stick --passphrase-fd 3 3<<<"not the passphrase at all"
	[ "$status" -eq 5 ]
	head -c 32 /dev/urandom >other
	run hj list --key-file other
	[ "$status" -eq 5 ]
}

@test "a missing stick and a file that is none are said to be so" {
	run hj list --key-file nowhere
	[ "$status" -eq 4 ]
	[[ $output == *"plugged in"* ]]
	echo text >none
	run hj list --key-file none
	[ "$status" -eq 3 ]
	mkfifo pipe
	run hj list --key-file pipe
	[ "$status" -eq 3 ]
}

@test "a new passphrase keeps the key file, --no-key-file gives it up" {
	run passwd
	[ "$status" -eq 5 ]
	passwd --key-file stick
	run hj list
	[ "$status" -eq 5 ]
	hj list --key-file stick
	passwd --key-file stick --no-key-file
	hj list
	run passwd --no-key-file --add-key-file stick
	[ "$status" -eq 2 ]
	[[ $(hj audit log) == *"key file removed"* ]]
}

@test "the same file serves a second vault, and is never replaced" {
	before=$(sha256sum <stick)
	passwd --key-file stick --add-key-file stick
	[ "$(sha256sum <stick)" = "$before" ]
	hj list --key-file stick
}
