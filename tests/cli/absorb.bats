# Goal: two case files about one person become one, nothing of either is lost,
# and when that was wrong they are two again.
bats_require_minimum_version 1.5.0
load help

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }

setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	one=$(add_case '한보기' title=first 'person.birth.date=1987' \
	    'detention[+d].who=+p' 'detention[+d].facility=cn-tumen' \
	    'source[+s].kind=family')
	two=$(add_case 'Jin Baoji' title=second 'person.birth.date=1988' \
	    'detention[+d].who=+p' 'detention[+d].facility=cn-dandong' \
	    'consent[+c].subject=+p' 'consent[+c].status=given' \
	    'consent[+c].scope=store')
}

field() { hj show "$1" --fields --json --reveal | json "[r['value'] for r in d['data']['fields'] if r['path'] == '$2'][0]"; }

@test "the first takes in all of the second, with the accounts of both" {
	run --separate-stderr -0 hj merge "$one" "$two" --json
	[ "$(json 'd["data"]["stored"], len(d["data"]["persons"])' <<<"$output")" = "True 1" ]
	run -0 hj show "$one" --reveal
	[[ $output == *"한보기"* && $output == *"Jin Baoji"* ]]
	[[ $output == *"Tumen"* && $output == *"Dandong"* ]]
	[[ $(hj list --json) == *'"merged"'* ]]
	run -0 hj audit verify --deep
}

@test "the rest says where everything is, and finds nobody twice" {
	hj merge "$one" "$two"
	run -0 hj show "$two"
	[[ $output == *"${one:0:4}"* && $output == *"Merged into"* && $output != *"not show this one"* ]]
	run -0 hj show "$one"
	[[ $output == *"${two:0:4}"* && $output != *"not show this one"* ]]
	run -0 hj find 'Jin Baoji' --json
	[ "$(json 'len({r["id"] for r in d["data"]})' <<<"$output")" -eq 1 ]
	[ "$(json '{r["id"] for r in d["data"]}.pop()' <<<"$output")" = "$one" ]
	run -0 --separate-stderr hj duplicates --json
	[ "$(json 'len(d["data"]["pairs"])' <<<"$output")" -eq 0 ]
}

@test "who writes into the rest is told where everything else is" {
	hj merge "$one" "$two"
	run -0 hj update "$two" tag+=late
	[[ $output == *"merged"*"${one:0:4}"* ]]
	run -0 hj update "$one" tag+=late
	[[ $output != *"does this belong there"* ]]
}

@test "unmerge brings both back as they were" {
	hj export --scope own -o before.xml
	hj merge "$one" "$two"
	hj unmerge "$one"
	hj export --scope own -o after.xml
	diff <(grep '^<case' before.xml | sort) <(grep '^<case' after.xml | sort)
	run -0 hj audit verify --deep
	run -0 hj history "$two"
	[[ $output == *"3"* ]]
}

@test "a consent that was withdrawn meanwhile is not given again" {
	hj merge "$one" "$two"
	hj update "$one" consent.status=withdrawn 'note[+n].text=seen again'
	hj unmerge "$one" "$two"
	[ "$(field "$two" consent.status)" = withdrawn ]
	run ! field "$one" consent.status
	[ "$(field "$one" note.text)" = 'seen again' ]
}

@test "attachments go along, and open in both after parting" {
	printf 'a letter' >letter.txt
	e=$(hj attach "$two" letter.txt 2>/dev/null)
	run --separate-stderr -0 hj merge "$one" "$two" --json
	[ "$(json 'd["data"]["attachments"]' <<<"$output")" -eq 1 ]
	hj extract "$one" "$e" -o got.txt
	[ "$(cat got.txt)" = 'a letter' ]
	hj unmerge "$one"
	hj extract "$two" "$e" -o again.txt
	[ "$(cat again.txt)" = 'a letter' ]
	run -0 hj check
}

@test "links of other case files follow, and go back" {
	aunt=$(add_case '한별님')
	hj link "$aunt" "$two" family --relation sibling --yes
	run --separate-stderr -0 hj merge "$one" "$two" --json
	[ "$(json 'd["data"]["linked"]' <<<"$output")" -eq 1 ]
	run -0 hj show "$aunt"
	[[ $output == *"$one"* && $output != *"$two"* ]]
	run -0 hj show "$one"
	[[ $output == *"${aunt:0:4}"* ]]
	hj unmerge "$one"
	run -0 hj show "$aunt"
	[[ $output == *"$two"* && $output != *"$one"* ]]
}

@test "--dry-run says what would happen, and stores nothing" {
	before=$(hj history "$one")
	run -0 hj merge "$one" "$two" --dry-run
	[[ $output == *"one person"*"한보기"*"Jin Baoji"*"nothing was stored"* ]]
	[ "$(hj history "$one")" = "$before" ]
	hj merge "$one" "$two"
	run -0 hj unmerge "$one" --dry-run
	[[ $output == *"nothing was stored"* ]]
	[[ $(hj list --json) == *'"merged"'* ]]
}

@test "who it is has to be said where several may be meant" {
	hj update "$two" 'person[+q].name.full=Pak Ha Neul' 'person[+q].role=victim'
	run -4 hj merge "$one" "$two"
	[[ $output == *"${two:0:4}"* ]]
	run -4 hj merge "$one" "$two" --person Nobody --other Pak
	run -2 hj merge "$one" "$two" --apart --other Pak
	hj merge "$one" "$two" --other Baoji
	[ "$(hj show "$one" --json --fields | json "len({r['path'].split(']')[0] for r in d['data']['fields'] if r['path'].startswith('person[')})")" -eq 2 ]
}

@test "what cannot be merged or parted is refused with the reason" {
	run -3 hj merge "$one" "$one"
	run -4 hj unmerge "$one"
	[[ $output == *"no case file was merged"* ]]
	follow=$(hj followup "$one" 2>/dev/null | tail -1)
	run -8 hj merge "$two" "$follow" --apart
	[[ $output == *"follow-up"* ]]
	hj merge "$one" "$two"
	run -8 hj merge "$one" "$two" --apart
	[[ $output == *"merged into another"* ]]
	run -4 hj unmerge "$two" "$one"
	[[ $output == *"first the one that took in"* ]]
}

@test "in Korean" {
	run -0 hj --lang ko 병합 "$one" "$two" --dry-run
	[[ $output == *"같은 사람"* && $output == *"저장하지 않았습니다"* ]]
	hj 병합 "$one" "$two"
	run -0 hj --lang ko 병합취소 "$one"
}
