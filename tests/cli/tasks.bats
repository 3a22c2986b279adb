#!/usr/bin/env bats
# What is to be done, what is due, what was given.  Everybody is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	id=$(add_case 나비)
	follow=$(hj add kind=followup 'person[+p].name.full=-' 'person[+p].role=client' <<<"Na Bi" 2>/dev/null)
}

# How many revisions a case has.
revisions() { hj history "$1" --json | json 'len(d["data"])'; }
item() { hj due --all --json | json "[i for i in d['data']['items'] if i['id'] == '$1'][0]$2"; }

@test "a task is stored in any case, read back, and listed with what is due" {
	run --separate-stderr -0 hj task "$id" "ask for the mandate" --due 2026-11 --priority high
	[[ $output =~ ^[a-z][0-9a-z]{5}$ ]]
	[[ $stderr == *"November 2026"* && $stderr == *tester* ]]
	task=$output
	[ "$(item "$task" '["owner"]')" = tester ]
	[ "$(item "$task" '["earliest"]')" = 2026-11-01 ]
	[ "$(item "$task" '["latest"]')" = 2026-11-30 ]
	run -0 hj 할일 "$id"
	[[ $output == *"$task"*"ask for the mandate"* ]]
	hj validate
}

@test "dates are read as people write them, and said back" {
	run --separate-stderr -0 hj task "$id" x --due "early May 2027"
	[[ $stderr == *"read as"*"May 2027"* ]]
	[ "$(item "$output" '["when"]')" = 2027-05 ]
	run --separate-stderr -0 hj done "$output" --date "2027년 5월 3일"
	[ "$(hj task "$id" --json | json 'd["data"][0]["done"]')" = 2027-05-03 ]
	run hj task "$id" x --due 03/07/2027
	[ "$status" -eq 3 ]
}

@test "the text of a task stays out of the arguments" {
	run --separate-stderr -0 hj task "$id" - <<<"call the lawyer"
	[ "$(item "$output" '["text"]')" = "call the lawyer" ]
	[ "$(item "$output" '["state"]')" = undated ]
}

@test "a task on the last of a month comes again on the last of each" {
	task=$(hj task "$follow" "send the report" --due 2027-01-31 --every 1m 2>/dev/null)
	for day in 2027-02-28 2027-03-31 2027-04-30; do
		run --separate-stderr -0 hj done "$task" --date 2027-01-30 --json
		[ "$(json 'd["data"]["due"]' <<<"$output")" = "$day" ]
		task=$(json 'd["data"]["next"]' <<<"$output")
	done
	[ "$(hj task "$follow" --json | json '[t["status"] for t in d["data"]]')" = "['done', 'done', 'done', 'todo']" ]
	hj validate
}

@test "what was missed comes back once, and the last time not at all" {
	task=$(hj task "$follow" "weekly call" --due 2026-11-02 --every 1w 2>/dev/null)
	run --separate-stderr -0 hj done "${task:0:4}" "she is well" --date 2026-11-25
	[[ $stderr == *"30 November 2026"* ]]
	[ "$(item "$output" '["when"]')" = 2026-11-30 ]
	run --separate-stderr -0 hj done "$output" --last --yes
	[ -z "$output" ]
	[ "$(hj due --all --json | json 'len(d["data"]["items"])')" = 0 ]
}

@test "counted from the day it was done" {
	task=$(hj task "$follow" "ask about the lease" --after 10d 2>/dev/null)
	run --separate-stderr -0 hj done "$task" --date 2028-02-20 --json
	[ "$(json 'd["data"]["due"]' <<<"$output")" = 2028-03-01 ]
}

@test "a rule without sense is refused, and nothing is stored" {
	run hj task "$follow" "x" --every 1w
	[ "$status" -eq 3 ]
	run hj task "$follow" "x" --due 2026-11 --every 1w
	[ "$status" -eq 3 ]
	run hj task "$follow" "x" --due 2026-11-01 --every often
	[ "$status" -eq 3 ]
	run hj task "$follow" "x" --due 2026-13-01
	[ "$status" -eq 3 ]
	run hj task "$follow" "x" --every 1w --after 1w
	[ "$status" -eq 2 ]
	[ "$(revisions "$follow")" -eq 1 ]
}

@test "a dry run says when it would come again and stores nothing" {
	hj task "$follow" "x" --due 2026-11-01 --dry-run
	[ "$(revisions "$follow")" -eq 1 ]
	task=$(hj task "$follow" "x" --due 2026-11-01 --every 1y 2>/dev/null)
	run --separate-stderr -0 hj done "$task" --dry-run
	[[ -z $output && $stderr == *"1 November 2027"* ]]
	[ "$(revisions "$follow")" -eq 2 ]
}

@test "a task that is done or unknown is not found, two that begin alike are listed" {
	task=$(hj task "$follow" "x" 2>/dev/null)
	hj done "$task"
	run hj done "$task"
	[ "$status" -eq 4 ]
	run hj done zzzzzz
	[ "$status" -eq 4 ]
	run hj done
	[ "$status" -eq 2 ]
	for _ in {1..40}; do
		echo "task[+t$((++n))].text=x"
	done >"$BATS_TEST_TMPDIR/many"
	hj update "$follow" -f "$BATS_TEST_TMPDIR/many" 2>/dev/null
	run hj done "$(hj task "$follow" --json | json 'max("abcdefghjkmnpqrstvwxyz", key=lambda c: sum(t["id"][0] == c for t in d["data"]))')"
	[ "$status" -eq 4 ]
	[[ $output == *"give more of its id"* ]]
}

@test "the list of what is due says what is late, and how old the backup is" {
	hj task "$id" "late" --due 2020-02-30 2>/dev/null && false
	hj task "$id" "late" --due 2020-02-28 2>/dev/null
	hj task "$id" "far" --due 2090 2>/dev/null
	run --separate-stderr -0 hj due
	[[ $output == *"28 February 2020"*"days late"*late* && $output != *far* ]]
	[[ $output == *"last verified backup: none yet"* ]]
	hj backup "$BATS_TEST_TMPDIR/b.tar" >/dev/null
	run -0 hj due --all
	[[ $output == *2090*far* && $output == *"last verified backup: today"* ]]
	run -0 hj status
	[[ $output =~ late:\ +1 ]]
	run -0 hj due --owner nobody --json
	[ "$(json 'len(d["data"]["items"])' <<<"$output")" = 0 ]
}

@test "more tasks than a row of the catalogue holds are all due" {
	for n in {1..400}; do echo "task[+t$n].due=2020-01-01"; done >"$BATS_TEST_TMPDIR/many"
	split -l 60 "$BATS_TEST_TMPDIR/many" "$BATS_TEST_TMPDIR/part"
	for part in "$BATS_TEST_TMPDIR"/part*; do hj update "$follow" -f "$part" 2>/dev/null; done
	[ "$(hj due --json | json 'd["data"]["late"]')" -eq 400 ]
	[ "$(hj status --json | json 'd["data"]["late"]')" -eq 400 ]
	last=$(hj task "$follow" --json | json 'd["data"][-1]["id"]')
	hj done "$last" --yes
	[ "$(hj due --json | json 'd["data"]["late"]')" -eq 399 ]
}

@test "the clock of the working group has two ends when the month alone is known" {
	month=$(date +%Y-%m)
	hj update "$id" 'event[+e].type=disappear' "event[+e].date=$month" 'event[+e].who?=unknown' 2>/dev/null
	run -0 hj due
	[[ $output == *"at the earliest"*"at the latest"*"urgent until"*WGEID* ]]
	run -0 hj due --json
	[ "$(json 'd["data"]["items"][0]["kind"]' <<<"$output")" = clock ]
	[ "$(json 'd["data"]["items"][0]["id"]' <<<"$output")" = wgeid-urg ]
	python3 - "$month" "$(json 'd["data"]["items"][0]["earliest"]' <<<"$output")" <<-'P'
		import sys
		y, m = map(int, sys.argv[1].split("-"))
		assert sys.argv[2] == "%04d-%02d-01" % (y + (m + 2) // 12, (m + 2) % 12 + 1)
	P
	# Nobody needs to be told of what is over.
	hj update "$id" 'event.date=2001-01' 2>/dev/null
	[ "$(hj due --all --json | json 'len(d["data"]["items"])')" = 0 ]
}

@test "a consent that ends is due until a newer one is recorded" {
	hj consent "$id" --scope store,stats --status given --date 2020 --until 2021 2>/dev/null
	run -0 hj due
	[[ $output == *2021*"consent ends"*"Keep in our own records; Use in statistics"* ]]
	hj consent "$id" --scope store,stats --status refused 2>/dev/null
	[ "$(hj due --json | json 'len(d["data"]["items"])')" = 0 ]
}

@test "of a secret file only the day is shown, and no file is opened for it" {
	secret=$(add_case 김비밀 conf=secret)
	hj task "$secret" "hidden words" --due 2020-01-01 2>/dev/null
	before=$(hj audit log --json | json 'len(d["data"])')
	run -0 hj due
	[[ $output == *"1 January 2020"* && $output != *hidden* && $output != *김비밀* ]]
	[ "$(hj audit log --json | json 'len(d["data"])')" = "$before" ]
}

@test "needs, services and referrals stand in a follow-up alone" {
	for noun in need service refer; do
		run hj "$noun" "$id"
		[ "$status" -eq 3 ]
		[[ $output == *followup* ]]
	done
	run hj update "$id" 'need[+n].type=housing'
	[ "$status" -eq 3 ]
	[[ $output == *"hanji followup"* ]]
	hj need "$follow" housing "text=near the school" priority=high
	run -0 hj need "$follow"
	[[ $output == *Housing*"Within 3 days"*Open*"Na Bi"*"near the school"* ]]
	hj validate
}

@test "amounts add up exactly, each currency by itself" {
	hj service "$follow" cash amount=300,000 currency=KRW
	hj service "$follow" 현금 금액=1,050,000 통화=KRW
	hj service "$follow" cash amount=0.1 currency=USD
	hj service "$follow" cash amount=0.2 currency=USD
	hj service "$follow" cash amount=5000 currency=KRW status=cancelled
	hj service "$follow" tuition amount=700000 currency=KRW status=planned
	run -0 hj service "$follow"
	[[ $output == *"given so far: 1,350,000 KRW"* && $output == *"planned besides: 700,000 KRW"* ]]
	[[ $output == *"given so far: 0.3 USD"* ]]
	run hj service "$follow" cash amount=300
	[ "$status" -eq 3 ]
	run hj service "$follow" cash amount=30,00 currency=KRW
	[ "$status" -eq 3 ]
}

@test "a referral rests on a consent, or on a reason that the log keeps" {
	run hj refer "$follow" psych "to=Invented Clinic" shared=direct,sensitive
	[ "$status" -eq 8 ]
	[ "$(revisions "$follow")" -eq 1 ]
	hj refer "$follow" psych "to=Invented Clinic" status=planned
	hj refer "$follow" psych "to=Invented Clinic" shared=sensitive --reason "danger to life" 2>/dev/null
	run -0 hj history "$follow"
	[[ $output == *"danger to life"* ]]
	consent=$(hj consent "$follow" --scope referral --status given --recipient "Invented Clinic" 2>/dev/null)
	hj refer "$follow" psych "to=Invented Clinic" shared=direct,sensitive
	run hj refer "$follow" legalaid "to=Somebody Else" shared=direct
	[ "$status" -eq 8 ]
	[ "$(hj refer "$follow" --json | json '[r["consent"] for r in d["data"]]')" = "[None, None, '$consent']" ]
}

@test "a call that nobody answered leaves the next one due" {
	hj contact "$follow" reached channel=kakao next=2020-03-09 date=2020-03-02
	hj contact "$follow" noanswer date=2020-03-09
	run -0 hj due
	[[ $output == *"9 March 2020"*"next contact"*"Na Bi"* ]]
	hj contact "$follow" reached date=2020-03-10
	[ "$(hj due --json | json 'len(d["data"]["items"])')" = 0 ]
}

@test "a deadline of a petition is due, and says of which mechanism and what for" {
	petition=$(hj petition new hrc "$id" 2>/dev/null)
	hj update "$petition" 'deadline[+d].date=2027-02-14' 'deadline[+d].kind=submit' 2>/dev/null
	run -0 hj due --all --json
	[ "$(json '[i["earliest"] for i in d["data"]["items"] if i["kind"] == "deadline"][0]' <<<"$output")" = 2027-02-14 ]
	[[ $(json '[i["text"] for i in d["data"]["items"] if i["kind"] == "deadline"][0]' <<<"$output") == *": Last day to submit" ]]
	hj --lang ko due --all | grep -q ": 제출 마감"
	[ "$(hj list --where 'type=petition and due<2027-03' --json | json 'd["data"][0]["match"]')" = yes ]
}
