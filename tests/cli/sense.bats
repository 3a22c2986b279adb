#!/usr/bin/env bats
# Goal: what cannot be true is said where it is written, once, with what to do
# about it; 'validate' lists all of it.  Every person here is invented.
bats_require_minimum_version 1.5.0
load help.bash
load edit.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	edit_setup
	cd "$BATS_TEST_TMPDIR" || return 1
	# A birth and an arrest, told by one source; another tells nothing yet.
	id=$(add_case "Gil Ha Neul" 'source[+s].title=Talk One' 'source[+o].title=Talk Two' \
	    'person[+p].birth[+b].date=1985-07-01' 'person[+p].birth[+b].src=+s' \
	    'event[+e].type=arrest' 'event[+e].who=+p' 'event[+e].date=2013-05' 'event[+e].src=+s')
	hj show "$id" --fields --json >fields
	p=$(field event.who) s=$(field event.src)
	o=$(python3 -c '
import json, re
paths = [f["path"] for f in json.load(open("fields"))["data"]["fields"]]
print([i for i in dict.fromkeys(re.findall(r"source\[(.*?)\]", " ".join(paths))) if i != "'"$s"'"][0])')
}

field() { json '[f["value"] for f in d["data"]["fields"] if f["path"] == "'"$1"'"][0]' <fields; }
ko() { hj --lang ko "$@"; }
revisions() { hj history "$id" --json | json 'len(d["data"])'; }
# The lines of such a change, in a file.
death() { printf "%s\n" "event[+d].type=death" "event[+d].who=$p" "event[+d].date=$1" "event[+d].src=$2" >lines; }

@test "a death before the arrest is refused, with its field and what to do" {
	death 2012 "$s"
	run --separate-stderr hj update "$id" -f lines
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 1 ]
	[[ $stderr =~ ^"hanji: event.date: this lies after the death of the person, and needs somebody alive; correct either of them;" ]] ||
	    [[ $stderr =~ ^"hanji: event["[a-z0-9]{6}"].date: this lies after the death of the person, and needs somebody alive; correct either of them;" ]]
	[ "$(revisions)" -eq 1 ]
	death 2012 "$s"
	run --separate-stderr ko update "$id" -f lines
	[ "$status" -eq 3 ]
	[ "${#stderr_lines[@]}" -eq 1 ]
	[[ $stderr == *"사망일보다 나중입니다; 둘 가운데 하나를 고치십시오"* ]]
}

@test "what another source tells, or what is doubtful, is kept and said once" {
	death 2012 "$o"
	run --separate-stderr -0 hj update "$id" -f lines
	[ "$(grep -c 'warning: ' <<<"$stderr")" -eq 1 ]
	[[ $stderr == *"this lies after the death"* ]]
	[ "$(revisions)" -eq 2 ]
	# The next change says it no more, though the path is another now.
	run --separate-stderr -0 hj update "$id" 'event[+x].type=transfer' "event[+x].who=$p"
	[[ $stderr != *"warning: "* ]]
	death '2011?' "$s"
	run --separate-stderr -0 ko update "$id" 'event[+y].type=trial' "event[+y].who=$p" 'event[+y].date=2014'
	[ "$(grep -c '주의: ' <<<"$stderr")" -eq 1 ]
	[[ $stderr == *"주의: event["*"].date: "*"사망일보다 나중입니다; 둘 가운데"* ]]
	# All of it is there for who asks.
	run --separate-stderr -0 hj validate "$id"
	[[ $output == *"this lies after the death"* ]]
}

@test "a detention that ends before it begins, an age, a number of people" {
	run hj update "$id" 'detention[+a].state=CN' "detention[+a].who=$p" 'detention[+a].date=2013-05' 'detention[+a].end.date=2013-04'
	[ "$status" -eq 3 ]
	[[ $output == *"detention.end.date: this lies before 'date' of the same element; correct a date"* ]]
	run hj update "$id" "person[$p].age[+a].n=20" "person[$p].age[+a].at=2013-05" "person[$p].age[+a].src=$s"
	[ "$status" -eq 3 ]
	[[ $output == *"person.age.n: this age does not fit the date of birth; correct"* ]]
	run -0 hj update "$id" "person[$p].age[+a].n=29" "person[$p].age[+a].at=2013-05" "person[$p].age[+a].src=$s"
	[[ $output == *"warning: person.age.n: this age fits the date of birth as Korean age"* ]]
	run hj update "$id" 'group[+g].count[+c].min=9' 'group[+g].count[+c].max=5'
	[ "$status" -eq 3 ]
	[[ $output == *"group.count.max: the largest number is smaller than the smallest"* ]]
	run -0 ko update "$id" 'group[+g].count[+c].max=1' 'group[+g].unnamed[+u].n=3'
	[[ $output == *"주의: group: 어느 진술의 인원수보다도 많은 구성원이 적혀 있습니다; 인원수를 고치거나"* ]]
}

@test "of two arrests each has its preferred account, of one arrest only one" {
	hj update "$id" event.pref=yes 2>/dev/null
	run -0 hj update "$id" 'event[+a].type=arrest' "event[+a].who=$p" 'event[+a].date=2015-05' "event[+a].src=$o" 'event[+a].pref=yes'
	run hj update "$id" 'event[+a].type=arrest' "event[+a].who=$p" 'event[+a].date=2013-05-10' "event[+a].src=$o" 'event[+a].pref=yes'
	[ "$status" -eq 3 ]
	[[ $output == *".pref: another account beside it is preferred already; take the mark from all but one"* ]]
}

@test "what should not stand in a text is said when it is written" {
	run -0 hj update "$id" 'note[+n].text=number 850412-2345678'
	[[ $output == *"warning: note.text: this looks like a resident registration number"*"; remove it from the text"* ]]
	[[ $output != *850412* ]]
	run -0 ko update "$id" 'note[+n].text=모름'
	[[ $output == *"모른다는 뜻의 말입니다; 값 대신 모른다고 기록하십시오"* ]]
	run hj update "$id" 'note[+n].text= '
	[ "$status" -ne 0 ]
	# A home that anybody may read, of somebody who is held.
	run -0 hj update "$id" 'place[+h].country=KP' 'place[+h].locality=Musan' 'place[+h].locality.conf=public' "person[$p].origin.place=+h"
	[[ $output == *"warning: place.locality: this is finer than a province and public"*"; take the mark 'public' from it"* ]]
}

@test "the editor says it too: a fault at its line, a warning once" {
	editor <<<"sed -i 's/birth.date: .*/birth.date: 2020/' \"\$1\""
	run --separate-stderr hj edit "$id" --yes
	[ "$status" -eq 3 ]
	[[ $stderr == *"line "*"this lies before the birth of the person; correct either of them"* ]]
	[ "$(grep -c 'before the birth' <<<"$stderr")" -eq 1 ]
	hj draft drop "$(hj draft list --json | json 'd["data"][0]["id"]')" --yes
	editor <<<"sed -i 's/birth.date: .*/birth.date: 2020~/' \"\$1\""
	run --separate-stderr -0 hj edit "$id" --yes
	[ "$(grep -c 'warning: .*before the birth' <<<"$stderr")" -eq 1 ]
}

@test "an import refuses what one source cannot have meant, and names the line" {
	hj export "$id" --scope own -o one.xml 2>/dev/null
	python3 - <<-'P'
		import re
		xml = open("one.xml", encoding="utf-8").read()
		xml = re.sub(r" (digest|salt|salts|parents|ancestors|join)=\"[^\"]*\"", "", xml)
		open("bad.xml", "w", encoding="utf-8").write(xml.replace("2013-05<", "1983<"))
		open("odd.xml", "w", encoding="utf-8").write(xml.replace("2013-05<", "1983~<"))
	P
	line=$(grep -n '1983<' bad.xml | cut -d: -f1)
	run hj import bad.xml
	[ "$status" -eq 3 ]
	[ "$(grep -c 'before the birth' <<<"$output")" -eq 1 ]
	[[ $output == *"bad.xml, line $line: "*"event.date: this lies before the birth of the person; correct either of them"* ]]
	# What is only doubtful comes in, and is said once, under --strict too.
	make_vault "$PWD/other"
	export HANJI_VAULT=$PWD/other/vault XDG_STATE_HOME=$PWD/other/state
	run -0 hj import --dry-run odd.xml
	[ "$(grep -c 'warning: event.date: this lies before the birth' <<<"$output")" -eq 1 ]
	run -0 hj import --strict odd.xml
	[ "$(grep -c 'warning: event.date: this lies before the birth' <<<"$output")" -eq 1 ]
	# Of what is here as it comes, not again; how to see it is said.
	for how in "" --dry-run; do
		run -0 hj import $how odd.xml
		[[ $output != *"before the birth"* ]]
		[[ $output == *"1 warning about unchanged case files is not said again: 'hanji validate' lists it"* ]]
	done
	run --separate-stderr -0 hj import --json odd.xml
	[ "$(json '[(f["code"], f["line"]) for f in d["data"] if f["what"] == "note"]' <<<"$output")" = "[('before-birth', $line)]" ]
	[ "$(json 'd["data"][-1]["warnings"]' <<<"$output")" -eq 1 ]
	run ko import bad.xml
	[[ $output == *"그 사람이 태어나기 전의 날짜입니다; 둘 가운데 하나를 고치십시오"* ]]
}

@test "validate lists each finding with a remedy, in JSON too" {
	hj update "$id" 'note[+n].text=number 850412-2345678' 2>/dev/null
	run --separate-stderr -0 hj validate "$id" --json
	[ "$(json '[(f["level"], f["path"], f["code"]) for f in d["data"]]' <<<"$output")" = "[('warning', 'note.text', 'resident-number')]" ]
	[ "$(json 'd["data"][0]["remedy"]' <<<"$output")" = "remove it from the text" ]
	run --separate-stderr -0 ko validate "$id"
	[[ $output == *"할 일"*"본문에서 지우십시오"* ]]
}
