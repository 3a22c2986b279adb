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
