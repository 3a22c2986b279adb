#!/usr/bin/env bats
# Goal: what leaves sealed is opened by its recipients, with hanji or without,
# and by nobody else; what comes sealed is believed only as a whole.
# Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

FILE_PHRASE='a bridge of seven old planks'

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	mkdir "$BATS_FILE_TMPDIR/other"
	make_vault "$BATS_FILE_TMPDIR/other"
}

setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cp -a "$BATS_FILE_TMPDIR/other" "$BATS_TEST_TMPDIR/other"
	cd "$BATS_TEST_TMPDIR"
	age-keygen -o key.txt 2>/dev/null
	id=$(add_case "이하늘")
}

# hanji of the other office
theirs() { XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault hj "$@"; }
key_of() { "$1" member list --json | json "d['data'][0]['$2']"; }
cases_there() { theirs list --json 2>/dev/null | json 'len(d["data"])'; }

seal_to_them() { # OPTION ...
	them=$(key_of theirs recipient)
	hj export "$id" --scope own --to "$them" "$@" -o all.age 2>/dev/null
}

@test "stock age opens an export with the key that age-keygen made" {
	hj export "$id" --scope own --to "$(age-keygen -y key.txt)" -o all.age 2>/dev/null
	hj export "$id" --scope own -o plain.xml 2>/dev/null
	run ! grep -q 하늘 all.age
	age -d -i key.txt all.age | xmllint --noout -
	age -d -i key.txt all.age | grep -q 하늘
	# Padded to a Padme size with line feeds, which XML does not see.
	age -d -i key.txt all.age >opened.xml
	python3 - <<-'P'
		n = len(open("opened.xml", "rb").read())
		e = n.bit_length() - 1
		s = e.bit_length()
		assert n & ((1 << (e - s)) - 1) == 0, n
		assert n >= len(open("plain.xml", "rb").read())
	P
}

@test "the other office imports what was sealed to its member, and nobody else does" {
	seal_to_them
	run theirs import all.age
	[ "$status" -eq 0 ]
	[[ $output == *"who sealed it is not proved"* ]]
	[ "$(cases_there)" -eq 1 ]
	run hj import all.age
	[ "$status" -eq 5 ]
	[[ $output == *"sealed for somebody else"* ]]
}

@test "several keys, with commas or one by one, and as text" {
	them=$(key_of theirs recipient)
	hj export "$id" --scope own --to "$them,$(age-keygen -y key.txt)" --to "$(key_of hj recipient)" \
	    --armor -o all.txt 2>/dev/null
	head -1 all.txt | grep -qx -- '-----BEGIN AGE ENCRYPTED FILE-----'
	age -d -i key.txt all.txt | grep -q 하늘
	theirs import all.txt 2>/dev/null >/dev/null
	[ "$(cases_there)" -eq 1 ]
	hj import all.txt >/dev/null 2>&1
}

@test "through a pipe it leaves sealed, too" {
	hj export "$id" --scope own --to "$(age-keygen -y key.txt)" 2>/dev/null | age -d -i key.txt | grep -q 하늘
}

@test "under a passphrase: from a descriptor, for age on a terminal, and back" {
	hj export "$id" --scope own --with-passphrase --file-passphrase-fd 8 -o all.age 2>/dev/null 8<<<"$FILE_PHRASE"
	printf 'expect passphrase\ntype %s\n' "$FILE_PHRASE" >script
	on_terminal script -- age -d -o opened.xml all.age >/dev/null
	grep -q 하늘 opened.xml
	run theirs import all.age --file-passphrase-fd 8 8<<<"not this one, not this one"
	[ "$status" -eq 5 ]
	[[ $output == *"wrong passphrase"* ]]
	run theirs import all.age
	[ "$status" -eq 5 ]
	[[ $output == *"--file-passphrase-fd"* ]]
	theirs import all.age --file-passphrase-fd 8 8<<<"$FILE_PHRASE" >/dev/null 2>&1
	[ "$(cases_there)" -eq 1 ]
}

@test "on a terminal the passphrase is asked, twice when it is made" {
	{
		printf 'expect Passphrase\ntype %s\n' "$PHRASE"
		printf 'expect Use it\ntype n\nexpect Your own\ntype %s\nexpect again\ntype %s\n' "$FILE_PHRASE" "$FILE_PHRASE"
	} >script
	on_terminal script -- "$HANJI" export "$id" --scope own --with-passphrase -o all.age >screen
	run ! grep -q 'seven old planks' screen
	printf 'expect Passphrase of the sealed file\ntype %s\n' "$FILE_PHRASE" >script
	export XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault
	on_terminal script -- "$HANJI" --passphrase-fd 9 import all.age 9<<<"$PHRASE" >/dev/null
	[ "$(cases_there)" -eq 1 ]
}

@test "a passphrase that is guessed at once is refused" {
	run hj export "$id" --scope own --file-passphrase-fd 8 -o all.age 8<<<"short"
	[ "$status" -eq 3 ]
	[ ! -e all.age ]
}

@test "what does not fit together is a wrong command line, and nothing is written" {
	run hj export "$id" --scope own --to "$(age-keygen -y key.txt)" --with-passphrase -o all.age
	[ "$status" -eq 2 ]
	run hj export "$id" --scope own --armor -o all.age
	[ "$status" -eq 2 ]
	run hj export "$id" --scope own --sign
	[ "$status" -eq 2 ]
	run hj export "$id" --scope own --to age1qqq -o all.age
	[ "$status" -eq 3 ]
	[[ $output == *"mistyped"* ]]
	[ ! -e all.age ]
}

@test "a file that is cut off or changed anywhere brings nothing in" {
	seal_to_them
	size=$(stat -c %s all.age)
	for at in 10 100 200 250 $((size / 2)) $((size - 1)); do
		head -c "$at" all.age >cut
		run theirs import cut
		[[ $status -eq 3 || $status -eq 6 ]]
		python3 - "$at" <<-'P'
			import sys
			b = bytearray(open("all.age", "rb").read())
			b[int(sys.argv[1])] ^= 1
			open("bad", "wb").write(b)
		P
		run theirs import bad
		[[ $status -eq 3 || $status -eq 5 || $status -eq 6 ]]
	done
	[ "$(cases_there)" -eq 0 ]
}

@test "what was opened lies in memory and in the vault, nowhere else on disk" {
	is_sanitized && skip "strace and AddressSanitizer do not mix"
	seal_to_them
	XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault \
	    strace -f -qq -e trace=open,openat,creat -o trace "$HANJI" --passphrase-fd 9 import all.age 9<<<"$PHRASE" >/dev/null 2>&1
	grep -E 'O_(WRONLY|RDWR|TMPFILE)' trace | grep -vE '/dev/|ENOENT|/proc/' >written
	run ! grep -vE "$PWD/other/|\"(\.tmp-|data\.mdb|lock|blobs)" written
	[ "$(cases_there)" -eq 1 ]
}

# ---- signatures ----

@test "minisign checks the signature; its comment names vault, checkpoint and recipients" {
	seal_to_them --sign
	run minisign -V -P "$(key_of hj minisign)" -m all.age
	[ "$status" -eq 0 ]
	[[ $output == *"Trusted comment: hanji vault "*"; checkpoint "*"; to $them"* ]]
	printf x >>all.age
	run minisign -V -P "$(key_of hj minisign)" -m all.age
	[ "$status" -ne 0 ]
}

@test "the checkpoint in the comment is that of the log with this export in it" {
	seal_to_them --sign
	size=$(sed -nE 's/.*; checkpoint ([0-9]+) .*/\1/p' all.age.minisig)
	[ "$size" = "$(hj audit checkpoint | sed -n 2p)" ]
}

@test "the other office checks the signature when it imports" {
	seal_to_them --sign
	run theirs import all.age --dry-run
	[ "$status" -eq 0 ]
	[[ $output == *"not known here"* ]]
	run theirs import all.age --signed-by "$(key_of hj minisign)"
	[ "$status" -eq 0 ]
	[[ $output == *"is signed by key $(key_of hj member | tr a-f A-F), and unchanged"* ]]
	run theirs import all.age --signed-by "$(key_of theirs minisign)"
	[ "$status" -eq 4 ]
	rm all.age.minisig
	run theirs import all.age --signed-by "$(key_of hj minisign)"
	[ "$status" -eq 4 ]
}

@test "a signature that does not fit stops the import before anything is read" {
	seal_to_them --sign
	sed 's/; checkpoint /; checkpoint 1/' all.age.minisig >bad
	mv bad all.age.minisig
	run theirs import all.age --signed-by "$(key_of hj minisign)"
	[ "$status" -eq 6 ]
	[ "$(cases_there)" -eq 0 ]
}

@test "what was signed for one office and sent on to another is refused" {
	hj export "$id" --scope own --to "$(age-keygen -y key.txt)" --sign -o all.age 2>/dev/null
	them=$(key_of theirs recipient)
	run theirs import all.age --signed-by "$(key_of hj minisign)" --identity key.txt
	[ "$status" -eq 8 ]
	[[ $output == *"signed for others and sent on"* ]]
	[ "$(cases_there)" -eq 0 ]
}

@test "a file that is not sealed can be signed and checked as well" {
	hj export "$id" --scope own --sign -o all.xml 2>/dev/null
	minisign -V -q -P "$(key_of hj minisign)" -m all.xml
	theirs import all.xml --signed-by "$(key_of hj minisign)" >/dev/null 2>&1
	[ "$(cases_there)" -eq 1 ]
}

# ---- without hanji ----

@test "every command line of the manual's chapter for those without hanji runs" {
	sed -n '/^\.Sh WITHOUT HANJI/,/^\.Sh SEE/s/^\.Dl //p' "$HERE/../../cli/man/hanji.1" |
	    sed 's/\\-/-/g; s/\\(dq/"/g' >recipe
	[ "$(wc -l <recipe)" -eq 6 ]
	rm key.txt
	eval "$(sed -n 1p recipe)" 2>said
	key=$(age-keygen -y key.txt)
	grep -q "$key" said
	hj export "$id" --scope own --to "$key" --sign -o cases.age 2>/dev/null
	hj backup backup.age --to "$key" 2>/dev/null
	SENDER=$(key_of hj minisign) RECIPIENT=$(key_of hj recipient)
	mkdir out
	eval "$(sed -n 2p recipe)" && grep -q 하늘 cases.xml
	eval "$(sed -n 3p recipe)" | grep -q "; to $key"
	(cd out && cp ../key.txt ../backup.age . && eval "$(sed -n 4p ../recipe)" && eval "$(sed -n 5p ../recipe)")
	eval "$(sed -n 6p recipe)"
	hj import reply.age >/dev/null 2>&1
}

@test "the document of a petition leaves sealed to keys, and signed" {
	p=$(hj petition new hrc "$id" 2>/dev/null)
	hj petition export "$p" --format html --to "Council secretariat" --to "$(age-keygen -y key.txt)" \
	    --sign -o annex.age --yes --reason x 2>/dev/null
	age -d -i key.txt annex.age | grep -q '<html'
	minisign -V -q -P "$(key_of hj minisign)" -m annex.age
	run hj petition export "$p" --format html --to age1mistyped -o other.age --yes --reason x
	[ "$status" -eq 3 ]
	[ ! -e other.age ]
}
