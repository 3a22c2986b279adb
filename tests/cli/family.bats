#!/usr/bin/env bats
# Goal: a family is seen whole, over the case files that its links lead to, and
# nothing that is secret or contradictory slips in.  Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export TERM=dumb
	one=$(hj add 'person[+a].name.full=Seo Ga Ram' 'person[+a].role=victim' \
	    'person[+b].name.full=서어머니' 'relationship[+r].type=child' \
	    'relationship[+r].a=+a' 'relationship[+r].b=+b' 2>/dev/null)
	two=$(add_case "Ma Ru Na")
	hj link "$one" "$two" family --relation parent --person Ram 2>/dev/null
}

@test "a tree over two case files, the same from both" {
	run -0 hj show "$one" --family
	[[ ${lines[0]} == "1  서어머니 ["* ]]
	[[ ${lines[1]} == "2  └─ Seo Ga Ram ["* ]]
	[[ ${lines[2]} == "3     └─ Ma Ru Na ["*"case $two" ]]
	[ "${#lines[@]}" -eq 3 ]
	run -0 hj show "$two" --family --lang ko
	[[ ${lines[0]} == "1  서어머니 ["*"사건 $one" ]]
	[[ ${lines[2]} == "3     └─ Ma Ru Na ["* ]]
}

@test "what stands beside the names is in one column, whatever the script" {
	run -0 hj show "$one" --family --lang ko
	python3 - "$output" <<-'P'
		import sys, unicodedata
		wide = lambda s: sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
		hj = [l for l in sys.argv[1].split("\n") if "사건" in l]
		assert len(hj) == 1 and wide(hj[0].split("사건")[0]) > 20, hj
	P
}

@test "of a secret file nothing is drawn unasked, and looking is logged" {
	hj update "$two" conf=secret
	run -0 hj show "$one" --family
	[[ $output != *"Ma Ru"* && $output == *"1 linked case files are secret"* ]]
	entries=$(hj history "$two" --json | json 'len(d["data"])')
	run -0 hj show "$one" --family --reveal
	[[ $output == *"Ma Ru Na"* ]]
	[ "$(hj history "$two" --json | json 'len(d["data"])')" -eq $((entries + 1)) ]
}

@test "a secret name is masked, and a secret relation is left out" {
	hj update "$two" person.name.conf=secret
	run -0 hj show "$one" --family
	[[ $output == *"└─ *** ["* && $output != *"Ma Ru"* ]]
	hj update "$one" relationship.conf=secret
	run -0 hj show "$one" --family
	[[ $output == *"1 relations are secret"* && $output == *"Without any relation: 서어머니"* ]]
}

@test "what contradicts is said, and draws no circle" {
	a=$(hj show "$one" --json | json '[f["value"] for f in d["data"]["fields"] if f["path"] == "relationship.a"][0]')
	b=$(hj show "$one" --json | json '[f["value"] for f in d["data"]["fields"] if f["path"] == "relationship.b"][0]')
	hj update "$one" 'relationship[+s].type=parent' "relationship[+s].a=$a" "relationship[+s].b=$b" 2>/dev/null
	run -0 hj show "$one" --family
	[[ $output == *"Not drawn, because it contradicts the rest:"*"is the parent of"* ]]
	run -0 hj show "$one" --family --json
	[ "$(json 'sorted(r["fits"] for r in d["data"]["family"]["relations"])' <<<"$output")" = "[False, True, True]" ]
}

@test "a linked file that is not here is said to be missing" {
	hj update "$one" 'link[+l].kind=family' 'link[+l].case=0000000000000000' 2>/dev/null
	run -0 hj show "$one" --family
	[[ $output == *"1 linked case files are not in this vault"* ]]
}
