#!/usr/bin/env bats
# Finding somebody whose name was heard, in any script; places, numbers, texts.

bats_require_minimum_version 1.5.0
load help

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR/first
	mkdir "$BATS_TEST_TMPDIR"
	use_vault "$BATS_FILE_TMPDIR"
	add_named 김 영순 hang >"$BATS_FILE_TMPDIR/hang"
	add_named 韓 率美 hani >"$BATS_FILE_TMPDIR/hani"
	add_named Hwang 'Mi Ran' latn >"$BATS_FILE_TMPDIR/latn"
	add_case "Сергей Петров" >"$BATS_FILE_TMPDIR/cyrl"
	add_case "김○○" 'person[+p].contact[+k].channel=mobile' \
	    'person[+p].contact[+k].value=010-5550-1234' >"$BATS_FILE_TMPDIR/partial"
	add_case "박철" 'detention[+d].facility=cn-tumen' 'detention[+d].state=CN' \
	    'detention[+d].who=+p' 'event[+e].type=seen' 'event[+e].who=+p' \
	    'event[+e].narrative[+n].lang=ko' \
	    'event[+e].narrative[+n].text=장마당에서 <두부> & 콩나물을 팔았다고 한다' \
	    >"$BATS_FILE_TMPDIR/place"
	mkdir "$BATS_FILE_TMPDIR/full"
	mv "$HANJI_VAULT" "$XDG_STATE_HOME" "$BATS_FILE_TMPDIR/full"
}

setup() { use_vault "$BATS_FILE_TMPDIR/full"; }

add_named() { # FAMILY GIVEN SCRIPT
	hj add 'person[+p].role=victim' "person[+p].name[+n].family=$1" \
	    "person[+p].name[+n].given=$2" "person[+p].name[+n].script=$3" 2>/dev/null
}

id_of() { cat "$BATS_FILE_TMPDIR/$1"; }

# finds TEXT CASE [OPTION ...]: the case is the first hit; its `sure` in $sure.
finds() {
	local text=$1 want=$2
	shift 2
	run --separate-stderr hj find --json "$@" - <<<"$text"
	[ "$status" -eq 0 ] || return 1
	sure=$(json 'd["data"][0]["sure"] if d["data"] else None' <<<"$output")
	[ "$(json 'd["data"][0]["id"] if d["data"] else None' <<<"$output")" = "$(id_of "$want")" ]
}

@test "a woman is found by her name in every script and order" {
	for name in 김영순 金英順 "Kim Young Soon" "Kim Yŏng-sun" "KIM, Youngsoon" "Young-soon Kim" \
	    "Gim Yeongsun" "Jin Yingshun" "Ким Ён Сун" "김 영 순" "김영순씨" "Mrs. Kim Young Soon"; do
		finds "$name" hang || { echo "not by $name"; return 1; }
		[[ $sure == text || $sure == same-name || $sure == likely ]]
	done
	finds "한솔미" hani
	[ "$sure" = same-name ]
	finds "Han Sol Mi" hani
	finds "황미란" latn
	finds "黃美蘭" latn
}

@test "a name of another language is found in another spelling and script" {
	finds "Sergej Petrow" cyrl
	finds "Petrov Sergey" cyrl
}

@test "a name that is not whole is found in a wide search only" {
	run -4 hj find - <<<"Mr. Kim"
	finds "Mr. Kim" hang --wide || finds "Mr. Kim" partial --wide
	[ "$sure" = wide ]
	run --separate-stderr hj find --json --wide - <<<"Mr. Kim"
	[ "$(json 'len(d["data"])' <<<"$output")" = 2 ]
}

@test "a facility and a country are found in both languages" {
	finds "tumen border" place
	[ "$(json 'd["data"][0]["why"]' <<<"$output")" = place ]
	finds "도문" place
	finds "중국" place
}

@test "digits of a telephone number find who has it, and do not show it" {
	for digits in "5550-1234" "01055501234" "0 10-5550"; do
		finds "$digits" partial || { echo "not by $digits"; return 1; }
		[ "$(json 'd["data"][0]["why"]' <<<"$output")" = phone ]
		[[ $output != *5550* ]]
	done
}

@test "other words are looked for in the texts, as parts of Hangul words too" {
	run hj find - <<<"콩나물"
	[[ $output == *"$(id_of place)"*"콩나물을 팔았다"* ]]
	finds "두부> & 콩" place
	[ "$(json 'd["data"][0]["why"]' <<<"$output")" = text ]
	[[ $(json 'd["data"][0]["path"]' <<<"$output") == event*narrative*text ]]
	run -4 hj find - <<<"두부 콩"
}

@test "with --text the texts are searched besides" {
	run --separate-stderr hj find --json --text - <<<"박철"
	[ "$(json 'len(d["data"])' <<<"$output")" = 2 ]
}

@test "an id that begins so comes first, and a name names a case in any command" {
	finds "$(id_of latn | cut -c1-6)" latn
	run hj show "황미란"
	[[ $output == *"$(id_of latn)"* ]]
}

@test "a name with an escape sequence or a changed direction shows inert" {
	add_case $'Ri \xe2\x80\xae Sol Ok' >/dev/null
	run hj find - <<<"Sol Ok"
	[[ $output == *'\u{202e}'* && $output != *$'\xe2\x80\xae'* ]]
	run hj --lang ko find - <<<"Sol Ok"
	[[ $output == *'\u{202e}'* ]]
}

@test "who types in Hangul on a terminal sees columns in line" {
	export PAGER=cat
	cat >"$BATS_TEST_TMPDIR/script" <<-S
		expect Passphrase:
		type $PHRASE
		expect Find:
		type 김영순
	S
	run on_terminal "$BATS_TEST_TMPDIR/script" -- "$HANJI" find
	[ "$status" -eq 0 ]
	python3 -c '
import sys, unicodedata
lines = [l.rstrip() for l in sys.stdin.read().replace("\r", "").split("\n")]
wide = lambda t: sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in t)
head = next(l for l in lines if l.startswith("id ") and "title" in l)
row = next(l for l in lines if "김영순" in l and "as typed" in l)
for column, text in (("found by", "name"), ("how sure", "as typed"), ("text", "김영순")):
	assert wide(head[:head.index(column)]) == wide(row[:row.index(text)]), (column, lines)
' <<<"$output"
}

@test "it is said in Korean how sure a hit is" {
	run hj --lang ko 찾기 - <<<"Kim Young Soon"
	[[ $output == *"같은 이름"* ]]
}

# More than a hundred pages of rows, so that threads are started.
many_cases() {
	python3 - <<'P' >many.xml
import random
r = random.Random(7)
a = "0123456789abcdefghjkmnpqrstvwxyz"
print('<x:exchange xmlns:x="urn:hanji:exchange:1" version="1">')
for i in range(6000):
    name = r.choice("김박이최정") + r.choice(["영순", "철수", "솔미", "보라"])
    print('<x:record>\n<case xmlns="urn:hanji:case:1" id="%s0" kind="person" status="open"><title>%s%d</title>'
          '<person id="p11111" role="victim"><name id="n11111" script="hang"><full>%s</full></name></person>'
          '<event id="e11111" type="seen"><who id="w11111">p11111</who><narrative id="t11111"><text>border %d</text></narrative></event>'
          '</case>\n</x:record>' %
          ("".join(r.choice(a) for _ in range(15)), "long title " * 8, i, name, i % 97))
print('</x:exchange>')
P
}

@test "on one core and on all of them the same is found, in the same order" {
	[ "$(nproc)" -gt 1 ] || skip "one core only"
	cd "$BATS_TEST_TMPDIR"
	many_cases
	hj import many.xml >/dev/null
	for q in "Kim Young Soon" "박솔미" "title 59" "border 96"; do
		hj find --text "$q" >all 2>said
		taskset -c "$(taskset -cp $$ | sed 's/.*: \([0-9]*\).*/\1/')" \
		    "$HANJI" --passphrase-fd 9 find --text "$q" >one 2>said.one 9<<<"$PHRASE"
		cmp all one
		cmp said said.one
		[ "$(wc -l <all)" -gt 20 ]
	done
}
