#!/usr/bin/env bats
# Goal: a backup is opened and checked without hanji, as the README says it: the
# lines are taken from there.  hanji only makes the backups.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	age-keygen -o key.txt 2>/dev/null
	id=$(add_case "이하늘")
	echo "a letter of invented people" >letter.txt
	hj attach "$id" letter.txt >/dev/null 2>&1
	hj backup hanji.age --to "$(age-keygen -y key.txt)" 2>/dev/null
	# shellcheck disable=SC2016
	sed -n '/^<!-- stock -->$/,/^<!-- stock end -->$/s/^    //p' "$HERE/../../README.md" >recipe
	[ "$(wc -l <recipe)" -ge 2 ]
}

# The recipe, where there is no hanji.
follow() { (env -i PATH=/usr/bin:/bin sh -e recipe); }

@test "the recipe of the README opens and checks a sealed backup" {
	run follow
	[ "$status" -eq 0 ]
	[[ $output == *"data.mdb: OK"* && $output == *"header.a: OK"* && $output == *"blobs/"*": OK"* ]]
	# Everything that is there was checked, and the records stay sealed.
	[ "$(find . -path './hanji/*' -type f | wc -l)" -eq $(($(wc -l <hanji/MANIFEST) + 1)) ]
	run ! grep -rq '하늘\|invented people' hanji
}

@test "a changed byte behind the seal is found without hanji" {
	mkdir inside
	age -d -i key.txt hanji.age | tar xf - -C inside
	flip inside/data.mdb 9000
	tar cf - -C inside . | age -r "$(age-keygen -y key.txt)" >hanji.age
	run follow
	[ "$status" -ne 0 ]
	[[ $output == *"data.mdb: FAILED"* ]]
}

@test "a changed byte of the sealed file, and a file cut off, are found by age" {
	flip hanji.age 9000
	run age -d -i key.txt -o out.tar hanji.age
	[ "$status" -ne 0 ]
	hj backup cut.age --to "$(age-keygen -y key.txt)" 2>/dev/null
	truncate -s -100 cut.age
	run age -d -i key.txt -o out.tar cut.age
	[ "$status" -ne 0 ]
}

@test "one under a passphrase opens with age, too" {
	hj backup phrase.age --with-passphrase --file-passphrase-fd 8 8<<<"a bridge of seven old planks" 2>/dev/null
	printf 'expect passphrase\ntype a bridge of seven old planks\n' >script
	on_terminal script -- age -d -o phrase.tar phrase.age >/dev/null
	mkdir out
	tar xf phrase.tar -C out
	(cd out && sha256sum --quiet -c MANIFEST)
}

@test "backups are listed, and one that was destroyed is said to be" {
	hj backup second.tar 2>/dev/null
	hj backup list --json >list
	[ "$(json 'len(d["data"])' <list)" -eq 2 ]
	[ "$(json 'd["data"][1]["file"]' <list)" = second.tar ]
	entry=$(json 'd["data"][0]["entry"]' <list)
	run hj backup gone "$entry"
	[ "$status" -eq 3 ]
	hj backup gone "$entry" --yes
	[ "$(hj backup list --json | json '[b["destroyed"] for b in d["data"]]')" = "[True, False]" ]
	run hj backup gone 999 --yes
	[ "$status" -eq 4 ]
}
