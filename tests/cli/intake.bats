#!/usr/bin/env bats
# Goal: what was taken in the field goes sealed to headquarters, and is erased
# here once headquarters signed that exactly that arrived; nothing else erases
# anything.  a: the vault in the field; b: headquarters; c: somebody else.
# Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash
load laptops.bash

setup_file() {
	make_laptops
	make_vault "$BATS_FILE_TMPDIR/c"
}

setup() {
	use_laptops
	cp -a "$BATS_FILE_TMPDIR/c" "$BATS_TEST_TMPDIR/"
	on b
	digits=$(hj intake key "Seoul office" -o hq.keys --json 2>/dev/null |
	    json 'd["data"]["digits"]')
	on a
	old=$(add_case "이하늘")
	start
	id=$(add_case "박보람")
	hj update "$id" title=two 2>/dev/null
	echo letter | hj attach "$id" - >/dev/null
}

start() { hj intake start --to hq.keys --number "$digits" >/dev/null; }

# Sealed, written, imported at headquarters, which answers with r.txt.
travel() {
	on a
	hj intake close >/dev/null 2>&1
	rm -f p.age r.txt
	hj intake deliver p.age >/dev/null 2>&1
	key=$(hj member list --json | json 'd["data"][0]["minisign"]')
	on b
	hj import p.age --signed-by "$key" >/dev/null 2>&1
	hj intake receipt p.age -o r.txt >/dev/null 2>&1
	on a
}

# Nothing is gone, nothing is half erased.
expect_whole() {
	on a
	hj show "$id" >/dev/null 2>&1
	hj show "$old" >/dev/null 2>&1
	[ "$(hj audit log --json | json 'sum(e["action"]=="erase" for e in d["data"])')" -eq 0 ]
	hj audit verify >/dev/null 2>&1
}

home() { hj intake deliver --receipt "${1:-r.txt}" --yes --json; }

@test "what was taken in arrives with every version, and is erased here after the receipt" {
	travel
	home >said 2>talk
	[ "$(json 'len(d["data"]["erased"])' <said)" -eq 1 ]
	[ "$(json 'd["data"]["others"]' <said)" -eq 1 ]
	[[ $(cat talk) == *"Seoul office"*"erased here"*"SSD"* ]]
	run -4 hj show "$id"
	hj show "$old" >/dev/null
	[ -z "$(ls a/vault/outgoing)" ]
	hj audit verify --deep >/dev/null 2>&1
	hj check >/dev/null 2>&1
	on b
	[ "$(hj history "$id" --json | json 'sum(r["revision"] is not None for r in d["data"])')" -eq 3 ]
	[ "$(hj extract "$id" 1 -o - 2>/dev/null)" = letter ]
	hj audit verify --deep >/dev/null 2>&1
}

@test "that something was erased in the field goes along, and is no case file that is missing" {
	hj erase "$old" --ground "asked for it" --yes >/dev/null 2>&1
	run -0 hj intake close
	[[ "$output" == *"it also tells that 1 case file"* ]]
	travel
	on b
	run -0 hj import p.age --dry-run
	[[ "$output" == *"was erased where it comes from, and is not here"* ]]
	on a
	home >said 2>talk
	[ "$(json 'len(d["data"]["erased"])' <said)" -eq 1 ]
}

@test "only headquarters opens what was sealed, not the passphrase that took it in" {
	travel
	run ! hj import p.age
	run ! hj import "a/vault/outgoing/$(ls a/vault/outgoing)"
	run ! grep -q 보람 p.age
	on c
	run ! hj import p.age
	[ "$(hj list --json | json 'len(d["data"])')" -eq 0 ]
}

@test "a case that was here before goes with all its versions once it is changed" {
	hj update "$old" title=seen 2>/dev/null
	travel
	[ "$(home 2>/dev/null | json 'len(d["data"]["erased"])')" -eq 2 ]
	on b
	[ "$(hj history "$old" --json | json 'sum(r["revision"] is not None for r in d["data"])')" -eq 2 ]
}

@test "what was changed since stays, is named, and travels with the next package" {
	hj update "$old" title=seen 2>/dev/null
	travel
	hj update "$id" title=three 2>/dev/null
	home >said 2>talk
	[ "$(json 'len(d["data"]["erased"])' <said)" -eq 1 ]
	[ "$(json '[s["why"] for s in d["data"]["stays"]]' <said)" = "['changed']" ]
	grep -q "stays here" talk
	[ "$(hj show "$id" --json | json 'd["data"]["id"]')" = "$(json 'd["data"]["stays"][0]["id"]' <said)" ]
	run -4 hj show "$old"
	travel
	home >/dev/null 2>&1
	run -4 hj show "$id"
	on b
	hj show "$id" | grep -q three
	hj audit verify --deep >/dev/null 2>&1
}

@test "an attachment that the newest version does not name keeps its case here" {
	hj update "$id" "evidence[1]-=" 2>/dev/null
	run hj intake close
	[[ $output == *"does not go along"* ]]
	travel
	home >said 2>/dev/null
	[ "$(json '[s["why"] for s in d["data"]["stays"]]' <said)" = "['attachment']" ]
	expect_whole
}

@test "what is under a legal hold arrives, stays and is named" {
	hj update "$old" title=seen 2>/dev/null
	travel
	hj hold "$id" --reason "asked for by a court" >/dev/null 2>&1
	home >said 2>/dev/null
	[ "$(json 'len(d["data"]["erased"])' <said)" -eq 1 ]
	[ "$(json '[s["why"] for s in d["data"]["stays"]]' <said)" = "['hold']" ]
	hj show "$id" >/dev/null
	run -4 hj show "$old"
}

@test "a receipt that was forged erases nothing" {
	travel
	python3 - r.txt forged.txt <<'P'
import base64, sys
lines = open(sys.argv[1]).read().splitlines()
raw = bytearray(base64.b64decode(lines[1]))
raw[20] ^= 1
lines[1] = base64.b64encode(raw).decode()
open(sys.argv[2], "w").write("\n".join(lines) + "\n")
P
	run -6 home forged.txt
	[[ $output == *"nothing was erased"* ]]
	sed 's/received 20../received 2099/' r.txt >later.txt
	run -6 home later.txt
	expect_whole
}

@test "a receipt that another key signed erases nothing" {
	travel
	# Somebody who got hold of all case files, but has not the key.
	hj export --scope own --format bag -o own.tar 2>/dev/null
	on c
	hj import own.tar >/dev/null 2>&1
	hj intake receipt own.tar -o foreign.txt >/dev/null 2>&1
	python3 - r.txt foreign.txt mixed.txt <<'P'
import sys
ours, theirs = (open(p).read().splitlines() for p in sys.argv[1:3])
# Their signature, our words.
open(sys.argv[3], "w").write("\n".join([theirs[0], theirs[1], ours[2], theirs[3]]) + "\n")
P
	on a
	run -4 home foreign.txt
	[[ $output == *"not sealed here"* ]]
	run -4 home mixed.txt
	[[ $output == *"another key"* ]]
	expect_whole
}

@test "a receipt for a part of what was sent, and for another vault, erases nothing" {
	travel
	cp r.txt whole.txt
	sed 's/versions 3/versions 2/' whole.txt >part.txt
	run -8 home part.txt
	[[ $output == *"not for all"* ]]
	head -n 3 whole.txt >cut.txt
	run -3 home cut.txt
	run -3 home hq.keys
	# The same headquarters, the same keys, another vault in the field.
	on c
	start
	add_case "최새봄" >/dev/null
	run -4 home whole.txt
	[[ $output == *"not sealed here"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" -eq 1 ]
	expect_whole
}

@test "a receipt that was used before erases nothing more" {
	travel
	home >/dev/null 2>&1
	id=$(add_case "박보람")
	before=$(hj list --json | json 'len(d["data"])')
	run -8 home
	[[ $output == *"used before"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" -eq "$before" ]
}

@test "headquarters signs nothing of which a piece is missing" {
	travel
	rm r.txt
	on b
	hj erase "$id" --ground test --yes >/dev/null 2>&1
	run -8 hj intake receipt p.age -o r.txt
	[[ $output == *"not here"*"whoever sent it would erase it"* ]]
	[ ! -e r.txt ]
	expect_whole
}

@test "headquarters signs nothing where an attachment is damaged or missing" {
	travel
	rm r.txt
	on b
	blob=$(find b/vault/blobs -type f | head -n 1)
	flip "$blob" 60
	run -8 hj intake receipt p.age -o r.txt
	[[ $output == *attachment* ]]
	rm "$blob"
	run -8 hj intake receipt p.age --dry-run
	[ ! -e r.txt ]
}

@test "headquarters that went on with a case signs for it all the same" {
	travel
	rm r.txt
	on b
	hj update "$id" title=later 2>/dev/null
	hj intake receipt p.age -o r.txt 2>/dev/null
	on a
	home >/dev/null 2>&1
	run -4 hj show "$id"
}

@test "minisign verifies a receipt over what both sides can write down" {
	command -v minisign >/dev/null || skip "no minisign"
	travel
	on b
	python3 - "$(hj history "$id" --json)" "$(grep -o 'package [0-9a-f]*' r.txt)" >list <<'P'
import json, sys
v = sorted(r["fingerprint"] for r in json.loads(sys.argv[1])["data"] if r["fingerprint"])
print("hanji receipt 0\n%s\nversions %d" % (sys.argv[2], len(v)), *v, sep="\n")
P
	minisign -Vm list -x r.txt -P "$(sed -n 's/^minisign //p' hq.keys)" >/dev/null
}

@test "keys that were exchanged on the way are found by the number" {
	on c
	hj intake key "Seoul office" -o false.keys 2>/dev/null
	run -8 hj intake start --to false.keys --number "$digits"
	[[ $output == *"own keys"* ]]
	run -3 hj intake start --to hq.keys --yes
	[[ $output == *--number* ]]
	run -2 hj intake start
	run -4 hj intake close
	[[ $output == *"intake start"* ]]
	on a
	run -8 hj intake start --to false.keys --number "$digits" --anew
	[[ $output == *"not the keys"* ]]
	sed 's/Seoul/Seoul 2/' hq.keys >renamed.keys
	run -8 hj intake start --to renamed.keys --number "$digits" --anew
	head -n 3 hq.keys >cut.keys
	run -3 hj intake start --to cut.keys --number "$digits" --anew
	[ "$(hj intake status --json | json 'd["data"]["headquarters"]')" = "Seoul office" ]
}

@test "on a terminal the number is shown and asked for, and erasing too" {
	on c
	printf '%s\n' "expect Passphrase:" "type $PHRASE" \
	    "expect $digits" "expect same number" "type n" >script
	run on_terminal script -- "$HANJI" intake start --to hq.keys
	[ "$status" -ne 0 ]
	run -4 hj intake status
	sed -i '$s/n$/y/' script
	on_terminal script -- "$HANJI" intake start --to hq.keys
	hj intake status >/dev/null
	travel
	printf '%s\n' "expect Passphrase:" "type $PHRASE" \
	    "expect for good" "type n" >script
	run on_terminal script -- "$HANJI" intake deliver --receipt r.txt
	[ "$status" -ne 0 ]
	expect_whole
	sed -i '$s/n$/y/' script
	on_terminal script -- "$HANJI" intake deliver --receipt r.txt
	run -4 hj show "$id"
}

@test "what waits for one headquarters does not go to another by accident" {
	on c
	number=$(hj intake key "Other office" -o other.keys --json 2>/dev/null |
	    json 'd["data"]["digits"]')
	on a
	run -3 hj intake start --to other.keys --number "$number"
	[[ $output == *"Seoul office"*--anew* ]]
	hj intake start --to other.keys --number "$number" --anew >/dev/null
	[ "$(hj intake status --json | json 'd["data"]["cases"]')" -eq 1 ]
	[ "$(hj intake status --json | json 'd["data"]["headquarters"]')" = "Other office" ]
}

@test "all of a vault goes when that is wanted, and a plan changes nothing" {
	hj intake start --to hq.keys --number "$digits" --all --anew >/dev/null
	[ "$(hj intake close --dry-run --json | json 'd["data"]["cases"]')" -eq 2 ]
	[ ! -d a/vault/outgoing ]
	travel
	entries=$(hj status --json | json 'd["data"]["entries"]')
	hj intake deliver q.age --dry-run >/dev/null
	[ ! -e q.age ]
	[ "$(hj intake deliver --receipt r.txt --dry-run --json | json 'len(d["data"]["erased"])')" -eq 2 ]
	[ "$(hj status --json | json 'd["data"]["entries"]')" -eq "$entries" ]
	expect_whole
}

@test "a sealed file that was changed here is not delivered, and sealed anew" {
	hj intake close >/dev/null 2>&1
	flip "$(echo a/vault/outgoing/*)" 900
	run -6 hj intake deliver p.age
	[ ! -e p.age ]
	rm a/vault/outgoing/*
	run -4 hj intake deliver p.age
	[[ $output == *"intake close"* ]]
	hj intake close >/dev/null 2>&1
	hj intake deliver p.age >/dev/null 2>&1
	cmp p.age a/vault/outgoing/*
}

@test "sealing again without a change seals nothing, and every copy is the same" {
	hj intake close >/dev/null 2>&1
	one=$(echo a/vault/outgoing/*)
	hj intake close >/dev/null 2>&1
	[ "$(echo a/vault/outgoing/*)" = "$one" ]
	hj intake deliver p.age >/dev/null 2>&1
	hj intake deliver q.age >/dev/null 2>&1
	cmp p.age q.age
	run -3 hj intake deliver q.age
	hj note "$id" "one more" 2>/dev/null
	run hj intake deliver r.age
	[[ $output == *"not in it"* ]]
	hj intake close >/dev/null 2>&1
	[ "$(find a/vault/outgoing -type f | wc -l)" -eq 1 ]
	[ "$(echo a/vault/outgoing/*)" != "$one" ]
}

@test "disclosures and the log show a transfer within one's own office" {
	travel
	hj disclosures "$id" --json >said
	[ "$(json '[(i["action"],i["scope"],i["holder"],i["purpose"]) for i in d["data"]["items"] if i["action"]=="export"]' <said)" = "[('export', 'own', 'Seoul office', 'intake')]" ]
	home >/dev/null 2>&1
	[ "$(hj audit log --json | json 'sorted(set(e["action"] for e in d["data"]) & {"intake","export","deliver","receipt","erase"})')" = "['deliver', 'erase', 'export', 'intake', 'receipt']" ]
	on b
	[ "$(hj audit log --json | json 'sum(e["action"]=="receipt" for e in d["data"])')" -eq 1 ]
}

@test "drafts and a time that has passed are said" {
	run hj intake start --to hq.keys --number "$digits" --anew --for 1
	sleep 2
	run hj status
	[[ $output == *"was to end"*"intake close"* ]]
	[[ $output == *"Seoul office"* ]]
}
