#!/usr/bin/env bats
# Goal: codes have the name of the date, and an organisation's own go with the
# case files that use them, wherever those go.
# Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The own code of most tests below.
patrol() {
	hj codes add organ x-patrol --en 'River patrol' --ko '강변 순찰대' --near kp-border "$@"
}
# use CASE CODE: an event of that case, by an authority of that code
use() {
	hj update "$1" "authority[+a].organ=$2" 'event[+e].type=arrest' \
	    'event[+e].who?=unknown' 'event[+e].date=2013-05' \
	    'event[+e].perpetrator[+q].authority=+a'
}
# A second vault, of another office.
other() {
	( HANJI_VAULT=$BATS_TEST_TMPDIR/other XDG_STATE_HOME=$BATS_TEST_TMPDIR/elsewhere hj "$@" )
}
make_other() {
	mkdir elsewhere
	"$(dirname "$HANJI")/tests/fault/newvault" other elsewhere/hanji <<<"$PHRASE"
}

@test "lists need no vault, no home folder and no passphrase" {
	run -0 env -i "$HANJI" codes organ --at 2013-05
	[[ $output == *"kp-ssd"*"국가안전보위부"* && $output != *"kp-mss"* ]]
	run -0 env -i "$HANJI" codes
	[[ $output == *"organ"* ]]
	run -0 "$HANJI" codes sex </dev/null
}

@test "the names of a date are shown, both where it is not certain" {
	run -0 "$HANJI" codes organ 보위 --at 2016 --json
	names=$(json '[r["ko"] for r in d["data"] if r["code"] == "kp-mss"][0]' <<<"$output")
	[ "$names" = "국가안전보위부 / 국가보위성" ]
	run -0 "$HANJI" codes county 은덕 --json
	[ "$(json 'd["data"][0]["code"]' <<<"$output")" = KP-09-kyonghung ]
	[ "$(json '[n["ko"] for n in d["data"][0]["names"]]' <<<"$output")" = "['경흥군', '은덕군', '경흥군']" ]
	run -0 "$HANJI" codes county KP-09-kyonghung --at 1995
	[[ $output == *은덕군*1977-09*2005* && $output != *경흥군* ]]
	run -3 "$HANJI" codes organ --at 'last year'
	run -2 "$HANJI" codes --at 2013
	run -4 "$HANJI" codes organ 이민관리 --at 1990
}

@test "HURIDOCS terms are shown with how they match" {
	run -0 "$HANJI" codes violation torture
	[[ $output == *"HURIDOCS"* && $output == *"= 020111110000"* ]]
	run -0 "$HANJI" codes event-type torture --json
	[ "$(json 'd["data"][0]["huridocs"][0]["match"]' <<<"$output")" = exact ]
	run -0 "$HANJI" codes language ko
	[[ $output != *HURIDOCS* ]]
}

@test "show prints the name that an organ had at the date" {
	id=$(add_case "이하늘")
	use "$id" kp-mss
	run -0 hj show "$id" --lang ko
	[[ $output == *"기관: 국가안전보위부 ["* ]]
	[[ $output == *"조직: 국가안전보위부 (kp-mss)"* ]]
	run hj validate "$id"
	[[ $output == *"'kp-ssd'"* ]]
	hj update "$id" event.date=2016
	run -0 hj show "$id" --lang ko
	[[ $output == *"기관: 국가안전보위부 / 국가보위성 ["* ]]
	run -0 hj validate "$id"
	[[ $output != *"kp-ssd"* ]]
}

@test "a code of their own is added, printed alone, and shown as theirs" {
	run --separate-stderr -0 patrol --from 1990
	[ "$output" = x-patrol ]
	[ -z "$stderr" ]
	run -0 hj codes organ 강변
	[[ $output == *"x-patrol"*"강변 순찰대"*"1990"*"own"* && $output == *"made by"* ]]
	run -0 hj codes organ x-patrol --json
	[ "$(json '(d["data"][0]["origin"], d["data"][0]["near"])' <<<"$output")" = "('own', 'kp-border')" ]
	# Without the passphrase nothing of it is shown.
	run -4 "$HANJI" codes organ x-patrol
	run -0 hj audit log --json
	[[ $output == *'"action":"codes"'* ]]
	run -0 hj audit verify
	run -0 hj check
}

@test "the x- may be left out, the list may not be one that hanji acts upon" {
	run -0 hj codes add facility inn --en 'Locked inn' --ko '감금 여관'
	[ "$output" = x-inn ]
	run -3 hj codes add consent-scope x-all --en All --ko 모두
	[[ $output == *"own-list"* ]]
	run -4 hj codes add organs x-a --en A --ko 가
	[[ $output == *"did you mean 'organ'"* ]]
	run -3 hj codes add organ 'x-River' --en A --ko 가
	run -3 hj codes add organ x-a --en A --ko 가 --near kp-nothing
	run -3 hj codes add organ x-a --en A --ko 가 --from 2010 --to 2005
}

@test "what the list has already is not added again" {
	patrol >/dev/null
	run -3 patrol
	[[ $output == *"codes change"* ]]
	run -3 hj codes add organ x-ours --en 'River Patrol' --ko 순찰
	[[ $output == *"x-patrol"* ]]
	run -3 hj codes add organ x-court --en Tribunal --ko 재판소
	[[ $output == *"kp-court"* ]]
}

@test "--dry-run stores nothing" {
	run -0 patrol --dry-run
	[ "$output" = x-patrol ]
	run -4 hj codes organ x-patrol
	patrol >/dev/null
	run -0 hj codes drop organ x-patrol -n
	run -0 hj codes organ x-patrol
}

@test "a missing label is an error that names the option, or is asked for" {
	run -2 hj codes add organ x-a --en A </dev/null
	[[ $output == *"--ko TEXT"* ]]
	printf '%s\n' 'expect Passphrase:' "type $PHRASE" 'expect in English' \
	    'type Hill post' 'expect in Korean' 'type 산악 초소' >script
	run python3 "$HERE/terminal.py" script -- "$HANJI" codes add organ hill
	[ "$status" -eq 0 ]
	[[ $output == *"x-hill"* ]]
	run -0 hj codes organ 산악
}

@test "a case file says what it means, and is shown in its words" {
	patrol >/dev/null
	id=$(add_case "이하늘")
	run -0 use "$id" x-patrol
	run -0 hj show "$id"
	[[ $output == *"organ: River patrol (x-patrol)"* && $output == *"authority: River patrol ["* ]]
	run -0 hj show "$id" --lang ko
	[[ $output == *"조직: 강변 순찰대 (x-patrol)"* ]]
	run -0 hj show "$id" --fields
	[[ $output == *"own-code.near"*"kp-border"* ]]
	# No longer used, no longer explained.
	run -0 hj update "$id" authority.organ=kp-border
	run -0 hj show "$id" --fields
	[[ $output != *"own-code"* ]]
}

@test "a code that nobody explained is refused, and told how to add it" {
	id=$(add_case "이하늘")
	run -3 hj update "$id" 'authority[+a].organ=x-patrol'
	[[ $output == *"hanji codes add organ"* ]]
	run -3 hj update "$id" 'person.sex=x-both'
}

@test "a violation of their own is protected as the one it is like" {
	run -3 hj codes add violation x-gang --en 'Gang rape' --ko 집단강간
	[[ $output == *"--near"* ]]
	hj codes add violation x-gang --en 'Gang rape' --ko 집단강간 --near rape >/dev/null
	hj codes add violation x-slap --en Slapping --ko 뺨때리기 --near beating >/dev/null
	id=$(add_case "이하늘" 'event[+e].type=x-gang' 'event[+e].who=+p' 'event[+f].type=x-slap' 'event[+f].who=+p')
	run -0 hj show "$id" --json
	levels=$(json '[(f["value"], f["conf"]) for f in d["data"]["fields"] if f["value"] in ("x-gang", "x-slap") and f["path"].endswith("type")]' <<<"$output")
	[ "$levels" = "[('x-gang', 'restricted'), ('x-slap', 'public')]" ]
}

@test "a better label reaches a case file with its next change" {
	patrol >/dev/null
	id=$(add_case "이하늘")
	use "$id" x-patrol
	run -2 hj codes change organ x-patrol
	run -4 hj codes change organ x-other --en A
	run -0 hj codes change organ x-patrol --ko '압록강 순찰대' --to 2015
	run -0 hj update "$id" event.title=t
	run -0 hj show "$id" --lang ko
	[[ $output == *"압록강 순찰대 (x-patrol)"* ]]
	run -0 hj update "$id" event.date=2018
	run hj validate "$id"
	[[ $output == *"no longer, in use"* ]]
}

@test "a code is dropped only when nothing uses it; old revisions still explain it" {
	patrol >/dev/null
	id=$(add_case "이하늘")
	use "$id" x-patrol
	run -8 hj codes drop organ x-patrol
	[[ $output == *"$id"* && $output == *"1 case files use 'x-patrol'"* ]]
	run -0 hj codes organ x-patrol
	hj update "$id" authority.organ=kp-border
	run -0 hj codes drop organ x-patrol
	run -4 hj codes organ x-patrol
	run -4 hj codes drop organ x-patrol
	run -0 hj show "$id" --rev 2
	[[ $output == *"River patrol (x-patrol)"* ]]
}

@test "it goes out with the file, and in again, byte for byte" {
	make_other
	patrol >/dev/null
	id=$(add_case "이하늘")
	use "$id" x-patrol
	hj export --scope own -o out.xml
	grep -q '<code>x-patrol</code><en>River patrol</en><ko>강변 순찰대</ko><near>kp-border</near>' out.xml
	hj schema -o grammar.rng
	grep '^<case' out.xml >one.xml
	xmllint --noout --relaxng grammar.rng one.xml
	run -0 other import out.xml
	[[ $output == *"1 new"* && $output != *"note"* ]]
	run -0 other show "$id" --lang ko
	[[ $output == *"조직: 강변 순찰대 (x-patrol)"* ]]
	run -0 other codes organ x-patrol --json
	[ "$(json 'd["data"][0]["origin"]' <<<"$output")" = received ]
	other export --scope own -o back.xml
	diff <(grep '^<case' out.xml) <(grep '^<case' back.xml)
	# The receiver uses it too, but does not decide what it means.
	run -0 other add 'authority[+a].organ=x-patrol'
	run -8 other codes change organ x-patrol --en Another
	run -3 other codes add organ x-patrol --en Another --ko 다른
	run -0 other audit verify --deep
}

@test "a word that two offices made for two things is kept apart" {
	make_other
	patrol >/dev/null
	id=$(add_case "이하늘")
	use "$id" x-patrol
	hj export --scope own -o out.xml
	other codes add organ x-patrol --en 'Forest patrol' --ko '산림 순찰대' >/dev/null
	run --separate-stderr -0 other import --json out.xml
	[ "$(json '[r["code"] for r in d["data"] if r["what"] == "note"]' <<<"$output")" = "['other-own-code']" ]
	run -0 other show "$id" --lang ko
	[[ $output == *"강변 순찰대 (x-patrol)"* ]]
	run -0 other codes organ x-patrol
	[[ $output == *"Forest patrol"* && $output != *"River"* ]]
	run -0 other update "$id" event.title=t
	run -0 other show "$id" --lang ko
	[[ $output == *"강변 순찰대 (x-patrol)"* ]]
	mine=$(other add 'authority[+a].organ=x-patrol' 2>/dev/null)
	run -0 other show "$mine" --lang ko
	[[ $output == *"산림 순찰대 (x-patrol)"* ]]
}

@test "a file that does not explain its code is rejected with the reason" {
	patrol >/dev/null
	id=$(add_case "이하늘")
	use "$id" x-patrol
	hj export --scope own -o out.xml
	sed 's/<own-code.*<\/own-code>//; s/ digest="[^"]*"//; s/ salt="[^"]*"//; s/ parents="[^"]*"//' out.xml >bare.xml
	make_other
	run -3 other import bare.xml
	[[ $output == *"authority.organ"* && $output == *"1 rejected"* ]]
}

@test "in Korean" {
	run -0 hj --lang ko 코드 추가 organ x-patrol --en 'River patrol' --ko '강변 순찰대'
	[ "$output" = x-patrol ]
	run -3 hj --lang ko codes add organ x-patrol --en B --ko 나
	[[ $output == *"'organ' 목록에"* ]]
	run -0 hj --lang ko 코드 organ 순찰
	[[ $output == *"만든 곳"* && $output == *"자체"* ]]
	run -0 hj --lang ko 코드 삭제 organ x-patrol
	run -0 hj --lang ko audit log
	[[ $output == *"자체 코드"* ]]
}
