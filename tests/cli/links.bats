#!/usr/bin/env bats
# Goal: what ties two case files together is shown from both sides.
# Every person in it is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export TERM=dumb
	one=$(add_case "Seo Ga Ram")
	two=$(add_case "Ma Ru Na")
}

# links CASE PYTHON: of its links, as l
links() { hj show "$1" --json | json '[('"$2"') for l in d["data"]["links"]]'; }
revisions() { hj history "$1" --json | json 'len(d["data"])'; }

@test "a link is made in both files, each in its own words, and shown by both" {
	run --separate-stderr -0 hj link "$one" "$two" followup
	[[ -z $output && -z $stderr ]]
	[ "$(links "$one" 'l["kind"], l["id"], l["title"], l["back"]')" = "[('followup', '$two', 'Ma Ru Na', True)]" ]
	[ "$(links "$two" 'l["kind"], l["id"], l["title"], l["back"]')" = "[('main', '$one', 'Seo Ga Ram', True)]" ]
	run -0 hj show "$two"
	[[ $output == *"Case that this one follows up"*"$one"*"Seo Ga Ram"* ]]
	run -0 hj show "$two" --lang ko
	[[ $output == *"사후 지원의 본 사건"*"$one"* ]]
	hj validate
}

@test "both files change in one commit" {
	commits() { hj audit log --json | json 'sum(e["action"] == "commit" for e in d["data"])'; }
	before=$(commits)
	hj link "$one" "$two" related
	[ "$(commits)" -eq $((before + 1)) ]
	hj audit verify
}

@test "a relation between two cases is read back and kept in both directions" {
	run --separate-stderr -0 hj link "$one" "$two" family --relation parent
	[[ $stderr == *"Seo Ga Ram is the parent of Ma Ru Na."* ]]
	[ "$(links "$one" 'l["relation"]')" = "['parent']" ]
	[ "$(links "$two" 'l["relation"]')" = "['child']" ]
	run --separate-stderr -0 hj link "$one" "$two" family --relation cousin --lang ko --dry-run
	[[ $stderr == *"Seo Ga Ram은(는) Ma Ru Na의 사촌"* ]]
	[ "$(links "$one" 'l["relation"]')" = "['parent']" ]
}

@test "what may be the same person says who is meant on either side" {
	hj link "$one" "$two" same
	run -0 links "$one" 'bool(l["person"]), bool(l["other"]), l["person"] != l["other"]'
	[ "$output" = "[(True, True, True)]" ]
	run -0 hj show "$one"
	[[ $output == *"May be the same person"*"Seo Ga Ram"*"Ma Ru Na"* ]]
}

@test "a link that is there already is not made twice" {
	hj link "$one" "$two" related
	run --separate-stderr -0 hj link "$two" "$one" related
	[[ $stderr == *"linked so already"* ]]
	[ "$(revisions "$one")" -eq 2 ]
	[ "$(links "$one" 1)" = "[1]" ]
}

@test "one that was imported on one side only is completed" {
	hj update "$one" 'link[+l].kind=related' "link[+l].case=$(tr -d - <<<"${two%-*}")" 2>/dev/null
	[ "$(links "$one" 'l["back"]')" = "[False]" ]
	run -0 hj show "$one"
	[[ $output == *"1 of them does not show this one yet"* ]]
	hj link "$one" "$two" related
	[ "$(links "$one" 'l["back"]')" = "[True]" ]
	[ "$(links "$two" 'l["back"]')" = "[True]" ]
}

@test "dropping takes it out of both" {
	hj link "$one" "$two" related
	hj link "$one" "$two" followup
	hj link "$two" "$one" main --drop
	[ "$(links "$one" 'l["kind"]')" = "['related']" ]
	hj link "$one" "$two" --drop
	[ "$(links "$one" 1)" = "[]" ]
	[ "$(links "$two" 1)" = "[]" ]
	run -4 hj link "$one" "$two" --drop
}

@test "of a secret file only the id is shown, and looking into it is logged" {
	hj update "$two" conf=secret
	hj link "$one" "$two" same
	run -0 hj show "$one"
	[[ $output == *"$two"* && $output != *"Ma Ru"* ]]
	run -0 hj show "$one" --json
	[[ $output != *"Ma Ru"* ]]
	entries=$(revisions "$two")
	run -0 hj show "$one" --reveal
	[[ $output == *"Ma Ru Na"* ]]
	[ "$(revisions "$two")" -eq $((entries + 1)) ]
	run -0 hj history "$two"
	[[ $output == *"shown beside a linked case"* ]]
}

@test "a case that is not in this vault is said not to be" {
	hj update "$one" 'link[+l].kind=related' 'link[+l].case=0000000000000000' 2>/dev/null
	[ "$(links "$one" 'l["present"], l["title"]')" = "[(False, None)]" ]
	run -0 hj show "$one"
	[[ $output == *"(not in this vault)"* ]]
}

@test "what cannot be linked is refused, and nothing is stored" {
	run -3 hj link "$one" "$one" same
	run -4 hj link "$one" "$two" nothing
	run -3 hj link "$one" "$two" split
	[[ $output == *"hanji split"* ]]
	run -2 hj link "$one" "$two"
	[[ $output == *"codes link-kind"* ]]
	run -4 hj link "$one" "$two" family --relation parent --other nobody
	run -3 hj link "$one" "$(hj petition new hrc "$two")" related
	two_of=$(hj add 'person[+a].name.full=Kim Bogi' 'person[+b].name.full=Pak Yeoul' 2>/dev/null)
	run -2 hj link "$one" "$two_of" family --relation parent
	[[ $output == *--other* ]]
	[ "$(revisions "$one")" -eq 1 ]
}

@test "on a terminal the kind is asked for" {
	cat >script <<-S
		expect Passphrase:
		type $PHRASE
		expect The second case file is to the first:
		expect >
		type foll
	S
	run on_terminal script -- "$HANJI" link "$one" "$two"
	[ "$status" -eq 0 ]
	[ "$(links "$two" 'l["kind"]')" = "['main']" ]
}
