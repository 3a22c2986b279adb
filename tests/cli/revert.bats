# Goal: what an earlier revision said stands in the case file again, and no
# consent comes back with it.
# Every person in it is invented.
bats_require_minimum_version 1.5.0
load help

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }

setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(add_case 'Kim Hanbit' 'person.sex=f' 'person.birth[+b].date=1985')
}

fields() { hj show "$id" --fields --json | json '"\n".join(sorted(f["path"] + "=" + str(f["value"]) for f in d["data"]["fields"]))'; }
value_of() { hj show "$id" --fields --json --reveal | json "[f['value'] for f in d['data']['fields'] if f['path'] == '$1'][0]"; }
revisions() { hj history "$id" --json | json 'len([e for e in d["data"] if e["revision"]])'; }

@test "the content of an earlier revision becomes the newest, and nothing is lost" {
	was=$(fields)
	hj update "$id" person.sex=m title=Other 'person.birth-='
	now=$(fields)
	run -0 hj revert "$id" 1 --yes --reason 'the wrong file'
	[[ $output == "Consents and links stay as they are now"* ]]
	[ "$(fields)" = "$was" ]
	[ "$(revisions)" -eq 3 ]
	[[ $(hj history "$id") == *3*"put back"*"the wrong file"* ]]
	[[ $(hj history "$id" --json | json 'd["data"][-1]["detail"]') == *"back to "*"set person.sex"* ]]
	[ "$(hj show "$id" --rev 2 --fields --json | json '[f["value"] for f in d["data"]["fields"] if f["path"] == "title"]')" = "['Other']" ]
	hj revert "$id" 2 --yes 2>/dev/null
	[ "$(fields)" = "$now" ]
	run -0 hj audit verify --deep
}

@test "a withdrawn consent does not come back" {
	hj consent "$id" --scope un-public --status given 2>/dev/null
	hj consent "$id" --scope un-public --status withdrawn --method remote 2>/dev/null
	hj update "$id" title=Other
	run -0 hj revert "$id" 2 --yes
	[[ $output == *"stays as it is now"* ]]
	[ "$(hj consent "$id" --json | json '[r["answer"] for r in d["data"] if r["scope"] == "un-public"][0]')" = refused ]
	run -0 hj show "$id" --fields
	[[ $output != *Other* ]]
}

@test "who consented since stays, with the case linked since" {
	other=$(add_case 'Min Dallae')
	hj update "$id" 'person[+m].name.full=Song Byeol' 'consent[+c].subject=+m' 'consent[+c].scope=store' 'consent[+c].status=given' 2>/dev/null
	hj link "$id" "$other" related
	run -0 hj revert "$id" 1 --yes --json
	[ "$(json 'sorted(r["why"] for r in d["data"]["otherwise"])' <<<"${output##*$'\n'}")" = "['along', 'stays', 'stays']" ]
	[[ $(hj show "$id") == *"Song Byeol"* ]]
	[[ $(hj show "$other") == *"$id"* ]]
	run -0 hj validate "$id"
}

@test "evidence whose row was taken out does not come back with its file" {
	ev=$(hj attach "$id" - <<<"a letter" 2>/dev/null)
	hj update "$id" "evidence-="
	run -0 hj revert "$id" 2 --yes
	[[ $output == *"evidence was taken out since and does not come back"* ]]
	[[ $(fields) != *evidence* ]]
	[ -n "$ev" ]
}

@test "--dry-run shows it as diff does, and stores nothing" {
	hj update "$id" person.sex=m
	run -0 --separate-stderr hj revert "$id" 1 --dry-run
	[[ $output == *"changed  person.sex  m"*f* ]]
	[ "$(hj revert "$id" 1 --dry-run --json | json '[(r["path"], r["before"], r["after"]) for r in d["data"]]')" = "[('person.sex', 'm', 'f')]" ]
	[ "$(revisions)" -eq 2 ]
}

@test "what becomes less protected is named, and what is secret masked" {
	hj update "$id" person.birth.date=1986 person.birth.conf=secret
	run -0 hj revert "$id" 1 --dry-run
	[[ $output == *"person.birth will be less protected than it is now: 'Internal' instead of 'Never leaves"* ]]
	[[ $output != *1985* && $output != *1986* ]]
	run -0 hj revert "$id" 1 --dry-run --reveal
	[[ $output == *"1986"*"1985"* ]]
}

@test "it is refused: of now, of no revision, of another case, without an answer" {
	other=$(add_case 'Min Dallae')
	hj update "$id" person.sex=m
	hex=$(hj show "$other" --json | json 'd["data"]["fingerprint"]')
	run -8 hj revert "$id" 2 --yes
	[[ $output == *"revision 2 is what stands in the case file now"* ]]
	run -4 hj revert "$id" 3 --yes
	run -4 hj revert "$id" "$hex" --yes
	run -2 hj revert "$id"
	run -3 hj revert "$id" 1
	[[ $output == *"give --yes"* ]]
	[ "$(revisions)" -eq 2 ]
	[ "$(value_of person.sex)" = m ]
	petition=$(hj petition new hrc "$id" 2>/dev/null)
	run -0 hj update "$petition" title=Other
	run -8 hj revert "$petition" 1 --yes
}

@test "back to what is there already stores nothing" {
	hj update "$id" person.sex=m
	hj update "$id" person.sex=f
	run -0 hj revert "$id" 1 --yes
	[[ $output == *"nothing changed"* ]]
	[ "$(revisions)" -eq 3 ]
}

@test "on a terminal it shows the difference and asks" {
	hj update "$id" person.sex=m
	printf 'expect Passphrase:\ntype %s\nexpect What would change\nexpect Put it back so\ntype n\n' "$PHRASE" >script
	TERM=dumb run -0 on_terminal script -- "$HANJI" revert "$id" 1
	[[ $output == *"nothing was stored"* ]]
	[ "$(value_of person.sex)" = m ]
	printf 'expect Passphrase:\ntype %s\nexpect Put it back so\ntype y\n' "$PHRASE" >script
	TERM=dumb run -0 on_terminal script -- "$HANJI" revert "$id" 1
	[ "$(value_of person.sex)" = f ]
}

@test "in Korean" {
	hj update "$id" person.sex=m person.conf=secret
	run -0 hj --lang ko 되돌리기 "$id" 1 --yes
	[[ $output == *"동의와 연결은 지금 그대로 둡니다"* && $output == *"보호 수준이 지금보다 낮아집니다"* ]]
	run -0 hj --lang ko history "$id"
	[[ $output == *되돌림* ]]
}

@test "of a long text what differs is shown, by whole characters, and asked about" {
	local long
	long=$(printf '강가에서 봄을 기다렸다 %.0s' {1..6})
	id=$(add_case 'Bak Nari' "title=$long어머니$long")
	hj update "$id" "title=$long아버지$long" 2>/dev/null
	printf '%s\n' 'expect Passphrase' "type $PHRASE" 'expect Put it back so' 'type n' >script
	TERM=dumb run -0 on_terminal --cols 300 script -- "$HANJI" revert "$id" 1
	[[ $output == *…*아버지*…*…*어머니*…* ]]
	[[ $output != *"$long"* ]]
	iconv -f UTF-8 -t UTF-8 <<<"$output" >/dev/null
}
