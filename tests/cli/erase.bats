#!/usr/bin/env bats
# Goal: what is erased is gone, what stays elsewhere is said, and the log knows
# both.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(add_case "이하늘")
	other=$(add_case "박보람")
}

erase() { hj erase "$id" --ground "consent withdrawn" --yes "$@"; }

@test "what goes and what stays is listed before anything is done" {
	echo letter | hj attach "$id" - >/dev/null
	hj link "$other" "$id" related 2>/dev/null
	hj petition new hrc "$id" title=x >petition
	hj export "$id" --scope own --recipient "Office One" -o out.xml 2>/dev/null
	hj backup b.tar >/dev/null 2>&1
	hj erase "$id" --dry-run --json >said 2>/dev/null
	[ "$(json 'd["data"]["attachments"]' <said)" = 1 ]
	[ "$(json 'd["data"]["links"]==["'"$(hj show "$other" --json | json 'd["data"]["id"]')"'"]' <said)" = True ]
	[ "$(json 'len(d["data"]["petitions"])' <said)" = 1 ]
	[[ $(json 'd["data"]["holders"]' <said) == *"Office One"* ]]
	[[ $(json 'd["data"]["backups"][0]["file"]' <said) == *b.tar ]]
	hj show "$id" >/dev/null
}

@test "only backups that hold it are named, and none that was destroyed" {
	hj backup one.tar >/dev/null 2>&1
	late=$(add_case "최나중")
	[ "$(hj erase "$late" --dry-run --json 2>/dev/null | json 'd["data"]["backups"]')" = "[]" ]
	entry=$(hj erase "$id" --dry-run --json 2>/dev/null | json 'd["data"]["backups"][0]["entry"]')
	hj backup gone "$entry" --yes >/dev/null 2>&1
	[ "$(hj erase "$id" --dry-run --json 2>/dev/null | json 'd["data"]["backups"]')" = "[]" ]
}

@test "an erased case is gone with its attachments, and the log verifies" {
	echo letter | hj attach "$id" - >/dev/null
	[ "$(find "$HANJI_VAULT/blobs" -type f | wc -l)" -ge 1 ]
	whole=$(hj show "$id" --json | json 'd["data"]["id"]')
	files=$(find "$HANJI_VAULT/blobs" -type f | wc -l)
	erase >/dev/null
	[ "$(find "$HANJI_VAULT/blobs" -type f | wc -l)" -eq $((files - 1)) ]
	run -4 hj show "$whole"
	[[ $output == *"erased on 20"* ]]
	run ! grep -q 하늘 <(hj list 2>/dev/null)
	hj show "$other" >/dev/null
	hj audit verify --deep >/dev/null 2>&1
	hj check >/dev/null 2>&1
	[ "$(hj audit log --json | json 'sum(e["action"]=="erase" for e in d["data"])')" -ge 1 ]
}

@test "an older export of it does not come in again, and what else is in it does" {
	hj export "$id" "$other" --scope own -o old.xml 2>/dev/null
	make_vault "$PWD/second"
	(
		export HANJI_VAULT=$PWD/second/vault XDG_STATE_HOME=$PWD/second/state
		hj import old.xml --yes 2>/dev/null
		add_case "정다운" >third
		hj export --scope own -o more.xml 2>/dev/null
	)
	erase >/dev/null
	run -8 hj import --strict old.xml
	run -8 hj import --dry-run more.xml
	[[ $output == *"stays out: it was erased here"* ]]
	run -8 --separate-stderr hj import more.xml --json
	[ "$(json '[d["data"][-1][k] for k in ("new","unchanged","erased")]' <<<"$output")" = "[1, 1, 1]" ]
	hj show "$(cat third)" >/dev/null
	run -4 hj show "$id"
	hj audit verify >/dev/null 2>&1
}

@test "what was erased whole comes in again where that is asked for, and can be changed" {
	hj export "$id" --scope own -o old.xml 2>/dev/null
	erase >/dev/null
	hj import --strict --bring-back old.xml 2>/dev/null
	[[ $(hj show "$id" 2>/dev/null) == *하늘* ]]
	hj update "$id" title=again 2>/dev/null
	hj import old.xml 2>/dev/null # older than here, and no question
	hj audit verify --deep >/dev/null 2>&1
	erase >/dev/null
	run -8 hj import old.xml
}

@test "a script agrees with --yes and gives the ground; else nothing happens" {
	run -3 hj erase "$id" --ground why
	[[ $output == *--yes* ]]
	run -2 hj erase "$id" --yes
	[[ $output == *--ground* ]]
	hj show "$id" >/dev/null
}

@test "on a terminal it is asked twice, and one no is enough" {
	printf '%s\n' "expect Passphrase:" "type $PHRASE" "expect for good" "type y" \
	    "expect bring it back" "type n" >script
	run on_terminal script -- "$HANJI" erase "$id" --ground why
	[ "$status" -ne 0 ]
	hj show "$id" >/dev/null
	printf '%s\n' "expect Passphrase:" "type $PHRASE" "expect for good" "type y" \
	    "expect bring it back" "type y" "expect Erased" >script
	on_terminal script -- "$HANJI" erase "$id" --ground why
	run -4 hj show "$id"
}

@test "a data file is compacted, and nothing is lost" {
	for i in 1 2 3 4 5 6 7 8; do hj update "$other" "title=$i" 2>/dev/null; done
	hj compact >/dev/null
	[[ $(hj show "$other") == *박보람* ]]
	hj audit verify --deep >/dev/null 2>&1
}

@test "killed while it erases, it opens, and is finished by the next change" {
	for i in 1 2 3 4 5 6; do
		id=$(add_case "한지운")
		"$HANJI" --passphrase-fd 9 erase "$id" --ground why --yes 9<<<"$PHRASE" >/dev/null 2>&1 &
		pid=$!
		sleep "0.$((i * 4))"
		kill -9 $pid 2>/dev/null || true
		wait $pid || true
		hj show "$other" >/dev/null 2>&1
		hj compact >/dev/null 2>&1
		hj audit verify --deep >/dev/null 2>&1
	done
}
