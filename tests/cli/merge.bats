# Goal: two laptops that changed one case apart have one case again, nothing of
# either side is lost, and what they say differently waits for a person.
bats_require_minimum_version 1.5.0
load help
load laptops

setup_file() { make_laptops; }

# Two machines, one case that both have.
setup() {
	use_laptops
	id=$(add_case 'Kim Hanbit' 'consent[+c].subject=+p' \
	    'consent[+c].status=given' 'consent[+c].scope=share-ngo' \
	    title=first 'detention[+d].who=+p' 'detention[+d].state=CN')
	send a 1
	on b
	hj import a1.xml 2>/dev/null
}

send() { # MACHINE NUMBER
	on "$1"
	hj export --scope own -o "$1$2.xml" 2>/dev/null
}

fingerprint() { hj show "$id" --json | json 'd["data"]["fingerprint"]'; }

both_change() {
	on a
	hj update "$id" title=alpha 'tag+=from a' detention.facility=cn-tumen
	hj update "$id" 'tag+=again from a'
	on b
	hj update "$id" title=beta 'tag+=from b' detention.date=2019-04
	send a 2
	send b 2
}

both_get() {
	on a
	hj import b2.xml 2>/dev/null
	on b
	hj import a2.xml 2>/dev/null
}

@test "two laptops that changed one case end with the same case and fingerprint" {
	both_change
	both_get
	on a
	one=$(fingerprint)
	[[ $(hj show "$id") == *"from a"*"from b"* || $(hj show "$id") == *"from b"*"from a"* ]]
	[[ $(hj show "$id") == *"again from a"* ]]
	hj show "$id" --fields | grep -q '^detention.facility  *cn-tumen ' 
	run -0 hj audit verify --deep
	on b
	[ "$(fingerprint)" = "$one" ]
	run -0 hj audit verify --deep
	[[ $(hj history "$id") == *merged* ]]
}

@test "the plan says what would be merged, and stores nothing" {
	both_change
	on a
	before=$(sha256sum a/vault/data.mdb)
	run -0 hj import --dry-run b2.xml
	[[ $output == *"merged, 1 field in conflict"* ]]
	[[ $output == *"+ tag["* ]]
	[ "$before" = "$(sha256sum a/vault/data.mdb)" ]
	hj import --dry-run --json b2.xml >plan.json 2>/dev/null
	[ "$(json '[d["data"][0][k] for k in ("what", "conflicts")]' <plan.json)" = "['merged', 1]" ]
}

@test "what was merged comes again, and what is older, and nothing happens" {
	both_change
	both_get
	send a 3
	on b
	before=$(sha256sum b/vault/data.mdb)
	run -0 hj import a3.xml
	[[ $output == *"1 unchanged"* ]]
	run -0 hj import a1.xml
	[[ $output == *"1 older"* ]]
	run -0 hj import a2.xml
	[[ $output == *"1 older"* ]]
	[ "$before" = "$(sha256sum b/vault/data.mdb)" ]
}

@test "who goes on from what was merged is followed, without a merge" {
	both_change
	both_get
	on a
	hj update "$id" 'tag+=later'
	send a 3
	on b
	run -0 hj import a3.xml
	[[ $output == *"1 changed and 0 merged"* ]]
	one=$(fingerprint)
	on a
	[ "$(fingerprint)" = "$one" ]
}

@test "a refusal stands against a consent, and nothing leaves while they differ" {
	on a
	hj update "$id" consent.status=proxy
	on b
	hj update "$id" consent.status=refused
	send a 2
	send b 2
	both_get
	on a
	hj show "$id" --fields | grep -q '^consent.status  *refused ' 
	run -8 hj export "$id" --scope share-ngo -o out.xml
	[ ! -e out.xml ]
}

@test "a case that both have from elsewhere, with other fingerprints, becomes one" {
	X='<x:exchange xmlns:x="urn:hanji:exchange:1" version="1" producer="p">'
	id=k7m2qx4d9tn1w0zc
	{
		echo "$X"
		printf '<x:record><case xmlns="urn:hanji:case:1" id="%s" kind="person"><title>one</title></case></x:record>\n' $id
		echo '</x:exchange>'
	} >foreign.xml
	for m in a b; do
		on $m
		hj import foreign.xml 2>/dev/null
		send $m 2
	done
	on a
	one=$(fingerprint)
	on b
	[ "$(fingerprint)" != "$one" ]
	both_get
	on a
	one=$(fingerprint)
	on b
	[ "$(fingerprint)" = "$one" ]
}
