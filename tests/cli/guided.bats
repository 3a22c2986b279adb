#!/usr/bin/env bats
# A case file by questions and answers: in two languages, interrupted, resumed.
# Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	script=$BATS_TEST_TMPDIR/script
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >"$script"
}

# "QUESTION|ANSWER" lines: wait for the question and its prompt, then type.
answers() {
	while IFS='|' read -r question answer; do
		printf 'expect %s\nexpect > \ntype %s\n' "$question" "$answer"
	done >>"$script"
}
# Lines of a script as they are.
lines() { cat >>"$script"; }

# hanji on a terminal, with its standard output in a file of its own.
play() {
	run on_terminal "$script" -- sh -c '"$0" "$@" >"$OUT"' "$HANJI" "$@"
}
export OUT

first_half() {
	answers <<-'A'
		Who is speaking|parent
		keep this record|proxy
	A
	lines <<-'S'
		expect What else may it be used for?
		expect > 
		type un-public, stats
		expect Parent agrees for the person that the name may stand in public UN documents.
		expect yes or no?
		type yes
	S
	answers <<-'A'
		How was the consent|written
		What danger is there|repat
		What exactly is the danger|They say next week.
	A
	lines <<-'S'
		expect | 
		type 
	S
	answers <<-'A'
		be reached safely|kakao
		Which number|-
		When and how|!
		last seen or heard|2013-05
		In which country|LA
		city, county or place|Vientiane
		What happened|
		known of the person today|repat-unk
	A
}

second_half() {
	answers <<-'A'
		Which State holds|KP
		Which authority|kp-mss
		In which facility|
		Family name, in Hangul|김
		Given name, in Hangul|보기
		Family name, in Latin|Kim
		Given name, in Latin|Bogi
		Sex|m
		Date of birth|1996~
		Home province|KP-09
		When was the person arrested|2013-05-10
		By which State|LA
		city, county or place|Oudomxay
		Held since when|2013-05-10
		sent back|2013-05-28
		Sent back by|LA
		What kind of source|family
		who told us|김나무
		What is this one|parent
	A
	lines <<-'S'
		expect 김나무 is the parent of 김보기.
		expect yes or no?
		type yes
	S
	answers <<-'A'
		Anything else|
	A
	lines <<-'S'
		expect Save it?
		type yes
	S
}

@test "a guided add asks in the order of the work, shows the result and prints the id alone" {
	OUT=$BATS_TEST_TMPDIR/out
	first_half
	second_half
	play add
	[ "$status" -eq 0 ]
	[[ $(cat "$OUT") =~ ^[0-9a-z]{4}(-[0-9a-z]{4}){3}-[0-9a-z]$ ]]
	[ "$(wc -l <"$OUT")" -eq 1 ]
	[[ $output != *lantern* ]]
	# The sections come in the order that protects people.
	order=$(grep -o '== [A-Za-z ]* ==' <<<"$output" | tr -d '=' | tr '\n' ',')
	[ "$order" = " Consent , Danger now , Safe contact , Last seen , Who holds the person , The person , Arrest , Detention , Repatriation , Source , Who told us , Note , What will be saved ," ]
	hj validate
	run -0 hj show "$(cat "$OUT")" --fields --json
	[[ $output == *'"event.date"'* || $output == *'2013-05'* ]]
	[[ $output == *김보기* || ($output == *김* && $output == *보기*) ]]
}

@test "what is saved stands in columns, Hangul or not" {
	OUT=$BATS_TEST_TMPDIR/out
	first_half
	second_half
	play add
	[ "$status" -eq 0 ]
	python3 - "$output" <<-'P'
		import sys, unicodedata
		wide = lambda s: sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
		lines = sys.argv[1].replace("\r", "").split("\n")
		at = next(i for i, l in enumerate(lines) if l.startswith("field "))
		column = wide(lines[at][:lines[at].index("value")])
		rows = lines[at + 1:lines.index("", at)]
		assert len(rows) > 20
		for row in rows:
		    i = next(i for i in range(len(row)) if wide(row[:i]) == column)
		    assert row[i] != " " and row[i - 2:i] == "  ", row
	P
}

@test "codes of their own are offered, and said in words" {
	OUT=$BATS_TEST_TMPDIR/out
	hj codes add facility inn --en 'Locked inn' --ko '감금 여관'
	hj codes add relation benefactor --en Benefactor --ko 후원인
	first_half
	second_half
	sed -i '/expect In which facility/,/^type/s/^type.*/type Locked/
	    /expect What is this one/,/^type/s/^type.*/type benefactor/' "$script"
	sed -i "s/is the parent of/is the benefactor of/" "$script"
	play add
	[ "$status" -eq 0 ]
	[[ $output == *"김나무 is the benefactor of 김보기"* && $output == *"Locked inn"* ]]
	run -0 hj show "$(cat "$OUT")"
	[[ $output == *"Locked inn (x-inn)"* && $output == *"Benefactor (x-benefactor)"* ]]
}

@test "the same in Korean, with Hangul typed" {
	OUT=$BATS_TEST_TMPDIR/out
	sed -i 's/expect Passphrase:/expect 암호/' "$script"
	answers <<-'A'
		지금 말하는|본인
		보관하는 데 동의합니까|동의
		그 밖에|유엔 제출(비공개)
	A
	lines <<-'S'
		expect 이 사람은 유엔만 받고 해당 국가는 받지 않는 것에 동의합니다.
		expect 맞습니까?
		type 예
	S
	answers <<-'A'
		어떤 방식으로|구두(녹음)
		지금 어떤 위험|
		안전하게 연락|카카오톡
		번호나 주소|
		언제 어떻게|밤에만, 문자로 먼저
	A
	lines <<-'S'
		expect | 
		type 
	S
	answers <<-'A'
		마지막으로|2013-05
		어느 나라|중국
		어느 시, 군|투먼
		무슨 일이|
		지금 무엇을|송환 후
		어느 나라가 구금|
		어느 기관|
		어느 시설|투먼(도문) 변방구류소
		성(한글)|박
		이름(한글)|여울
		성(로마자)|
		이름(로마자)|
		성별|여성
		생년월일|1990
		살던 도|함경북도
		언제 체포|
		어느 나라가 했|
		어느 시, 군|
		언제부터 구금|
		송환되었다면|
		어떤 종류의 출처|직접 면담
		더 적을 것|
	A
	lines <<-'S'
		expect 저장할 내용
		expect 저장할까요?
		type 예
	S
	play add --lang ko
	[ "$status" -eq 0 ]
	[[ $output == *"== 동의 =="* && $output == *"박여울은 유엔만 받고"* ]]
	[[ $output != *"== Consent"* && $output != *lantern* ]]
	[ "$(wc -l <"$OUT")" -eq 1 ]
	run -0 hj show "$(cat "$OUT")"
	[[ $output == *"Tumen border detention centre"* && $output == *여울* ]]
}

@test "every question of the full interview is asked in Korean" {
	OUT=$BATS_TEST_TMPDIR/out
	cat >"$BATS_TEST_TMPDIR/po.py" <<-'P'
		import re, sys
		text = open(sys.argv[1], encoding="utf-8").read()
		asks = re.findall(r'N_\("((?:[^"\\]|\\.)*)"\)', text)
		assert len(asks) > 80
		po = open(sys.argv[2], encoding="utf-8").read()
		for a in asks:
		    m = re.search(r'msgid "%s"\nmsgstr "([^"]+)"' % re.escape(a), po)
		    assert m and re.search("[가-힣]", m.group(1)), a
	P
	python3 "$BATS_TEST_TMPDIR/po.py" "$HERE/../../cli/interview/intake.c" "$HERE/../../cli/po/ko.po"
}

@test "skipped, unknown, refused, back and never again are told apart" {
	OUT=$BATS_TEST_TMPDIR/out
	answers <<-'A'
		Who is speaking|self
		keep this record|given
		What else|*
		How was the consent|<
		keep this record|refused
		What danger|none
		What exactly|
		be reached safely|phone
		Which number|!
		When and how|
		last seen or heard|-
	A
	lines <<-'S'
		expect In which country?
		expect > 
		send \x04
		expect kept
	S
	play add
	[ "$status" -eq 130 ]
	[ ! -s "$OUT" ]
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >"$script"
	answers <<-'A'
		In which country|<
		Now: Not known|<
		When and how|<
		Now: Refused to say|
		When and how|-
		last seen or heard|2013
		In which country|*
		city, county or place|<
		Now: 2013|
		city, county or place|Vientiane
		What happened|
	A
	for _ in {1..19}; do printf 'expect > \ntype \n'; done >>"$script"
	printf 'expect Save it?\ntype y\n' >>"$script"
	play add --resume
	[ "$status" -eq 0 ]
	run -0 hj show "$(cat "$OUT")" --reveal
	[[ $output == *"consent"*"Refused (refused)"* ]]
	[[ $output == *"number or address  why there is no value: Refused to say"* ]]
	[[ $output == *"it is safe  why there is no value: Not known"* && $output == *"date: 2013"* ]]
	# The person needs a name, and nobody was asked for it.
	[[ $output == *"name ["*"why there is no value: Not asked"* ]]
}

@test "Tab completes a code, its beginning is enough, ? lists the codes" {
	OUT=$BATS_TEST_TMPDIR/out
	lines <<-'S'
		expect Who is speaking
		expect > 
		send sib\t
		expect sibling
		type 
		expect keep this record
		expect > 
		type ?
		expect Given by family or guardian
		expect > 
		type i
	S
	answers <<-'A'
		What danger|rep
	A
	lines <<-'S'
		expect several begin so: repat, reprisal
		expect > 
		type reprizal
		expect did you mean 'reprisal'?
		expect > 
		type reprisal
		expect What exactly
		expect > 
		send \x03
		expect kept
	S
	play add
	[ "$status" -eq 130 ]
	[ ! -s "$OUT" ]
}

@test "a date that is none gets the reason and is asked again" {
	OUT=$BATS_TEST_TMPDIR/out
	for _ in 1 2 3 4 5 6; do printf 'expect > \ntype \n'; done >>"$script"
	lines <<-'S'
		expect last seen or heard
		expect > 
		type 2013-13
		expect the second number is no month
		expect > 
		type 2013-12
		expect In which country
		expect > 
		send \x03
		expect kept
	S
	play add
	[ "$status" -eq 130 ]
}

@test "killed in the middle, it goes on at the same question and nothing is lost" {
	OUT=$BATS_TEST_TMPDIR/out
	first_half
	lines <<-'S'
		expect Which State holds
		expect > 
		kill 9
	S
	play add
	[ "$status" -eq 137 ]
	printf 'expect Passphrase:\ntype %s\nexpect == Who holds the person ==\n' "$PHRASE" >"$script"
	second_half
	play add --resume
	[ "$status" -eq 0 ]
	[[ $output != *"Who is speaking"* && $output == *"They say next week."* ]]
	run -0 hj show "$(cat "$OUT")"
	[[ $output == *"They say next week."* && $output == *Vientiane* && $output == *Oudomxay* ]]
	[ "$(hj draft list --json | json 'len(d["data"])')" -eq 0 ]
	hj audit verify
}

@test "a long text that was cut off goes on where it was" {
	OUT=$BATS_TEST_TMPDIR/out
	answers <<-'A'
		Who is speaking|self
		keep this record|
		What danger|health
		What exactly|the first line
	A
	lines <<-'S'
		expect | 
		type the second line
		expect | 
		kill 9
	S
	play add
	[ "$status" -eq 137 ]
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >"$script"
	lines <<-'S'
		expect So far: the first line
		expect the second line
		expect | 
		type - the third line
		expect | 
		type 
		expect be reached safely
		expect > 
		send \x03
		expect kept
	S
	play add --resume
	[ "$status" -eq 130 ]
}

@test "no answer reaches a history file" {
	OUT=$BATS_TEST_TMPDIR/out
	first_half
	second_half
	play add
	[ "$status" -eq 0 ]
	run grep -rlE '보기|Oudomxay|Vientiane' "$BATS_TEST_TMPDIR/vault" "$XDG_STATE_HOME"
	[ "$status" -eq 1 ]
	[ -z "$(find "$HOME" -maxdepth 1 -name '.*history*')" ]
}
