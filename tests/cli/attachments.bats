#!/usr/bin/env bats
# Attachments go in and come out as they were.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

@test "a file of any size comes back as it was" {
	id=$(add_case "이하늘")
	for size in 0 1 65536 200001; do
		head -c $size /dev/urandom >"$BATS_TEST_TMPDIR/in"
		ev=$(hj attach "$id" "$BATS_TEST_TMPDIR/in" 2>/dev/null)
		hj extract "$id" "$ev" -o "$BATS_TEST_TMPDIR/out.$size" 2>/dev/null
		cmp "$BATS_TEST_TMPDIR/in" "$BATS_TEST_TMPDIR/out.$size"
	done
}

@test "the case says length and fingerprint, and a title of mine" {
	id=$(add_case "이하늘")
	printf 'a letter' >"$BATS_TEST_TMPDIR/in"
	hj attach "$id" "$BATS_TEST_TMPDIR/in" title='A letter' >/dev/null
	run hj show "$id" --reveal
	[[ $output == *"$(sha256sum <"$BATS_TEST_TMPDIR/in" | cut -d' ' -f1)"* && $output == *"A letter"* ]]
}

@test "extract replaces nothing" {
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"x" 2>/dev/null)
	echo mine >"$BATS_TEST_TMPDIR/there"
	run hj extract "$id" "$ev" -o "$BATS_TEST_TMPDIR/there"
	[ "$status" -eq 3 ]
	[ "$(cat "$BATS_TEST_TMPDIR/there")" = mine ]
}

@test "a flipped byte in an attachment is damage, and nothing is left" {
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"some evidence" 2>/dev/null)
	python3 - "$HANJI_VAULT"/blobs/* <<-'P'
		import sys
		p = sys.argv[1]
		b = bytearray(open(p, "rb").read())
		b[40] ^= 1
		open(p, "wb").write(b)
	P
	run hj extract "$id" "$ev" -o "$BATS_TEST_TMPDIR/out"
	[ "$status" -eq 6 ]
	[ ! -e "$BATS_TEST_TMPDIR/out" ]
}

@test "extracting is logged" {
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"x" 2>/dev/null)
	hj extract "$id" "$ev" -o - >/dev/null
	[ "$(hj history "$id" --json | json 'd["data"][-1]["action"]')" = extract ]
}
