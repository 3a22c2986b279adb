#!/usr/bin/env bats
# Goal: where sources contradict each other, both accounts stand there with
# their sources, and nobody reads a certainty that there is not (record.md 1,
# 7, 11, 12).  The two disputes are those of tests/fixtures/disputes.xml; every
# other person is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state
	HANJI_VAULT=$BATS_FILE_TMPDIR/vault hj import "$HERE/../fixtures/disputes.xml" 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# origins CASE PATH: independent origins of the account at that path
origins() {
	hj show "$1" --json | json '[a["origins"] for g in d["data"]["accounts"] for a in g["accounts"] if a["path"]=="'"$2"'"][0]'
}

@test "the nine of Laos: both accounts of ages, arrest and handing over, with their sources" {
	run -0 hj show 1a0s
	[[ $output == *"ages: two accounts that contradict each other"* ]]
	[[ $output == *"Press account: ages 15 to 23"* && $output == *"Press account: ages 14 to 18"* ]]
	[[ $output == *"event: two accounts that contradict each other"*"South Korean embassy"*"caught on the way"* ]]
	[[ $output == *"repatriation: two accounts"*"flown to Pyongyang through China"*"handed over to the DPRK embassy"* ]]
}

@test "the nine of Laos: the status is disputed, with who says what" {
	run -0 hj show 1a0s
	[[ $output == *"[gn1ne1]: disputed"* ]]
	[[ $output == *"Repatriated, whereabouts unknown (repat-unk), as of 28 May 2013"*"through China"* ]]
	[[ $output == *"Died (dead), no date"*"Newspapers, as the statement cites them"* ]]
	run -0 hj show 1a0s --json
	[ "$(json 'd["data"]["status"][0]["status"]' <<<"$output")" = disputed ]
	[ "$(json 'd["data"]["status"][0]["reason"]' <<<"$output")" = hearsay ]
	# Taken in Laos is over; seen on television contradicts nothing.
	[ "$(json 'sorted(a["path"] for a in d["data"]["status"][0]["accounts"] if a["standing"])' <<<"$output")" = \
	    "['event[edead1]', 'repatriation[rf1wn1]', 'repatriation[rhand1]']" ]
}

@test "Kunming 2013: 13 rest on one known origin, 15 on two" {
	[ "$(origins knmg-2013 'group[gknm01].count[cknm13]')" = 1 ]
	[ "$(origins knmg-2013 'group[gknm01].count[cknm15]')" = 2 ]
	run -0 hj show knmg-2013
	[[ $output == *"count: two accounts that contradict each other"* ]]
	[[ $output == *"(2 independent origins)"* ]]
	[[ $output == *"[gknm01]: disputed"*"Detained abroad"*"Moved to Dandong"*"Repatriated"* ]]
}

@test "a second report of the same agency changes no number" {
	hj update knmg-2013 'source[+s].kind=press' 'source[+s].based-on[+b]=sy0nhp' \
	    'group[gknm01].count[cknm13].src+=+s' 2>/dev/null
	[ "$(origins knmg-2013 'group[gknm01].count[cknm13]')" = 1 ]
	hj update knmg-2013 'source[+s].kind=press' 'group[gknm01].count[cknm13].src+=+s' 2>/dev/null
	[ "$(origins knmg-2013 'group[gknm01].count[cknm13]')" = 2 ]
}

@test "Kunming 2013 and August 2024 are two" {
	run -0 hj show knmg-2024
	[[ $output != *2013-11* && $output != *disputed* && $output != *contradict* ]]
	[[ $output == *"[gavg01]: Detained abroad (det-abroad), as of 21 August 2024"* ]]
	run -0 hj show knmg-2013
	[[ $output != *2024-08* ]]
}

@test "list and find show the derived status, disputed as its own word" {
	run -0 hj list
	[[ $output == *"last known"* ]]
	[ "$(grep -c ' disputed ' <<<"$output")" = 2 ]
	[ "$(grep -c ' det-abroad ' <<<"$output")" = 1 ]
	run -0 hj --lang ko list
	[[ $output == *"최종 상태"* && $output == *"진술 엇갈림"* && $output == *"해외 구금 중"* ]]
	run -0 hj find kunming --json
	[ "$(json 'sorted(c["last_status"] for c in d["data"])' <<<"$output")" = "['det-abroad', 'disputed']" ]
}

@test "the same in Korean" {
	run -0 hj --lang ko 보기 1a0s
	[[ $output == *"마지막으로 알려진 상태"* && $output == *"진술 엇갈림"* ]]
	[[ $output == *"나이범위: 서로 어긋나는 진술 2개"* ]]
	[[ $output == *"사망 (dead), 날짜 없음"*"언론 보도 (media)"*"원출처 1곳"* ]]
	[[ $output == *"송환 후 행방불명 (repat-unk), 기준일 2013년 5월 28일"* ]]
}

@test "a translation stands below its original, and whether it was checked" {
	run -0 hj show 1a0s
	[[ $output == *"  narrative [tarst1]"*$'\n'*"      narrative [tarst2]"*"(translation, not checked)"* ]]
	hj update 1a0s 'event[earst1].narrative[tarst2].checked=Min' 2>/dev/null
	run -0 hj show 1a0s
	[[ $output == *"(translation, checked)"* ]]
}

@test "the preferred account comes first, and its mark decides the status" {
	id=$(add_case "Seo Ga Ram" 'source[+a].title=one' 'source[+b].title=two' \
	    'person[+p].status[+s].code=released' 'person[+p].status[+s].date=2013' \
	    'person[+p].status[+s].basis=saw' 'person[+p].status[+s].src=+a' \
	    'person[+p].status[+t].code=camp' 'person[+p].status[+t].date=2013' \
	    'person[+p].status[+t].basis=saw' 'person[+p].status[+t].src=+b')
	state() { hj show "$id" --json | json 'd["data"]["status"][0]["'"$1"'"]'; }
	[ "$(state status)" = disputed ]
	second=$(hj show "$id" --json | json 'd["data"]["accounts"][0]["accounts"][1]["path"]')
	hj update "$id" "$second.pref=yes" 2>/dev/null
	[ "$(state status) $(state reason)" = "camp preferred" ]
	[ "$(hj show "$id" --json | json 'd["data"]["accounts"][0]["accounts"][0]["path"]')" = "$second" ]
	run -0 hj show "$id"
	[[ $output == *"two accounts that contradict each other; the first is preferred"* ]]
	hj update "$id" "$second.pref-=" 2>/dev/null
	[ "$(state status)" = disputed ]
}

@test "what is derived is never in the case file" {
	hj export 1a0s --scope own -o out.xml
	[ "$(grep -c 'x:record ' out.xml)" = 1 ]
	run -1 grep -E 'disputed|standing|hearsay' out.xml
}

@test "a secret account is masked, and lists say nothing that rests on it" {
	id=$(add_case "Seo Ga Ram" 'person[+p].status[+s].code=arrived' 'person[+p].status[+s].conf=secret')
	run -0 hj show "$id"
	[[ $output == *"]: ***"* && $output != *Arrived*"as of"* ]]
	run -0 hj show "$id" --reveal
	[[ $output == *"Arrived in a safe country (arrived), no date"* ]]
	run -0 hj list --json
	[ "$(json '[c["last_status"] for c in d["data"] if c["id"]=="'"$id"'"]' <<<"$output")" = "[None]" ]
}

@test "two periods that one source tells of are two, and same-as makes them one" {
	id=$(add_case "Seo Ga Ram" 'source[+a].title=one' 'source[+b].title=two' \
	    'detention[+d].who=+p' 'detention[+d].src=+a' 'detention[+d].date=2013-05' \
	    'detention[+e].who=+p' 'detention[+e].src=+a' 'detention[+e].date=2013-09')
	groups() { hj show "$id" --json | json 'len(d["data"]["accounts"])'; }
	[ "$(groups)" = 0 ]
	ids=$(hj show "$id" --json | json '" ".join(sorted(set(f["path"].split("]")[0].split("[")[1] for f in d["data"]["fields"] if f["path"].startswith("detention["))))')
	hj update "$id" "detention[${ids%% *}].same-as=${ids##* }" 2>/dev/null
	[ "$(groups)" = 1 ]
}
