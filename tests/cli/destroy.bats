#!/usr/bin/env bats
# Goal: when there is no time for anything else the keys are gone, without a
# passphrase; nobody does it by mistake, and what it does not reach is said.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	cp -a "$HANJI_VAULT" before
}

is_whole() { cmp "$HANJI_VAULT/header.a" before/header.a && cmp "$HANJI_VAULT/header.b" before/header.b; }
is_destroyed() { # HEADER
	run ! cmp -s "$HANJI_VAULT/$1" "before/$1"
	[ "$(stat -c %s "$HANJI_VAULT/$1")" = 65536 ]
}

@test "a script says it twice; without a passphrase the vault is gone" {
	run -0 "$HANJI" lock --destroy --yes --confirm destroy
	[[ $output == *"solid-state disk"* && $output == *"may be a crime"* ]]
	[[ $output == *"restore a backup"* ]]
	is_destroyed header.a
	is_destroyed header.b
	cmp "$HANJI_VAULT/data.mdb" before/data.mdb
	[ -z "$(find "$XDG_STATE_HOME" -name 'anchor*')" ]
	for command in list status "audit verify" lock; do
		# shellcheck disable=SC2086
		run -6 hj $command
		[[ $output == *"they were destroyed, or"*"restore a backup"* ]]
	done
}

@test "once is not enough, nor the wrong word, nor the words alone" {
	run -3 "$HANJI" lock --destroy </dev/null
	[[ $output == *--yes* ]]
	run -3 "$HANJI" lock --destroy --yes </dev/null
	[[ $output == *"--confirm destroy"* ]]
	run -3 "$HANJI" lock --destroy --confirm destroy </dev/null
	run -2 "$HANJI" lock --destroy --yes --confirm yes
	run -2 "$HANJI" lock --yes --confirm destroy
	run -0 "$HANJI" lock --destroy --dry-run
	[[ $output == *header.a*header.b* && $output == *"solid-state disk"* ]]
	is_whole
	hj list
}

@test "on a terminal it asks twice, and any other word is a no" {
	printf '%s\n' "expect may be a crime" "expect Destroy the keys" "type n" >script
	run -130 on_terminal script -- "$HANJI" lock --destroy
	printf '%s\n' "expect Destroy the keys" "type y" "expect Type the word" "type yes" >script
	run -130 on_terminal script -- "$HANJI" lock --destroy
	[[ $output == *"nothing was destroyed"* ]]
	printf '%s\n' "expect Destroy the keys" "type y" "expect Type the word" 'send \x03' >script
	run -130 on_terminal script -- "$HANJI" lock --destroy
	is_whole
	printf '%s\n' "expect Destroy the keys" "type y" "expect Type the word" "type destroy" \
	    "expect are destroyed" >script
	run -0 on_terminal script -- "$HANJI" lock --destroy
	is_destroyed header.a
	is_destroyed header.b
}

@test "in Korean too" {
	printf '%s\n' "expect 범죄가" "expect 파기하시겠습니까" "type 예" "expect 입력하십시오" "type 아니오" >script
	run -130 on_terminal script -- "$HANJI" --lang ko lock --destroy
	is_whole
	printf '%s\n' "expect 파기하시겠습니까" "type 예" "expect 입력하십시오" "type 파기" \
	    "expect 파기했습니다" >script
	run -0 on_terminal script -- "$HANJI" --lang ko lock --destroy
	is_destroyed header.a
	is_destroyed header.b
	run -6 hj --lang ko list
	[[ $output == *파기* ]]
}

@test "what cannot be overwritten is said, and the rest is destroyed" {
	rm "$HANJI_VAULT/header.a"
	run -1 "$HANJI" lock --destroy --yes --confirm destroy
	[[ $output == *"header.a: NOT overwritten: "* && $output == *"header.b: overwritten"* ]]
	is_destroyed header.b
	rm -r "$HANJI_VAULT" && cp -a before "$HANJI_VAULT"
	[ "$(id -u)" != 0 ] || skip "root writes what is read-only"
	chmod 400 "$HANJI_VAULT/header.b"
	run -1 "$HANJI" lock --destroy --yes --confirm destroy
	[[ $output == *"header.a: overwritten"* && $output == *"header.b: NOT overwritten: "* ]]
	is_destroyed header.a
}

@test "a vault that is unlocked, damaged and being written to is destroyed" {
	hj unlock 2>/dev/null || true
	truncate -s 100 "$HANJI_VAULT/data.mdb"
	flip "$HANJI_VAULT/header.b" 3000
	exec 7<>"$HANJI_VAULT/writer"
	flock 7
	run -0 "$HANJI" lock --destroy --yes --confirm destroy
	is_destroyed header.a
	is_destroyed header.b
	cp before/header.a "$HANJI_VAULT/header.a"
	cp before/data.mdb "$HANJI_VAULT/data.mdb"
	# The kernel has no key any more: with the old header back it is asked for.
	run -5 "$HANJI" list </dev/null
}

@test "it reads and writes as little of a large vault as of a small one" {
	command -v strace >/dev/null || skip "without strace"
	is_sanitized && skip "the leak sanitizer is no friend of strace"
	truncate -s 10G "$HANJI_VAULT/data.mdb"
	run -0 strace -f -o trace -e trace=openat,pwrite64,write,fsync "$HANJI" lock --destroy --yes --confirm destroy
	run ! grep -q 'data\.mdb\|blobs' trace
	[ "$(grep -c 'fsync(' trace)" -le 5 ]
}

@test "a folder that is no vault is left alone" {
	mkdir other
	echo mine >other/header.a
	run -4 "$HANJI" --vault "$PWD/other" lock --destroy --yes --confirm destroy
	[ "$(cat other/header.a)" = mine ]
}
