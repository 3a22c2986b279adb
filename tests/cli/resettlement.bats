#!/usr/bin/env bats
# Goal: a follow-up is apart from its case, and a number comes after the rule
# that makes it safe.  Everybody is invented.

bats_require_minimum_version 1.5.0
load help.bash

RULE='Weekdays after 19:00, text first; the aunt must not know'

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'person[+p].sex=f' \
	    'person[+p].contact[+k].channel=kakao' 'person[+p].contact[+k].value=nabi-7712' \
	    "person[+p].contact[+k].safe=$RULE" \
	    'risk[+r].code=family-inside' 'risk[+r].text=a brother' <<<"Na Bi" 2>/dev/null)
}

# plays WORD...: script from standard input on a terminal, for this command
plays() {
	{
		echo "expect ${passphrase:-Passphrase:}"
		echo "type $PHRASE"
		cat
	} >script
	run on_terminal script -- "$HANJI" "$@"
	[ "$status" -eq "${expect:-0}" ] || { echo "$output" && return 1; }
}
follow_up() { hj followup "$id" 2>/dev/null; }
revisions() { hj history "$1" --json | json 'len([e for e in d["data"] if e["revision"]])'; }

@test "a follow-up is a file of its own, tied to the case in both" {
	f=$(follow_up)
	[ "$(hj list --json | json '[r["kind"] for r in d["data"]]')" = "['person', 'followup']" ]
	run -0 hj show "$f" --fields --reveal
	[[ $output == *person.role*client* && $output == *"Na Bi"* && $output == *nabi-7712* ]]
	[[ $output == *"$RULE"* && $output == *"a brother"* && $output == *link.kind*main* ]]
	run -0 hj show "$id" --fields
	[[ $output == *link.kind*followup* ]]
	hj validate
	run hj followup "$id"
	[ "$status" -eq 3 ]
	run hj followup "$f"
	[ "$status" -eq 8 ]
	[ "$(revisions "$id")" -eq 2 ]
}

@test "what happened, and names that are secret, stay where they are" {
	hj update "$id" 'person.name[+s].full=Hidden Alias' 'person.name[+s].conf=secret' \
	    'event[+e].type=arrest' 'event[+e].date=2019-04' 'event[+e].who?=unknown' 'person.religion=prot' 2>/dev/null
	f=$(follow_up)
	run -0 hj show "$f" --fields --reveal
	[[ $output == *"Na Bi"* && $output != *Hidden* && $output != *event* && $output != *prot* ]]
}

@test "a dry run makes none, and a change of the case meanwhile is not lost" {
	hj followup "$id" 'need[+n].type=housing' --dry-run
	[ "$(hj list --json | json 'len(d["data"])')" -eq 1 ]
	run --separate-stderr -0 hj followup "$id" 'need[+n].type=housing' 'need[+n].person=+v' --json
	f=$(json 'd["data"]["id"]' <<<"$output")
	[ "$(hj need "$f" --json | json 'd["data"][0]["type"]')" = housing ]
}

@test "the number comes after the rule and the word, and does not stay" {
	f=$(follow_up)
	hj contact "$f" noanswer channel=kakao date=2026-11-02 next=2026-11-05
	export TERM=xterm
	plays call "$f" <<-S
		expect Before you contact Na Bi
		expect Family still in the DPRK
		expect last contact: 2 November 2026, KakaoTalk, No answer
		expect next contact: 5 November 2026
		expect SAFE: $RULE
		expect stops:
		type safe
		expect nabi-7712
		expect Press a key
		send x
		expect Record what came of it, now?
		type no
	S
	# All of it only on the other screen, which ends.
	python3 - "$output" "$RULE" <<-'P'
		import sys
		s, rule = sys.argv[1:]
		here, _, rest = s.partition("\x1b[?1049h")
		other, _, after = rest.partition("\x1b[?1049l")
		assert other.count("nabi-7712") == 1 and other.index(rule) < other.index("nabi-7712")
		assert other.endswith("\x1b[2J\x1b[H"), other[-20:]
		assert all(w not in here + after for w in ("nabi-7712", rule, "brother"))
	P
	run -0 hj history "$f"
	[[ $output == *"call person"* ]]
}

@test "Enter, yes and another word are no acknowledgement" {
	f=$(follow_up)
	for word in "" yes y Safe; do
		expect=8 plays call "$f" <<-S
			expect stops:
			type $word
			expect the number was not shown
		S
		[[ $output != *nabi-7712* ]]
	done
}

@test "Ctrl-C takes the number away too" {
	f=$(follow_up)
	export TERM=xterm
	expect=130 plays call "$f" <<-S
		expect stops:
		type safe
		expect nabi-7712
		send \x03
	S
	[[ ${output#*nabi-7712} == *$'\e[?1049l'* ]]
	# So does a wrong word.
	expect=8 plays call "$f" <<-S
		expect stops:
		type no
		expect not shown
	S
	[[ ${output#*stops:} == *$'\e[?1049l'*"not shown"* ]]
}

@test "on a terminal without a second screen the line is overwritten" {
	f=$(follow_up)
	plays call "$f" <<-S
		expect stops:
		type safe
		expect nabi-7712
		send q
		expect Record what came of it, now?
		type no
	S
	[[ ${output#*nabi-7712} == *"press a key"*$'\r'*"          "*$'\r'* ]]
}

@test "what cannot be logged is not shown" {
	f=$(follow_up)
	run --separate-stderr flock "$HANJI_VAULT/writer" "$HANJI" --passphrase-fd 9 call "$f" --acknowledged 9<<<"$PHRASE"
	[ "$status" -eq 7 ]
	[[ -z $output && $stderr != *"$RULE"* && $stderr != *nabi-7712* ]]
	before=$(hj audit log --json | json 'len(d["data"])')
	run hj call "$f"
	[ "$status" -eq 8 ]
	[ "$(hj audit log --json | json 'len([e for e in d["data"] if e["action"] == "show"])')" -eq 1 ]
	[ "$(hj audit log --json | json 'len(d["data"])')" -gt "$before" ]
}

@test "without a rule one is asked for, and kept" {
	f=$(hj followup "$id" "person.contact.safe-=" 2>/dev/null)
	plays call "$f" <<-S
		expect NO RULE FOR SAFE CONTACT IS RECORDED
		expect When and how is a call safe?
		type only by text, mornings
		expect stops:
		type safe
		expect nabi-7712
		send q
		expect Record what came of it, now?
		type no
	S
	run -0 hj show "$f" --fields --reveal
	[[ $output == *"only by text, mornings"* ]]
}

@test "without a rule that anybody knows another word is needed" {
	f=$(hj followup "$id" "person.contact.safe?=unknown" 2>/dev/null)
	expect=8 plays call "$f" <<-S
		expect NO RULE
		expect safe?
		type 
		expect stops:
		type safe
		expect not shown
	S
	plays call "$f" <<-S
		expect NO RULE
		expect safe?
		type 
		expect stops:
		type no rule
		expect nabi-7712
		send q
		expect now?
		type no
	S
}

@test "without a terminal the word is an option, and a rule must be there" {
	f=$(follow_up)
	run --separate-stderr hj call "$f"
	[ "$status" -eq 8 ]
	[[ -z $output && $stderr == *"$RULE"* && $stderr == *--acknowledged* && $stderr != *nabi-7712* ]]
	run --separate-stderr -0 hj call "$f" --acknowledged
	[ "$output" = nabi-7712 ]
	run --separate-stderr -0 hj call "$f" --rule
	[[ -z $output && $stderr == *"$RULE"* ]]
	hj update "$f" 'person.contact.safe-=' 2>/dev/null
	run --separate-stderr hj call "$f" --acknowledged
	[ "$status" -eq 8 ]
	[[ -z $output && $stderr != *nabi-7712* ]]
}

@test "who does not want to be called again is not called by mistake" {
	f=$(follow_up)
	hj consent "$f" --scope recontact --status refused 2>/dev/null
	run --separate-stderr -0 hj call "$f" --rule
	[[ $stderr == *"DOES NOT WANT TO BE CONTACTED AGAIN"* ]]
}

@test "an interview that was broken off goes on, and ties both files in the end" {
	expect=130 plays followup "$id" <<-S
		expect agree that we keep
		expect > 
		type refused
		expect What danger
		expect > 
		type 
		expect reached safely now
		expect > 
		type 
		expect needed most
		expect > 
		type health
		expect How urgent
		expect > 
		send \x03
		expect kept
	S
	[ "$(hj list --json | json 'len(d["data"])')" -eq 1 ]
	[ "$(hj draft list --json | json 'd["data"][0]["form"]')" = followup ]
	plays add --resume <<-S
		expect How urgent
		expect > 
		type now
		expect What exactly
		expect > 
		type 
		expect What else is needed
		expect > 
		type 
		expect to be done first
		expect > 
		type 
		expect next contact
		expect > 
		type 
		expect Anything else
		expect > 
		type 
		expect Save it?
		type yes
	S
	[ "$(hj list --json | json '[r["kind"] for r in d["data"]]')" = "['person', 'followup']" ]
	run -0 hj show "$id" --fields
	[[ $output == *link.kind*followup* ]]
	[ "$(hj draft list --json | json 'len(d["data"])')" -eq 0 ]
	hj validate
}

@test "one of several people, one of several ways" {
	f=$(hj followup "$id" 'person[+m].name.full=Na Mu' 'person[+m].contact[+a].value=02-1234' \
	    'person[+m].contact[+a].channel=phone' 'person[+m].contact[+a].safe=any time' \
	    'person[+m].contact[+b].value=namu@example.org' 'person[+m].contact[+b].channel=email' \
	    'person[+m].contact[+b].safe=any time' 2>/dev/null)
	run hj call "$f" --acknowledged
	[ "$status" -eq 4 ]
	run hj call "$f" mu --acknowledged
	[ "$status" -eq 4 ]
	run --separate-stderr -0 hj call "$f" mu --channel email --acknowledged
	[ "$output" = namu@example.org ]
	run hj call "$f" mu --channel post --acknowledged
	[ "$status" -eq 4 ]
	plays call "$f" <<-S
		expect Na Mu
		expect Whom?
		type mu
		expect Telephone
		expect number?
		type 2
		expect how: E-mail
		expect stops:
		type safe
		expect namu@example.org
		send q
		expect now?
		type no
	S
}
