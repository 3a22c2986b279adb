#!/usr/bin/env bats
# Goal: it can always be said who already holds what, and a withdrawal reaches
# them.  Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash
load edit.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

agree() { hj consent "$1" --scope "$2" --status given --date 2026-01 >/dev/null 2>&1; }
held() { hj disclosures "$@" --json | json '[(i["action"],i["holder"],i["scope"],i["named"]) for i in d["data"]["items"]]'; }

@test "what never left is held by nobody" {
	id=$(add_case "Seo Ga Ram")
	[ "$(held "$id")" = "[]" ]
	run -0 hj disclosures "$id"
}

@test "exports, petitions, what was sent and extracted stand there, with the file" {
	id=$(add_case "Seo Ga Ram")
	other=$(add_case "Ma Ru Na")
	agree "$id" un-public
	agree "$id" share-ngo
	hj export "$id" --scope share-ngo --recipient "Invented Aid" --purpose relief -o one.xml 2>/dev/null
	hj export --scope own -o all.xml
	p=$(hj petition new hrc "$id" "$other")
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	hj petition sent "$p" --unchanged 2>/dev/null
	e=$(hj attach "$id" - <<<letter)
	hj extract "$id" "$e" -o letter
	hj backup b.tar
	[ "$(held "$id")" = "[('export', 'Invented Aid', 'share-ngo', 'yes'), ('export', None, 'own', 'yes'), ('petition-export', None, 'un-public', 'yes'), ('petition-sent', None, 'un-public', 'yes'), ('extract', None, None, 'perhaps')]" ]
	[ "$(held "$other")" = "[('export', None, 'own', 'yes'), ('petition-export', None, 'un-public', 'no'), ('petition-sent', None, 'un-public', 'no')]" ]
	[ "$(hj disclosures "$id" --json | json '[i["sha256"] for i in d["data"]["items"]][0]')" = "$(sha256sum one.xml | cut -d' ' -f1)" ]
	run -0 hj disclosures "$id"
	[[ $output == *"Invented Aid"* && $output == *relief* && $output == *"HRC written statement"* && $output == *"1 backup holds the whole vault"* ]]
	run -0 hj 제공내역 "$id" --lang ko
	[[ $output == *"진정 제출"* ]]
}

@test "of a person it says whether that person was named" {
	two=$(hj add 'person[+a].name.full=Kim Bogi' 'person[+a].role=victim' \
	    'person[+b].name.full=Pak Yeoul' 'person[+b].role=victim' 2>/dev/null)
	hj consent "$two" bogi --scope un-public --status given 2>/dev/null
	p=$(hj petition new hrc "$two")
	hj petition export "$p" --format txt -o draft.txt --to "A friend" 2>/dev/null
	[ "$(held "$two" bogi)" = "[('petition-export', 'A friend', 'un-public', 'yes')]" ]
	[ "$(held "$two" yeoul)" = "[('petition-export', 'A friend', 'un-public', 'no')]" ]
	[ "$(held "$two")" = "[('petition-export', 'A friend', 'un-public', 'yes')]" ]
	# Of the petition itself.
	[ "$(held "$p")" = "[('petition-export', 'A friend', 'un-public', 'yes')]" ]
}

@test "an export of more cases than one entry of the log lists is found for each of them" {
	python3 - >many.xml <<'P'
print('<x:exchange xmlns:x="urn:hanji:exchange:1" version="1"'
      ' created="2026-01-01T00:00:00Z" producer="test" scope="own">')
for i in range(800):
    print('<x:record><case xmlns="urn:hanji:case:1" id="%016d" kind="person" status="open"></case></x:record>' % i)
print("</x:exchange>")
P
	hj import many.xml >/dev/null 2>&1
	hj export --scope own -o all.xml
	for id in 0000000000000000 0000000000000399 0000000000000799; do
		[ "$(held "$id")" = "[('export', None, 'own', 'yes')]" ]
	done
	[ "$(held "$(add_case "Seo Ga Ram")")" = "[]" ]
}

# A petition that names somebody was sent to the Council, and a file to a partner.
given_away() {
	id=$(add_case "Seo Ga Ram")
	agree "$id" un-public
	agree "$id" share-ngo
	hj export "$id" --scope share-ngo --recipient "Invented Aid" -o one.xml 2>/dev/null
	p=$(hj petition new hrc "$id")
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	hj petition sent "$p" --unchanged --ref "HRC/2026/17" 2>/dev/null
}
tasks() { hj task "$id" --json | json '[(t["status"],t["priority"],t["text"][:26]) for t in d["data"]]'; }

@test "a withdrawal makes a task for each who holds the name under that consent" {
	given_away
	run -0 hj consent "$id" --scope un-public --status withdrawn --method written
	[[ $output == *"HRC written statement"* && $output != *"Invented Aid"* ]]
	run -0 hj task "$id"
	[ "$(grep -c 'Withdrawal: ask' <<<"$output")" = 1 ]
	hj consent "$id" --scope share-ngo --status withdrawn 2>err
	grep -q "Invented Aid" err
	run -0 hj task "$id"
	[ "$(grep -c 'Withdrawal: ask' <<<"$output")" = 2 ]
	# Said again, nothing is added twice.
	hj consent "$id" --scope share-ngo --status withdrawn 2>/dev/null
	run -0 hj task "$id"
	[ "$(grep -c 'Withdrawal: ask' <<<"$output")" = 2 ]
	run -0 hj due
	[[ $output == *"Withdrawal: ask"* ]]
	hj validate
	# And nothing more leaves.
	run -8 hj export "$id" --scope share-ngo --recipient "Invented Aid" -o two.xml
	run -0 hj petition export "$p" --format txt
	[[ $output != *"Ga Ram"* ]]
}

@test "withdraw makes the same tasks, of everything that was given" {
	given_away
	run -0 hj withdraw "$id" seo --dry-run
	[[ $output != *"Withdrawal: ask"* && $(tasks) = "[]" ]]
	run --separate-stderr -0 hj withdraw "$id" seo
	[[ $stderr == *"HRC written statement"* && $stderr == *"Invented Aid"* ]]
	[ "$(tasks | grep -o "'todo', 'now', 'Withdrawal: ask" | wc -l)" = 2 ]
	run -8 hj export "$id" --scope share-ngo --recipient "Invented Aid" -o two.xml
	hj validate
}

@test "a withdrawal that update or an editor records makes the same tasks, once" {
	given_away
	c=$(hj consent "$id" --json | json '[r["consent"] for r in d["data"] if r["scope"] == "un-public"][0]')
	other=$(hj consent "$id" --json | json '[r["consent"] for r in d["data"] if r["scope"] == "share-ngo"][0]')
	run -0 hj update "$id" "consent[$c].withdrawal.date=2026-03-01" --dry-run
	[ "$(tasks)" = "[]" ]
	run -0 hj update "$id" "consent[$c].withdrawal.date=2026-03-01"
	[[ $output == *"Withdrawal: ask HRC written statement"* && $output != *"Invented Aid"* ]]
	[ "$(tasks | grep -o "Withdrawal: ask" | wc -l)" = 1 ]
	# What said no before is not told anew, not even when the task is done.
	hj done "$(hj task "$id" --json | json 'd["data"][0]["id"]')" "asked" 2>/dev/null
	run -0 hj update "$id" "consent[$c].withdrawal.date=2026-03-02"
	[[ $output != *"Withdrawal: ask"* ]]
	folder_lock shared
	printf '#!/bin/sh\nsed -i "/^consent.$other..status/s/given/withdrawn/" "$1"\n' | sed "s/\$other/$other/" >editor
	chmod +x editor
	EDITOR=$PWD/editor run -0 hj edit "$id" --yes
	[[ $output == *"Withdrawal: ask Invented Aid"* ]]
	hj validate
}

@test "who holds nothing of it gets no task" {
	id=$(add_case "Seo Ga Ram")
	agree "$id" un-public
	p=$(hj petition new hrc "$id")
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	hj export --scope own -o own.xml
	run -0 --separate-stderr hj consent "$id" --scope un-public --status withdrawn
	[[ $stderr != *"Withdrawal"* ]]
	run -4 hj letter "$id"
}

@test "the letter says what they got, names as they were told, and is in the ledger" {
	given_away
	run -4 hj letter "$id" --to hrc
	[[ $output == *"nobody holds"* ]]
	hj consent "$id" --scope un-public,share-ngo --status withdrawn --date 2026-03-01 2>/dev/null
	run -4 hj letter "$id"
	[[ $output == *--to* && $output == *"HRC written statement"* ]]
	run -4 hj letter "$id" --to "Somebody else"
	hj letter "$id" --to hrc -o letter.txt
	grep -q "HRC/2026/17" letter.txt
	grep -q "$(sha256sum draft.txt | cut -d' ' -f1)" letter.txt
	grep -q "Seo Ga Ram, who is named in it" letter.txt
	grep -q "1 March 2026" letter.txt
	hj letter "$id" --to "Invented Aid" --language ko -o ko.txt
	grep -q "수신: Invented Aid" ko.txt
	grep -q "동의를 철회하였습니다" ko.txt
	run -3 hj letter "$id" --to hrc -o letter.txt
	[ "$(held "$id" | grep -o "'letter', '[^']*', '[^']*', 'yes'" | wc -l)" = 2 ]
}

@test "whom somebody was referred to stands there, with what they were told" {
	id=$(add_case "Seo Ga Ram")
	f=$(hj followup "$id" 2>/dev/null)
	hj consent "$f" --scope referral --status given --date 2026-01 >/dev/null 2>&1
	hj refer "$f" psych to="Invented Clinic" purpose=care shared=direct,sensitive date=2026-02 2>/dev/null
	hj refer "$f" clinic to="Later Clinic" status=planned 2>/dev/null
	hj refer "$f" legal to="Invented Office" shared=care date=2026-03-04 2>/dev/null
	want="[('referral', 'Invented Clinic', 'referral', 'yes'), ('referral', 'Invented Office', 'referral', 'perhaps')]"
	[ "$(held "$f")" = "$want" ]
	# The case that is followed says it, too.
	[ "$(held "$id")" = "$want" ]
	[ "$(held "$id" seo)" = "$want" ]
	[ "$(hj disclosures "$id" --json | json '[(i["time"],i["told"]) for i in d["data"]["items"]]')" = "[('2026-02', 'direct sensitive'), ('2026-03-04', 'care')]" ]
	run -0 hj disclosures "$id"
	[[ $output == *2026-02*"Invented Clinic"*"Name, contact, numbers of documents; Health, faith"* && $output != *"Later Clinic"* ]]
	run -0 hj --lang ko disclosures "$id"
	[[ $output == *의뢰*"이름·연락처·신분증 번호"* ]]
	# A withdrawal asks them, and a letter says what they were told.
	run --separate-stderr -0 hj consent "$f" --scope referral --status withdrawn --date 2026-05-01
	[[ $stderr == *"Withdrawal: ask Invented Clinic to take out or anonymise Seo Ga Ram (referred, 2026-02)"* && $stderr == *"Invented Office"* ]]
	hj letter "$f" --to "Invented Clinic" -o letter.txt
	grep -q "February 2026, what we told you when we referred somebody to you" letter.txt
	grep -q "Seo Ga Ram, who is named in it" letter.txt
	hj letter "$f" --to "Invented Office" -o office.txt
	run -1 grep -q "Ga Ram" office.txt
}

@test "a name that was taken out of the final document needs no letter" {
	id=$(add_case "Seo Ga Ram")
	agree "$id" un-public
	p=$(hj petition new hrc "$id")
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	sed 's/Seo Ga Ram/a student/' draft.txt >final.txt
	hj petition sent "$p" --file final.txt 2>/dev/null
	hj consent "$id" --scope un-public --status withdrawn 2>/dev/null
	[ "$(held "$id" | grep -o "'petition-sent', None, 'un-public', '[a-z]*'")" = "'petition-sent', None, 'un-public', 'no'" ]
	run -4 hj letter "$id"
}

@test "a family agrees, a petition goes its way, the family withdraws: all of it can be seen" {
	id=$(hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'person[+p].sex=f' \
	    'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].state=CN' \
	    'event[+e].date=2025-05' <<<"Seo Ga Ram" 2>/dev/null)
	hj consent "$id" --scope un-public --status given --method written --date 2026-01-02 2>/dev/null
	p=$(hj petition new hrc "$id" title="The case of May 2025")
	hj petition status "$p" --session 2026-02-23 2>/dev/null
	run -0 hj due --all
	[[ $output == *"9 February 2026"* ]]
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	hj petition sent "$p" --unchanged --date 2026-02-01 2>/dev/null
	hj petition status "$p" ack --date 2026-02-03 --ref "HRC/2026/17" 2>/dev/null
	hj petition status "$p" transmitted --date 2026-02-10 --until 2026-04-11 2>/dev/null
	run -0 hj due --all
	[[ $output == *"11 April 2026"* && $output != *"9 February 2026"* ]]
	hj petition reply "$p" - --date 2026-04-01 --until 2026-05-01 2>/dev/null <<<"Nothing is known of her."
	hj consent "$id" --scope un-public --status withdrawn --method remote 2>/dev/null
	run -0 hj due --all
	[[ $output == *"1 May 2026"* && $output == *"Withdrawal: ask HRC written statement"* ]]
	[ "$(held "$id")" = "[('petition-export', None, 'un-public', 'yes'), ('petition-sent', None, 'un-public', 'yes')]" ]
	run -0 hj petition list
	[[ $output == *"HRC/2026/17"* && $output == *"1 May 2026"* ]]
	hj petition status "$p" withdrawn 2>/dev/null
	hj letter "$id" -o letter.txt
	run -0 hj due --all
	[[ $output != *"1 May 2026"* && $output == *"Withdrawal: ask"* ]]
	t=$(hj due --all --json | json '[i["id"] for i in d["data"]["items"] if i["kind"] == "task"][0]')
	hj done "$t" "They took the name out." 2>/dev/null
	run -0 hj due --all --json
	[ "$(json '[i["kind"] for i in d["data"]["items"]]' <<<"$output")" = "[]" ]
	[ "$(held "$id" | grep -c "'letter'")" = 1 ]
	run -0 hj petition list --open --json
	[ "$(json 'd["data"]' <<<"$output")" = "[]" ]
	hj validate
	hj audit verify --deep 2>/dev/null
}
