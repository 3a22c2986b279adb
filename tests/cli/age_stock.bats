#!/usr/bin/env bats
# Goal: what core seals and signs, stock age and minisign open and verify, and
# the other way round.  By core alone (tests/fault/ageof.c), before any command.

bats_require_minimum_version 1.5.0
load help.bash

SEED=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
# Nothing, one byte, the ends of chunks, several chunks.
SIZES="0 1 47 48 65535 65536 65537 1000000"

setup() {
	ageof="$(dirname "$HANJI")/tests/fault/ageof"
	cd "$BATS_TEST_TMPDIR"
	unset LANGUAGE LC_ALL LANG
}

# Both kinds of file for two recipients each: our keys and theirs.
@test "32 files sealed here or by age open at the other, byte for byte" {
	"$ageof" key >ours
	age-keygen -o theirs 2>/dev/null
	us=$(tail -1 ours) they=$(age-keygen -y theirs)
	[ "$(head -1 ours | age-keygen -y /dev/stdin)" = "$us" ]
	head -1 ours >ours.key
	count=0
	for size in $SIZES; do
		head -c "$size" /dev/urandom >plain
		for form in "" -a; do
			"$ageof" seal $form "$us" "$they" <plain >sealed
			age -d -i theirs <sealed | cmp - plain
			count=$((count + 1))
			age $form -r "$us" -r "$they" <plain >sealed
			"$ageof" open "$(cat ours.key)" <sealed | cmp - plain
			count=$((count + 1))
		done
	done
	[ "$count" -eq 32 ]
}

@test "a key file of age-keygen opens what was sealed for it" {
	age-keygen -o theirs 2>/dev/null
	echo text | "$ageof" seal "$(age-keygen -y theirs)" >sealed
	[ "$("$ageof" open "$(cat theirs)" <sealed)" = text ]
}

@test "what is sealed under a passphrase opens at the other, both ways" {
	head -c 70000 /dev/urandom >plain
	"$ageof" wrap 'a lantern over the river' <plain >sealed
	printf 'expect Enter passphrase\ntype a lantern over the river\n' >script
	on_terminal script -- age -d -o back sealed >/dev/null
	cmp back plain
	printf 'expect Enter passphrase\ntype a lantern over the river\nexpect Confirm\ntype a lantern over the river\n' >script
	on_terminal script -- age -p -a -o sealed2 plain >/dev/null
	"$ageof" unwrap 'a lantern over the river' <sealed2 | cmp - plain
	run "$ageof" unwrap 'another lantern' <sealed2
	[ "$status" -eq 1 ]
	[[ $output == *"wrong passphrase"* ]]
}

@test "age refuses a file of ours of which the end is missing" {
	age-keygen -o theirs 2>/dev/null
	head -c 65536 /dev/zero | "$ageof" seal "$(age-keygen -y theirs)" >sealed
	head -c -1 sealed >cut
	run age -d -i theirs -o back cut
	[ "$status" -ne 0 ]
}

@test "minisign verifies what we sign, and refuses another file or comment" {
	key=$("$ageof" minisign $SEED)
	head -c 200000 /dev/urandom >file
	"$ageof" sign $SEED '받는 이: 서울 사무소; vault 12' <file >file.minisig
	run minisign -V -P "$key" -m file
	[ "$status" -eq 0 ]
	[[ $output == *'받는 이: 서울 사무소; vault 12'* ]]
	cp file changed && printf x >>changed
	run minisign -V -P "$key" -m changed -x file.minisig
	[ "$status" -ne 0 ]
	sed 's/vault 12/vault 13/' file.minisig >changed.minisig
	run minisign -V -P "$key" -m file -x changed.minisig
	[ "$status" -ne 0 ]
}

@test "we verify what minisign signs, and refuse another file, comment or key" {
	minisign -G -W -p key.pub -s key.sec >/dev/null
	printf 'statement\n' >file
	minisign -S -s key.sec -m file -t 'from the other office' >/dev/null
	[ "$("$ageof" verify "$(tail -1 key.pub)" file.minisig <file)" = 'from the other office' ]
	[ "$("$ageof" verify "$(cat key.pub)" file.minisig <file)" = 'from the other office' ]
	run "$ageof" verify "$(tail -1 key.pub)" file.minisig <<<"statemenT"
	[[ $status -eq 1 && $output == *"the file was changed"* ]]
	sed 's/other office/our office/' file.minisig >changed
	run "$ageof" verify "$(tail -1 key.pub)" changed <file
	[[ $status -eq 1 && $output == *"trusted comment"* ]]
	run "$ageof" verify "$("$ageof" minisign $SEED)" file.minisig <file
	[[ $status -eq 1 && $output == *"another key"* ]]
	minisign -S -l -s key.sec -m file -x old >/dev/null
	run "$ageof" verify "$(tail -1 key.pub)" old <file
	[[ $status -eq 1 && $output == *"minisign -SH"* ]]
}
