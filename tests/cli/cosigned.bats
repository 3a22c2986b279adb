#!/usr/bin/env bats
# What a witness says: its lines alone, with and without hanji, and what keeps its
# memory from being put back.

bats_require_minimum_version 1.5.0
load help.bash
load partner.bash

setup_file() { make_partner; }
setup() { use_partner; }

# What a witness server answers: its line, without the state that it signs.
bare() { sed '1,/^$/d' "$1" | tail -n 1; }

@test "the line of a witness alone is verified against the state it signs, and kept" {
	hj audit witness request -o request 2>/dev/null
	hj audit checkpoint -o now
	partner audit witness cosign request --log-key "$(log_key)" -o answer 2>/dev/null
	bare answer >line
	key=$(partner audit witness key)
	run outsider verify line --of now --log-key "$(log_key)" --witness "$key"
	[ "$status" -eq 0 ]
	[[ "$output" == *"signed with the key of the log"*"cosigned by the witness whose key you gave"* ]]
	run outsider verify line
	[[ "$status" -eq 0 && "$output" == *"not checked"*"--of"* ]]
	add_case "정바다" >/dev/null
	hj audit checkpoint -o later
	run outsider verify line --of later --witness "$key"
	[ "$status" -eq 6 ]
	# The log went on meanwhile: it is said what the line answers.
	run hj audit witness accept line --witness "$key"
	[ "$status" -eq 3 ]
	[[ "$output" == *"--of"* ]]
	[ "$(hj audit witness list --json | json 'd["data"]')" = "[]" ]
	run hj audit witness accept line --of later --witness "$key"
	[ "$status" -eq 6 ]
	hj audit witness accept line --of request --witness "$key"
	hj audit witness accept line --of now
	[ "$(hj audit witness list --json | json '[r["what"] for r in d["data"]]')" = "['cosigned']" ]
	hj audit verify
	# Of another log, or no line at all.
	partner audit checkpoint -o theirs
	run hj audit witness accept line --of theirs
	[ "$status" -ne 0 ]
	printf '\u2014 x AAAA\n' >line
	run hj audit witness accept line --of now
	[ "$status" -eq 3 ]
}

@test "without --of the line of a witness is of the last state" {
	hj audit witness request -o request 2>/dev/null
	partner audit witness cosign request --log-key "$(log_key)" -o answer 2>/dev/null
	bare answer >line
	hj audit witness accept line --witness "$(partner audit witness key)"
	[[ "$(hj audit witness list)" == *"cosigned"* ]]
}

@test "the stand-alone verifier knows witnesses, too" {
	witnessed
	hj audit checkpoint -o now
	hj audit prove "$one" -o proof 2>/dev/null
	hj export --scope own --format bag -o package.tar "$one" 2>/dev/null
	bare now >line
	key=$(partner audit witness key) log=$(log_key)
	verifier() { python3 -B "$HERE/../../export/verify.py" "$@"; }
	for file in now proof package.tar "line --of now"; do
		for program in outsider verifier; do
			[ $program = outsider ] && verb=verify || verb=
			run $program $verb $file --log-key "$log" --witness "$key"
			[ "$status" -eq 0 ]
			[[ "$output" == *"holds"*"hanji-witness/"*"its clock on 20"* || "$output" == *"hanji-witness/"*"holds"* ]]
			run $program $verb $file --log-key "$log"
			[[ "$status" -eq 0 && "$output" == *"not checked"*"hanji-witness/"*"--witness"* ]]
			run $program $verb $file --log-key "$log" --witness "$(hj audit witness key)"
			[ "$status" -eq 6 ]
		done
	done
}

@test "hanji and the stand-alone verifier say the same of every form of checkpoint, line and proof" {
	HANJI=$HANJI python3 -B "$HERE/../fault/lone.py"
}

@test "an older record of what a witness saw, put back by whoever writes their disk, is found" {
	tamper=${HANJI%/*}/tests/fault/tamper
	theirs=partner/vault
	witnessed
	hj audit witness request --since "$(entries answer)" -o stale 2>/dev/null
	cp -a $theirs before
	add_case "정바다" >/dev/null
	hj audit witness request --since "$(entries answer)" -o second 2>/dev/null
	partner audit witness cosign second -o again 2>/dev/null
	cp -a $theirs after
	# The record is one that both have, and no root.
	found=0
	for n in $("$tamper" before records | awk '$1 > 16 { print $1 }'); do
		rm -rf $theirs && cp -a after $theirs
		"$tamper" $theirs take "$n" before
		run partner audit witness cosign stale
		# With the record of now it shrank; with the older one it would have been signed.
		[ "$status" -ne 0 ]
		[[ "$output" == *"put back an older record"* ]] || continue
		[ "$status" -eq 8 ]
		found=$((found + 1)) record=$n
	done
	[ "$found" -eq 1 ]
	rm -rf $theirs && cp -a after $theirs
	"$tamper" $theirs take "$record" before
	run partner audit verify
	[ "$status" -eq 6 ]
	[[ "$output" == *"an older one was put back"* ]]
	# So is a vault that says it has none: its settings of before the first.
	cp -a "$BATS_FILE_TMPDIR/partner/vault" none
	rm -rf $theirs && cp -a after $theirs
	"$tamper" $theirs take 2 none && "$tamper" $theirs take 10 none
	run partner audit witness cosign request --log-key "$(log_key)"
	[ "$status" -eq 8 ]
	[[ "$output" == *"put back an older record"* ]]
	# With the head of the log of before, the log itself is behind its anchor.
	for n in 1 9 "$record"; do "$tamper" $theirs take "$n" before; done
	run partner audit witness cosign stale
	[ "$status" -eq 8 ]
	rm -rf $theirs && cp -a after $theirs
	partner audit verify
}
