#!/usr/bin/env bats
# Goal: a journey is read as far as it is known, with what is uncertain said as
# uncertain and nothing made up.  Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export TERM=dumb
	id=$(hj add 'person[+p].name.full=Seo Ga Ram' 'person[+p].role=victim' \
	    'source[+s].kind=press' 'source[+s].conf=public' 'source[+s].title=Paper One' \
	    'source[+t].kind=press' 'source[+t].conf=public' 'source[+t].title=Paper Two' \
	    'group[+g].label=Party of November' 'group.count[+c].min=13' 'group.member[+m].person=+p' \
	    'event[+a].type=arrest' 'event[+a].who[+w]=+g' 'event[+a].date=2013-11' 'event[+a].state=CN' 'event[+a].src=+s' \
	    'event[+b].type=arrest' 'event[+b].who[+x]=+g' 'event[+b].date=2013-11-15' 'event[+b].state=CN' 'event[+b].src=+t' \
	    'event[+d].type=death' 'event[+d].who[+y]=+p' \
	    'detention[+h].type=cn-kanshousuo' 'detention.who=+p' 'detention.date=2013-11' 'detention.end.how=repat' \
	    'repatriation[+r].who=+p' 'repatriation.from=CN' 'repatriation.to=KP' 2>made)
	person=$(sed -nE 's/^\+p = person\[(.*)\]$/\1/p' made)
}

stages() { hj show "$id" --timeline --json | json '['"$1"' for s in d["data"]["timeline"][0]["stages"]]'; }

@test "stages stand in their order, each with its days in words and who says so" {
	run -0 hj show "$id" --timeline --person "$person"
	[[ ${lines[0]} == "Seo Ga Ram [$person]" ]]
	[[ ${lines[2]} == *"15 November 2013  "*"Arrest abroad, China; as one of: Party of November; account "*" of 2, they contradict each other (Paper Two)"* ||
	    ${lines[3]} == *"15 November 2013  "*"(Paper Two)"* ]]
	[[ ${lines[4]} == *"since November 2013, end not known"*"Chinese detention house"*"how it ended: Forcibly repatriated"* ]]
	[[ ${lines[5]} == *"date not known, after the detention before it"*"repatriated, China, "* ]]
	[[ ${lines[6]} == *"date not known"*Death* ]]
	[[ $output == *"The bars reach from 2013-11-01 to 2013-11-30"* ]]
}

@test "accounts of one thing stand side by side, and the preferred one first" {
	[ "$(stages 's["account"]')" = "[1, 1, None, None, None]" ]
	event=$(sed -nE 's/^\+a = event\[(.*)\]$/\1/p' made)
	hj update "$id" "event[$event].pref=yes"
	[ "$(stages 's["id"]' | cut -c3-8)" = "$event" ]
	[ "$(stages 's["preferred"]')" = "[True, False, False, False, False]" ]
}

@test "for programs each date has its first and last day, and what is not known is null" {
	run -0 stages '(s["kind"], s["begin"]["date"], s["begin"]["earliest"], s["placed"])'
	[[ $output == *"('detention', '2013-11', '2013-11-01', True), ('repatriation', None, None, True), ('event', None, None, False)"* ]]
}

@test "those of a group without a name have what happened to the group" {
	run -0 hj show "$id" --timeline
	[[ $output == *"Party of November ["*"Arrest abroad"* ]]
	[ "$(hj show "$id" --timeline --json | json '[t["element"] for t in d["data"]["timeline"]]')" = "['person', 'group']" ]
	# Nothing that happened to the one is told of the others.
	[ "$(hj show "$id" --timeline --json | json 'len(d["data"]["timeline"][1]["stages"])')" -eq 2 ]
}

@test "in Korean it is Korean" {
	run -0 hj show "$id" --timeline --lang ko
	[[ $output == *"2013년 11월 15일"*"해외 체포, 중국"* ]]
	[[ $output == *"2013년 11월부터, 끝은 알 수 없음"*"중국 간수소"*"종료: 강제송환"* ]]
	[[ $output == *"날짜 모름"*"사망"* ]]
	[[ $output != *"as one of"* && $output != *"account"* ]]
}

@test "what is secret is not in it unasked" {
	hj update "$id" detention.conf=secret
	[[ $(stages 's["kind"]') != *detention* ]]
	run -0 hj show "$id" --timeline --reveal
	[[ $output == *"Chinese detention house"* ]]
}

@test "who was split off goes on in their own case file" {
	own=$(hj split "$id" "$person" 2>/dev/null)
	run -0 hj show "$id" --timeline --person "$person"
	[[ $output == *"It goes on in the case file of their own"* && $output != *"detention house"* ]]
	run -0 hj show "$own" --timeline
	[[ $output == *"Arrest abroad"*"detention house"*Death* ]]
}

@test "an end that is known to lie in a time reads as one" {
	hj update "$id" detention.end.date=2014-02/2014-04
	run -0 hj show "$id" --timeline
	[[ $output == *"since November 2013, ended in the time from February 2014 to April 2014"* ]]
	run -0 hj show "$id" --timeline --lang ko
	[[ $output == *"2013년 11월부터, 끝난 때: 2014년 2월부터 2014년 4월까지"* ]]
}

@test "a person who is not there is not found" {
	run -4 hj show "$id" --timeline --person nobody
}
