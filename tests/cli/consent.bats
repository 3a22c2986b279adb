#!/usr/bin/env bats
# What a person agreed to: shown, recorded, withdrawn.  Everybody is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	id=$(add_case 김보기)
}

# What holds today for a scope.
answer() { hj consent "$id" --json | json '[r["answer"] for r in d["data"] if r["scope"] == "'"$1"'"][0]'; }

@test "without a record the answer is no, for every purpose" {
	run -0 hj consent "$id" --json
	[ "$(json 'len(d["data"])' <<<"$output")" -eq 14 ]
	[ "$(json '{r["answer"] for r in d["data"]} == {"none"}' <<<"$output")" = True ]
	run -0 hj consent "$id"
	[[ $output == *"no: nothing recorded"* && $output == *김보기* ]]
}

@test "a consent is read back in words, stored, and holds from then on" {
	run --separate-stderr -0 hj consent "$id" --scope un-public,stats --status given --method written
	[[ $output =~ ^[a-z][0-9a-z]{5}$ ]]
	[[ $stderr == *"김보기 agrees that the name may stand in public UN documents."* ]]
	[ "$(answer un-public)" = yes ]
	[ "$(answer stats)" = yes ]
	[ "$(answer public-name)" = none ]
	hj validate
}

@test "who is a victim and a client is the victim who is meant" {
	hj update "$id" 'person.role=victim client' 'person[+w].name.full=박하나' 'person[+w].role=witness'
	run -0 hj consent "$id" --json
	[ "$(json 'len({r["person"] for r in d["data"]})' <<<"$output")" -eq 1 ]
	run -0 hj consent "$id" --scope stats --status given --method written
	[[ $output == *김보기* ]]
}

@test "in Korean it is read back in Korean" {
	run --separate-stderr -0 hj consent "$id" --lang ko --scope un-public --status refused
	[[ $stderr == *"김보기는 유엔의 공개 문서에 이름이 실리는 것에 동의하지 않습니다."* ]]
	run -0 hj 동의 "$id" --lang ko
	[[ $output == *"아니요: 거부 또는 철회"* ]]
}

@test "a withdrawal of a part leaves the rest" {
	hj consent "$id" --scope un-public,stats --status given
	hj consent "$id" --scope un-public --status withdrawn --method remote
	[ "$(answer un-public)" = refused ]
	[ "$(answer stats)" = yes ]
}

@test "a withdrawal of the whole stands on the consent itself" {
	given=$(hj consent "$id" --scope un-public --status given --date 2026-01-01 2>/dev/null)
	run --separate-stderr -0 hj consent "$id" --scope un-public --status withdrawn --method written --date 2026-01-02
	[ -z "$output" ]
	[ "$(answer un-public)" = refused ]
	run -0 hj show "$id" --fields
	[[ $output == *"consent.withdrawal.how"*writing* && $output == *"2026-01-02"* ]]
	[[ $output != *"consent[$given]"* ]]
	hj validate
}

@test "withdraw takes back all that was given, or only a part of it" {
	hj consent "$id" --scope un-public,stats --status given
	hj consent "$id" --scope court,stats --status given
	run --separate-stderr -0 hj withdraw "$id" 보기 --scope un-public --reason "a call"
	[[ $output =~ ^[a-z][0-9a-z]{5}$ && $stderr == *"no longer agrees that the name may stand in public"* ]]
	[ "$(answer un-public) $(answer stats) $(answer court)" = "refused yes yes" ]
	run -0 hj history "$id" --json
	[[ $output == *"a call"* ]]
	run --separate-stderr -0 hj 철회 "$id" 보기 --lang ko
	[ -z "$output" ]
	[[ $stderr == *"김보기는 더는 "*"동의하지 않습니다."* ]]
	[ "$(answer un-public) $(answer stats) $(answer court)" = "refused refused refused" ]
	hj validate
}

@test "withdraw where nothing was given says so, and still takes a no" {
	run -4 hj withdraw "$id" 보기
	[[ $output == *"agreed to nothing"* ]]
	run -2 hj withdraw "$id"
	run -4 hj withdraw "$id" 보기 --scope un-pubic
	[[ $output == *"did you mean 'un-public'"* ]]
	hj consent "$id" --scope stats --status given
	run --separate-stderr -0 hj withdraw "$id" 보기 --dry-run
	[[ -z $output && $stderr == *"Nothing was recorded"* ]]
	[ "$(answer stats) $(answer court)" = "yes none" ]
	hj withdraw "$id" 보기 --scope court
	[ "$(answer stats) $(answer court)" = "yes refused" ]
	run -4 hj withdraw "$id" nobody
}

@test "a dry run reads back and stores nothing" {
	run --separate-stderr -0 hj consent "$id" --scope stats --status given --dry-run
	[[ -z $output && $stderr == *"agrees that it may be counted"* ]]
	[ "$(answer stats)" = none ]
}

@test "a family's consent is read back as the family's" {
	run --separate-stderr -0 hj consent "$id" --scope un-conf --status proxy --relation sibling --by - <<<"김나무"
	[[ $stderr == *"김나무 agrees for 김보기 that the UN may have it, but not the State."* ]]
	[ "$(answer un-conf)" = yes ]
}

@test "a consent for one recipient does not hold for all" {
	hj consent "$id" --scope share-ngo --status given --recipient "Invented Aid"
	[ "$(answer share-ngo)" = recipient ]
	run hj consent "$id" --scope share-ngo --status withdrawn --recipient "Invented Aid"
	[ "$status" -eq 3 ]
}

@test "a consent whose time is over does not hold" {
	hj consent "$id" --scope stats --status given --date 2020 --until 2021
	[ "$(answer stats)" = ended ]
}

@test "a wrong code or date stores nothing and says what was expected" {
	run hj consent "$id" --scope un-pubic --status given
	[ "$status" -eq 4 ]
	[[ $output == *"did you mean 'un-public'"* ]]
	run hj consent "$id" --scope stats --status given --date 2013-13
	[ "$status" -eq 3 ]
	run hj consent "$id" --status given
	[ "$status" -eq 2 ]
	[ "$(hj history "$id" --json | json 'len(d["data"])')" -eq 1 ]
}

@test "with several persons it asks which, and takes an id or a name" {
	two=$(hj add 'person[+a].name.full=Kim Bogi' 'person[+a].role=victim' \
	    'person[+b].name.full=Pak Yeoul' 'person[+b].role=victim' 2>/dev/null)
	run hj consent "$two" --scope stats --status given
	[ "$status" -eq 4 ]
	run --separate-stderr -0 hj consent "$two" yeoul --scope stats --status given
	[[ $stderr == *"Pak Yeoul agrees"* ]]
	run -0 hj consent "$two" bogi --json
	[ "$(json '{r["answer"] for r in d["data"]} == {"none"}' <<<"$output")" = True ]
}

@test "on a terminal it shows, asks, reads back and records" {
	cat >"$BATS_TEST_TMPDIR/script" <<-S
		expect Passphrase:
		type $PHRASE
		expect no: nothing recorded
		expect Record what somebody said, now?
		expect yes or no?
		type yes
		expect What does the person say?
		expect > 
		type giv
		expect To what?
		expect > 
		send un-p\\t
		expect un-public
		type 
		expect who is it to them
		expect > 
		type self
		expect Name of the one
		expect > 
		type 
		expect How was it said
		expect > 
		type written
		expect On which day
		expect > 
		type 
		expect Until when
		expect > 
		type 2090
		expect Only to whom
		expect > 
		type 
		expect language
		expect > 
		type ko
		expect agrees that the name may stand in public UN documents
		expect only until: 2090
		expect yes or no?
		type yes
	S
	run on_terminal "$BATS_TEST_TMPDIR/script" -- "$HANJI" consent "$id"
	[ "$status" -eq 0 ]
	[ "$(answer un-public)" = yes ]
}
