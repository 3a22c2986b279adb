# Goal: what two laptops said differently is listed with who and when, and one
# person settles it, with a reason, for both.
bats_require_minimum_version 1.5.0
load help
load laptops

setup_file() { make_laptops; }

# One case on two laptops, with one field in conflict.
setup() {
	use_laptops
	id=$(add_case 'Kim Hanbit' 'person.sex=f' 'person.birth[+b].date=1985')
	give a b
	hj update "$id" person.birth.date=1986 person.sex=m
	on a
	hj update "$id" person.birth.date=1987
	give b a
}

the() { hj conflicts "$id" --json | json "[r for r in d['data'] if r['path'] == '$1']$2"; }

@test "a conflict is listed with both sides, who said it and when" {
	run -0 hj conflicts
	[[ $output == *"date of birth"*1*"1986"*imported*"laptop b"* ]]
	[[ $output == *"date of birth"*2*"1987"*changed*tester* ]]
	[ "$(the person.birth.date '[0]["value"]')" = 1986 ]
	[ "$(the person.birth.date '[1]["value"]')" = 1987 ]
	[ "$(hj conflicts --json | json 'len(d["data"])')" = 2 ]
	[[ $(hj status) == *"fields in conflict:"*1* ]]
	[ "$(hj status --json | json 'd["data"]["conflicts"]')" = 1 ]
	[[ $(hj show "$id") == *"1 field in conflict"*"date of birth: 1986  [in conflict]"* ]]
}

@test "the other side is taken, with a reason in the log, and goes to the other laptop" {
	run -2 hj resolve "$id" --take 2
	[[ $output == *"--reason TEXT"* ]]
	run -2 hj resolve "$id" --reason why
	[[ $output == *"--take 1"* ]]
	run -0 hj resolve "$id" --take 2 --reason 'her letter says so' --dry-run
	[ "$(hj conflicts --json | json 'len(d["data"])')" = 2 ]
	run -0 hj resolve "$id" --take 2 --reason 'her letter says so'
	hj show "$id" --fields | grep -q '^person.birth.date  *1987 '
	[[ $(hj history "$id") == *"conflict settled"*"her letter says so"* ]]
	[[ $(hj conflicts 2>&1) == *"no conflicts"* ]]
	give a b
	hj show "$id" --fields | grep -q '^person.birth.date  *1987 '
	run -0 hj audit verify --deep
	[[ $(hj status) == *"fields in conflict:"*0* ]]
}

@test "both stay as two accounts where there is room for two" {
	run -0 hj resolve "$id" --take both --reason 'two papers'
	[ "$(hj show "$id" --fields | grep -c '^person.birth.*\.date  *198[67] ')" = 2 ]
	run -4 hj resolve "$id" --take 1 --reason x
}

@test "neither of the two is true" {
	run -0 hj resolve "$id" --value 1988-03 --reason 'the register'
	hj show "$id" --fields | grep -q '^person.birth.date  *1988-03 '
	[[ $(hj conflicts 2>&1) == *"no conflicts"* ]]
}

@test "settled alike on two laptops it is settled, settled differently a conflict again" {
	give a b
	on a
	hj resolve "$id" --take 2 --reason one
	on b
	hj resolve "$id" --take 2 --reason two
	give a b
	[[ $(hj conflicts 2>&1) == *"no conflicts"* ]]
	hj update "$id" person.birth.date=1990
	on a
	hj update "$id" person.birth.date=1991
	give b a
	give a b
	on a
	hj resolve "$id" --take 1 --reason one
	on b
	hj resolve "$id" --take 2 --reason two
	give b a
	[ "$(the person.birth.date '[0]["value"]')" = 1990 ]
	[ "$(the person.birth.date '[1]["value"]')" = 1991 ]
}

@test "a secret value in conflict is masked, and shown only to be logged" {
	on a
	hj update "$id" 'person.contact[+c].value=(02) 1'
	give a b
	hj update "$id" 'person.contact.value=(02) 2'
	on a
	hj update "$id" 'person.contact.value=(02) 3'
	give b a
	run -0 hj conflicts
	[[ $output != *"(02)"* ]]
	run -2 hj conflicts --reveal
	[[ $(hj conflicts "$id" --reveal) == *"(02) 2"*"(02) 3"* ]]
}

@test "on a terminal the conflict is shown and the answer asked for" {
	{
		printf 'expect Passphrase:\ntype %s\n' "$PHRASE"
		printf 'expect 1987\nexpect what is true\ntype 2\nexpect why\ntype her letter\n'
	} >script
	TERM=dumb on_terminal script -- "$HANJI" resolve "$id"
	hj show "$id" --fields | grep -q '^person.birth.date  *1987 '
}
