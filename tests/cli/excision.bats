#!/usr/bin/env bats
# Goal: one person of a group can be erased out of all versions, what was proven
# of these is proven still, and nobody finds the person any more.  Every person
# in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

VERIFY=$HERE/../../export/verify.py

# A group of two in three versions, with a picture of the first and a letter of
# both.
setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	export HANJI_VAULT=$BATS_FILE_TMPDIR/vault XDG_STATE_HOME=$BATS_FILE_TMPDIR/state
	id=$(hj add kind=group title=둘 'person[+a].name.given=설화' 'person[+a].role=victim' \
	    'person[+b].name.given=한별' 'person[+b].role=victim' 'event[+e].type=arrest' \
	    'event[+e].who=+a' 'event[+e].date=2012' --reason "설화 told it" 2>/dev/null)
	echo "$id" >"$BATS_FILE_TMPDIR/id"
	for file in picture letter; do
		echo "$file" | hj attach "$id" - 2>/dev/null >"$BATS_FILE_TMPDIR/$file"
	done
	gone=$(hj show "$id" --json 2>/dev/null |
	    json '[f["path"][7:13] for f in d["data"]["fields"] if f["value"]=="설화"][0]')
	stays=$(hj show "$id" --json 2>/dev/null |
	    json '[f["path"][7:13] for f in d["data"]["fields"] if f["value"]=="한별"][0]')
	printf '%s\n%s\n' "$gone" "$stays" >"$BATS_FILE_TMPDIR/people"
	hj update "$id" "person[$gone].photo[+f].evidence=$(cat "$BATS_FILE_TMPDIR/picture")" \
	    "person[$gone].photo[+g].evidence=$(cat "$BATS_FILE_TMPDIR/letter")" \
	    "person[$stays].photo[+h].evidence=$(cat "$BATS_FILE_TMPDIR/letter")" 2>/dev/null
}

setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(cat "$BATS_FILE_TMPDIR/id")
	{ read -r gone; read -r stays; } <"$BATS_FILE_TMPDIR/people"
}

erase() { hj erase "$id" "person[$gone]" --ground "asked for" --yes "$@"; }

@test "what goes and what stays is listed, and a dry run changes nothing" {
	hj note "$id" "설화의 언니가 전화함" 2>/dev/null
	hj backup b.tar >/dev/null 2>&1
	hj erase "$id" "person[$gone]" --dry-run --json >said 2>/dev/null
	[ "$(json 'len(d["data"]["parts"])' <said)" = 2 ]
	[ "$(json 'd["data"]["revisions"]' <said)" = 5 ]
	[ "$(json '[d["data"][k] for k in ("attachments","shared")]' <said)" = "[1, 1]" ]
	[ "$(json '[d["data"][k] for k in ("refers","named")]' <said)" = "[['event.who'], ['note.text']]" ]
	[[ $(json 'd["data"]["backups"][0]["file"]' <said) == *b.tar ]]
	[[ $(hj show "$id") == *설화* ]]
}

@test "the person is in no version and in no list, and the log verifies" {
	erase >said 2>/dev/null
	for rev in 1 2 3 4 5; do
		run ! grep -q 설화 <(hj show "$id" --rev $rev --reveal)
	done
	run ! grep -q 설화 <(hj list)
	run -4 hj find 설화
	[[ $(hj find 한별) == *"${id:0:4}"* ]]
	run ! grep -q "$gone" <(hj duplicates --json)
	hj audit verify --deep >/dev/null 2>&1
	hj check >/dev/null 2>&1
	[[ $(hj show "$id") == *한별* ]]
}

@test "its attachment is gone, what others name is kept with its custody" {
	files=$(find "$HANJI_VAULT/blobs" -type f | wc -l)
	erase >/dev/null 2>&1
	[ "$(find "$HANJI_VAULT/blobs" -type f | wc -l)" -eq $((files - 1)) ]
	[ ! -e "$HANJI_VAULT/blobs.next" ]
	[ "$(hj extract "$id" "$(cat "$BATS_FILE_TMPDIR/letter")" -o - 2>/dev/null)" = letter ]
	[ "$(hj custody "$id" "$(cat "$BATS_FILE_TMPDIR/letter")" --json 2>/dev/null | json 'len(d["data"])')" -ge 2 ]
}

@test "attachments can be kept" {
	files=$(find "$HANJI_VAULT/blobs" -type f | wc -l)
	erase --keep-attachments >/dev/null 2>&1
	[ "$(find "$HANJI_VAULT/blobs" -type f | wc -l)" -eq "$files" ]
	[ "$(hj extract "$id" "$(cat "$BATS_FILE_TMPDIR/picture")" -o - 2>/dev/null)" = picture ]
}

@test "earlier versions say when it was erased, on the screen and in JSON" {
	erase >/dev/null 2>&1
	[[ $(hj show "$id" --rev 1) == *"[erased on 20"* ]]
	[ "$(hj show "$id" --rev 1 --json | json 'sum(f["known"]=="erased" for f in d["data"]["fields"])')" = 1 ]
	[[ $(hj show "$id" --rev 1 --fields) == *"[erased on 20"* ]]
	[[ $(hj show "$id" --rev 5 --timeline) == *한별* ]]
	hj show "$id" --rev 5 --family >/dev/null
	[[ $(hj history "$id") == *"[erased on 20"*"part person; part evidence; asked for"* ]]
	run ! grep -q 설화 <(hj history "$id" --json)
	[[ $(hj diff "$id" 1 5) == *"[erased on 20"* ]]
	run ! grep -q '"withheld' <(hj diff "$id" 3 4 --json)
	hj diff "$id" 1 2 >/dev/null
	[[ $(hj --lang ko show "$id" --rev 1) == *"삭제됨]"* ]]
}

@test "it cannot be changed, shown or put back, and says why" {
	erase >/dev/null 2>&1
	for words in "update $id person[$gone].sex=f" "history $id person[$gone].name" \
	    "erase $id person[$gone] --dry-run"; do
		# shellcheck disable=SC2086
		run -8 hj $words
		[[ $output == *"erased on 20"* ]]
	done
	run ! hj revert "$id" 1 --yes
	[[ $output == *withheld* ]]
	hj update "$id" title=하나 2>/dev/null
	[[ $(hj show "$id") == *하나* ]]
}

@test "an older export brings nothing back" {
	hj export "$id" --scope own -o old.xml 2>/dev/null
	erase >/dev/null 2>&1
	hj import old.xml --yes >/dev/null 2>&1 || [ $? -eq 8 ]
	run -4 hj find 설화
	# As if another program had written it.
	sed -i 's/ digest="[^"]*"//; s/ salt="[^"]*"//; s/ parents="[^"]*"//' old.xml
	run hj import old.xml --yes
	[ "$status" -ne 0 ]
	run -4 hj find 설화
	hj audit verify --deep >/dev/null 2>&1
}

@test "what was proven of earlier versions is proven still" {
	hj audit checkpoint -o then 2>/dev/null
	hj export "$id" --scope own --format bag -o before 2>/dev/null
	python3 "$VERIFY" before >/dev/null
	was=$(hj show "$id" --rev 1 --json | json 'd["data"]["fingerprint"]')
	erase >/dev/null 2>&1
	[ "$(hj show "$id" --rev 1 --json | json 'd["data"]["fingerprint"]')" = "$was" ]
	hj audit verify --deep --against then >/dev/null 2>&1
	hj audit prove "$id" --rev 1 -o proof 2>/dev/null
	grep -q "^digest $was" <(base64 -d <(sed -n 's/^extra //p' proof))
	python3 "$VERIFY" before >/dev/null
	hj export "$id" --scope own --format bag -o after 2>/dev/null
	python3 "$VERIFY" after >/dev/null
}

@test "what is left has to be a case file" {
	run -3 hj erase "$id" kind --ground x --yes
	run -3 hj erase "$id" "person[$stays].role" --ground x --yes
	[[ $output == *"name the element"* ]]
	run -2 hj erase "$id" --keep-attachments --ground x --yes
	run -3 hj erase "$id" "person[$gone]" --ground x
	[[ $output == *--yes* ]]
	[[ $(hj show "$id") == *설화* ]]
}

@test "on a terminal it is asked, with its attachments, and one no is enough" {
	printf '%s\n' "expect Passphrase:" "type $PHRASE" "expect 1 attachment" "type y" \
	    "expect bring it back" "type n" >script
	run on_terminal script -- "$HANJI" erase "$id" "person[$gone]" --ground why
	[ "$status" -ne 0 ]
	[[ $(hj show "$id") == *설화* ]]
	printf '%s\n' "expect Passphrase:" "type $PHRASE" "expect 1 attachment" "type y" \
	    "expect bring it back" "type y" "expect Erased" >script
	on_terminal script -- "$HANJI" erase "$id" "person[$gone]" --ground why
	run ! grep -q 설화 <(hj show "$id")
}

@test "an older export brings the erased part back in no way" {
	hj export "$id" --scope own -o old.xml 2>/dev/null
	erase >/dev/null
	hj erase "$id" --ground why --yes >/dev/null
	run -8 hj import --bring-back old.xml
	[[ $output == *"a part of it was erased here"* ]]
	run -4 hj show "$id"
}
