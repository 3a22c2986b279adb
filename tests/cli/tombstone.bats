#!/usr/bin/env bats
# Goal: whoever holds what was erased here can learn that it was, nobody else
# learns that it ever was, and nothing of theirs is erased by it.  Every person in
# it is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	mkdir "$BATS_FILE_TMPDIR/other"
	make_vault "$BATS_FILE_TMPDIR/other"
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cp -a "$BATS_FILE_TMPDIR/other" "$BATS_TEST_TMPDIR/"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(add_case "Seo Ga Ram" 'person[+q].name.full=Ma Ru Na' 'person[+q].role=relative')
	plain=${id//-/}
	plain=${plain:0:16}
}
theirs() { XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault hj "$@"; }
erase() { hj erase "$id" "$@" --ground "she asked for it" --yes >/dev/null 2>&1; }
tasks() { theirs due --json | json '[i["text"] for i in d["data"]["items"]]'; }
agree() {
	hj update "$id" "consent[+c].subject=$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | head -1)" \
	    'consent[+c].scope+=share-ngo' 'consent[+c].status=given' 'consent[+c].date=2026-01' 'person[2]-=' 2>/dev/null
}

@test "another laptop of the office learns of it, erases nothing, and is asked once" {
	hj export --scope own -o before.xml 2>/dev/null
	theirs import before.xml >/dev/null 2>&1
	erase
	run -0 hj export --scope own -o after.xml
	[[ "$output" == *"1 case file or part of one was erased here"* ]]
	grep -q "<tombstone xmlns=\"urn:hanji:case:1\" id=\"$plain\"><erased>20..-..-..</erased><ground known=\"withheld\"></ground></tombstone>" after.xml
	run ! grep -q "Seo Ga Ram\|she asked" after.xml
	run -0 theirs import --dry-run after.xml
	[[ "$output" == *"here it stays"* ]]
	[ "$(tasks)" = "[]" ]
	run -0 --separate-stderr theirs import after.xml --json
	[ "$(json '[r["what"] for r in d["data"]], d["data"][-1]["told"]' <<<"$output")" = "['told', 'done'] 1" ]
	theirs show "$id" | grep -q "Seo Ga Ram"
	[[ "$(tasks)" == "['Erased where it came from (20"* ]]
	theirs import after.xml >/dev/null 2>&1
	[ "$(theirs due --json | json 'len(d["data"]["items"])')" = 1 ]
	theirs audit verify >/dev/null 2>&1
}

@test "a partner learns of what they got, and nobody else that it was there" {
	agree
	hj export "$id" --scope share-ngo --recipient "Invented Aid" -o given.xml 2>/dev/null
	other=$(add_case "Bae Na Ri")
	hj update "$other" "consent[+c].subject=$(hj show "$other" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | head -1)" \
	    'consent[+c].scope+=share-ngo' 'consent[+c].status=given' 'consent[+c].date=2026-01' 2>/dev/null
	erase
	hj export --scope share-ngo --recipient "Invented Aid" -o aid.xml 2>/dev/null
	grep -q "<tombstone.*$plain" aid.xml
	hj export --scope share-ngo --recipient "Another" -o another.xml 2>/dev/null
	hj export "$other" --scope share-ngo --recipient "Invented Aid" -o one.xml 2>/dev/null
	hj export --scope share-ngo --recipient "Invented Aid" --anonymous -o anonymous.xml >/dev/null 2>&1
	hj export "$other" --scope own -o own.xml 2>/dev/null
	run ! grep -q "tombstone\|$plain" another.xml one.xml anonymous.xml own.xml
	run -8 hj export "$id" --scope share-ngo --recipient "Another" -o x.xml
	run -0 hj export "$id" --scope share-ngo --recipient "Invented Aid" -o alone.xml
	grep -q "<tombstone.*$plain" alone.xml
	hj export --scope share-ngo --recipient "Another" --format bag -o another.tar 2>/dev/null
	run ! grep -q "tombstone xmlns\|$plain" another.tar
	run -8 hj export "$id" --scope share-ngo --recipient "Another" --format bag -o x.tar
	[ ! -e x.xml ] && [ ! -e x.tar ]
}

@test "a package tells it too: it verifies, with hanji and without, and says no more" {
	hj export --scope own --format bag -o before.tar 2>/dev/null
	theirs import before.tar >/dev/null 2>&1
	erase
	run -0 hj export "$id" --scope own --format bag -o after.tar
	[[ "$output" == *"1 case file or part of one was erased here"* ]]
	for verify in "$HANJI verify" "python3 -B $HERE/../../export/verify.py"; do
		run -0 env -u HANJI_VAULT $verify after.tar
		[[ "$output" == *"not checked"*data/t0001.xml*"$(date -u +%Y)"* ]]
	done
	run ! grep -q "Seo Ga Ram\|she asked" after.tar
	run -0 --separate-stderr theirs import after.tar --json
	[ "$(json '[r["what"] for r in d["data"]], d["data"][-1]["told"]' <<<"$output")" = "['told', 'done'] 1" ]
	theirs show "$id" | grep -q "Seo Ga Ram"
	[[ "$(tasks)" == "['Erased where it came from (20"* ]]
}

@test "who holds a copy with parts withheld is told of it there" {
	hj export "$id" --scope own --withhold 'person[2]' -o part.xml 2>/dev/null
	theirs import part.xml >/dev/null 2>&1
	copy=$(theirs list --json | json 'd["data"][0]["id"]')
	[ "$copy" != "$id" ]
	erase
	hj export --scope own -o after.xml 2>/dev/null
	run -0 theirs import after.xml
	[[ "$output" == *"here it stays"* && "$output" != *"is not here"* ]]
	[[ "$(theirs due --json | json '[(i["case"], i["text"]) for i in d["data"]["items"]]')" == "[('$copy', 'Erased where it came from"* ]]
	theirs import after.xml >/dev/null 2>&1
	[ "$(theirs due --json | json 'len(d["data"]["items"])')" = 1 ]
}

@test "of a part that was erased who has the file is told which" {
	hj export --scope own -o before.xml 2>/dev/null
	theirs import before.xml >/dev/null 2>&1
	person=$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | tail -1)
	erase "person[$person]"
	hj export "$id" --scope own -o after.xml 2>/dev/null
	grep -q "<part>person\[$person\]</part></tombstone>" after.xml
	theirs import after.xml >/dev/null 2>&1
	[[ "$(tasks)" == "['person[$person] was erased where it came from"* ]]
}

@test "what came back is not told, nor what a vault never had" {
	hj export --scope own -o before.xml 2>/dev/null
	erase
	hj export --scope own -o after.xml 2>/dev/null
	run -0 theirs import after.xml
	[[ "$output" == *"is not here"* ]]
	[ "$(tasks)" = "[]" ]
	hj import --bring-back before.xml >/dev/null 2>&1
	hj export --scope own -o again.xml 2>/dev/null
	run ! grep -q tombstone again.xml
}
