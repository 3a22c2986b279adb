#!/usr/bin/env bats
# Goal: a program that reads --json goes on working: no key moves unseen.
# Keys and types of every command stand in tests/golden/json-keys.txt, and are
# described in cli/json.md; whoever changes one changes all three.
# Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash
load edit.bash

GOLDEN=$HERE/../golden/json-keys.txt
PAGE=$HERE/../../cli/json.md

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	cat >shape.py <<'P'
# shape.py LABEL: reads one object, prints LABEL, key, types for each key.
# absent: some of the maps have the key, some have not.
import json, sys
label, shape = sys.argv[1], {}
kinds = {str: "string", bool: "boolean", int: "integer", type(None): "null",
         list: "array", dict: "object"}

def walk(path, values):
    shape.setdefault(path, set()).update(kinds[type(v)] for v in values)
    items = [i for v in values if type(v) is list for i in v]
    if items:
        walk(path + "[]", items)
    maps = [v for v in values if type(v) is dict]
    if path.endswith("labels"):  # keys that the user gave
        if any(maps):
            walk(path + ".*", [i for m in maps for i in m.values()])
        return
    for key in {k for m in maps for k in m}:
        walk(path + "." + key, [m[key] for m in maps if key in m])
        if not all(key in m for m in maps):
            shape[path + "." + key].add("absent")

d = json.load(sys.stdin)
assert list(d) == ["hanji", "command", "data"] and d["hanji"] == 1, list(d)
assert (label + " ").startswith(d["command"] + " "), d["command"]
walk("data", [d["data"]])
for path in sorted(shape):
    print(label, path, " ".join(sorted(shape[path])), sep=" | ")
P
	: >seen
}

# sees LABEL ARGUMENT ...: runs it, and notes keys and types of its data
sees() {
	local label=$1 rc=0
	shift
	hj --json "$@" >out 2>err || rc=$?
	[ "$rc" = "${expect:-0}" ] || { cat err && return 1; }
	python3 shape.py "$label" <out >>seen
}
# What was seen: one line a key, with every type it had.
merged() {
	python3 - <<-'P'
		seen = {}
		for line in open("seen"):
		    label, path, kinds = line.rstrip("\n").split(" | ")
		    seen.setdefault((label, path), set()).update(kinds.split())
		for key in sorted(seen):
		    print(*key, " ".join(sorted(seen[key])), sep=" | ")
	P
}

data() { json "d['data']$1" <out; }

cases() {
	sees add add 'person[+p].name.full=-' 'person[+p].role=victim' \
	    'event[+e].type=arrest' 'event[+e].date=2019-04' 'event[+e].who=+p' <<<"Seo Ga Ram"
	id=$(data '["id"]') person=$(data '["labels"]["p"]')
	add_case "Ma Ru Na" conf=secret >/dev/null
	# What validate warns of, and a date of which is known that nobody knows it.
	third=$(add_case "Do Ra On" 'event[+e].type=arrest' 'event[+e].who?=unknown' \
	    'event[+e].date?=unknown' 'note[+n].text=number 900101-2345678')
	sees update update "$id" 'event.date=2019-05' 'person[+q].name.full=Seo Na Ra'
	sees diff diff "$id"
	edited
	sees attach attach "$id" - <<<"a letter"
	evidence=$(data '["evidence"]')
	sees note note "$id" "called back"
	sees "consent --scope" consent "$id" --scope un-public --status given --yes
	hj update "$id" "consent.recipient+=Office One" 'consent.until=2040-01' 2>/dev/null
	sees consent consent "$id"
	hj consent "$id" --scope court --status given >/dev/null 2>&1
	sees withdraw withdraw "$id" "$person" --scope court
	sees withdraw withdraw "$id" "$person" --scope home-gov
	sees extract extract "$id" "$evidence" -o letter
	hj custody "$id" "$evidence" receive --who somebody --date 2019-06 --note once
	sees custody custody "$id" "$evidence"
}

# In an editor: a field changed, one added, one removed.
edited() {
	folder_lock shared
	printf '#!/bin/sh\n%s\n' 'sed -i "s/2019-05/2019-06/" "$1"
	    echo "note[+n].text: x" >>"$1"' >editor
	chmod +x editor
	EDITOR=$PWD/editor sees edit edit "$id" --yes
	printf '#!/bin/sh\n%s\n' 'sed -i "s/2019-06/2019-07/; /^note/d" "$1"
	    echo "event.title: x" >>"$1"' >editor
	EDITOR=$PWD/editor sees "edit --dry-run" edit "$id" --dry-run
}

# Linked, to a secret one, and to one that is not in this vault.
linked() {
	sees link link "$id" "$third" family --relation parent --person Ram
	sees link link "$id" "$(hj find "ru na" --json | json 'd["data"][0]["id"]')" related
	sees link link "$third" "$id" related
	sees "show --family" show "$id" --family
	sees link link "$third" "$id" --drop
	local here there
	here=$(hj add 'person[+p].name.full=-' <<<"Na Mu" 2>/dev/null)
	there=$(hj add 'person[+p].name.full=-' <<<"Na Moo" 2>/dev/null)
	sees merge merge "$here" "$there"
	sees unmerge unmerge "$here"
	sees link link "$id" "$third" family --relation parent --person Ram
	hj update "$id" 'link[+l].kind=related' 'link[+l].case=0000000000000000' 2>/dev/null
}

# Counted by two papers, one of thirteen named.
counted() {
	party=$(hj add 'source[+s].kind=press' 'group[+g].label=Party' 'group.count[+c].min=13' 'group.count.src=+s' \
	    'group.unnamed[+u].n=13' 'group[+h].count[+d].min=2' 'group[+h].count[+d].max=3' 2>made)
	slot=$(sed -nE 's/^\+u = unnamed\[(.*)\]$/\1/p' made)
	sees identify identify "$party" "$slot" --name - --dry-run <<<"Bo Ra Mi"
	sees identify identify "$party" "$slot" --name - <<<"Bo Ra Mi"
	sees show show "$party"
	grp=$(hj show "$party" --json | json 'd["data"]["groups"][0]["id"]')
	hj update "$party" 'event[+e].type=arrest' "event.who[+w]=$grp" 'event.date=2013-11' \
	    "event.src=$(sed -nE 's/^\+s = source\[(.*)\]$/\1/p' made)" 2>/dev/null
	sees "show --timeline" show "$party" --timeline
	sees split split "$party" "bo ra" --dry-run
	sees split split "$party" "bo ra"
}

import_file() {
	{
		echo '<x:exchange xmlns:x="urn:hanji:exchange:1" version="1" producer="p">'
		for one in k7m2qx4d9tn1w0zc 0123456789abcdef; do
			printf '<x:record><case xmlns="urn:hanji:case:1" id="%s" kind="person"><title>one</title></case></x:record>\n' "$one"
		done
		echo '</x:exchange>'
	} >good.xml
	hj import good.xml >/dev/null 2>&1
	hj add 'person[+p].name.full=한솔미' 'person[+p].birth[+b].date=1987' >/dev/null 2>&1
	sed '2s/>one/>two/; 3s/title/titel/g' good.xml |
	    sed '$i<x:record><case xmlns="urn:hanji:case:1" id="n3wc45e0n3wc45e0" kind="person"><person id="pers0n"><name id="name00"><full>Han Sol Mi</full></name><birth id="b1rth0"><date>1987</date></birth></person></case></x:record>' >other.xml
	expect=3 sees "import --dry-run" import --dry-run other.xml
}

follow_up() {
	hj update "$id" "person[$person].contact[+k].value=02-1234" "person[$person].contact[+k].safe=evenings" \
	    'risk[+r].code=phone' 'risk[+r].text=tapped' 'risk[+r].date=2020' 2>/dev/null
	sees followup followup "$id" "$person" 'note[+n].text=first meeting'
	f=$(data '["id"]')
	sees call call "$f" --rule
	hj update "$f" 'person.contact.channel=phone' 'risk[+r].code=custody' 2>/dev/null
	sees "task TEXT" task "$f" "call her" --due 2020-01-31 --every 1m
	task=$(data '["task"]')
	hj task "$f" "some day" >/dev/null 2>&1
	sees "need FIELD" need "$f" housing text=flat priority=now since=2020 met=2021
	sees "service FIELD" service "$f" cash amount=1.5 currency=USD by=us "need=$(data '["need"]')" text=rent
	hj service "$f" visit >/dev/null 2>&1
	sees "refer FIELD" refer "$f" psych to=there shared=direct outcome=none purpose=talk --reason urgent
	sees disclosures disclosures "$f"
	hj update "$f" 'referral.date-=' >/dev/null 2>&1
	sees disclosures disclosures "$f"
	hj update "$f" 'referral.date=2020' >/dev/null 2>&1
	hj refer "$f" clinic status=planned >/dev/null 2>&1
	sees "contact FIELD" contact "$f" other with=aunt text=later next=2020-02-01 channel=phone
	sees "contact FIELD" contact "$f" reached
	hj contact "$f" noanswer next=2020-03 >/dev/null 2>&1
	sees call call "$f" --acknowledged
	sees due due
	sees done done "$task" "was well"
	sees done done "$(data '["next"]')" --last
	for list in task need service refer contact; do sees "$list" "$list" "$f"; done
}

# The same case from elsewhere: nothing in common, so merged when somebody says
# so; a second voice is in conflict.
conflicting() {
	sed '2s/>one/>another/' good.xml >again.xml
	hj import again.xml --yes >/dev/null 2>&1
	sees conflicts conflicts
	sees resolve resolve k7m2 --take 2 --reason why
}

searching() {
	sees list list --where 'arrested>=2019-04-10' --save spring
	sees list list --where 'arrested>=2019'
	sees "search list" search list
	sees "search drop" search drop spring
	sees stats stats
	sees stats stats --count persons --by sex --period 2019
	hj update "$id" 'group[+g].count.min=7' >/dev/null 2>&1
	sees stats stats --count persons --by sex
}

draft() {
	{
		printf 'expect Passphrase:\ntype %s\n' "$PHRASE"
		for _ in {1..14}; do printf 'expect > \ntype \n'; done
		printf 'expect Family name, in Hangul\nexpect > \ntype 박\n'
		printf 'expect Given name\nexpect > \nsend \\x03\nexpect kept\n'
	} >script
	TERM=dumb on_terminal script -- "$HANJI" add >/dev/null || [ $? = 130 ]
	sees "draft list" draft list
	sees "draft drop" draft drop "$(data '[0]["id"]' | cut -c1-4)" --yes
}

# The life of a petition after it was written.
lived() {
	local p=$1
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
	hj petition status "$p" --session 2027-02-22 2>/dev/null
	sees "petition sent" petition sent "$p" --unchanged --dry-run
	sees "petition sent" petition sent "$p" --unchanged --ref 17/26
	hj update "$p" mechanism=wgad-reg
	sees "petition status" petition status "$p" transmitted
	sees "petition reply" petition reply "$p" x
	echo letter >letter.txt
	sees "petition reply" petition reply "$p" --file letter.txt --state KP
	hj update "$p" 'deadline[+d].kind=oth' 'deadline[+d].date=2030' 'deadline[+d].text=x' 'deadline[+d].met=2029' \
	    'deadline[+e].kind=oth' 'deadline[+e].date=2031' 2>/dev/null
	sees "petition status" petition status "$p"
	sees disclosures disclosures "$id"
	sees "petition list" petition list
	hj petition new hrc "$third" title=x >/dev/null
	sees "petition list" petition list
	printf 'An old submission.\n' >old.txt
	hj petition sent "$(hj petition new hrc "$id" title=y 2>/dev/null)" --file old.txt \
	    --left-already --date 2019-05-02 --reason "before hanji" >/dev/null 2>&1
	sees disclosures disclosures "$id"
}

outside() {
	sees submitter submitter name="An Invented Office" --dry-run
	sees "petition new" petition new hrc "$id" --dry-run
	sees "petition new" petition new hrc "$id"
	p=$(data '["id"]')
	sees "petition check" petition check "$p"
	lived "$p"
	sees export export "$id" --scope own -o own.xml
	sees "export --subject" export "$id" --subject "$person" -o her.xml && hj export "$third" --scope own --recipient us --purpose x -o us.xml 2>/dev/null
	hj attach "$third" - <<<x >/dev/null
	hj extract "$third" 1 -o x >/dev/null
	sees backup backup b.tar
	sees "backup list" backup list
	sees disclosures disclosures "$third"
	sees restore --vault again restore b.tar
	sees "member list" member list
	printf '%s\n' "$PHRASE" "a passphrase of Sora" >lines
	"$HANJI" --json --passphrase-fd 9 member add Sora --role auditor 9<lines 2>/dev/null >sora
	python3 shape.py "member add" <sora >>seen
	sees "member list" member list
	sees "member remove --dry-run" member remove Sora --dry-run
	for o in --open --without-names; do sees "incident --dry-run" incident tester --dry-run $o; done
	sees "team add" team add coast
	sees "team list" team list
	sees "audit checkpoint" audit checkpoint
	sees "audit checkpoint --page" audit checkpoint --page "$BATS_TEST_TMPDIR/page.txt"
	sees "audit report" audit report
	printf '%s\n' "$PHRASE" "$PHRASE" >lines
	"$HANJI" --json --yes --passphrase-fd 9 passwd --new-keys 9<lines 2>/dev/null | python3 shape.py "passwd --new-keys" >>seen
	sees "audit prove" audit prove "$id"
	sees "audit prove --all" audit prove "$id" --all -o "$BATS_TEST_TMPDIR/proofs"
	sees "audit witness key" audit witness key
	sees "audit witness request" audit witness request -o "$BATS_TEST_TMPDIR/request"
	sees "audit witness cosign" audit witness cosign "$BATS_TEST_TMPDIR/request" -o "$BATS_TEST_TMPDIR/answer" \
		--log-key "$(hj audit witness request 2>&1 >/dev/null | sed 's/.*: //')"
	sees "audit witness accept" audit witness accept "$BATS_TEST_TMPDIR/answer" --witness "$(hj audit witness key)"
	sees "audit witness list" audit witness list
	sees lock lock; sees "lock --destroy" lock --destroy --dry-run
}

reading() {
	sees show show "$id"
	sees show show "$third"
	sees list list
	sees find find "na"
	sees find find --text "na"
	hj add 'person[+p].name.full=한솔미' 'person[+p].birth[+b].date=1987' >/dev/null 2>&1
	hj add 'person[+p].name.full=Han Sol Mi' 'person[+p].birth[+b].date=1987' conf=secret >/dev/null 2>&1
	hj add 'person[+p].name.full=Han Solmi' 'person[+p].birth[+b].date=1987' >/dev/null 2>&1
	sees duplicates duplicates
	sees history history "$id"
	hj update "$id" assigned=office --reason 'handed over' >/dev/null 2>&1
	sees "history PATH" history "$id" case
	hj consent "$id" --scope stats --status given >/dev/null 2>&1
	sees "revert --dry-run" revert "$id" 1 --dry-run
	sees revert revert "$id" 1 --yes
	sees "audit log" audit log
	hj recover shares -o - 2>/dev/null | cat >pages
	share_lines pages >shares
	hj recover test --words-fd 3 2>/dev/null 3<shares
	sees validate validate
	sees verify verify "$HERE/../fixtures/bags/whole"
	sees status status
	hj import "$HERE/../fixtures/disputes.xml" >/dev/null 2>&1
	sees show show 1a0s
	sees list list
}

# Named by another file and by a petition, and with somebody already.
erased() {
	local gone && gone=$(add_case "Ga On Nu" 'event[+e].type=arrest' 'event[+e].who=+p' 'note[+n].text=Ga On Nu')
	hj link "$third" "$gone" related 2>/dev/null && hj backup gone.tar >/dev/null 2>&1
	hj petition new hrc "$gone" title=x >/dev/null
	hj export "$gone" --scope own -o gone.xml 2>/dev/null
	sees hold hold "$gone" --reason x; sees "retention set" retention set 10y; sees retention retention
	sees show show "$gone"
	sees "hold list" hold list
	sees "hold lift" hold lift "$gone" --reason y
	sees "audit log" audit log
	sees erase erase "$gone" --dry-run
	sees "erase PATH" erase "$gone" person --dry-run
	sees erase erase "$gone" --ground x --yes
	sees compact compact
}

# For a headquarters with a vault of its own; one case goes, one was changed.
hq() { XDG_STATE_HOME=$PWD/hq/state HANJI_VAULT=$PWD/hq/vault "$@"; }
taken_in() {
	local stays && make_vault hq
	hq sees "intake key" intake key HQ -o hq.keys
	sees "intake start" intake start --to hq.keys --number "$(json 'd["data"]["digits"]' <out)" --for 8h
	sees "intake start" intake start --to hq.keys --number "$(json 'd["data"]["digits"]' <out)"
	add_case "Da Sot" >/dev/null && stays=$(add_case "Yeo Sot")
	for plan in --dry-run --yes; do sees "intake close" intake close "$plan"; done
	sees "intake status" intake status
	sees "intake deliver FILE" intake deliver p.age
	hq hj import p.age >/dev/null 2>&1 && hq sees "intake receipt" intake receipt p.age -o r.txt
	hj update "$stays" title=changed 2>/dev/null && sees "intake deliver --receipt" intake deliver --receipt r.txt --yes
	sees "intake status" intake status && sees status status
}

# Whole, and with bytes of an attachment changed, so that there is something to
# list.
damage() {
	sees "audit verify" audit verify
	flip "$(find "$HANJI_VAULT/blobs" -type f -print -quit)" 40
	expect=6 sees "audit verify" audit verify --deep
	expect=6 sees check check
}

@test "keys and types of --json stand where they stood" {
	sees init --vault new init --kdf-mem 256M --kdf-ops 2 --member tester
	sees codes codes
	sees "codes LIST" codes organ
	sees "codes add" codes add organ x-post --en Post --ko 초소 --near kp-border
	sees "codes LIST" codes organ x-post
	sees "codes change" codes change organ x-post --to 2015
	sees "codes drop" codes drop organ x-post
	sees schema schema
	sees "schema --format text" schema --format text
	sees "schema --output" schema -o hanji.rng
	cases
	linked
	counted
	follow_up
	import_file
	conflicting
	sees doctor doctor; sees status status
	draft
	searching
	outside
	reading
	erased
	taken_in
	damage
	merged >sorted
	diff -u "$GOLDEN" sorted
}

@test "the page on --json names every key with every type, and no other key" {
	python3 - "$GOLDEN" "$PAGE" <<'P'
import re, sys
golden, page, label = {}, {}, None
for line in open(sys.argv[1]):
    name, path, kinds = line.rstrip("\n").split(" | ")
    golden[name, path] = set(kinds.split())
for line in open(sys.argv[2]):
    if line.startswith("## "):
        label = line[3:].strip().strip("`")
    row = re.match(r"\| `(data[^`]*)` \| ([^|]*) \|", line)
    if row:
        page[label, row[1]] = set(row[2].replace(",", " ").split())
bad = sorted(set(golden) ^ set(page))
bad += sorted(k for k in golden if k in page and not golden[k] <= page[k])
print("\n".join("%s: %s" % k for k in bad))
sys.exit(bool(bad))
P
}
