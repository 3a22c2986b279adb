#!/usr/bin/env bats
# Goal: somebody saw the passphrase and has a copy of the vault; new keys make
# that copy worth what it held, and no more.  Everybody in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

VERIFY=$HERE/../../export/verify.py
NEW='the snow on the pine tree'

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state HANJI_VAULT=$BATS_FILE_TMPDIR/vault
	add_case "Seo Garam" >"$BATS_FILE_TMPDIR/one"
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	one=$(<"$BATS_FILE_TMPDIR/one")
}

new_keys() { "$HANJI" --passphrase-fd 3 --yes passwd --new-keys "$@" 3< <(printf '%s\n%s\n' "$PHRASE" "$NEW"); }
now() { "$HANJI" --passphrase-fd 9 "$@" 9<<<"$NEW"; }

@test "the only owner takes new keys: the new passphrase opens all, the old one nothing" {
	before=$(hj member list --json | json 'd["data"][0]["recipient"]')
	run --separate-stderr new_keys --json
	[ "$status" -eq 0 ]
	[ "$(json 'd["data"]["recipient"]' <<<"$output")" != "$before" ]
	[[ "$stderr" == *"new recovery shares"*"partners"* ]]
	run hj list
	[ "$status" -eq 5 ]
	now show "$one" | grep -q Garam
	now note "$one" "written after" 2>/dev/null
	now audit verify
	now check
	now member list --json | json '[(m["role"], m["until"] is not None) for m in d["data"]]' |
		grep -qx "\[('owner', True), ('owner', False)\]"
}

@test "an old copy with the old passphrase shows what it held, and not the vault of today" {
	cp -a vault copied
	new_keys >/dev/null 2>&1
	now add 'person[+p].name.full=-' <<<"Ma Dahye" >/dev/null 2>&1
	HANJI_VAULT=copied XDG_STATE_HOME=$PWD/theirs hj list 2>/dev/null | grep -q Garam
	# Old headers over today's data, on a computer that does not know the vault.
	cp -a vault mixed
	cp copied/header.? mixed/
	HANJI_VAULT=mixed XDG_STATE_HOME=$PWD/nowhere run hj list
	[[ "$status" -ne 0 && "$output" != *Dahye* ]]
	HANJI_VAULT=mixed XDG_STATE_HOME=$PWD/nowhere run hj find Dahye
	[[ "$status" -ne 0 && "$output" != *Dahye* ]]
	# Here even the old passphrase is told that the vault was rolled back.
	cp copied/header.? vault/
	run hj list
	[ "$status" -ne 0 ]
}

@test "packages from before and after verify, each with the keys of its time" {
	for at in before after; do
		as=hj
		if [ $at = after ]; then
			new_keys >/dev/null 2>&1
			as=now
			now note "$one" "written after" 2>/dev/null
		fi
		$as export --scope own --format bag -o $at.tar "$one" 2>/dev/null
		$as member list --json | json 'd["data"][-1]["minisign"]' >$at.pub
		mkdir $at && tar -C $at -xf $at.tar
	done
	[ "$(<before.pub)" != "$(<after.pub)" ]
	[ "$(<before/package/log.vkey)" != "$(<after/package/log.vkey)" ]
	for at in before after; do
		python3 -B "$VERIFY" --signer "$(<$at.pub)" --log-key $at/package/log.vkey $at.tar
		env -u HANJI_VAULT "$HANJI" verify $at.tar --signer "$(<$at.pub)" --log-key $at/package/log.vkey
	done
	run python3 -B "$VERIFY" --signer "$(<before.pub)" after.tar
	[ "$status" -eq 6 ]
	run python3 -B "$VERIFY" --log-key before/package/log.vkey after.tar
	[ "$status" -eq 6 ]
}

@test "a partner cosigns the log before and after" {
	"$(dirname "$HANJI")/tests/fault/newvault" "$PWD/partner" "$PWD/theirs/hanji" <<<"$PHRASE"
	partner() { HANJI_VAULT=$PWD/partner XDG_STATE_HOME=$PWD/theirs hj "$@"; }
	for as in hj now; do
		key=$($as audit witness request 2>&1 >/dev/null | sed 's/.*: //')
		$as audit witness request -o request-$as 2>/dev/null
		partner audit witness cosign request-$as --log-key "$key" -o answer-$as 2>/dev/null
		$as audit witness accept answer-$as --witness "$(partner audit witness key)" 2>/dev/null
		[ $as = now ] || new_keys >/dev/null 2>&1
	done
	now audit verify
}

@test "shares of before are gone, a key file is made anew or given up" {
	hj --passphrase-fd 3 3< <(printf '%s\n%s\n' "$PHRASE" "$PHRASE") passwd --add-key-file stick 2>/dev/null ||
		"$HANJI" --passphrase-fd 3 passwd --add-key-file stick 3< <(printf '%s\n%s\n' "$PHRASE" "$PHRASE") 2>/dev/null
	run new_keys --key-file stick
	[ "$status" -eq 3 ]
	[[ "$output" == *"--no-key-file"* ]]
	new_keys --key-file stick --add-key-file other >/dev/null 2>&1
	run now list
	[ "$status" -eq 5 ]
	run now list --key-file stick
	[ "$status" -eq 5 ]
	now list --key-file other
	now recover shares --help >/dev/null
}

@test "who is no owner is told what an owner does" {
	printf '%s\n%s\n' "$PHRASE" "a passphrase of Rae" >lines
	"$HANJI" --passphrase-fd 9 member add Rae --role reader --team 0 9<lines 2>/dev/null
	run "$HANJI" --passphrase-fd 9 --yes passwd --new-keys 9<<<"a passphrase of Rae"
	[ "$status" -eq 5 ]
	[[ "$output" == *"member remove"* ]]
	run hj passwd --new-keys
	[ "$status" -eq 3 ]
	[[ "$output" == *"--yes"* ]]
	# What a reader proves to others counts.
	"$HANJI" --passphrase-fd 9 audit prove "$one" -o proof 9<<<"a passphrase of Rae" 2>/dev/null
	hj audit verify
}
