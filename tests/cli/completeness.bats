#!/usr/bin/env bats
# Goal: nobody sends a petition that will be refused, and nobody is asked twice.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The rules of one level that a petition misses.
rules() { # PETITION LEVEL
	{ hj --json petition check "$1" 2>/dev/null || [ $? = 8 ]; } |
	    json '" ".join(g["rule"] for g in d["data"]["gaps"] if g["level"] == "'"$2"'")'
}

# gap PETITION RULE KEY
gap() {
	{ hj --json petition check "$1" 2>/dev/null || [ $? = 8 ]; } |
	    json '[g["'"$3"'"] for g in d["data"]["gaps"] if g["rule"] == "'"$2"'"][0]'
}

# A person of whom a Working Group has all that it must have.
whole_case() {
	hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'person[+p].sex=f' \
	    'authority[+a].organ=kp-ssd' 'place[+l].county=KP-09-hoeryong' 'place[+l].country=KP' \
	    'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2012-07' 'event[+e].place=+l' \
	    'event[+e].perpetrator[+q].authority=+a' 'event[+e].narrative[+n].lang=en' \
	    'event[+e].narrative[+n].text=Taken at night.' \
	    'detention[+d].who=+p' 'detention[+d].state=KP' 'detention[+d].date=2012-07' \
	    'detention[+d].authority=+a' 'detention[+d].place=+l' \
	    'action[+s].type=inquiry' 'action[+s].result=No answer.' \
	    'consent[+c].subject=+p' 'consent[+c].scope+=un-state' 'consent[+c].status=given' \
	    'consent[+c].date=2026-01' <<<"Seo Ga Ram" 2>/dev/null
}

whole_petition() { # CASE
	local file consent
	file=$(hj show "$1" --fields --json | json 'd["data"]["id"].replace("-", "")[:16]')
	consent=$(hj show "$1" | sed -nE 's/^consent \[([a-z0-9]{6})\].*/\1/p' | head -n 1)
	hj petition new wgad "$1" 'category[+k].code=I' 'category[+k].reasons=No law was named.' \
	    "authorisation[+z].case=$file" \
	    "authorisation[+z].consent=$consent" \
	    submitter.name='An Invented Office' submitter.email=office@example.org 2>/dev/null
}

@test "a bare petition says what blocks it, where, and what to ask" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new wgad "$id" 2>/dev/null)
	run -8 --separate-stderr hj petition check "$p"
	[[ $output == *"before it can be sent"*"W02  Sex"*"field: ${id}"*"person.sex"*"Man or woman?"* ]]
	[[ $output == *"A01"*"nothing can force this"* ]]
	[[ $stderr == *"cannot leave so"* ]]
	run -8 hj --lang ko petition check "$p"
	[[ $output == *"남성입니까, 여성입니까?"* ]]
	run -0 hj petition check "$(hj petition new hrc "$id")"
}

@test "a petition that has all of it may leave" {
	id=$(whole_case)
	p=$(whole_petition "$id")
	[ "$(rules "$p" block)" = "" ]
	run -0 hj petition check "$p"
	[[ $output != *"before it can be sent"* ]]
}

@test "asked and not known is an answer, not asked is none" {
	id=$(add_case "Seo Ga Ram" 'person[+p].sex?=not-asked')
	p=$(hj petition new wgad "$id" 2>/dev/null)
	[ "$(gap "$p" W02 why)" = not-asked ]
	[ "$(gap "$p" W02 level)" = block ]
	hj update "$id" 'person.sex?=unknown' 2>/dev/null
	[ "$(gap "$p" W02 why)" = unknown ]
	[ "$(gap "$p" W02 level)" = info ]
}

@test "the path that it names is the one that fills the gap" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new wgad "$id" 2>/dev/null)
	hj update "$id" "$(gap "$p" W02 path)=f"
	hj update "$id" "$(gap "$p" W03 path)=1990"
	hj update "$p" "$(gap "$p" A03 path)=An Invented Office" submitter.email=o@example.org
	rules=" $(rules "$p" block) $(rules "$p" warn) "
	[[ $rules != *" W02 "* && $rules != *" W03 "* && $rules != *" A03 "* ]]
}

@test "what protects people nothing forces" {
	id=$(add_case "Seo Ga Ram" 'person[+q].name.full=Ma Ru Na' 'person[+q].role=relative' \
	    'event[+e].who=+p' 'event[+e].type=arrest' 'event[+e].narrative[+n].conf=public' \
	    'event[+e].narrative[+n].lang=en' 'event[+e].narrative[+n].text=Her sister MA Runa saw it.')
	p=$(hj petition new hrc "$id" 2>/dev/null)
	[ "$(rules "$p" block)" = A10 ]
	run -8 hj petition export "$p" --format txt --force --reason "in a hurry" --yes -o out.txt
	[[ $output == *"nothing can force it"*A10* ]]
	[ ! -e out.txt ]
}

@test "the same person in another petition that runs is told" {
	id=$(add_case "Seo Ga Ram")
	one=$(hj petition new hrc "$id" 2>/dev/null)
	[[ " $(rules "$one" info) " != *" A12 "* ]]
	two=$(hj petition new wgad "$id" 2>/dev/null)
	[[ " $(rules "$one" info) " == *" A12 "* ]]
	hj update "$two" status=withdrawn
	[[ " $(rules "$one" info) " != *" A12 "* ]]
}

@test "a text that lacks the language of the petition is listed" {
	id=$(add_case "Seo Ga Ram" 'event[+e].who=+p' 'event[+e].type=arrest' \
	    'event[+e].narrative[+n].lang=ko' 'event[+e].narrative[+n].text=밤에 잡혀갔다.')
	p=$(hj petition new wgad "$id" 2>/dev/null)
	[[ $(gap "$p" A15 path) == event.narrative* ]]
	hj update "$id" 'event.narrative[+t].lang=en' 'event.narrative[+t].text=Taken at night.' 2>/dev/null
	[[ " $(rules "$p" warn) " != *" A15 "* ]]
}

@test "what can be forced needs a reason, and is in the log" {
	id=$(add_case "Seo Ga Ram" 'consent[+c].subject=+p' 'consent[+c].scope+=un-state' \
	    'consent[+c].status=given' 'consent[+c].date=2026-01')
	p=$(hj petition new wgad "$id" 2>/dev/null)
	run -8 hj petition export "$p" --format txt -o out.txt
	[[ $output == *"not complete"*W02*"--force --reason"* ]]
	run -2 hj petition export "$p" --format txt -o out.txt --force
	[ ! -e out.txt ]
	run -0 hj petition export "$p" --format txt -o out.txt --force --reason "the family waits"
	[ -s out.txt ]
	run -0 hj audit log
	[ "$(grep -c 'petition exported' <<<"$output")" = 1 ]
}

@test "who submits is entered once, and may differ in one petition" {
	id=$(add_case "Seo Ga Ram")
	run -3 hj submitter relation=nonsense
	hj submitter name="An Invented Office" email=office@example.org 2>/dev/null
	[ "$(hj submitter --json | json 'd["data"]["email"]')" = office@example.org ]
	run -0 hj submitter phone=1 --dry-run
	[ "$(hj submitter --json | json 'd["data"]["phone"]')" = None ]
	one=$(hj petition new wgad "$id" 2>/dev/null)
	[[ " $(rules "$one" block) " != *" A03 "* ]]
	two=$(hj petition new wgad "$id" submitter.name="Her Brother" 2>/dev/null)
	run -0 hj show "$two"
	[[ $output == *"Her Brother"*office@example.org* ]]
	run -0 hj show "$one"
	[[ $output == *"An Invented Office"* ]]
}

@test "a dry run says what a petition would be, and stores none" {
	id=$(add_case "Seo Ga Ram")
	run -0 --separate-stderr hj petition new wgad "$id" --dry-run
	[ -z "$output" ]
	run -0 hj petition list --json
	[ "$(json 'len(d["data"])' <<<"$output")" = 0 ]
	run -3 hj petition new wgad "$id" nonsense=1 --dry-run
}

@test "the submitter who passes on word between family and body answers what the form asks" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new wgeid-std "$id" 2>/dev/null)
	run hj petition check "$p"
	[[ $output == *D08* ]]
	hj update "$p" submitter.follow-up=yes 2>/dev/null
	run hj petition check "$p"
	[[ $output != *D08* ]]
	hj update "$p" submitter.follow-up=no 2>/dev/null
	run hj petition check "$p"
	[[ $output == *D08* ]]
}
