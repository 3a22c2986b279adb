#!/usr/bin/env bats
# Goal: a sealed backup is opened, checked and restored; with stock tools alone
# as far as the manual says.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

FILE_PHRASE='a bridge of seven old planks'

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	age-keygen -o key.txt 2>/dev/null
	id=$(add_case "이하늘")
}

seal() { hj backup b.age --to "$(age-keygen -y key.txt)" 2>said; }

@test "without hanji: age -d, tar, sha256sum -c; the case files stay sealed" {
	seal
	grep -q "only they can show" said
	mkdir out
	age -d -i key.txt b.age | tar x -C out
	(cd out && sha256sum --quiet -c MANIFEST)
	run ! grep -rq 하늘 out
}

@test "with the secret key it is restored, and the log verifies there" {
	seal
	hj restore b.age --identity key.txt --vault again >/dev/null 2>&1
	[[ $(hj show "$id" --vault again 2>/dev/null) == *이하늘* ]]
	hj audit verify --deep --vault again >/dev/null 2>&1
}

@test "without the secret key it says which option to give, and leaves nothing" {
	seal
	run hj restore b.age --vault again
	[ "$status" -eq 5 ]
	[[ $output == *"--identity FILE"* ]]
	age-keygen -o other.txt 2>/dev/null
	run hj restore b.age --identity other.txt --vault again
	[ "$status" -eq 5 ]
	[ ! -e again ]
}

@test "under a passphrase: asked on the terminal, or from a descriptor" {
	hj backup b.age --with-passphrase --file-passphrase-fd 8 8<<<"$FILE_PHRASE" 2>/dev/null
	hj restore b.age --file-passphrase-fd 8 --vault one 8<<<"$FILE_PHRASE" >/dev/null 2>&1
	[[ $(hj show "$id" --vault one 2>/dev/null) == *이하늘* ]]
	printf 'expect Passphrase of the sealed file\ntype %s\nexpect Passphrase\ntype %s\n' "$FILE_PHRASE" "$PHRASE" >script
	on_terminal script -- "$HANJI" restore b.age --vault two >/dev/null
	[[ $(hj show "$id" --vault two 2>/dev/null) == *이하늘* ]]
	run hj restore b.age --file-passphrase-fd 8 --vault three 8<<<"not this one, not this one"
	[ "$status" -eq 5 ]
}

@test "a flipped byte in a sealed backup is refused" {
	seal
	python3 - <<-'P'
		b = bytearray(open("b.age", "rb").read())
		b[len(b) // 2] ^= 1
		open("b.age", "wb").write(b)
	P
	run hj restore b.age --identity key.txt --vault again
	[ "$status" -eq 6 ]
	[ ! -e again ]
}

@test "sealed to nothing but the key in the same vault it is refused" {
	us=$(hj member list --json | json 'd["data"][0]["recipient"]')
	run hj backup b.age --to "$us"
	[ "$status" -eq 8 ]
	[ ! -e b.age ]
	hj backup b.age --to "$us" --to "$(age-keygen -y key.txt)" 2>/dev/null
}

@test "as text it survives what mail does to line ends" {
	hj backup b.txt --armor --to "$(age-keygen -y key.txt)" 2>/dev/null
	sed 's/$/\r/' b.txt >mailed.txt
	hj restore mailed.txt --identity key.txt --vault again >/dev/null 2>&1
	[[ $(hj show "$id" --vault again 2>/dev/null) == *이하늘* ]]
}
