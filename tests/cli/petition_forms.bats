#!/usr/bin/env bats
# Goal: every form prints what its body asks for, in the order in which it is
# asked, and nothing that anybody did not agree to (tests/fixtures/petitions.xml:
# two invented women, of whom one consented).
bats_require_minimum_version 1.5.0
load help.bash

GOLDEN=$HERE/../golden
FORMS="wgad:wgad-0000-0000-0001 wgeid:wge0 sp:spsp torture:t0rt op1:0p10 ced:cedx hrc:hrcs-0000-0000-0001"
TONGUES="wgad.fr:wgad-0000-0000-0002 wgad.es:wgad-0000-0000-0003 hrc.ko:hrcs-0000-0000-0002"

# Each printed once, for all the tests.
setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_FILE_TMPDIR" || return 1
	hj import "$HERE/../fixtures/petitions.xml" 2>/dev/null
	for f in $FORMS $TONGUES; do
		for format in xml html txt; do
			hj petition export "${f#*:}" --force --reason "a test of the form" --format $format -o "${f%%:*}.$format" 2>/dev/null || return 1
		done
	done
}
setup() { cd "$BATS_FILE_TMPDIR" || return 1; }

@test "each form reads as it was looked at" {
	today=$(date -u +%Y)
	for f in $FORMS $TONGUES; do
		f=${f%%:*}
		# The day on which it was printed.
		sed -E "/^(Date of this document|문서 작성일|Date du présent|Fecha de este)/s/: .*$/: -/; s/ $today$//" "$f.txt" >"$f.now"
		if [ -n "${HJ_GOLDEN:-}" ]; then cp "$f.now" "$GOLDEN/petition.$f.txt"; fi
		diff -u "$GOLDEN/petition.$f.txt" "$f.now"
	done
}

@test "who agreed to nothing is named nowhere, and nothing above its level is" {
	for word in Byeol 옥별 'Hidden Alias' 'Captain Somebody' insulin 'Sol Ji' Sundays 'our own office' \
	    'Sister, by telephone' Protestant 'her sister was'; do
		run -1 grep -rlF "$word" ./*.xml ./*.html ./*.txt
	done
	for f in $FORMS; do
		# The Working Group takes nobody whose family was not asked.
		[ "${f%%:*}" = wgeid ] || grep -q 'Person 2 (woman, 40s)' "${f%%:*}.txt"
		grep -q 'HAN Sol Mi' "${f%%:*}.txt"
	done
}

@test "no page loads or runs anything" {
	run -1 grep -lEi 'src=|href=|<script|@import|<link|<iframe|<object' ./*.html
	run -1 bash -c "grep -hoE 'url\([^)]*\)' ./*.html | grep -v '^url(#'"
	run -1 bash -c "grep -hoE 'https?://[^\"<> ]*' ./*.html | grep -v '^http://www.w3.org/'"
}

@test "the draft says so on each page, in its language" {
	for f in $FORMS; do grep -q '^\*\*\* DRAFT \*\*\*$' "${f%%:*}.txt"; done
	grep -q '^\*\*\* PROJET \*\*\*$' wgad.fr.txt
	grep -q '^\*\*\* BORRADOR \*\*\*$' wgad.es.txt
	grep -q '^\*\*\* 초안 \*\*\*$' hrc.ko.txt
}

@test "no text of a form is missing in a language" {
	run -1 grep -lE '\{[a-z]' ./*.html
	T=$HERE/../../export/templates
	for id in $(grep -oh 'name="id">[a-zA-Z0-9.-]*' "$T"/*.xsl "$T/parts.inc" | sed 's/.*>//' | sort -u); do
		for lang in en fr es ko; do
			grep -qF "<word id=\"$id\">" "$T/words.$lang.xml" || { echo "$lang lacks $id"; return 1; }
		done
	done
}

# in_order FILE TEXT...: each stands behind the one before, as a line
in_order() {
	local file=$1 at=0 line
	shift
	for text; do
		line=$(grep -nF -- "$text" "$file" | cut -d: -f1 | awk -v at=$at '$1 > at' | head -n 1)
		[ -n "$line" ] || { echo "not behind the others: $text"; return 1; }
		at=$line
	done
}

@test "WGAD: sections I to VII in their order, II, III and V for each period and State" {
	in_order wgad.txt 'I. Identity' 'II. Arrest' 'Period 1: China' "Period 2: Democratic People's" \
	    'III. Detention' 'Period 1: China' "Period 2: Democratic People's" 'IV. Circumstances' \
	    'V. Why' 'Period 1: China' "Period 2: Democratic People's" 'VI. Steps' 'VII. Who' 'Annex of victims'
	in_order wgad.fr.txt 'I. Identité' 'II. Arrestation' $'Période 1\xc2\xa0: Chine' 'III. Détention' 'IV. Circonstances' \
	    'V. Pourquoi' 'VI. Démarches' 'VII. Auteur'
	in_order wgad.es.txt 'I. Identidad' 'II. Arresto' 'III. Detención' 'IV. Circunstancias' 'V. Por qué' 'VI. Gestiones' 'VII. Quién'
	grep -q 'Deux hommes en civil' wgad.fr.txt
	grep -q 'Dos hombres de paisano' wgad.es.txt
}

@test "French and Spanish: dates and codes too, no English between them" {
	grep -q 'entre le 12 avril 2019 et le 20 avril 2019 (deux récits)' wgad.fr.txt
	grep -q 'entre el 12 de abril de 2019 y el 20 de abril de 2019 (dos relatos)' wgad.es.txt
	grep -q '^Personne 2 (femme, 40–49 ans)' wgad.fr.txt
	for f in fr es; do
		run -1 grep -nE "Arrest abroad|Held|Forcibly|Ministry|detention centre|North Hamgyong|People's|April|August|[Nn]ot known|[0-9] accounts?" "wgad.$f.txt"
	done
}

@test "no place says its State or its province twice" {
	run -1 grep -nE 'China, China|China, [A-Za-z ]+, China|North Hamgyong\), North Hamgyong' ./*.txt
	run -1 bash -c "cat hrc.ko.txt | tr '\n' ' ' | grep -E '중국, [A-Za-z ]+, 중국'"
}

@test "the annex says by which consent somebody is named" {
	grep -q 'Consent: Given by family or guardian, 20 November' wgad.txt
	grep -q '동의: 가족·후견인 동의, 2025년 11월 20일' hrc.ko.txt
}

@test "WGAD: reasons stand under the State that they concern, the rest in the order of the categories" {
	hj update wgad-0000-0000-0001 'category[cat001].state+=KP' 'category[+n].code=I' 'category[+n].state+=MN' 2>/dev/null
	hj petition export wgad-0000-0000-0001 --force --reason test --format txt -o "$BATS_TEST_TMPDIR/w.txt" 2>/dev/null
	in_order "$BATS_TEST_TMPDIR/w.txt" 'V. Why' 'Category I - no legal basis (Mongolia)' 'Category IV' 'Period 1: China' \
	    "Period 2: Democratic People's" 'Category III' 'VI. Steps'
}

@test "WGEID: its order, and an answer to each of the 18 that are required" {
	in_order wgeid.txt '1. Identity' '2. Date' '3. Place' '4. Forces' '5. How' '6. Action' '7. Who' '8. Consent' '9. Date'
	# Family name, first name; date; place; forces, why, witnesses; complaints,
	# other steps, why not; name, relationship, organisation, address,
	# confidential; consent, follow-up.  First and family name of the submitter
	# are one answer of ours.
	for n in 1.1 1.2 2 3a 4a 4b 4c 6a 6b 6c 7.1 7.2 7.3 7.6 7.7 8.1 8.2; do
		awk -v n="$n" '$1 "" == n "" { on = 1; next } on && /^    [^ _]/ && !/:$/ { ok = 1; exit } on && /^$/ { exit } END { exit !ok }' wgeid.txt ||
			{ echo "no answer to $n"; return 1; }
	done
}

@test "the others: their headings in their order" {
	in_order torture.txt 'I. Identity' 'II. Circumstances' 'III. Remedial' 'IV. Who'
	in_order op1.txt 'I. Who' 'II. State' 'III. Remedies' 'IV. Facts' 'V. Supporting'
	in_order ced.txt '1. Who' '2. State party' '3. The disappeared' '4. Date' '5. Search' '6. Other' '7. Authorisation'
	in_order sp.txt 'Mandates addressed' '1. The victim' '2. Consent' '3. Those' '4. What' '5. Steps' '6. Who'
	in_order hrc.txt 'Women sent back' 'Session: 63' 'questioned for' 'Annex of victims'
}

@test "what nobody knows is said, what differs is a range, what is missing is left to fill in" {
	grep -A2 '^I.7d' wgad.txt | grep -q 'Not known to the source'
	grep -q 'between 12 April 2019 and 20 April 2019 (two accounts)' wgad.txt
	grep -A2 '^I.7c' wgad.txt | grep -q '____'
}

@test "Hangul and Hanja stand in every annex" {
	for f in $FORMS $TONGUES; do
		grep -q '한솔미' "${f%%:*}.html"
		grep -q '韓率美' "${f%%:*}.html"
	done
}

@test "an arrest with a date answers the Working Group before a detention without one" {
	use_vault "$BATS_FILE_TMPDIR"
	id=$(hj add 'person[+p].role=victim' 'person[+p].name[+n].family=Oh' 'person[+p].name[+n].given=Dal Lae' \
	    'person[+p].name[+n].script=latn' 'place[+l].country=CN' 'place[+l].locality=Helong' \
	    'authority[+a].organ=cn-psb' 'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2021-03' \
	    'event[+e].place=+l' 'event[+e].perpetrator[+o].authority=+a' 'detention[+d].who=+p' \
	    'detention[+d].facility=cn-tumen' 'action[+i].type=inquiry' 'action[+i].date=2021-04' 2>/dev/null | tail -n 1)
	hj consent "$id" --scope un-state,recontact --status proxy --by 'her brother' --relation sibling \
	    --method oral-wit 2>/dev/null
	petition=$(hj petition new wgeid "$id" submitter.name=Someone submitter.organisation='An Office' \
	    submitter.email=office@example.org 2>/dev/null)
	# Nothing is lacking, so nothing that is asked may stay empty.
	hj petition export "$petition" --format txt -o arrest.txt 2>/dev/null
	in_order arrest.txt '2. Date of the disappearance' 'March 2021' '3. Place of the arrest' 'Helong, China' \
	    '4. Forces of the State' 'Public Security Bureau' '8. Consent of the family' 'May be contacted again'
}
