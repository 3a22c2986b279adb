#!/usr/bin/env bats
# Goal: a laptop is gone; within a minute it is known who is in danger, who warns
# them and by when, without a name in the log.  Everybody in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state HANJI_VAULT=$BATS_FILE_TMPDIR/vault
	cd "$BATS_FILE_TMPDIR" || return 1
	# One in hiding who can be reached, a broker nobody can, a mother at home.
	hj add 'person[+p].name.full=@fd:5' 'person[+p].role=victim' 'person[+p].status.code=hiding' \
	    'person[+p].contact.channel=phone' 'person[+p].contact.value=@fd:6' \
	    'person[+p].contact.safe=@fd:7' 'person[+b].name.full=@fd:8' 'person[+b].role=broker' \
	    'person[+m].name.full=@fd:10' 'person[+m].role=relative' \
	    5<<<"Seo Garam" 6<<<"0101234567" 7<<<"evenings only" 8<<<"Ma Duri" 10<<<"Seo Nuri" 2>/dev/null >one
	add_case "Cho Iseul" 'person[+p].status.code=settled' >two
	hj export "$(<two)" --scope own --recipient us --purpose x -o us.xml 2>/dev/null
	hj audit report --json | json '[b["what"] for b in d["data"]["counts"] if b["by"] == "device"][0]' >device
	# From now on another computer.
	XDG_STATE_HOME=$PWD/other add_case "Jo Haneul" 'person[+p].status.code=dead' >three
	XDG_STATE_HOME=$PWD/other hj note "$(<two)" "called" 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export XDG_STATE_HOME=$BATS_TEST_TMPDIR/elsewhere
	cd "$BATS_TEST_TMPDIR" || return 1
	one=$(<"$BATS_FILE_TMPDIR/one") two=$(<"$BATS_FILE_TMPDIR/two") device=$(<"$BATS_FILE_TMPDIR/device")
}

tasks() { hj due --days 30 --json | json 'sum("'"${device:0:8}"'" in str(t) for t in d["data"]["items"])'; }

@test "what a device held, and whom that puts in danger, the most urgent first" {
	hj incident "${device:0:6}" --dry-run --json 2>/dev/null >said
	json '(d["data"]["what"], d["data"]["cases"], d["data"]["changed"])' <said | grep -qx "('device', 2, 1)"
	json '[(p["urgency"], p["reachable"]) for p in d["data"]["people"]]' <said |
		grep -qx "\[('reach', True), ('field', False), ('home', False), ('safe', False)\]"
	json '[t["action"] for t in d["data"]["taken"]]' <said | grep -qx "\['export'\]"
	json '(d["data"]["tasks"], d["data"]["unreachable"])' <said | grep -qx '(4, 3)'
	# Urgent ones today, the others later.
	json '[p["due"] for p in d["data"]["people"]] == sorted(p["due"] for p in d["data"]["people"])' <said | grep -qx True
	[ "$(tasks)" -eq 0 ]
	run hj audit log
	[[ "$output" != *"loss looked into"* ]]
}

@test "it makes the tasks once, says who has no safe way, and logs no name" {
	hj incident "$device" --open >said 2>/dev/null
	# The name of a broker is secret: not on the screen, nor in the task.
	grep -q "works or helps.*\*\*\*.*NONE" said
	grep -q "North Korea.*Seo Nuri.*NONE" said
	grep -q "passwd --new-keys" said
	[ "$(tasks)" -eq 4 ]
	hj task "$one" >tasks
	grep -q "Find a safe way to warn Seo Nuri" tasks
	run grep -r Duri said tasks
	[ "$status" -ne 0 ]
	grep -q "Warn Seo Garam in the safe way" tasks
	before=$(hj history "$one" --json | json 'len(d["data"])')
	hj incident "$device" --json 2>/dev/null | json 'd["data"]["tasks"]' | grep -qx 0
	[ "$(tasks)" -eq 4 ]
	[ "$(hj history "$one" --json | json 'len(d["data"])')" -eq "$before" ]
	# Somebody who came since is warned too.
	hj update "$one" 'person[+h].name.full=-' 'person[+h].role=helper' <<<"Im Bora" >/dev/null 2>&1
	LC_ALL=C.UTF-8 hj --lang ko incident "$device" --json 2>/dev/null | json 'd["data"]["tasks"]' | grep -qx 1
	hj audit log >log
	[ "$(grep -c "loss looked into" log)" -eq 3 ]
	run grep -E "Garam|Duri|Bora" log
	[ "$status" -ne 0 ]
	hj audit verify
}

@test "without names there are none, and locked is not called safe" {
	run --separate-stderr hj incident "$device" --dry-run --without-names
	[ "$status" -eq 0 ]
	[[ "$output" != *Duri* && "$output" != *Garam* && "$output" != *tester* ]]
	[[ "$output" == *"Every guess"*"Locked is not safe"* ]]
	run --separate-stderr hj incident "$device" --dry-run --open --beside
	[[ "$output" == *"Open: take it"*"recovery shares open it"* && "$output" != *"Locked"* ]]
}

@test "a member by name: what their teams hold; what was erased since lies there still" {
	hj team add coast
	add_case "Han Byol" --team coast >/dev/null
	printf '%s\n%s\n' "$PHRASE" "a passphrase of Sora" >lines
	"$HANJI" --passphrase-fd 9 member add Sora --role caseworker --team coast 9<lines 2>/dev/null
	hj incident Sora --dry-run --json 2>/dev/null >said
	json '(d["data"]["what"], d["data"]["cases"], d["data"]["sealed"])' <said | grep -qx "('member', 1, 3)"
	hj erase "$two" --ground "asked for" --yes >/dev/null 2>&1
	hj incident "$device" --dry-run --json 2>/dev/null | json '(d["data"]["cases"], d["data"]["erased"])' | grep -qx '(1, 1)'
	# Work goes to who is there.
	hj update "$one" assigned=Sora >/dev/null 2>&1
	hj incident "$device" --dry-run --json 2>/dev/null | json 'd["data"]["people"][0]["owner"]' | grep -qx Sora
	hj incident Sora --dry-run --json 2>/dev/null | json '{p["owner"] for p in d["data"]["people"]}' | grep -qx "{'tester'}"
}

@test "nobody of that name: the devices that there are" {
	run hj incident nosuch
	[ "$status" -eq 4 ]
	[[ "$output" == *"$device"* ]]
	run hj incident
	[ "$status" -eq 2 ]
}

@test "a report counts to what kind of recipient something went, without names" {
	hj export "$two" --scope own --recipient "An Invented Court" --purpose x -o again.xml 2>/dev/null
	for scope in court un-conf; do
		id=$(add_case "Na Dal" 'consent[+c].subject=+p' 'consent[+c].status=given' "consent[+c].scope=$scope" \
			'consent[+c].date=2026-01')
		hj export "$id" --scope $scope --recipient "An Invented Court" --purpose x -o $scope.xml 2>/dev/null
	done
	hj audit report --json >said
	json 'sorted((b["what"], b["count"]) for b in d["data"]["counts"] if b["by"] == "recipient")' <said |
		grep -qx  "\[('court', 1), ('own', 2), ('un', 1)\]"
	hj audit report >said
	grep -q "let out to *our own office *2" said
	run grep Invented said
	[ "$status" -ne 0 ]
	# An auditor counts the same.
	printf '%s\n%s\n' "$PHRASE" "a passphrase of Audi" >lines
	"$HANJI" --passphrase-fd 9 member add Audi --role auditor 9<lines 2>/dev/null
	"$HANJI" --passphrase-fd 9 audit report --csv 9<<<"a passphrase of Audi" 2>/dev/null | grep -q "^recipient,own,2"
}
