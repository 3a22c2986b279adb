#!/usr/bin/env bats
# Goal: an owner makes members of each role; each sees and does what the role
# says, at one keyboard.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

script() { cat >"$BATS_TEST_TMPDIR/script"; }
play() { run on_terminal "$BATS_TEST_TMPDIR/script" -- "$@"; }

# A vault with Sora (caseworker of `coast`), Rae (reader), Audi (auditor).
setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	local BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state HANJI_VAULT=$BATS_FILE_TMPDIR/vault
	add_case "Han Byol" >"$BATS_FILE_TMPDIR/office"
	hj team add coast
	add_case "Ma Dahye" --team coast >"$BATS_FILE_TMPDIR/coast"
	enrol Sora caseworker --team coast
	enrol Rae reader --team 0
	enrol Audi auditor
}
setup() {
	use_vault "$BATS_FILE_TMPDIR" && cd "$BATS_TEST_TMPDIR"
	office=$(cat "$BATS_FILE_TMPDIR/office") coast=$(cat "$BATS_FILE_TMPDIR/coast")
}

enrol() { # NAME ROLE ...
	local name=$1 role=$2
	shift 2
	printf '%s\n%s\n' "$PHRASE" "a passphrase of $name" >"$BATS_TEST_TMPDIR/lines"
	"$HANJI" --passphrase-fd 9 member add "$name" --role "$role" "$@" 9<"$BATS_TEST_TMPDIR/lines" 2>/dev/null
}
as() { # NAME COMMAND ...
	local name=$1
	shift
	"$HANJI" --passphrase-fd 9 "$@" 9<<<"a passphrase of $name"
}

@test "a caseworker sees the cases of their team, and is told that there are others" {
	run --separate-stderr as Sora list --json
	[ "$status" -eq 0 ]
	[ "$(json 'len(d["data"])' <<<"$output")" -eq 1 ]
	[[ "$output" == *"$coast"* && "$output" != *"$office"* ]]
	[[ "$stderr" == *"1 case file of other teams is not shown"* ]]
	run --separate-stderr as Sora show "$office"
	[ "$status" -ne 0 ]
	[[ "$output" != *Byol* && "$stderr" != *Byol* ]]
	as Sora show "$coast" | grep -q Dahye
	run --separate-stderr as Sora find Byol
	[ "$status" -eq 4 ]
}

@test "a caseworker adds and changes, a reader only reads" {
	id=$(as Sora add 'person[+p].name.full=-' <<<"Cho Iseul" 2>/dev/null)
	as Sora update "$id" title=found 2>/dev/null
	run as Rae list
	[[ "$output" == *Byol* && "$output" != *Iseul* ]]
	run --separate-stderr as Rae update "$office" title=changed
	[ "$status" -eq 5 ]
	[[ "$stderr" == *"not change it"* ]]
	run --separate-stderr hj audit verify
	[ "$status" -eq 0 ]
}

@test "an auditor verifies, and opens nothing" {
	run --separate-stderr as Audi audit verify
	[ "$status" -eq 0 ]
	as Audi audit log | grep -q 'member added'
	for command in list "show $office" "find Byol" stats; do
		run --separate-stderr as Audi $command
		[ "$status" -eq 5 ]
		[[ "$output$stderr" != *Byol* ]]
	done
	run as Audi member list
	[ "$status" -eq 0 ]
	[[ "$output" != *Sora* && "$output" == *caseworker* ]]
}

@test "the list of members has roles, teams and when they last wrote" {
	hj member list --json >list
	[ "$(json '[m["role"] for m in d["data"]]' <list)" = "['owner', 'caseworker', 'reader', 'auditor']" ]
	[ "$(json '[m["teams"] for m in d["data"]]' <list)" = "[['0', 'coast'], ['coast'], ['0'], []]" ]
	[ "$(json '[m["last"] is None for m in d["data"]]' <list)" = "[False, True, True, True]" ]
	[ "$(json '[m["ways"] for m in d["data"]]' <list)" = "[1, 1, 1, 1]" ]
}

@test "a case goes to another team and back" {
	hj team move "$office" coast
	as Sora show "$office" | grep -q Byol
	run as Rae list
	[[ "$output" != *Byol* ]]
	hj team move "$office" 0
	run --separate-stderr as Sora show "$office"
	[ "$status" -eq 5 ]
	hj check
	hj audit verify --deep
}

# Sees the file whoever is in the team of the case it was made from, nobody else.
in_coast() { # ID
	as Sora show "$1" >/dev/null && ! as Rae show "$1" 2>/dev/null
}

@test "what is made from a case is in the team of that case" {
	a=$(add_case "Ryu Haneul" --team coast)
	b=$(hj split "$a" "$(hj update "$a" 'person[+q].name.full=Ryu Bada' 2>&1 | sed -nE 's/^\+q = person\[(.*)\]$/\1/p')")
	in_coast "$b"
	in_coast "$(hj followup "$coast" conf=restricted 2>/dev/null | tail -1)"
	in_coast "$(hj petition new hrc "$coast" "$a" 2>/dev/null)"
	hj merge "$a" "$b" 2>/dev/null
	hj unmerge "$a" "$b" 2>/dev/null
	in_coast "$a" && in_coast "$b"
	id=$(hj petition new hrc "$coast" --team 0 2>/dev/null)
	as Rae show "$id" >/dev/null
	run ! as Sora show "$id"
}

@test "a petition on cases of two teams has to be told its team" {
	for dry in '' --dry-run; do
		run --separate-stderr hj petition new hrc "$coast" "$office" $dry
		[ "$status" -eq 8 ]
		[[ -z $output && $stderr == *"different teams"*--team* && $stderr != *Dahye* ]]
	done
	run hj petition list
	[[ $output != *hrc* ]]
	in_coast "$(hj petition new hrc "$coast" "$office" --team coast 2>/dev/null)"
}

@test "only an owner adds, and --dry-run asks for nothing" {
	for name in Sora Rae Audi; do
		run --separate-stderr as "$name" member add X --role owner
		[ "$status" -eq 5 ]
		run --separate-stderr as "$name" team add x
		[ "$status" -eq 5 ]
	done
	hj member add X --role reader --team coast --dry-run
	run --separate-stderr hj member add Sora --role reader --team coast --dry-run
	[ "$status" -eq 3 ]
	run --separate-stderr hj member add X --role reader --dry-run
	[ "$status" -eq 2 ]
	run --separate-stderr hj member add X --dry-run
	[ "$status" -eq 2 ]
	[ "$(json 'len(d["data"])' < <(hj member list --json))" -eq 4 ]
	hj team rename 0 office
	[ "$(json '[t["name"] for t in d["data"]]' < <(hj team list --json))" = "['office', 'coast']" ]
}

@test "a new member chooses a passphrase at the terminal, typed twice" {
	script <<-S
		expect Passphrase:
		type $PHRASE
		expect yes or no?
		type no
		expect Your own passphrase:
		type hunchback-river-42
		expect again:
		type hunchback-river-42
	S
	play "$HANJI" member add Nari --role reader --team coast
	[ "$status" -eq 0 ]
	[[ $output == *"Now Nari chooses"* && $output != *hunchback* ]]
	run "$HANJI" --passphrase-fd 9 list 9<<<"hunchback-river-42"
	[ "$status" -eq 0 ]
	[[ $output == *Dahye* ]]
}

@test "who stands in the log alone is said, and gone when they are added again" {
	cp "$HANJI_VAULT"/header.[ab] . && cp -a state before
	enrol Nari reader --team coast
	# As when it was killed between the two: this computer knows no more either.
	cp header.[ab] "$HANJI_VAULT" && rm -r state && mv before state
	run --separate-stderr hj member list
	[[ $status -eq 0 && $stderr == *"no name"*"member add"* && $output != *Nari* ]]
	run --separate-stderr as Audi member list
	[[ $status -eq 0 && $stderr != *"no name"* ]]
	enrol Nari reader --team coast
	run --separate-stderr hj member list --json
	[[ $stderr != *"no name"* ]]
	[ "$(json '[(m["name"], m["until"] is None) for m in d["data"]][4:]' <<<"$output")" = "[(None, False), ('Nari', True)]" ]
	hj audit verify
}

@test "a removed member opens nothing, and their work goes to another" {
	hj update "$coast" assigned=Sora 2>/dev/null
	as Sora export "$coast" --scope own --purpose x -o out.xml 2>/dev/null
	cp -a "$HANJI_VAULT" before
	sora=$(json '[m["member"] for m in d["data"]][1]' < <(hj member list --json))
	hj member remove Sora --hand-to Rae --dry-run --json >told
	[ "$(json 'd["data"]["handed"], len(d["data"]["taken"])' <told)" = "1 1" ]
	cmp before/data.mdb "$HANJI_VAULT/data.mdb"
	run --separate-stderr hj member remove Sora --hand-to Rae --yes
	[ "$status" -eq 0 ]
	[[ $output == *exported* && $stderr == *"stays copied"* ]]
	run --separate-stderr as Sora list
	[ "$status" -eq 5 ]
	hj show "$coast" --fields | grep -q 'assigned.*Rae'
	hj audit verify --deep
	hj check
	[ "$(json '[m["until"] is not None for m in d["data"]]' < <(hj member list --json))" = "[False, True, False, False]" ]
	as Rae list | grep -q Byol
	run --separate-stderr hj member remove Sora --yes
	[[ $status -eq 4 && $stderr == *"no such member; those who were removed have no name"* ]]
	run --separate-stderr hj member remove "$sora" --yes
	[[ $status -eq 4 && $stderr == *"was removed before"* ]]
}

# Wherever it stops they are a member with all keys, or have no way in; and the
# same command goes on.
@test "killed in the middle of a removal: member or not, never neither" {
	cp -a "$HANJI_VAULT" whole && cp -a state state.whole
	for ms in 0.15 0.3 0.5 0.8 1.2; do
		rm -rf "$HANJI_VAULT" state && cp -a whole "$HANJI_VAULT" && cp -a state.whole state
		timeout -s KILL "$ms" "$HANJI" --passphrase-fd 9 member remove Sora --yes 9<<<"$PHRASE" >/dev/null 2>&1 || true
		hj list | grep -q Byol
		run as Sora list
		[ "$status" -eq 0 ] || [ "$status" -eq 5 ]
		id=$(json '[m["member"] for m in d["data"]][1]' < <(hj member list --json))
		run hj member remove "$id" --yes
		[ "$status" -eq 0 ] || [ "$status" -eq 4 ]
		run as Sora list
		[ "$status" -eq 5 ]
		hj audit verify --deep
		hj check
	done
}

@test "an auditor's report counts without names, in a period only" {
	as Rae export "$office" --scope own --purpose x -o out.xml 2>/dev/null
	as Audi audit report --json >told
	[ "$(json '[k["count"] for k in d["data"]["counts"] if k["what"]=="member-add"]' <told)" = "[3]" ]
	[ "$(json '[k["count"] for k in d["data"]["counts"] if k["what"]=="export"]' <told)" = "[1]" ]
	total=$(json 'd["data"]["entries"]' <told)
	for by in action member device week; do
		[ "$(json "sum(k['count'] for k in d['data']['counts'] if k['by']=='$by')" <told)" -eq "$total" ]
	done
	run ! grep -E 'Sora|Rae|Byol|Dahye' told
	[ "$(json 'd["data"]["entries"]' < <(as Audi audit report --period 1999 --json))" -eq 0 ]
	[ "$(json 'd["data"]["entries"]' < <(as Audi audit report --period "$(date -u +%Y)" --json))" -eq "$total" ]
	as Audi audit report --csv | grep -q '^action,member-add,3'
	as Audi audit report --lang ko | grep -q '구성원 추가'
}
