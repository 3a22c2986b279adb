#!/usr/bin/env bats
# Goal: what `member list` prints is taken by stock age and minisign as it is.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR" && cd "$BATS_TEST_TMPDIR"; }

@test "the keys of a member are what age -r and minisign -P take" {
	hj member list --json >keys
	recipient=$(json 'd["data"][0]["recipient"]' <keys)
	[[ $recipient == age1* && ${#recipient} -eq 62 ]]
	echo text | age -r "$recipient" >sealed
	grep -q '^-> X25519 ' sealed
	key=$(json 'd["data"][0]["minisign"]' <keys)
	[[ $key == RW* && ${#key} -eq 56 ]]
	# The key is taken; the signature of another is refused for its id, and
	# the id of ours is the fingerprint of the member.
	minisign -G -W -p other.pub -s other.sec >/dev/null
	minisign -S -s other.sec -m sealed >/dev/null
	run minisign -V -P "$key" -m sealed
	[ "$status" -ne 0 ]
	# minisign shows a number: without leading zeroes.
	member=$(json 'd["data"][0]["member"].upper().lstrip("0")' <keys)
	[[ $output == *"key id in the public key is $member"* ]]
}

@test "both keys stand each on a line of its own, to be copied" {
	run --separate-stderr hj member list
	[ "$status" -eq 0 ]
	[[ $output =~ age1[02-9ac-hj-np-z]{58} ]]
	[[ $output =~ RW[A-Za-z0-9+/]{54} ]]
	[ "$(hj 구성원 목록)" = "$(hj member list)" ]
}
