#!/usr/bin/env bats
# Goal: no option, and no order of options, names who did not agree, and nobody
# is named because of whom they are related to.  Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	# The mother agreed to everything that is tried here; the daughter, who
	# was taken with her, to nothing.
	id=$(hj add 'person[+m].name.full=-' 'person[+m].role=victim' 'person[+m].sex=f' \
	    'person[+d].name.full=Han Bo Mi' 'person[+d].role=victim' 'person[+d].sex=f' 'relationship[+r].a=+m' \
	    'relationship[+r].b=+d' 'relationship[+r].type=parent' \
	    'event[+e].who=+m' 'event[+e].type=arrest' 'detention[+t].who=+d' \
	    'detention[+t].state=CN' <<<"Seo Ga Ram" 2>/dev/null)
	mapfile -t person < <(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')
	hj consent "$id" "${person[0]}" --scope un-public,share-ngo,un-conf,un-state,public-name \
	    --status given --method written 2>/dev/null
	[ -n "${person[1]}" ]
}

# tried NAME COMMAND ...
tried() {
	run -0 python3 "$HERE/options.py" "$HANJI" "$PHRASE" "$1" "$PWD/out" -- "${@:2}"
	echo "$output"
	[[ $output != *"let out"* ]]
}

@test "no option and no order of options of a petition names who did not agree" {
	p=$(hj petition new hrc "$id")
	tried "Bo Mi" petition export "$p" --format txt
	[[ $output =~ ([1-9][0-9]*)" wrote something" ]]
	# The test can tell: the mother is in what was written.
	run python3 "$HERE/options.py" "$HANJI" "$PHRASE" "Ga Ram" "$PWD/out" -- petition export "$p" --format txt --to X --output "$PWD/out"
	[[ $output == *"let out"* ]]
}

@test "no option and no order of options of an export names who did not agree" {
	for scope in share-ngo un-public; do
		tried "Bo Mi" export "$id" --scope "$scope"
	done
	# Without names also the mother has none.
	tried "Ga Ram" export "$id" --scope share-ngo --anonymous --recipient X
	[[ $output =~ ([1-9][0-9]*)" wrote something" ]]
}

@test "nobody is named because of whom they are related to" {
	p=$(hj petition new hrc "$id")
	for format in txt html; do
		run -0 hj petition export "$p" --format "$format"
		[[ $output == *"Ga Ram"* && $output != *"Bo Mi"* && $output != *"${person[1]}"* ]]
	done
	run -8 hj export "$id" --scope share-ngo
	[[ $output != *"Bo Mi"* ]]
}
