#!/usr/bin/env bats
# Case files by the commands: added, changed, shown, found, with their log.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

@test "init refuses a cheap key derivation and a short passphrase" {
	run "$HANJI" --vault "$BATS_TEST_TMPDIR/new" init --kdf-mem 64M --passphrase-fd 3 3<<<"$PHRASE"
	[ "$status" -eq 3 ]
	run "$HANJI" --vault "$BATS_TEST_TMPDIR/new" init --passphrase-fd 3 3<<<"short"
	[ "$status" -eq 3 ]
	[ ! -e "$BATS_TEST_TMPDIR/new" ]
}

@test "init replaces nothing" {
	run "$HANJI" init --kdf-mem 256M --kdf-ops 2 --passphrase-fd 3 3<<<"$PHRASE"
	[ "$status" -eq 3 ]
	run hj status
	[ "$status" -eq 0 ]
}

@test "a wrong passphrase is status 5 and changes no byte" {
	before=$(cat "$HANJI_VAULT"/header.? "$HANJI_VAULT/data.mdb" | sha256sum)
	run "$HANJI" --passphrase-fd 3 list 3<<<"another lantern altogether"
	[ "$status" -eq 5 ]
	[[ $output == *"wrong passphrase"* ]]
	[ "$before" = "$(cat "$HANJI_VAULT"/header.? "$HANJI_VAULT/data.mdb" | sha256sum)" ]
}

@test "a folder that is no vault is said to be none" {
	mkdir "$BATS_TEST_TMPDIR/else"
	run "$HANJI" --vault "$BATS_TEST_TMPDIR/else" --passphrase-fd 3 list 3<<<"$PHRASE"
	[ "$status" -eq 3 ]
	[[ $output == *"vault"* ]]
}

@test "without a terminal a missing passphrase is an error that names the option" {
	run "$HANJI" list </dev/null
	[ "$status" -eq 5 ]
	[[ $output == *"--passphrase-fd"* ]]
}

@test "add prints the id, alone" {
	run --separate-stderr add_case "이하늘"
	[ "$status" -eq 0 ]
	[[ $output =~ ^([0-9a-z]{4}-){4}[0-9a-z]$ ]]
}

@test "a case is shown by a prefix of its id, by a name, and in Korean" {
	id=$(add_case "이하늘" 'person[+p].sex=f')
	run hj show "${id:0:4}"
	[[ $output == *"full name: 이하늘"* && $output == *"Female (f)"* ]]
	run hj show 하늘
	[[ $output == *"$id"* ]]
	run hj --lang ko 보기 "$id"
	[[ $output == *"여성 (f)"* ]]
}

@test "a name that two cases have is ambiguous and lists them" {
	one=$(add_case "이하늘")
	two=$(add_case "박하늘")
	run hj show 하늘
	[ "$status" -eq 4 ]
	[[ $output == *"$one"* && $output == *"$two"* ]]
}

@test "find says why, whatever the case and the form of the letters" {
	add_case "Eunji PARK" >/dev/null
	run --separate-stderr hj find --json - <<<"eunji park"
	[ "$(json 'd["data"][0]["why"]' <<<"$output")" = name ]
	add_case "이하늘" >/dev/null
	nfd=$(python3 -c 'import unicodedata; print(unicodedata.normalize("NFD", "하늘"))')
	run hj find - <<<"$nfd"
	[[ $output == *"이하늘"* ]]
}

@test "nothing found is status 4, and an empty list in JSON" {
	run hj find nobody
	[ "$status" -eq 4 ]
	run --separate-stderr hj find nobody --json
	[ "$status" -eq 0 ]
	[ "$(json 'd["data"]' <<<"$output")" = "[]" ]
}

@test "update changes a field and keeps the earlier revision" {
	id=$(add_case "이하늘" 'event[+e].who=+p' 'event[+e].date=2013-05')
	run hj update "$id" event.date=2013-05-28 --reason "second account"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	run hj show "$id" --fields
	[[ $output == *2013-05-28* ]]
	run hj show "$id" --fields --rev 1
	[[ $output != *2013-05-28* && $output == *2013-05* ]]
	run hj history "$id"
	[[ $output == *"second account"* ]]
}

@test "the same value again stores nothing" {
	id=$(add_case "이하늘" 'event[+e].who=+p' 'event[+e].date=2013-05')
	run hj update "$id" event.date=2013-05
	[ "$status" -eq 0 ]
	[ "$(hj history "$id" --json | json 'len(d["data"])')" = 1 ]
}

@test "if one change is wrong none is made" {
	id=$(add_case "이하늘")
	run hj update "$id" person.sex=f person.sexx=f
	[ "$status" -eq 3 ]
	[[ $output == *"did you mean 'sex'"* ]]
	run hj show "$id" --fields
	[[ $output != *person.sex* ]]
}

@test "a bad code suggests the nearest, and the value is not in the message" {
	id=$(add_case "이하늘")
	run hj update "$id" person.sex=ff
	[ "$status" -eq 3 ]
	[[ $output == *"did you mean 'f'"* && $output != *"'ff'"* ]]
}

@test "an impossible date is refused with its field" {
	run add_case "이하늘" 'event[+e].date=2013-13-40'
	run hj add 'event[+e].date=2013-13-40'
	[ "$status" -eq 3 ]
	[[ $output == *event* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 0 ]
}

@test "control characters are refused" {
	run hj add 'person[+p].name.full=-' <<<$'a\001b'
	[ "$status" -eq 3 ]
}

@test "letters that come in parts are put together, and that is said" {
	nfd=$(python3 -c 'import unicodedata; print(unicodedata.normalize("NFD", "이하늘"))')
	run hj add 'person[+p].name.full=-' <<<"$nfd"
	[ "$status" -eq 0 ]
	[[ $output == *NFC* ]]
	run hj find - <<<"이하늘"
	[ "$status" -eq 0 ]
}

@test "dry-run checks and stores nothing" {
	run hj add --dry-run 'person[+p].sex=q'
	[ "$status" -eq 3 ]
	run hj add --dry-run 'person[+p].name.full=-' <<<"이하늘"
	[ "$status" -eq 0 ]
	[ "$(hj list --json | json 'len(d["data"])')" = 0 ]
}

@test "fields come from a file, and a wrong line is named" {
	printf '# a case\nperson[+p].name.full=이하늘\n\nperson[+p].sex=f\n' >"$BATS_TEST_TMPDIR/good"
	run --separate-stderr hj add -f "$BATS_TEST_TMPDIR/good"
	[ "$status" -eq 0 ]
	printf 'person[+p].sex=f\nnonsense\n' >"$BATS_TEST_TMPDIR/bad"
	run hj add -f "$BATS_TEST_TMPDIR/bad"
	[ "$status" -eq 3 ]
	[[ $output == *"line 2"* ]]
}

@test "values come from standard input and from a descriptor" {
	id=$(hj add 'person[+p].name.full=@fd:8' 8<<<"이하늘" 2>/dev/null)
	run hj find - <<<"이하늘"
	[[ $output == *"$id"* ]]
}

@test "escapes in a name do not reach the terminal" {
	printf 'person[+p].name.full=a\xe2\x80\xaeb' >"$BATS_TEST_TMPDIR/f"
	id=$(hj add -f "$BATS_TEST_TMPDIR/f" 2>/dev/null)
	run hj show "$id"
	[[ $output == *'a\u{202e}b'* ]]
	run hj list --json
	[[ $output == *'a\u202eb'* ]]
}

@test "a note has its text, date and author" {
	id=$(add_case "이하늘")
	run hj note "$id" - <<<"called back"
	[ "$status" -eq 0 ]
	run hj show "$id"
	[[ $output == *"called back"* && $output == *tester* && $output == *"date: $(LC_ALL=C date '+%-d %B %Y')"* ]]
}

@test "validate counts faults and exits 0 where there are none" {
	add_case "이하늘" >/dev/null
	run hj validate
	[ "$status" -eq 0 ]
}

@test "secret values are masked until they are asked for, and that is logged" {
	id=$(add_case "이하늘" 'person[+p].contact[+c].value=010-0000-0000')
	run hj show "$id"
	[[ $output != *010-0000* ]]
	run hj show "$id" --reveal
	[[ $output == *010-0000* ]]
	hj update "$id" conf=secret
	run hj show "$id"
	[[ $output == *'***'* ]]
	[ "$(hj history "$id" --json | json '[e["action"] for e in d["data"]].count("show")')" = 1 ]
	run hj list
	[[ $output != *이하늘* ]]
}

@test "the last of three hundred people of one case is found" {
	cd "$BATS_TEST_TMPDIR"
	{
		printf '<case xmlns="urn:hanji:case:1" id="0123456789abcdef" kind="group">'
		for i in $(seq 100 399); do
			printf '<person id="prs%s"><name id="nam%s"><full>Invented Person Number %s</full></name></person>' "$i" "$i" "$i"
		done
		printf '</case>\n'
	} >many.xml
	hj import many.xml
	run hj find - <<<"person number 399"
	[ "$status" -eq 0 ]
	[[ $output == *0123-4567-89ab-cdef* ]]
	run hj find - <<<"person number 400"
	[ "$status" -eq 4 ]
}
