# Goal: one field through all revisions: what it said, who changed it and why,
# also where two laptops said different things.
# Every person in it is invented.
bats_require_minimum_version 1.5.0
load help
load laptops

setup_file() { make_laptops; }

setup() {
	use_laptops
	id=$(add_case 'Kim Hanbit' 'person.sex=f' 'person.birth[+b].date=1985')
}

# "revision kind before after" of each row
rows() { hj history "$id" "$@" --json | json '"\n".join("%s %s %s %s" % (r["revision"], r["kind"], r["before"], r["after"]) for r in d["data"])'; }

@test "each change of a field is listed: before, after, who, when, why" {
	hj update "$id" person.sex=m
	hj update "$id" person.birth.date=1986 --reason 'her letter'
	hj update "$id" 'person.birth-='
	run -0 hj history "$id" person.birth.date
	[[ ${lines[1]} == *1*created*tester*added*person.birth.date*1985* ]]
	[[ ${lines[2]} == *3*changed*tester*changed*1985*1986*"her letter"* ]]
	[[ ${lines[3]} == *4*changed*removed*1986* ]]
	[ "${#lines[@]}" -eq 4 ]
	[ "$(rows person.birth)" = $'1 added None 1985\n3 changed 1985 1986\n4 removed 1986 None' ]
	[ "$(rows person.role)" = '1 added None victim' ]
}

@test "without brackets all occurrences are meant, an id means one, also when it is gone" {
	hj update "$id" 'person.birth[+c].date=1990'
	first=$(hj show "$id" --fields --json | json '[f["path"] for f in d["data"]["fields"] if f["value"] == "1985"][0]')
	second=$(hj show "$id" --fields --json | json '[f["path"] for f in d["data"]["fields"] if f["value"] == "1990"][0]')
	[ "$(rows person.birth)" = $'1 added None 1985\n2 added None 1990' ]
	[ "$(rows "$second")" = '2 added None 1990' ]
	[ "$(rows 'person.birth[1].date' 2>/dev/null)" = '1 added None 1985' ]
	hj update "$id" "${first%.date}-="
	[ "$(rows "$first")" = $'1 added None 1985\n3 removed 1985 None' ]
}

@test "a merge is compared with both sides; a conflict is seen coming and going" {
	give a b
	hj update "$id" person.birth.date=1986 person.sex=m --reason 'her letter'
	on a
	hj update "$id" person.birth.date=1987
	give b a
	run -0 hj history "$id" person.birth.date
	[[ $output == *3*1*imported*1985*1986*"laptop b"* ]]
	[ "$(rows person.birth.date | sort)" = $'1 added None 1985\n2 changed 1985 1987\n3 changed 1985 1986\n4 changed 1987 1986\n4 conflict None 1987' ]
	[ "$(rows person.sex)" = $'1 added None f\n3 changed f m\n4 changed f m' ]
	[ "$(hj history "$id" person.sex --json | json '[r["since"] for r in d["data"]]')" = '[None, 1, 2]' ]
	hj resolve "$id" --take 2 --reason 'the sister confirmed it'
	[ "$(rows person.birth.date | tail -2 | sort)" = $'5 changed 1986 1987\n5 settled 1987 None' ]
	run -0 hj history "$id" person.birth.date
	[[ $output == *"conflict settled"*"the sister confirmed it"* ]]
}

@test "what became secret is masked in all revisions, and --reveal is in the log" {
	hj update "$id" person.birth.conf=secret
	hj update "$id" conf=secret
	run -0 hj history "$id" person.birth.date
	[[ $output == *'***'* && $output != *1985* ]]
	# As a word: a fingerprint may have these digits in it.
	run ! grep -qw 1985 <(hj history "$id" --json)
	[[ $(hj history "$id") == *shown*"history of a field"* ]]
	run -0 hj history "$id" person.birth.date --reveal
	[[ $output == *1985* ]]
	[[ $(hj history "$id") == *shown*"secret values revealed"* ]]
	run -2 hj history "$id" --reveal
}

@test "only what is or was secret is masked" {
	hj update "$id" person.birth.conf=secret
	hj update "$id" person.birth.conf=public
	[ "$(rows person.sex)" = '1 added None f' ]
	run -0 hj history "$id" person.birth.date
	[[ $output == *'***'* && $output != *1985* ]]
}

@test "a conflict about a secret field does not show what the other side said" {
	give a b
	hj update "$id" person.birth.date=1986
	on a
	hj update "$id" person.birth.date=1987 person.birth.conf=secret
	give b a
	run -0 hj history "$id" person.birth.date
	[[ $output == *conflict*'***'* ]]
	[[ $output != *1985* && $output != *1986* && $output != *1987* ]]
	run ! grep -qwE '198[567]' <(hj history "$id" case --json)
}

@test "a wrong field is named, as update names it" {
	run -3 hj history "$id" person.sxe
	[[ $output == *"'person' has no field 'sxe': did you mean 'sex'?"* ]]
	run -4 hj history "$id" person.health
	[[ $output == *"no revision of the case says anything in that field"* ]]
	run -4 hj history "$id" 'person[2].sex'
	run -3 hj history "$id" 'person[1.sex'
	run -8 hj history "$id" person.id
	[ -z "$(hj history "$id" person.health --json 2>/dev/null | tail -c 2 | grep '}')" ]
}

@test "in Korean: labels as fields, and words" {
	hj update "$id" 'person.birth-='
	run -0 hj --lang ko 이력 "$id" 사람.출생
	[[ $output == *더함*1985* && $output == *지움* ]]
	[[ ${lines[0]} == *이전*이후*이유* ]]
}
