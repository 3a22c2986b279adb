#!/usr/bin/env bats
# Goal: people who were counted first are named later, one by one, and nothing
# that was said of them at first is lost.
# Every person in it is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export TERM=dumb
	# Thirteen, as one newspaper has it; another says fifteen.
	party=$(hj add kind=group 'source[+s].kind=press' 'source.conf=public' 'source.title=Paper One' \
	    'group[+g].type=arrest' 'group.label=Party of November' \
	    'group.count[+c].min=13' 'group.count.max=13' 'group.count.src=+s' \
	    'group.unnamed[+u].n=13' 'group.unnamed.src=+s' \
	    'event[+e].type=arrest' 'event.who[+w]=+g' 'event.date=2013-11' 'event.state=CN' \
	    'event.src=+s' 2>made)
	slot=$(sed -nE 's/^\+u = unnamed\[(.*)\]$/\1/p' made)
	paper=$(sed -nE 's/^\+s = source\[(.*)\]$/\1/p' made)
}

group() { hj show "$1" --json | json 'd["data"]["groups"][0]'"$2"; }
name_one() { hj identify "$party" "$slot" --name - "$@" <<<"$name" 2>/dev/null; }

@test "an unnamed member becomes a person, and the group keeps what was said" {
	run --separate-stderr -0 hj identify "$party" "$slot" --name - --src "$paper" --date 2014-02~ <<<"Seo Ga Ram"
	[[ $output =~ ^[a-z][0-9a-z]{5}$ ]]
	[[ $stderr == *"Seo Ga Ram is one of these 13; 12 of them are still without a name"* ]]
	[ "$(group "$party" '["named"]')" -eq 1 ]
	[ "$(group "$party" '["further"]')" = "{'min': 12, 'max': 12}" ]
	run -0 hj show "$party" --fields
	[[ $output == *"group.unnamed.n"*13* && $output == *"group.identified.date"*"2014-02~"* ]]
	hj validate
}

@test "a person of the case file is identified by a part of the name" {
	hj update "$party" 'person[+p].name.full=Ma Ru Na' 2>/dev/null
	run --separate-stderr -0 hj identify "$party" "${slot:0:3}" "ru na"
	run -4 hj identify "$party" "$slot" "nobody"
	run -3 hj identify "$party" "$slot" "ru na"
	[[ $output == *"identified as one of the group already"* ]]
}

@test "taking the identification back makes them unnamed again" {
	name="Seo Ga Ram" name_one
	[ "$(group "$party" '["unnamed"]')" -eq 12 ]
	hj update "$party" 'group.identified-='
	[ "$(group "$party" '["unnamed"]')" -eq 13 ]
	run -0 hj history "$party"
	[[ $output == *"add group.identified"* ]]
}

@test "accounts that exclude each other are shown side by side" {
	hj update "$party" 'source[+t].kind=press' 'source[+t].conf=public' 'source[+t].title=Paper Two' \
	    'group.count[+d].min=15' 'group.count[+d].max=15' 'group.count[+d].src=+t' 2>/dev/null
	run -0 hj show "$party"
	[[ $output == *"13 to 15 people; named: 0; besides: 13 to 15 people"* ]]
	[[ $output == *"13 people: Paper One"* && $output == *"15 people: Paper Two"* ]]
	[[ $output == *"these accounts exclude each other"* ]]
	[ "$(group "$party" '["contradictory"]')" = True ]
	run -0 hj show "$party" --lang ko
	[[ $output == *"13~15명"* && $output == *"서로 어긋납니다"* ]]
}

@test "a dry run says what would be, and stores nothing" {
	run --separate-stderr -0 hj identify "$party" "$slot" --name - --dry-run <<<"Seo Ga Ram"
	[[ -z $output && $stderr == *"12 of them"*"nothing was stored"* ]]
	[ "$(group "$party" '["named"]')" -eq 0 ]
	run -3 hj identify "$party" "$slot" --name - --date 2014-13 <<<"Seo Ga Ram"
	run -3 hj identify "$party" "$slot" --name - --src nobody <<<"Seo Ga Ram"
	[ "$(group "$party" '["named"]')" -eq 0 ]
}

@test "what is missing without a terminal is an error that names the option" {
	run -2 hj identify "$party"
	[[ $output == *"its id"* ]]
	run -2 hj identify "$party" "$slot"
	[[ $output == *"--name -"* ]]
	run -2 hj identify "$party" "$slot" "ga ram" --name x
	run -4 hj identify "$party" zzzz --name - <<<"Seo Ga Ram"
}

@test "a woman among men is noticed" {
	hj update "$party" 'group.unnamed.sex=m' 'person[+p].name.full=Ma Ru Na' 'person.sex=f' 2>/dev/null
	run --separate-stderr -0 hj identify "$party" "$slot" "ru na"
	[[ $stderr == *"look again: of this person and of the unnamed member 'sex' is not the same"* ]]
}

@test "on a terminal the unnamed are listed, and who it is is asked" {
	hj update "$party" 'group.unnamed[+v].n=2' 'group.unnamed[+v].sex=f' 'person[+p].name.full=Ma Ru Na' 2>/dev/null
	cat >script <<-S
		expect Passphrase:
		type $PHRASE
		expect 1  Party of November: 13 unnamed, 0 of them identified
		expect 2  Party of November: 2 unnamed, 0 of them identified, Female
		expect Which of them?
		type 7
		expect type one of the numbers
		expect Which of them?
		type 2
		expect Ma Ru Na
		expect Who is it?
		type Seo Ga Ram
		expect Enter somebody new by this name?
		expect yes or no?
		type yes
		expect Seo Ga Ram is one of these 2
		expect yes or no?
		type yes
	S
	run on_terminal script -- "$HANJI" identify "$party"
	[ "$status" -eq 0 ]
	[ "$(group "$party" '["named"]')" -eq 1 ]
	run -0 hj show "$party" --fields
	[[ $output == *"person[".*"].sex"*f* || $output == *".sex "*" f "* ]]
}
