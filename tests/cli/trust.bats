#!/usr/bin/env bats
# The log, its proof, backups and damage, by the commands.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

@test "audit verify passes, quietly on stdout but for the counts" {
	add_case "이하늘" >/dev/null
	run --separate-stderr hj audit verify --deep --json
	[ "$status" -eq 0 ]
	[ "$(json 'd["data"]["damage"], d["data"]["damaged"]' <<<"$output")" = "[] 0" ]
}

@test "a later log is verified against an earlier checkpoint" {
	add_case "이하늘" >/dev/null
	hj audit checkpoint -o "$BATS_TEST_TMPDIR/note"
	add_case "박하늘" >/dev/null
	run hj audit verify --against "$BATS_TEST_TMPDIR/note"
	[ "$status" -eq 0 ]
}

@test "a backup restores elsewhere, and the log verifies there" {
	id=$(add_case "이하늘")
	hj backup "$BATS_TEST_TMPDIR/b.tar" 2>/dev/null
	run hj restore "$BATS_TEST_TMPDIR/b.tar" --vault "$BATS_TEST_TMPDIR/again"
	[ "$status" -eq 0 ]
	run hj show "$id" --vault "$BATS_TEST_TMPDIR/again"
	[[ $output == *"이하늘"* ]]
	[ "$(hj status --json 2>/dev/null | json 'd["data"]["last_backup"] is not None')" = True ]
}

@test "a flipped byte in a backup is refused" {
	hj backup "$BATS_TEST_TMPDIR/b.tar" 2>/dev/null
	python3 - "$BATS_TEST_TMPDIR/b.tar" <<-'P'
		import sys
		b = bytearray(open(sys.argv[1], "rb").read())
		b[len(b) // 2] ^= 1
		open(sys.argv[1], "wb").write(b)
	P
	run hj restore "$BATS_TEST_TMPDIR/b.tar" --vault "$BATS_TEST_TMPDIR/again"
	[ "$status" -eq 6 ]
	[ ! -e "$BATS_TEST_TMPDIR/again" ]
}

@test "check finds nothing wrong in a sound vault" {
	add_case "이하늘" >/dev/null
	run --separate-stderr hj check
	[ "$status" -eq 0 ]
}

@test "a vault put back is a rollback, accepted only with a reason" {
	cp -a "$HANJI_VAULT" "$BATS_TEST_TMPDIR/old"
	add_case "이하늘" >/dev/null
	rm -rf "$HANJI_VAULT"
	cp -a "$BATS_TEST_TMPDIR/old" "$HANJI_VAULT"
	run hj list
	[ "$status" -eq 8 ]
	run hj list --accept-rollback
	[ "$status" -eq 2 ]
	run hj list --accept-rollback --reason "restored after a crash"
	[ "$status" -eq 0 ]
}
