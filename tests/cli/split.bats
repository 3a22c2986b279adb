#!/usr/bin/env bats
# Goal: thirteen are caught and counted, two of them get names, one of the two a
# case file of their own; nobody is lost, counted twice or named without
# consent on the way.  Every person in it is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export TERM=dumb
	party=$(hj add kind=group 'source[+s].kind=press' 'source.conf=public' 'source.title=Paper One' \
	    'group[+g].type=arrest' 'group.label=Party of November' \
	    'group.count[+c].min=13' 'group.count.max=13' 'group.count.src=+s' \
	    'group.unnamed[+u].n=13' 'group.unnamed.src=+s' \
	    'place[+k].country=CN' 'place.locality=Kunming' \
	    'event[+e].type=arrest' 'event.who[+w]=+g' 'event.date=2013-11' 'event.state=CN' \
	    'event.place=+k' 'event.src=+s' 2>made)
	slot=$(sed -nE 's/^\+u = unnamed\[(.*)\]$/\1/p' made)
	first=$(hj identify "$party" "$slot" --name - <<<"Seo Ga Ram" 2>/dev/null)
	second=$(hj identify "$party" "$slot" --name - <<<"마루나" 2>/dev/null)
}

show() { hj show "$1" --fields; }
# annex PETITION [OPTION ...]
annex() { hj petition export "$1" --format txt "${@:2}"; }
lists_eleven() { [[ $output == *"11 further persons, names withheld or unknown"* ]]; }

@test "thirteen of whom two are named: the annex counts eleven further, in both languages" {
	p=$(hj petition new hrc "$party")
	run -0 --separate-stderr annex "$p"
	[[ $output == *"Person 1 ("*"Person 2 ("* ]]
	lists_eleven
	hj consent "$party" "$first" --scope un-public --status given
	run -0 --separate-stderr annex "$p"
	[[ $output == *"Seo Ga Ram"* && $output == *"November 2013"* && $output == *"China"* ]]
	lists_eleven
	k=$(hj --lang ko petition new hrc "$party")
	run -0 --separate-stderr annex "$k"
	[[ $output == *"2013년 11월"* && $output == *"그 밖에 11명 (이름을 밝히지 않거나 모름)"* ]]
}

@test "a member's own case file has what is theirs, and both files show each other" {
	hj update "$party" 'detention[+d].type=cn-kanshousuo' "detention.who=$first" 'detention.date=2013-12' 2>/dev/null
	run --separate-stderr -0 hj split "$party" "$first"
	own=$output
	[[ $stderr == *"Moves to the new case file:"*"period of detention, Chinese detention house"* ]]
	[[ $stderr == *"Is in both"*"event, Arrest abroad, November 2013"*"place"*"source, Press"* ]]
	run -0 show "$own"
	[[ $output == *"person.name.full"*"Seo Ga Ram"* && $output == *"detention.date"* ]]
	[[ $output == *"event.who"*"$first"* && $output == *"place.locality"*Kunming* && $output == *"Paper One"* ]]
	[[ $output != *마루나* && $output != *group* ]]
	run -0 show "$party"
	[[ $output == *"Seo Ga Ram"* && $output == *"event.date"* && $output != *detention* ]]
	run -0 hj show "$party"
	[[ $output == *"Own case of a member"*"$own"* && $output == *"named: 2; besides: 11 people"* ]]
	run -0 hj show "$own"
	[[ $output == *"Split from"*"$party"* ]]
	run -0 hj show "$own" --lang ko
	[[ $output == *"분리됨"*"$party"* ]]
	hj validate
}

@test "after the split the annex still names once and counts eleven" {
	hj consent "$party" "$first" --scope un-public --status given
	p=$(hj petition new hrc "$party")
	own=$(hj split "$party" "$first" 2>/dev/null)
	run -0 --separate-stderr annex "$p"
	[ "$(grep -c "Seo Ga Ram\|SEO" <<<"$output")" -eq 1 ]
	lists_eleven
	# Also when the petition names both files.
	p=$(hj petition new hrc "$party" "$own")
	run -0 --separate-stderr annex "$p"
	[[ $output == *"No: 1"* && $output == *"Person 2 ("* && $output != *"No: 3"* ]]
	lists_eleven
	run hj petition check "$p" --json
	[ "$(json 'sorted((r["case"], r["named"]) for r in d["data"]["people"] if r["person"] != "(group)")' <<<"$output")" = \
	    "$(python3 -c 'import sys; print(sorted([(sys.argv[1], True), (sys.argv[2], False)]))' "$own" "$party")" ]
}

@test "consents move, and a withdrawal in the new file holds for both" {
	hj consent "$party" "$first" --scope un-public,share-ngo --status given
	hj consent "$party" "$second" --scope share-ngo --status given
	p=$(hj petition new hrc "$party")
	own=$(hj split "$party" "$first" 2>/dev/null)
	run -0 show "$party"
	[[ $output == *consent.subject*"$second"* && $output != *un-public* ]]
	# A file may still leave whole when everybody in it agreed, wherever that is kept.
	hj export "$party" --scope share-ngo --recipient "Invented Aid" -o one.xml
	hj consent "$own" --scope un-public,share-ngo --status withdrawn
	run -0 --separate-stderr annex "$p"
	# Who took it back is a number, and nothing else.
	[[ $output == *"Person 1"* && $output != *"Person 1 ("* && $output != *"Ga Ram"* ]]
	run -8 hj export "$party" --scope share-ngo --recipient "Invented Aid" -o two.xml
	[[ $output == *"person[$first]: refused or withdrawn"* ]]
}

@test "what is recorded for the member in the first file goes to their own" {
	own=$(hj split "$party" "$first" 2>/dev/null)
	run --separate-stderr -0 hj consent "$party" "ga ram" --scope stats --status given
	[[ $stderr == *"case file of their own, $own"* ]]
	run -0 show "$own"
	[[ $output == *consent.scope*stats* ]]
	run -0 show "$party"
	[[ $output != *consent* ]]
	run -0 hj consent "$party"
	[[ $output == *"[$first] has a case file of their own"* && $output != *"Ga Ram"* ]]
}

@test "a new file that is not here gives no consent" {
	hj consent "$party" "$first" --scope un-public --status given
	own=$(hj split "$party" "$first" 2>/dev/null)
	# As where only the first file was handed on.
	hj export "$party" --scope own -o party.xml
	XDG_STATE_HOME=$PWD/state2 hj --vault other init --kdf-mem 256M --kdf-ops 2 --member other --passphrase-fd 3 3<<<"$PHRASE" 2>/dev/null
	export XDG_STATE_HOME=$PWD/state2 HANJI_VAULT=$PWD/other
	hj import party.xml 2>/dev/null
	p=$(hj petition new hrc "$party")
	run -0 --separate-stderr annex "$p"
	[[ $output == *"Person 1 ("* && $output != *"Ga Ram"* ]]
	lists_eleven
	run -8 hj consent "$party" "$first" --scope un-public --status given
	[[ $output == *"which is not here"* ]]
}

@test "attachments are sealed anew: either file opens its own" {
	echo "a photograph" >photo.jpg
	evidence=$(hj attach "$party" photo.jpg title=Photo)
	hj update "$party" "person[$first].photo[+f].evidence=$evidence" 2>/dev/null
	own=$(hj split "$party" "$first" 2>/dev/null)
	for id in "$party" "$own"; do
		run -0 hj extract "$id" "$evidence" -o -
		[ "$output" = "a photograph" ]
	done
	blob() { hj show "$1" --json | json '[f["value"] for f in d["data"]["fields"] if f["path"] == "evidence.blob"][0]'; }
	[ "$(blob "$own")" != "$(blob "$party")" ]
	hj audit verify --deep
	run -0 hj check
	[[ $output == *"damaged:"*" 0"* ]]
}

@test "both files change in one commit, and a dry run changes none" {
	commits() { hj audit log --json | json 'sum(e["action"] == "commit" for e in d["data"])'; }
	before=$(commits)
	run --separate-stderr -0 hj split "$party" "$first" --dry-run
	[[ -z $output && $stderr == *"nothing was stored"* ]]
	[ "$(commits)" -eq "$before" ]
	[ "$(hj list --json | json 'len(d["data"])')" -eq 1 ]
	hj split "$party" "$first" 2>/dev/null
	[ "$(commits)" -eq $((before + 1)) ]
	run -0 hj history "$party"
	[[ $output == *"split off person["* ]]
}

@test "a relation to who stays becomes a link, read from either side" {
	hj update "$party" 'relationship[+r].type=parent' "relationship.a=$first" "relationship.b=$second" 2>/dev/null
	own=$(hj split "$party" "$first" 2>/dev/null)
	of() { hj show "$1" --json | json '[l["relation"] for l in d["data"]["links"] if l["kind"] == "family"]'; }
	[ "$(of "$own")" = "['parent']" ]
	[ "$(of "$party")" = "['child']" ]
}

@test "nobody is split twice, and who it is has to be said" {
	hj split "$party" "$first" 2>/dev/null
	run -3 hj split "$party" "$first"
	run -4 hj split "$party" nobody
	run -4 hj split "$party"
	[[ $output == *"$second"* ]]
}

@test "on a terminal the member is asked for, and what goes along is shown first" {
	cat >script <<-S
		expect Passphrase:
		type $PHRASE
		expect Seo Ga Ram
		expect Who?
		type ga ram
		expect Is in both
		expect Split it so?
		expect yes or no?
		type no
		expect nothing was stored
	S
	run on_terminal script -- "$HANJI" split "$party"
	[ "$status" -eq 0 ]
	[ "$(hj list --json | json 'len(d["data"])')" -eq 1 ]
}
