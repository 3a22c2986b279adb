#!/usr/bin/env bats
# Lists of the files that fit a question, and questions that are kept.
# Everybody is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	may=$(add_case 나비 'event[+e].who=+p' 'event[+e].type=arrest' 'event[+e].date=2013-05' 'event[+e].state=CN' assigned=tester)
	year=$(add_case 바다 'detention[+d].who=+p' 'detention[+d].date=2013' 'detention[+d].state=RU')
	none=$(add_case 구름)
}

# The ids that fit, in the order of the list, with the answer.
fits() { hj list --where "$1" --json | json '" ".join(r["match"] + ":" + r["id"] for r in d["data"])'; }

@test "a question lists the files that fit, and which only may" {
	[ "$(fits 'country=CN')" = "yes:$may" ]
	[ "$(fits 'arrested>=2013-05')" = "yes:$may maybe:$year" ]
	[ "$(fits 'arrested>=?2013-05')" = "yes:$may yes:$year" ]
	[ "$(fits 'arrested>=2013-05 and not country=CN')" = "maybe:$year" ]
	[ "$(fits 'arrested=none')" = "yes:$none" ]
	[ "$(fits 'status=detained and country=CN')" = "yes:$may" ]
	[ "$(fits 'assigned=tester or country=RU')" = "yes:$may yes:$year" ]
	run -0 hj list --where 'arrested>=2013-05'
	[[ $output == *"may be"* && $output == *나비* ]]
	run -0 hj list --where 'arrested>=2013-05' --certain
	[[ $output != *"may be"* && $output == *나비* ]]
}

@test "Korean fields, values, words and dates mean the same" {
	[ "$(fits '체포>="2013년 5월" 그리고 국가=중국')" = "yes:$may" ]
	[ "$(fits '국가=러시아 또는 국가=중국')" = "yes:$may yes:$year" ]
	[ "$(fits '아닌 담당자=없음')" = "yes:$may" ]
	run -0 hj --lang ko list --where '체포>=2013-05'
	[[ $output == *"가능성"* ]]
	run --separate-stderr hj --lang ko list --where '체포다=2013'
	[ "$status" -eq 3 ]
	[[ $stderr == *"1번째 글자"* ]]
}

@test "a wrong question says where, and lists nothing" {
	for q in 'arestd=3' 'country=' '(sex=f' 'country<CN' 'sex=f sex=m' 'arrested>03/07/2012' ''; do
		run --separate-stderr hj list --where "$q"
		[ "$status" -eq 3 ]
		[ -z "$output" ]
		[[ $stderr == *"at character "* ]]
	done
	run --separate-stderr hj list --where 'assigned=nabinabi and'
	[[ $stderr != *nabi* ]]
	run -2 hj list --where sex=f --saved x
	run -2 hj list --save x
	run -2 hj list --certain
}

@test "a question is kept under a name, sealed, asked again and dropped" {
	run -0 hj list --where 'country=RU' --save '러시아' --json
	[ "$(json 'd["data"][0]["id"]' <<<"$output")" = "$year" ]
	[ "$(hj list --saved '러시아' --json | json 'd["data"][0]["id"]')" = "$year" ]
	run -0 hj search list
	[[ $output == *러시아*country=RU* ]]
	run ! grep -rqa -e country=RU -e 러시아 "$HANJI_VAULT"
	hj list --where 'country=CN' --save '러시아' >/dev/null
	[ "$(hj list --saved '러시아' --json | json 'd["data"][0]["id"]')" = "$may" ]
	hj list --where 'sex=f' --save other --dry-run >/dev/null
	[ "$(hj search list --json | json 'len(d["data"])')" = 1 ]
	hj search drop '러시아' --dry-run
	hj 검색 목록 | grep -q 러시아
	hj search drop '러시아'
	run --separate-stderr hj list --saved '러시아'
	[ "$status" -eq 4 ]
	run -4 hj search drop '러시아'
	hj audit verify
	hj check
}

@test "a question with a name comes from standard input" {
	run -0 hj list --where - --json <<<"assigned=Tester"
	[ "$(json 'd["data"][0]["id"]' <<<"$output")" = "$may" ]
}

@test "a file whose row could not hold everything is asked itself" {
	hj update "$none" $(for i in $(seq 1 400); do printf 'tag[+t%d]=a-tag-of-some-length-%04d ' "$i" "$i"; done) >/dev/null 2>&1 ||
		hj update "$none" $(for i in $(seq 1 400); do printf 'tag+=a-tag-of-some-length-%04d ' "$i"; done) >/dev/null
	[ "$(fits 'tag=a-tag-of-some-length-0399')" = "yes:$none" ]
}

@test "a list stands in the order that is asked for, each file once" {
	order() { hj list --json "$@" | json '" ".join(r["id"] for r in d["data"])'; }
	[ "$(order --sort name)" = "$none $may $year" ]
	[ "$(order --sort -title)" = "$year $may $none" ]
	[ "$(order --sort -date)" = "$may $year $none" ]
	[ "$(order --sort 날짜,번호)" = "$year $may $none" ]
	hj update "$year" opened=2001-01-01
	[ "$(order --sort opened,id | cut -d' ' -f1)" = "$year" ]
	[ "$(order --sort -opened,id | cut -d' ' -f3)" = "$year" ]
	[ "$(order --sort name --where 'arrested>=2013-05')" = "$may $year" ]
	[ "$(order --sort name --where 'arrested>=2013-05' --certain)" = "$may" ]
	run -0 hj list --sort name --where 'arrested>=2013-05'
	[[ $output == *"may be"* ]]
	# Of a secret file the name puts it nowhere.
	hj update "$none" conf=secret
	[ "$(order --sort name)" = "$may $year $none" ]
}

@test "a field that cannot be sorted by is refused, and those there are are named" {
	run --separate-stderr hj list --sort nmae
	[ "$status" -eq 2 ]
	[ -z "$output" ]
	[[ $stderr == *"Fields to sort by: id title name last"*changed*due*"did you mean 'name'"* ]]
	run -2 hj --lang ko list --sort 국가
	[[ $output == *"번호 제목 이름 최종상태"* ]]
	run -2 hj list --sort ''
}
