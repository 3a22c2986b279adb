#!/usr/bin/env bats
# Goal: nobody is named outside without consent, and nothing leaves unrecorded.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The element id of the first person of a case.
person_of() { hj show "$1" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p' | head -n 1; }

# agree CASE SCOPE
agree() {
	hj update "$1" "consent[+c].subject=$(person_of "$1")" \
	    "consent[+c].scope+=$2" 'consent[+c].status=given' \
	    'consent[+c].date=2026-01' 2>/dev/null
}

@test "whom consent does not cover is a placeholder, and no option names them" {
	id=$(add_case "Seo Ga Ram" 'person[+p].sex=f' 'person[+p].age[+a].n=43')
	p=$(hj petition new hrc "$id")
	run -0 --separate-stderr hj petition export "$p" --format txt --yes --reason x
	[[ $output == *"Person 1 (woman, 40s)"* ]]
	[[ $output != *Ga?Ram* && $output != *43* ]]
	[[ $output == *"*** DRAFT ***"* ]]
}

@test "consent for the scope names, consent for another does not" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new hrc "$id")
	agree "$id" store
	run -0 hj petition export "$p" --format html
	[[ $output != *"Ga Ram"* ]]
	agree "$id" un-public
	run -0 hj petition export "$p" --format html
	[[ $output == *"Seo Ga Ram"* ]]
	run -0 hj --json petition check "$p"
	[ "$(tail -n 1 <<<"$output" | json 'd["data"]["people"][0]["named"]')" = True ]
}

@test "a consent to one recipient names in what goes to them, and nowhere else" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new wgad "$id")
	hj update "$id" "consent[+c].subject=$(person_of "$id")" \
	    'consent[+c].scope+=un-state' 'consent[+c].status=given' \
	    'consent[+c].recipient+=WGAD' 'consent[+c].date=2026-01' 2>/dev/null
	run -8 --separate-stderr hj --json petition check "$p"
	[ "$(tail -n 1 <<<"$output" | json 'd["data"]["people"][0]["named"]')" = True ]
	run -0 hj petition export "$p" --format txt --force --reason x
	[[ $output == *"Ga Ram"* ]]
	run -0 hj petition export "$p" --format txt --force --reason x --to wgad
	[[ $output == *"Ga Ram"* ]]
	# Nobody is named in it: not even --force lets it go.
	run -8 hj petition export "$p" --format txt --force --reason x --to "A lawyer"
	[[ $output == *A01* && $output != *"Ga Ram"* ]]
	# Of what the UN publishes anybody is a recipient.
	hj update "$id" 'consent.scope+=un-public' 2>/dev/null
	p=$(hj petition new hrc "$id")
	run -0 hj petition export "$p" --format txt --force --reason x
	[[ $output != *"Ga Ram"* ]]
}

@test "a withdrawal takes the name out again" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new hrc "$id")
	agree "$id" un-public
	hj update "$id" 'consent.withdrawal.date=2026-02'
	run -0 hj petition export "$p" --format txt
	[[ $output != *"Ga Ram"* ]]
	run -0 hj petition check "$p"
	[[ $output == *"refused or withdrawn"* ]]
}

@test "a public text that names somebody undisclosed refuses the export" {
	id=$(add_case "Seo Ga Ram")
	other=$(add_case "Ma Ru Na")
	agree "$id" un-public
	hj update "$id" "event[+e].who=$(person_of "$id")" 'event[+e].type=arrest' \
	    'event[+e].narrative[+n].conf=public' 'event[+e].narrative[+n].lang=en' \
	    'event[+e].narrative[+n].text=-' <<<"She was taken with MA Runa's child." 2>/dev/null
	p=$(hj petition new hrc "$id")
	run -8 hj petition export "$p" --format html -o annex.html
	[[ $output == *"$other"* && $output != *Runa* ]]
	[ ! -e annex.html ]
	agree "$other" un-public
	# Consent counts for whom the petition names; she is not in it.
	run -8 hj petition export "$p" --format html -o annex.html
}

@test "free text that is not public, and sources, are never printed" {
	id=$(add_case "Seo Ga Ram")
	agree "$id" un-public
	hj update "$id" "event[+e].who=$(person_of "$id")" 'event[+e].type=arrest' \
	    'event[+e].narrative[+n].lang=en' 'event[+e].narrative[+n].text=Kept inside.' \
	    'source[+s].title=Who told us' 2>/dev/null
	p=$(hj petition new hrc "$id")
	run -0 hj petition export "$p" --format txt
	[[ $output == *"Ga Ram"* && $output != *"Kept inside"* && $output != *"Who told"* ]]
}

@test "a member without a row of their own is one of the number" {
	id=$(hj add 'group[+g].count[+c].min=13' 'group.count.max=13' \
	    'person[+p].name.full=-' 'person[+p].role=relative' \
	    'group.member[+m].person=+p' <<<"Seo Ga Ram" 2>/dev/null)
	p=$(hj petition new hrc "$id")
	run -0 hj petition export "$p" --format txt
	[[ $output == *$'\n'"13 further persons, names withheld or unknown"* ]]
	hj update "$id" "person.role=victim"
	p=$(hj petition new hrc "$id")
	run -0 hj petition export "$p" --format txt
	[[ $output == *"Person 1 ("*$'\n'"12 further persons, names withheld or unknown"* ]]
}

@test "a group stands there as a number" {
	id=$(hj add 'group[+g].type=arrest' 'group[+g].count[+c].min=13' 'group[+g].count[+c].max=15' 2>/dev/null)
	p=$(hj petition new hrc "$id")
	run -0 hj petition export "$p" --format txt
	[[ $output == *"13–15 further persons, names withheld or unknown"* ]]
	hj update "$id" 'group.count.max-='
	run -0 hj petition export "$p" --format txt
	[[ $output == *"at least 13 further persons, names withheld or unknown"* ]]
	hj update "$id" 'group.count.max=13' 'group.count.min-='
	run -0 hj petition export "$p" --format txt
	[[ $output == *"up to 13 further persons, names withheld or unknown"* ]]
	hj update "$id" 'group.count.max=1' 'group.count.min=1'
	run -0 hj petition export "$p" --format txt
	[[ $output == *$'\n'"1 further person, name withheld or unknown"* ]]
	run -0 hj list --json
	[ "$(json '[r["persons"] for r in d["data"] if r["kind"] != "hrc-ngo"]' <<<"$output")" = "[1]" ]
}

@test "the page loads nothing and holds no script" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new hrc "$id" title='<script>x</script>')
	hj petition export "$p" --format html -o annex.html
	run -1 grep -Ei 'src=|href=|<script|url\(|@import' annex.html
	grep -q '&lt;script&gt;' annex.html
}

@test "an existing file is not replaced, and each export is in the log" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new hrc "$id")
	echo mine >annex.txt
	run hj petition export "$p" --format txt -o annex.txt
	[ "$status" -ne 0 ]
	[ "$(cat annex.txt)" = mine ]
	hj petition export "$p" --format txt -o new.txt --to "Council secretariat"
	run -0 hj audit log
	[ "$(grep -c 'petition exported' <<<"$output")" = 1 ]
}

@test "a mechanism without a form, a case that is none, a petition that is none" {
	id=$(add_case "Seo Ga Ram")
	run -2 hj petition new wgeit "$id"
	[[ $output == *wgeid* && $output == *"hanji codes mechanism"* ]]
	run -4 hj petition new hrc zzzz
	run -3 hj petition check "$id"
	[[ $output == *"petition new"* ]]
	run -2 hj petition export "$id"
	[[ $output == *--format* ]]
}

@test "export says for whom, and an unknown scope lists where to look" {
	run -2 hj export
	[[ $output == *--scope* ]]
	run -2 hj export --scope everybody
	[[ $output == *consent-scope* ]]
}

@test "export for the own office writes every case, well-formed" {
	add_case "Seo Ga Ram"
	add_case "Ma Ru Na"
	hj export --scope own -o all.xml
	xmllint --noout all.xml
	[ "$(grep -c '^<case ' all.xml)" = 2 ]
	[ "$(stat -c %a all.xml)" = 600 ]
}

@test "outside the office a case leaves whole with consent, or not at all" {
	id=$(add_case "Seo Ga Ram")
	run -8 hj export "$id" --scope share-ngo --recipient P -o one.xml
	[[ $output == *"no consent to this recorded"* && $output != *"Ga Ram"* ]]
	[ ! -e one.xml ]
	agree "$id" share-ngo
	run -0 hj export "$id" --scope share-ngo --recipient P -o one.xml
	grep -q "Seo Ga Ram" one.xml
	rm one.xml
	hj update "$id" 'source[+s].title=Who told us' 2>/dev/null
	run -8 hj export "$id" --scope share-ngo --recipient P -o one.xml
	[[ $output == *"source"* && $output != *"Who told"* ]]
}

@test "with --json a file on its way out needs a name" {
	id=$(add_case "Seo Ga Ram")
	run -2 hj export --scope own --json
	[[ $output == *"-o FILE"* && $output != *"Ga Ram"* ]]
	run -2 hj petition export "$(hj petition new hrc "$id")" --format txt --json
	[[ $output == *"-o FILE"* ]]
	run -0 hj export --scope own --json -o all.xml
}
