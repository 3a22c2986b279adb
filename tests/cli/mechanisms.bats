#!/usr/bin/env bats
# Goal: whichever body it goes to, a petition starts with what the case says.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The values of one field of a petition, or of what is below it.
values() { # PETITION PATH
	hj show "$1" --fields --json | json '" ".join(f["value"] for f in d["data"]["fields"] if __import__("re").sub(r"\[[^]]*\]", "", f["path"]) == "'"$2"'")'
}

# A person held in China and sent back, in so many days.
sent_back() { # FULL NAME [PATH=VALUE ...]
	local name=$1
	shift
	hj add 'person[+p].name.full=-' 'person[+p].role=victim' \
	    'detention[+d].who=+p' 'detention[+d].state=CN' 'detention[+d].date=2012-05' \
	    'repatriation[+r].who=+p' 'repatriation[+r].from=CN' 'repatriation[+r].to=KP' \
	    'event[+e].type=enter' 'event[+e].who=+p' 'event[+e].state=KR' \
	    'event[+x].type=torture' 'event[+x].who=+p' 'event[+x].state=KP' \
	    "$@" <<<"$name" 2>/dev/null
}

ago() { date -u -d "$1 days ago" +%F; }

@test "each of the seven words makes a petition of its own kind" {
	id=$(sent_back "Seo Ga Ram")
	for pair in wgad:wgad-reg wgeid:wgeid-std sp:sp torture:sr-torture op1:hrc-op1 ced:ced-ua hrc:hrc-ngo; do
		p=$(hj petition new ${pair%%:*} "$id" 2>/dev/null)
		[ "$(values "$p" mechanism)" = ${pair#*:} ]
		[ "$(values "$p" language)" = en ]
		run hj petition check "$p"
		[ "$status" = 8 ] || { [ "$pair" = hrc:hrc-ngo ] && [ "$status" = 0 ]; }
	done
}

@test "the sender and the receiver are complained of, the country of refuge is not" {
	id=$(sent_back "Seo Ga Ram")
	p=$(hj petition new wgad "$id" 2>/dev/null)
	[ "$(values "$p" state)" = "KP CN" ]
	[ -n "$(values "$p" spell.detention)" ]
}

@test "of a treaty only the parties, and a warning where there is none" {
	id=$(hj add 'person[+p].name.full=-' 'person[+p].role=victim' \
	    'detention[+d].who=+p' 'detention[+d].state=RU' \
	    'detention[+e].who=+p' 'detention[+e].state=CN' <<<"Seo Ga Ram" 2>/dev/null)
	p=$(hj petition new op1 "$id" 2>/dev/null)
	[ "$(values "$p" state)" = RU ]
	run -0 --separate-stderr hj petition new ced "$id"
	[[ $stderr == *"party to the treaty"* ]]
	[ "$(values "$output" state)" = "RU CN" ]
}

@test "a disappearance is urgent by its date, and it says why" {
	id=$(add_case "Seo Ga Ram" 'event[+e].who=+p' 'event[+e].type=disappear' "event[+e].date=$(ago 20)")
	run -0 --separate-stderr hj petition new wgeid "$id"
	[ "$(values "$output" mechanism)" = wgeid-urg ]
	[[ $stderr == *"urgent procedure (wgeid-urg)"*"within three months"*"wgeid-std"* ]]
	other=$(add_case "Ma Ru Na" 'event[+e].who=+p' 'event[+e].type=disappear' "event[+e].date=$(ago 200)")
	run -0 --separate-stderr hj petition new wgeid "$other"
	[ "$(values "$output" mechanism)" = wgeid-std ]
	[[ $stderr == *"more than three months ago"* ]]
	# One that is too late decides for both.
	run -0 --separate-stderr hj petition new wgeid "$id" "$other"
	[ "$(values "$output" mechanism)" = wgeid-std ]
	[[ $stderr == *"${other:0:4}"* ]]
}

@test "of an uncertain date both ends are said and the earliest counts" {
	id=$(add_case "Seo Ga Ram" 'event[+e].who=+p' 'event[+e].type=disappear' "event[+e].date=$(ago 110)/$(ago 50)")
	run -0 --separate-stderr hj petition new wgeid "$id"
	[ "$(values "$output" mechanism)" = wgeid-std ]
	[[ $stderr == *"at the earliest"*"at the latest"* ]]
	run -0 hj petition new wgeid-urg "$id"
	[ "$(values "${lines[-1]}" mechanism)" = wgeid-urg ]
	run -0 --separate-stderr hj --lang ko petition new wgeid "$id"
	[[ $stderr == *"긴급절차"* ]]
}

@test "a detention is urgent for who is held now and in danger" {
	id=$(add_case "Seo Ga Ram" 'detention[+d].who=+p' 'detention[+d].state=KP' 'detention[+d].date=2026-01')
	run -0 --separate-stderr hj petition new wgad "$id"
	[ "$(values "$output" mechanism)" = wgad-reg ]
	[[ $stderr == *"no danger"* ]]
	hj update "$id" 'risk[+r].code=health'
	run -0 --separate-stderr hj petition new wgad "$id"
	[ "$(values "$output" mechanism)" = wgad-ua ]
	[[ $stderr == *"held now, and in danger"* ]]
}

@test "mandates are suggested, and said to be" {
	id=$(sent_back "Seo Ga Ram")
	run -0 --separate-stderr hj petition new sp "$id"
	[[ $stderr == *"suggested"*"not by a lawyer"* ]]
	[[ " $(values "$output" mandate) " == *" dprk "*" torture "* ]]
	[ -z "$(values "$(hj petition new wgad "$id" 2>/dev/null)" mandate)" ]
}

@test "what has no form is kept as filed and never becomes a document" {
	id=$(add_case "Seo Ga Ram")
	run -0 --separate-stderr hj petition new ohchr-seoul "$id" filed=2026-05-04
	[[ $stderr == *"only kept as filed"* ]]
	p=$output
	[ "$(values "$p" filed)" = 2026-05-04 ]
	run -3 hj petition export "$p" --format txt -o out.txt
	[[ $output == *"only kept as filed"* ]]
	[ ! -e out.txt ]
}

@test "what the person decides in the command stands" {
	id=$(sent_back "Seo Ga Ram")
	p=$(hj petition new wgad "$id" mechanism=wgad-ua state+=LA language=fr 2>/dev/null)
	[ "$(values "$p" mechanism)" = wgad-ua ]
	[ "$(values "$p" state)" = "KP CN LA" ]
	[ "$(values "$p" language)" = fr ]
}
