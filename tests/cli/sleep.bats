#!/usr/bin/env bats
# The key does not stay with a computer that sleeps.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }

# A bus of its own with a logind of ours; its words are in the file `heard`.
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	hj unlock --for 1h --idle 1h 2>/dev/null || skip "this kernel keeps no keys"
	export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$BATS_TEST_TMPDIR/bus"
	dbus-daemon --session --nofork --nopidfile \
		--address="$DBUS_SYSTEM_BUS_ADDRESS" 3>&- &
	BUS=$!
	wait_for test -S "$BATS_TEST_TMPDIR/bus"
	mkfifo "$BATS_TEST_TMPDIR/say"
	"${HANJI%/*}/tests/fault/logind" <"$BATS_TEST_TMPDIR/say" \
		>"$BATS_TEST_TMPDIR/heard" 3>&- 8>&- &
	exec 8>"$BATS_TEST_TMPDIR/say"
	wait_for grep -q here "$BATS_TEST_TMPDIR/heard"
	ID=$("$HANJI" status --json 2>/dev/null | json 'd["data"]["id"]')
}

teardown() {
	exec 8>&-
	[ -z "${BUS:-}" ] || kill "$BUS"
	"$HANJI" lock
}

wait_for() { # COMMAND...: however slow the machine is, but not for ever
	for _ in $(seq 300); do
		"$@" && return
		sleep 0.1
	done
	return 1
}

watch_sleep() {
	[ "$(printf %s "$ID" | "${HANJI%/*}/hanji-sleep")" = ready ]
	wait_for grep -q held "$BATS_TEST_TMPDIR/heard"
}

is_locked() { [ "$(hj status --json 2>/dev/null | json 'd["data"]["unlocked"]')" = False ]; }

is_released() {
	echo 'held?' >&8
	grep -q no "$BATS_TEST_TMPDIR/heard"
}

@test "before the computer sleeps the key is gone, and then it may sleep" {
	watch_sleep
	run "$HANJI" list
	[ "$status" -eq 0 ]
	echo sleep >&8
	wait_for is_locked
	wait_for is_released
	run "$HANJI" list
	[ "$status" -eq 5 ]
}

@test "a locked screen and a closed lid lock the vault" {
	watch_sleep
	echo screen >&8
	wait_for is_locked
	wait_for is_released
	hj unlock --for 1h --idle 1h
	watch_sleep
	echo lid >&8
	wait_for is_locked
}

@test "when the system falls silent the key is gone" {
	watch_sleep
	kill "$BUS"
	BUS=
	wait_for is_locked
}

@test "who watches leaves when the vault is locked" {
	watch_sleep
	"$HANJI" lock
	wait_for is_released
}

@test "where nobody tells of sleep, that is said and the program does not stay" {
	kill "$BUS"
	wait "$BUS" || true
	BUS=
	run "${HANJI%/*}/hanji-sleep" <<<"$ID"
	[ "$output" = "" ]
	run "${HANJI%/*}/hanji-sleep" <<<"not an id"
	[ "$status" -eq 1 ]
}
