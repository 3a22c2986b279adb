# Goal: the annex that leaves the office shows both accounts of what sources
# contradict each other about, with those sources, and no certainty that there
# is not (record.md 7, 11, 12; the disputes of tests/fixtures/disputes.xml).
bats_require_minimum_version 1.5.0
load help.bash

GOLDEN=$HERE/../golden

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state
	HANJI_VAULT=$BATS_FILE_TMPDIR/vault hj import "$HERE/../fixtures/disputes.xml" 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# annex LANGUAGE FORMAT: from where accounts differ to its end
annex() {
	local p
	p=$(hj --lang "$1" petition new hrc 1a0s knmg-2013 2>/dev/null)
	hj --lang "$1" petition export "$p" --format "$2" 2>/dev/null | sed -n '/differ\|서로 다른 점/,$p' | sed '/^\*\*\* /,$d'
}

# told ACCOUNT: its sources and origins, on one line
told() { awk -v RS= -v a="Account: $1" 'index($0 "\n", a "\n") { gsub(/\n */, " "); print }'; }

@test "both disputes stand in the annex as they stood, in English" {
	annex en txt >annex.txt
	if [ -n "${HJ_GOLDEN:-}" ]; then cp annex.txt "$GOLDEN/disputes.annex.en.txt"; fi
	diff -u "$GOLDEN/disputes.annex.en.txt" annex.txt
}

@test "and in Korean" {
	annex ko txt >annex.txt
	if [ -n "${HJ_GOLDEN:-}" ]; then cp annex.txt "$GOLDEN/disputes.annex.ko.txt"; fi
	diff -u "$GOLDEN/disputes.annex.ko.txt" annex.txt
}

@test "the nine of Laos: ages, arrest, handing over and death, each with who says so" {
	run -0 annex en html
	for says in 15–23 14–18 'Press account: ages 15 to 23' 'Press account: ages 14 to 18' \
	    'South Korean embassy' Oudomxay 'By air to Pyongyang' 'Embassy of the DPRK in Vientiane' \
	    'last known status: disputed' 'Newspapers, as the statement cites them'; do
		[[ $output == *"$says"* ]]
	done
}

@test "Kunming 2013: 13 on one known origin, 15 on two, the status disputed" {
	annex en txt >annex.txt
	told 13 <annex.txt | grep -q '13 caught (Yonhap) Rests on: 1 origin$'
	told 15 <annex.txt | grep -q '(Dong-A).*(KBS) Rests on: 2 independent origins$'
	[ "$(grep -c 'last known status: disputed' annex.txt)" -eq 6 ]
}

@test "a second report of the agency changes no number, one of another does" {
	hj update knmg-2013 'source[+s].kind=press' 'source[+s].based-on[+b]=sy0nhp' 'group[gknm01].count[cknm13].src+=+s' 2>/dev/null
	annex en txt | told 13 | grep -q '; 1 not named here Rests on: 1 origin$'
	hj update knmg-2013 'source[+s].kind=press' 'group[gknm01].count[cknm13].src+=+s' 2>/dev/null
	annex en txt | told 13 | grep -q '; 2 not named here Rests on: 2 independent origins$'
}

@test "no account above the level, no source that is not public" {
	hj update 1a0s 'group.ages[an1ne2].conf=restricted' 'source[sprhnd].conf=secret'
	run -0 annex en txt
	[[ $output != *14–18* && $output != *"ages: accounts"* ]]
	[[ $output != *"handed over to the DPRK embassy"* && $output == *"1 not named here"* ]]
}

@test "a person's status cell says that it is disputed" {
	id=$(add_case 'Kim Hanbit' 'person[+p].status[+a].code=released' 'person[+p].status[+a].date=2013' 'person[+p].status[+a].basis=saw' \
	    'person[+p].status[+b].code=camp' 'person[+p].status[+b].date=2013' 'person[+p].status[+b].basis=saw' \
	    'consent[+c].subject=+p' 'consent[+c].scope=un-public' 'consent[+c].status=given' 'consent[+c].date=2026-01')
	hj show "$id" | grep -q disputed
	run -0 hj petition export "$(hj petition new hrc "$id" 2>/dev/null)" --format txt
	[[ $output == *"Last known status: disputed;"*"Released, 2013;"*"Held in political prison camp, 2013"* ]]
	run -0 hj --lang ko petition export "$(hj --lang ko petition new hrc "$id" 2>/dev/null)" --format txt
	[[ $output == *"진술 엇갈림"* ]]
}

# A file from elsewhere whose conflict quotes a secret field and calls it public.
planted() {
	cat >planted.xml <<-'X'
		<?xml version="1.0" encoding="UTF-8"?>
		<x:exchange xmlns:x="urn:hanji:exchange:1" version="1" producer="written by hand" purpose="example"><x:record>
		<case xmlns="urn:hanji:case:1" id="p1anted000000001" kind="group" status="open">
		<group id="g23456" type="arrest"><count id="n23456"><min>3</min></count></group>
		<event id="e23456" type="arrest"><who id="w23456">g23456</who><outcome lang="en" conf="secret">quiet</outcome></event>
		<conflict conf="public" id="x23456"><element>e23456</element><path>outcome</path><value>Aunt Dallae told it</value></conflict>
		<conflict conf="public" id="x34567"><element>e23456</element><path>date</path><value>2012</value></conflict>
		</case></x:record></x:exchange>
	X
	hj import planted.xml >/dev/null 2>&1
}

@test "what a conflict quotes of a secret field leaves for no scope and in no annex" {
	planted
	for scope in $(hj codes consent-scope --json | json '" ".join(r["code"] for r in d["data"])'); do
		run -8 hj export p1an --scope "$scope" -o "out.$scope.xml"
		[[ $output == *"quotes what is above the level 'internal'"* ]]
		[ ! -e "out.$scope.xml" ]
		[[ $output != *Dallae* ]]
	done
	for form in txt html; do
		run -0 hj petition export "$(hj petition new hrc p1an 2>/dev/null)" --format "$form" --yes --reason x
		[[ $output != *Dallae* ]]
	done
	hj export p1an --scope own -o own.xml 2>/dev/null
	grep -q Dallae own.xml
}

@test "a status on which two versions differ reads disputed" {
	planted
	run -0 hj show p1an
	[[ $output == *"disputed – two versions of the file differ on it"* ]]
	[ "$(hj show p1an --json | json 'd["data"]["status"][0]["reason"]')" = conflict ]
	run -0 hj --lang ko show p1an
	[[ $output == *"진술 엇갈림"* ]]
}
