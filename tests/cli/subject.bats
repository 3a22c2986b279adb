#!/usr/bin/env bats
# Goal: a person gets their own copy of what is kept about them, and nothing of
# anybody else leaves with it.  Every person in it is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	mkdir "$BATS_FILE_TMPDIR/other"
	make_vault "$BATS_FILE_TMPDIR/other"
	cd "$BATS_FILE_TMPDIR" || return 1
	export XDG_STATE_HOME=$PWD/state HANJI_VAULT=$PWD/vault HOME=$PWD
	add_case "Seo Ga Ram" 'person[+p].birth.date=1987-03-02' 'person[+p].contact.value=010-5555-1234' \
	    'person[+q].name.full=Ma Ru Na' 'person[+q].role=relative' \
	    'person[+w].name.full=Bae Na Ri' 'person[+w].role=victim' \
	    'relationship[+r].type=parent' 'relationship[+r].a=+q' 'relationship[+r].b=+p' \
	    'source[+s].kind=interview' 'source[+s].person=+p' 'source[+s].interview.by=Han Do Yun' \
	    'source[+x].kind=family' 'source[+x].person=+q' \
	    'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2013-05-28' \
	    'event[+e].narrative[+n].text=They came at night.' 'event[+e].narrative[+n].src=+s' \
	    'event[+e].narrative[+m].text=She was taken from my side.' 'event[+e].narrative[+m].src=+x' \
	    'note.text=call the aunt' 'note.author=Han Do Yun' >id
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cp -a "$BATS_FILE_TMPDIR"/{other,id} "$BATS_TEST_TMPDIR/"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(<id)
}
theirs() { XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault hj "$@"; }
nobody_else() { run ! grep -aq "Ma Ru Na\|Bae Na Ri\|Han Do Yun\|my side\|the aunt\|$id" "$@"; }
@test "their own copy has what is theirs, and is told once, as given to them" {
	run -0 --separate-stderr hj --json export "$id" --subject Seo --format bag -o copy.tar
	[ "$(json '(d["data"]["texts_out"], len(d["data"]["cases"]))' <<<"$output")" = "(1, 1)" ]
	[[ "$stderr" == *"narrative"* ]]
	run -0 env -u HANJI_VAULT "$HANJI" verify copy.tar
	tar -xf copy.tar
	grep -q "They came at night" package/data/d0001.html
	grep -q "010-5555-1234" package/data/d0001.html
	grep -q "They came at night" package/data/d0001.xml
	[ -s package/data/d0001.pdf ]
	nobody_else package/data/d0001.html package/data/d0001.xml package/README.txt
	[ "$(hj disclosures "$id" Seo --json | json '[(i["scope"], i["holder"], i["named"]) for i in d["data"]["items"] if i["scope"]=="subject"]')" = "[('subject', None, 'yes')]" ]
	[ "$(hj disclosures "$id" Bae --json | json '[i for i in d["data"]["items"] if i["scope"]=="subject"]')" = "[]" ]
	hj --lang ko disclosures "$id" Seo | grep -q "본인 기록 사본"
	run -0 hj audit verify
}

@test "it is read in their language, and says who got something before" {
	hj update "$id" 'consent[+c].subject='"$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | head -1)" \
	    'consent[+c].scope+=court' 'consent[+c].status=given' 'consent[+c].date=2026-01' 2>/dev/null
	hj export "$id" --subject Seo --scope court --recipient "Invented Court" -o given.xml 2>/dev/null
	hj export "$id" --subject Seo --format txt --language ko -o copy.txt 2>/dev/null
	grep -q "본인 기록 사본" copy.txt
	grep -q "Invented Court" copy.txt
	grep -q "수사·재판 제공" copy.txt
	grep -q "가족" copy.txt
	nobody_else copy.txt given.xml
}

@test "who stands in a text that stays is refused, accepted by name, or taken out" {
	event=$(hj show "$id" | sed -nE 's/.*event \[([a-z0-9]{6})\].*/\1/p' | head -1)
	hj update "$id" "event[$event].outcome=Ma Ru Na paid the guard." 2>/dev/null
	run -8 hj export "$id" --subject Seo -o copy.xml
	[ ! -e copy.xml ]
	[[ $output == *"--withhold PATH"*"show CASE --fields"*"--accept"* ]]
	hj show "$id" --fields | grep -q "^event[^ ]*.outcome "
	hit=$(grep -oE "${id:0:4}[-a-z0-9]*/[a-z0-9]{6}" <<<"$output" | head -1)
	run -3 hj export "$id" --subject Seo --accept "${hit%/*}/zzzzzz:she said so" -o copy.xml
	run -0 hj export "$id" --subject Seo --withhold "event[$event].outcome" -o without.xml
	nobody_else without.xml
	run -0 hj export "$id" --subject Seo --accept "$hit:she told us herself" -o copy.xml
	grep -q "Ma Ru Na paid" copy.xml
	hj disclosures "$id" --json | json 'd["data"]["items"][-1]["remarks"]' | grep -q "she told us herself"
}

@test "somebody else gets it with the consent of the person, and not without" {
	run -8 hj export "$id" --subject Seo --scope court --recipient "A lawyer" -o copy.xml
	[[ "$output" == *"did not agree"* ]]
	run -2 hj export "$id" --subject Seo --recipient "A lawyer" -o copy.xml
	[ ! -e copy.xml ]
}

@test "a dry run writes nothing, neither a file nor into the log" {
	before=$(sha256sum vault/data.mdb)
	run -0 hj export "$id" --subject Seo --dry-run -o copy.xml
	[[ "$output" == *"nothing was written"* ]]
	[ ! -e copy.xml ]
	[ "$(sha256sum vault/data.mdb)" = "$before" ]
}

@test "who imports it has a received document, never a change of the file" {
	hj export "$id" --scope own -o whole.xml 2>/dev/null
	theirs import whole.xml >/dev/null 2>&1
	before=$(theirs show "$id" --json | json 'd["data"]["fingerprint"]')
	hj export "$id" --subject Seo -o copy.xml 2>/dev/null
	run -0 theirs import copy.xml
	[[ "$output" == *"received document"* ]]
	[ "$(theirs show "$id" --json | json 'd["data"]["fingerprint"]')" = "$before" ]
}

@test "the case of their own comes along, and its consents count" {
	run -0 hj split "$id" Seo --yes
	hj link "$id" "$(add_case "Seo Ga Ram")" same 2>/dev/null
	run -0 --separate-stderr hj --json export "$id" --subject Seo -o copy.xml
	[ "$(json 'len(d["data"]["cases"])' <<<"$output")" = 2 ]
	[[ "$stderr" == *"may be about the same person"* ]]
	[ "$(grep -c '<case ' copy.xml)" = 2 ]
	nobody_else copy.xml
}

@test "an attachment leaves when it is about them and named, as a clean copy" {
	printf 'a consent form' >form.txt
	hj attach "$id" form.txt 2>/dev/null
	ev=$(hj show "$id" | sed -nE 's/.*evidence \[([a-z0-9]{6})\].*/\1/p' | head -1)
	run -8 hj export "$id" --subject Seo --format bag --attach "$id/$ev" -o copy.tar
	[[ "$output" == *"not about this person"* ]]
	run -2 hj export "$id" --subject Seo --attach "$id/$ev" -o copy.xml
	person=$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | head -1)
	hj update "$id" "person[$person].photo.evidence=$ev" 2>/dev/null
	run -0 hj export "$id" --subject Seo --format bag --attach "$id/$ev" --as-it-is "$id/$ev:her own form" -o copy.tar
	tar -xOf copy.tar package/data/a0001.bin | grep -q "a consent form"
	[ ! -e copy.xml ]
}

@test "what does not go together, or is not there, is said" {
	run -2 hj export --subject Seo -o c.xml
	run -2 hj export "$id" --subject Seo --anonymous --recipient x -o c.xml
	run -2 hj export "$id" --scope own --format pdf -o c.pdf
	run -2 hj export "$id" --scope own --dry-run -o c.xml
	run -4 hj export "$id" --subject Nobody -o c.xml
	run -4 hj export "$id" --subject Seo --withhold 'event[zzzzzz]' -o c.xml
	run -3 hj export "$id" --subject Seo --purpose $'two\nlines' -o c.xml
	[ ! -e c.xml ]
}
