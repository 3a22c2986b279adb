#!/usr/bin/env bats
# Goal: what leaves betrays nobody of whom it may not speak; what is accepted is
# accepted by name, with a reason, and kept.  Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(add_case "Seo Ga Ram" 'person[+p].birth[+b].date=1987' 'place[+o].country=KP' \
	    'place[+o].county=KP-09-hoeryong' 'person[+p].birth[+b].place=+o')
	p=$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')
	hj consent "$id" --scope un-public --status given --method written 2>/dev/null
	petition=$(hj petition new hrc "$id")
}

# told TEXT: a public narrative of what happened to the victim, and the export
told() {
	hj update "$id" "event[+e].who=$p" 'event[+e].type=arrest' \
	    'event[+e].narrative[+n].conf=public' 'event[+e].narrative[+n].lang=en' \
	    'event[+e].narrative[+n].text=-' <<<"$1" 2>/dev/null
	run --separate-stderr hj petition export "$petition" --format txt -o out.txt
}

@test "a name of the vault is found in every script, and told by person and line" {
	other=$(add_case 김솔미)
	q=$(hj show "$other" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')
	told "Held with Kim Sol-mi of her village."
	[ "$status" -eq 8 ]
	[[ $stderr =~ "line "[0-9]+": a name in another writing, $other/$q" ]]
	[[ $stderr != *Sol?mi* && $stderr != *솔미* ]]
	[ ! -e out.txt ]
	for text in "with KIM Solmi there" "saw Sol-mi KIM" "она видела Ким Соль Ми" "她看见金率美" "and 김솔미 too"; do
		hj update "$id" "event.narrative.text=$text" 2>/dev/null
		run -8 hj petition export "$petition" --format html -o out.txt
		[[ $output == *"$other/$q"* ]]
	done
}

@test "numbers, staff, internal ids and details are found" {
	other=$(hj add 'person[+q].name.full=-' 'person[+q].contact[+c].channel=phone' \
	    'person[+q].contact[+c].value=010-5550-1234' 'person[+q].iddoc[+i].no=PX 443 221' \
	    'person[+q].contact[+m].value=b.o@example.org' 'task[+t].owner=Moon Seo Hyun' \
	    'task[+t].text=call' 'person[+q].birth[+b].date=1991' 'place[+o].county=KP-09-musan' \
	    'person[+q].birth[+b].place=+o' <<<"Han Bo Mi" 2>/dev/null)
	told "Nothing is said here."
	[ "$status" -eq 0 ]
	rm out.txt
	while IFS='|' read -r text kind; do
		hj update "$id" "event.narrative.text=$text" 2>/dev/null
		run -8 hj petition export "$petition" --format txt -o out.txt
		echo "$text: $output"
		[[ $output == *"$kind, $other/"* ]]
	done <<-S
		call +82 10 5550 1234|document number
		her paper PX-443221|document number
		write to b.o@example.org|document number
		as Moon Seo-hyun wrote|staff or of an interpreter
		see file $other|an internal number
		the only woman born in 1991 who came from Musan|only few persons share
	S
}

@test "what may stand there is accepted by name, with a reason that the log keeps" {
	other=$(add_case 김솔미)
	q=$(hj show "$other" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')
	told "The officer Kim Sol-mi signed."
	[ "$status" -eq 8 ]
	run -2 hj petition export "$petition" --format txt -o out.txt --accept "$other/$q"
	run -3 hj petition export "$petition" --format txt -o out.txt --accept "$other/zzzzzz:no"
	run -8 hj petition export "$petition" --format txt -o out.txt --yes --reason x
	[ ! -e out.txt ]
	run -0 hj petition export "$petition" --format txt -o out.txt --accept "${other:0:6}/$q:an officer of that name"
	grep -q "Kim Sol-mi" out.txt
	run -0 hj audit log --json
	[[ $output == *"an officer of that name"* || $(hj audit log) == *"petition exported"* ]]
}

@test "who is in the cases of the document and did not agree cannot be accepted" {
	hj update "$id" 'person[+d].name.full=Han Bo Mi' 'person[+d].role=victim' 2>/dev/null
	mapfile -t all < <(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')
	told "Taken with Han Bo-mi."
	[ "$status" -eq 8 ]
	run -8 hj petition export "$petition" --format txt -o out.txt --accept "$id/${all[1]}:she would not mind"
	[[ $output == *"cannot be accepted"* ]]
	[ ! -e out.txt ]
}

@test "at the terminal each is asked about" {
	other=$(add_case 김솔미)
	told "The officer Kim Sol-mi signed."
	cat >script <<-S
		expect Passphrase:
		type $PHRASE
		expect a name in another writing
		expect Why may it stand there?
		type an officer of that name
	S
	run -0 on_terminal script -- "$HANJI" petition export "$petition" --format txt -o out.txt
	grep -q "Kim Sol-mi" out.txt
	rm out.txt
	sed -i 's/^type an officer.*/type /' script
	run on_terminal script -- "$HANJI" petition export "$petition" --format txt -o out.txt
	[ ! -e out.txt ]
}

@test "the finished file is read back, whatever its format" {
	other=$(add_case 김솔미)
	told "The officer Kim Sol-mi signed."
	for format in html pdf odt docx txt xml; do
		run -8 hj petition export "$petition" --format $format -o out.$format
		[[ $output == *"$other"* && $output == *"another writing"* ]]
		[ ! -e out.$format ]
	done
}

@test "what a file says of itself is a hit of its own, to be accepted like any other" {
	hj petition export "$petition" --format docx -o out.docx 2>/dev/null
	hj petition status "$petition" ready 2>/dev/null
	python3 - <<-'P'
		import zipfile
		old = zipfile.ZipFile("out.docx")
		with zipfile.ZipFile("edited.docx", "w") as new:
		    for n in old.namelist():
		        d = old.read(n)
		        if n == "docProps/core.xml":
		            d = d.replace(b"</cp:coreProperties>", b"<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Lawyer One</dc:creator></cp:coreProperties>")
		            assert b"Lawyer One" in d
		        new.writestr(n, d)
		    new.writestr("word/comments.xml", "<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:comment w:id='1'><w:p><w:r><w:t>ask them</w:t></w:r></w:p></w:comment></w:comments>")
	P
	run -0 hj petition sent "$petition" --file out.docx --dry-run
	run -8 hj petition sent "$petition" --file edited.docx --dry-run
	[[ $output == *"who made the document, vault/-"* && $output == *"comments"* ]]
	run -0 hj petition sent "$petition" --file edited.docx --dry-run --accept "vault/-:their lawyer signs it"
}
