#!/usr/bin/env bash
# The main job from end to end, on the running example: every command is
# printed before it runs, so that watching it teaches the program.
#
# usage: demo.sh PROGRAM FOLDER     (FOLDER is made anew)
set -euo pipefail

hanji=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
out=$2
rm -rf "$out"
mkdir -p "$out"
out=$(realpath "$out")

export HANJI_VAULT=$out/vault XDG_STATE_HOME=$out/state
# A demonstration may have a passphrase that everybody knows.
pass='a passphrase that everybody can read here'

say() { printf '\n\033[1m# %s\033[0m\n' "$*"; }

# Prints and runs one command.  The passphrase goes over a descriptor, never in
# the arguments; it is asked for on a terminal when you type these yourself.
h() {
	printf '$ hanji'
	for word; do
		if [[ $word =~ ^[A-Za-z0-9_./:-]+$ ]]; then
			printf ' %s' "$word"
		else
			printf " '%s'" "$word"
		fi
	done
	printf '\n'
	"$hanji" --passphrase-fd 3 "$@" 3< <(printf '%s\n%s\n' "$pass" "$pass")
}
id_of() { sed -n '$p'; }

say "A new vault: one folder, sealed under a passphrase"
h init --kdf-mem 256M --kdf-ops 2 --member "Demo caseworker"

say "What an import would do, then the import: five cases of one public statement"
h import --dry-run "$here/fixtures/statement.xml"
h import "$here/fixtures/statement.xml"
h list

say "A case of our own, by arguments (on a terminal, 'hanji add' alone asks)"
add=('person[+p].role=victim' 'person[+p].name[+n].family=Han'
	'person[+p].name[+n].given=Sol Mi' 'person[+p].name[+n].script=latn'
	'person[+p].name[+k].family=한' 'person[+p].name[+k].given=솔미'
	'person[+p].name[+k].script=hang' 'person[+p].sex=f'
	'person[+p].birth.date=about 1987' 'event[+e].type=arrest' 'event[+e].who=+p'
	'event[+e].state=CN' 'event[+e].date=2019-04~')
h add "${add[@]}" | tee "$out/id.txt"
id=$(id_of <"$out/id.txt")
rm "$out/id.txt"
# The id of the person inside the case, as 'hanji show' prints it.
person=$("$hanji" --passphrase-fd 3 show "$id" 3< <(echo "$pass") |
	sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')

say "Two corrections: each keeps what stood there before"
h update "$id" 'event.date=2019-04-12' --reason "the sister remembered the day"
h update "$id" 'detention[+d].type=cn-border' 'detention[+d].facility=cn-tumen' \
	'detention[+d].state=CN' "detention[+d].who=$person"
h find "han sol"
h find 솔미
h show "$id"
h history "$id"

say "Consent: nobody is named without it; the sister speaks for her"
h update "$id" 'person[+s].role=relative' 'person[+s].name[+n].family=Han' \
	'person[+s].name[+n].given=Sol Ji' 'person[+s].name[+n].script=latn' \
	'relationship[+r].type=sibling' 'relationship[+r].a=+s' \
	"relationship[+r].b=$person"
h consent "$id" "$person" --scope un-public,un-state,recontact --status proxy \
	--by 'Han Sol Ji' --relation sibling --method written --language ko
petition=$(h petition new hrc ehk0 e0p0 kys0 n9ne knm3 "$id" \
	title="Annex: people sent back to the DPRK" | tee -a /dev/stderr | tail -n 1)
h petition check "$petition"
h petition export "$petition" --format html -o "$out/annex.html"
h petition export "$petition" --format txt -o "$out/annex.txt"

say "A questionnaire of the United Nations: what is still to be asked stays empty"
petition=$(h petition new wgad "$id" 'submitter.name=Demo caseworker' |
	tee -a /dev/stderr | tail -n 1)
for format in html docx; do
	h petition export "$petition" --format "$format" -o "$out/wgad.$format" \
		--force --reason 'a demonstration: much is still to be asked'
done

say "A disappearance: with six answers and the consent of the family it is complete"
event=$("$hanji" --passphrase-fd 3 show "$id" 3< <(echo "$pass") |
	sed -nE 's/^event \[([a-z0-9]{6})\].*/\1/p')
h update "$id" 'place[+l].country=CN' 'place[+l].iso3166-2=CN-JL' \
	'place[+l].locality=Yanji' 'place[+l].precision=locality' \
	"event[$event].place=+l" 'authority[+a].organ=cn-psb' \
	"event[$event].perpetrator[+o].authority=+a" 'action[+i].type=inquiry' \
	'action[+i].date=2019-05' 'action[+i].body=the police in Yanji'
petition=$(h petition new wgeid "$id" 'submitter.name=Demo caseworker' \
	'submitter.organisation=Demo office' 'submitter.email=office@example.org' |
	tee -a /dev/stderr | tail -n 1)
h petition check "$petition"
for format in html pdf; do
	h petition export "$petition" --format "$format" -o "$out/wgeid.$format"
done
# She spoke for her sister, and stands in no document herself.
if grep -l 'Sol Ji' "$out"/*.html; then
	exit 1
fi

say "Nothing was altered, and a backup proves to be whole"
h audit verify --deep
h audit checkpoint -o "$out/checkpoint.txt"
h backup "$out/backup.tar"
h status
h export --scope own -o "$out/cases.xml"

say "What there is to look at now"
cat "$out/annex.txt"
cat <<EOF

$out/annex.html      the annex of victims: open it in a browser
$out/annex.txt       the same as text
$out/wgad.html       the questionnaire on arbitrary detention; wgad.docx to edit
$out/wgeid.html      the report of a disappeared person; wgeid.pdf to print
$out/cases.xml       every case as XML, for your own office
$out/checkpoint.txt  the signed state of the log
$out/backup.tar      a verified backup
$out/vault           the vault itself: nothing in it can be read

Open it yourself, with the passphrase "$pass":
  export HANJI_VAULT=$out/vault XDG_STATE_HOME=$out/state
  $hanji list
EOF
