#!/usr/bin/env bats
# Dates: what a person reads, and what a person may write.
# Everybody in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

@test "show says dates in words, in both languages; fields and JSON keep EDTF" {
	id=$(add_case "Seo Ga Ram" 'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2012-07~' \
	    'detention[+d].who=+p' 'detention[+d].date=2012-24/..')
	run -0 hj show "$id"
	[[ $output == *"date: about July 2012"* && $output == *"since: from winter 2012/2013 (still going on)"* ]]
	run -0 hj show "$id" --lang ko
	[[ $output == *": 2012년 7월경"* && $output == *": 2012~2013년 겨울부터 계속"* ]]
	run -0 hj show "$id" --fields
	[[ $output == *"2012-07~"* && $output == *"2012-24/.."* && $output != *about* ]]
	run -0 hj show "$id" --json
	[[ $output == *'"2012-07~"'* && $output != *about* ]]
}

@test "a lunar date is said to be one wherever it is shown" {
	id=$(add_case "Seo Ga Ram" 'person[+p].birth[+b].date=1975-03-05' 'person[+p].birth[+b].date.cal=lunar')
	run -0 hj show "$id"
	[[ $output == *"lunar calendar: 1975 month 3 day 5"* ]]
	run -0 hj show "$id" --lang ko
	[[ $output == *"음력 1975년 3월 5일"* ]]
}

@test "diff tells uncertain from approximate, and an open end from an unknown one" {
	id=$(add_case "Seo Ga Ram" 'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2012-07~' 'detention[+d].who=+p' 'detention[+d].date=2013/')
	hj update "$id" 'event.date=2012-07?' 'detention.date=2013/..'
	run -0 hj diff "$id"
	[[ $output == *"about July 2012"*"July 2012 (uncertain)"* ]]
	[[ $output == *"from 2013 (end not known)"*"from 2013 (still going on)"* ]]
	run -0 hj diff "$id" --json
	[[ $output == *'"2012-07~"'*'"2012-07?"'* ]]
}

@test "in the list a year stays a year and never becomes the first of January" {
	add_case "Seo Ga Ram" 'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2012' >/dev/null
	add_case "Seo Na Ram" 'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2013-05/2013-07' >/dev/null
	add_case "Seo Da Ram" 'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2014-02-03' >/dev/null
	add_case "Seo Ra Ram" 'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2015-02/..' >/dev/null
	run -0 hj list
	[[ ${lines[1]} =~ " "2012\ +2012( |$) ]]
	[[ ${lines[2]} =~ May\ 2013\ +July\ 2013 ]]
	[[ ${lines[3]} =~ 3\ February\ 2014\ +3\ February\ 2014 ]]
	[[ ${lines[4]} =~ February\ 2015\ +- ]]
	run -0 hj list --lang ko
	[[ $output == *"2013년 5월"*"2013년 7월"* && $output != *"1월 1일"* ]]
	[ "$(hj list --json | json 'd["data"][0]["earliest"] + " " + d["data"][0]["latest"]')" = "2012-01-01 2012-12-31" ]
}

# ---- what a person may write ----

# A value of a field, from JSON: field CASE PATH
field() { hj show "$1" --json | json "[f['value'] for f in d['data']['fields'] if f['path'] == '$2'][0]"; }

# A case file with one arrest: arrest DATE [OPTION ...]
arrest() {
	local date=$1
	shift
	hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'event[+e].type=arrest' \
	    'event[+e].who=+p' "event[+e].date=$date" "$@" <<<"Seo Ga Ram"
}

@test "a date is read as people say it, and what was understood is said" {
	run -0 arrest "about July 2012"
	[[ $output == *"event[+e].date is read as: about July 2012"* ]]
	id=${lines[-1]}
	[ "$(field "$id" event.date)" = "2012-07~" ]
	run -0 hj update "$id" 'event.date=2012년 3월과 5월 사이'
	[[ $output == *"some time from March 2012 to May 2012"* ]]
	[ "$(field "$id" event.date)" = "[2012-03..2012-05]" ]
	run -0 hj update "$id" 'event.date=early May 2013'
	[[ $output == *"read as: May 2013"*"not kept in the date"* ]]
	run -0 hj --lang ko update "$id" 'event.date=주체101(2012)년 7월 중순'
	[[ $output == *"이렇게 이해했습니다: 2012년 7월 11일경에서 2012년 7월 20일경 사이"*"주체 연도는 1912년을"* ]]
}

@test "what is EDTF already stays as it was typed, and nothing is said" {
	run -0 --separate-stderr arrest "2012-07~"
	[[ $stderr != *"read as"* ]]
	id=$output
	run -0 --separate-stderr hj update "$id" 'event.date=?2012-07'
	[ -z "$stderr" ]
	[ "$(field "$id" event.date)" = "?2012-07" ]
}

@test "a date that can be read both ways is refused, unless the order is declared" {
	run -3 arrest "03/07/2012"
	[[ $output == *"event[+e].date"*"both ways"*"--dates"* && $output != *03/07* ]]
	run -0 arrest "03/07/2012" --dates dmy
	[[ $output == *"read as: 3 July 2012"*"in the declared order"* ]]
	run -0 arrest "03/07/2012" --dates mdy
	[[ $output == *"read as: 7 March 2012"* ]]
	run -3 arrest "03/28/2012" --dates dmy
	run -2 arrest "03/07/2012" --dates dym
	run -0 arrest "28/03/2012"
	[[ $output == *"read as: 28 March 2012"*"only one order"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 3 ]
}

@test "what nobody can know from the words is asked, in both languages" {
	run -3 arrest "작년 여름"
	[[ $output == *"depend on the day on which they were said"* ]]
	run -3 hj --lang ko add 'person[+p].birth[+b].date=12년 7월'
	[[ $output == *"어느 세기입니까?"* ]]
	run -3 hj --lang ko add 'person[+p].birth[+b].date=2013년 2월 30일'
	[[ $output == *"28일까지만 있습니다"* ]]
	run -3 arrest "12월 3일"
	[[ $output == *"of which year?"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 0 ]
}

@test "days that stand for months are declared, and said" {
	run -0 arrest "1973-09-01" --monthly
	[[ $output == *"read as: September 1973"*"as declared"* ]]
	[ "$(field "${lines[-1]}" event.date)" = "1973-09" ]
}

@test "a file of fields declares its order too" {
	printf '%s\n' 'person[+p].name.full=Seo Ga Ram' 'person[+p].role=victim' \
	    'person[+p].birth[+b].date=03.07.1975' >"$BATS_TEST_TMPDIR/f"
	run -3 hj add -f "$BATS_TEST_TMPDIR/f"
	[[ $output == *"line 3"*"both ways"* ]]
	run -0 hj add -f "$BATS_TEST_TMPDIR/f" --dates dmy
	[[ $output == *"3 July 1975"* ]]
}

@test "a lunar date is flagged, not converted, and replaced only by a named calendar" {
	id=$(add_case "Seo Ga Ram" 'person[+p].birth[+b].date=음력 1975년 3월 5일')
	[ "$(field "$id" person.birth.date)" = "1975-03-05" ]
	[ "$(field "$id" person.birth.date.cal)" = "lunar" ]
	run -3 hj update "$id" 'person.birth.date=1975-03-06'
	[[ $output == *"lunar calendar"*"'solar'"* ]]
	run -0 hj update "$id" 'person.birth.date=lunar 1975-03-06'
	[ "$(field "$id" person.birth.date.cal)" = "lunar" ]
	run -0 hj update "$id" 'person.birth.date=양력 1975년 4월 16일'
	run -0 hj show "$id"
	[[ $output == *": 16 April 1975"* && $output != *unar* ]]
	run -3 hj update "$id" 'person.birth.date=음력 1975년 윤4월 3일'
	[[ $output == *"leap month"* ]]
}

@test "the list gives a lunar date the months it can lie in, and no day" {
	arrest "음력 2012년 5월 5일" >/dev/null
	run -0 hj list
	[[ ${lines[1]} =~ May\ 2012\ +July\ 2012 && ${lines[1]} != *"5 May"* ]]
}

@test "Korean age and full years are told apart, or asked" {
	run -0 hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'person[+p].age[+g].n=세는나이 36' <<<"Seo Ga Ram"
	[[ $output == *"read as: 36, Korean age"* ]]
	id=${lines[-1]}
	[ "$(field "$id" person.age.n)" = 36 ]
	[ "$(field "$id" person.age.type)" = korean ]
	run -0 hj show "$id"
	[[ $output == *"Korean age (counted from one at birth)"* ]]
	run -3 hj update "$id" 'person.age.n=35세'
	[[ $output == *"full years or Korean age?"* ]]
	run -0 hj update "$id" 'person.age.n=만 35세'
	[ "$(field "$id" person.age.type)" = international ]
	run -0 hj --lang ko show "$id"
	[[ $output == *"만 나이"* ]]
}

@test "the dates of a consent are read in words too" {
	id=$(add_case "Seo Ga Ram")
	run -0 hj consent "$id" --scope stats --status given --date "28 May 2013" --until "end of 2030" --yes
	[[ $output == *"--date is read as: 28 May 2013"*"--until is read as: 2030"*"not kept"* ]]
	run -0 hj consent "$id"
	[[ $output == *"28 May 2013"*2030* ]]
}

# ---- at the terminal ----

# Questions before the first about a date are skipped.
skip_to_date() { # PASSPHRASE-PROMPT
	script=$BATS_TEST_TMPDIR/script
	printf 'expect %s\ntype %s\n' "$1" "$PHRASE" >"$script"
	for _ in 1 2 3 4 5 6; do printf 'expect > \ntype \n'; done >>"$script"
	cat >>"$script"
}

@test "a question about a date shows how, asks what is not clear and reads back before it keeps" {
	export TERM=dumb
	skip_to_date Passphrase: <<-'S'
		expect last seen or heard
		expect a day, a month or a year:  28 May 2013
		expect about May 2013
		expect between March and May 2013
		expect > 
		type 03/07/2012
		expect read both ways
		expect > 
		type last summer
		expect which year, which day?
		expect > 
		type about July 2012
		expect read as: about July 2012
		expect Is that so?
		expect yes or no?
		type no
		expect > 
		type 2012-07
		expect read as: July 2012
		expect In which country
		expect > 
		type <
		expect Now: July 2012
		expect > 
		type between March and May 2012
		expect read as: some time from March 2012 to May 2012
		expect yes or no?
		type yes
		expect In which country
		expect > 
		send \x03
		expect kept
	S
	run -130 on_terminal "$script" -- "$HANJI" add
	[[ $output != *"about July 2012  (Enter"* ]]
}

@test "the same in Korean, with a lunar birthday and a Korean age" {
	export TERM=dumb
	skip_to_date 암호 <<-'S'
		expect 날짜, 월만, 연도만:  2013년 5월 28일
		expect 2013년 5월경
		expect > 
		type 12.7
		expect 몇 년입니까?
		expect > 
		type 2012년 7월 말쯤
		expect 이렇게 이해했습니다: 2012년 7월경
		expect 날짜에 남지 않습니다
		expect 맞습니까?
		type 예
		expect 어느 나라
		expect > 
		type 
		expect > 
		type 
		expect > 
		type 
		expect > 
		type 
	S
	for _ in 1 2 3; do printf 'expect > \ntype \n'; done >>"$script"
	cat >>"$script" <<-'S'
		expect 성(한글)
		expect > 
		type 서
		expect 이름(한글)
		expect > 
		type 가람
		expect > 
		type 
		expect > 
		type 
		expect 성별
		expect > 
		type 
		expect 생년월일
		expect > 
		type ?
		expect 음력 1975년 3월 5일
		expect > 
		type 음력 1975년 3월 5일
		expect 이렇게 이해했습니다: 음력 1975년 3월 5일
		expect 맞습니까?
		type 예
		expect > 
		type <
		expect 음력 1975년 3월 5일
		expect > 
		type -
		expect 나이
		expect > 
		type 세는나이 36
		expect 이렇게 이해했습니다: 36, 세는나이
		expect 맞습니까?
		type 예
		expect 나이를 어떻게
		expect 세는나이
		expect > 
		send \x03
	S
	run on_terminal "$script" -- "$HANJI" --lang ko add
	echo "$output"
	[ "$status" -eq 130 ]
}
