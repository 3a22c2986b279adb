#!/usr/bin/env bats
# Goal: a package of case files is checked by whoever gets it, with hanji or
# without, and nothing in it can be changed unseen.  Everybody in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

VERIFY=$HERE/../../export/verify.py

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_FILE_TMPDIR" || return 1
	export XDG_STATE_HOME=$PWD/state HANJI_VAULT=$PWD/vault HOME=$PWD
	add_case "Seo Ga Ram" 'event[+e].type=arrest' 'event[+e].date=2019-04' 'event[+e].who=+p' >one
	add_case "Ma Ru Na" >two
	hj export --scope own --format bag -o package.tar "$(<one)" "$(<two)" 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cp "$BATS_FILE_TMPDIR/package.tar" "$BATS_FILE_TMPDIR/one" "$BATS_TEST_TMPDIR/"
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "hanji and the stand-alone verifier find everything in order, as a tar and unpacked" {
	mkdir unpacked && tar -C unpacked -xf package.tar
	for at in package.tar unpacked; do
		run --separate-stderr env -u HANJI_VAULT "$HANJI" verify $at
		[ "$status" -eq 0 ]
		[[ "$output" == *"holds"*"proof/p0002.tlog-proof"*"entry "*" of a log of "* ]]
		[[ "$output" == *"data/p0002.xml"*"the case file that the log holds, with 0 parts withheld"* ]]
		[[ "$output" == *"not checked"*"signer.pub"*"log.vkey"* ]]
		run python3 -B "$VERIFY" $at
		[ "$status" -eq 0 ]
		[[ "$output" == *"not checked  signer.pub"* && "$output" != *FAILS* ]]
	done
}

@test "stock tools check it: minisign, sha512sum, sha256sum, tar" {
	tar -xf package.tar
	key=$(hj member list --json | json 'd["data"][0]["minisign"]')
	minisign -V -P "$key" -m package/tagmanifest-sha512.txt -x tagmanifest-sha512.txt.minisig
	(cd package && sha512sum --quiet -c tagmanifest-sha512.txt manifest-sha512.txt &&
		sha256sum --quiet -c tagmanifest-sha256.txt manifest-sha256.txt)
	printf x >>package/data/p0001.xml
	run bash -c 'cd package && sha512sum --quiet -c manifest-sha512.txt'
	[ "$status" -ne 0 ]
}

@test "sealed with age: age -d, minisign -V, sha512sum -c and the verifier find it whole" {
	age-keygen -o key 2>/dev/null
	to=$(age-keygen -y key)
	hj export --scope own --format bag --to "$to" -o sealed "$(<one)" 2>/dev/null
	age -d -i key -o opened.tar sealed
	key=$(hj member list --json | json 'd["data"][0]["minisign"]')
	mkdir opened && tar -C opened -xf opened.tar
	(cd opened && minisign -q -V -P "$key" -m package/tagmanifest-sha512.txt -x tagmanifest-sha512.txt.minisig)
	(cd opened/package && sha512sum --quiet -c tagmanifest-sha512.txt manifest-sha512.txt)
	python3 -B "$VERIFY" --signer "$key" opened.tar
	run --separate-stderr env -u HANJI_VAULT "$HANJI" verify sealed --identity key --signer "$key"
	[ "$status" -eq 0 ]
	[[ "$output" == *"holds"*"sealed"*"nothing of it is missing"*"data/p0001.xml"* ]]
	run env -u HANJI_VAULT "$HANJI" verify sealed
	[ "$status" -eq 5 ]
	# Sealed by stock age as well.
	age -r "$to" -o theirs package.tar
	env -u HANJI_VAULT "$HANJI" verify theirs --identity key 2>/dev/null
}

@test "to one's own office attachments come along byte for byte, and the case file proves them" {
	head -c 200001 /dev/urandom >film.mp4
	e=$(hj attach "$(<one)" film.mp4 title=Film 2>/dev/null)
	hj export --scope own --format bag -o with.tar "$(<one)" 2>/dev/null
	tar -xOf with.tar package/data/a0001.bin | cmp - film.mp4
	run --separate-stderr env -u HANJI_VAULT "$HANJI" verify with.tar
	[ "$status" -eq 0 ]
	[[ "$output" == *"holds"*"data/a0001.bin"*"the attachment that a case file in it names"* ]]
	run python3 -B "$VERIFY" with.tar
	[ "$status" -eq 0 ]
	[[ "$output" == *"holds        data/a0001.bin"* ]]
	[[ "$(hj custody "$(<one)" "$e")" == *"Working copy made"* ]]
	hj export --scope own --format bag --attachments none -o without.tar "$(<one)" 2>/dev/null
	run ! tar -tf without.tar package/data/a0001.bin
	run hj export --scope own --attachments none -o x.xml "$(<one)"
	[ "$status" -eq 2 ]
}

@test "to others go clean copies, and what cannot be cleaned is refused" {
	hj attach "$(<one)" - <<<"a recording" >e 2>/dev/null
	hj update "$(<one)" "consent[+c].subject=$(hj show "$(<one)" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')" \
	    'consent[+c].scope+=court' 'consent[+c].status=given' 'consent[+c].date=2026-01' 2>/dev/null
	run hj export --scope court --format bag -o c.tar "$(<one)"
	[ "$status" -eq 0 ]
	run ! tar -tf c.tar package/data/a0001.bin
	run hj export --scope court --format bag --attachments exact -o d.tar "$(<one)"
	[ "$status" -eq 8 ]
	run hj export --scope court --format bag --attachments clean -o d.tar "$(<one)"
	[ "$status" -eq 8 ]
	[[ "$output" == *"cannot be cleaned"* ]]
	[ ! -e d.tar ]
	run hj export --scope court --format bag --attachments clean -o d.tar "$(<one)" \
	    --as-it-is "$(<one)/$(<e):the court asked for it"
	[ "$status" -eq 0 ]
	[ "$(tar -xOf d.tar package/data/a0001.bin)" = "a recording" ]
}

@test "a damaged attachment stops the export, and nothing appears" {
	hj attach "$(<one)" - <<<"a recording" >e 2>/dev/null
	python3 - "$HANJI_VAULT"/blobs/* <<-'P'
		import sys
		b = bytearray(open(sys.argv[1], "rb").read())
		b[40] ^= 1
		open(sys.argv[1], "wb").write(b)
	P
	run hj export --scope own --format bag -o x.tar "$(<one)"
	[ "$status" -eq 6 ]
	[ ! -e x.tar ]
}

@test "whom it was written for is signed: sealed once more for others it is refused" {
	age-keygen -o key 2>/dev/null
	age-keygen -o other 2>/dev/null
	hj export --scope own --format bag --to "$(age-keygen -y key)" -o sealed "$(<one)" 2>/dev/null
	run --separate-stderr env -u HANJI_VAULT "$HANJI" verify sealed --identity key
	[ "$status" -eq 0 ]
	[[ "$output" == *"holds"*"written for whoever has the key that opened it"* ]]
	age -d -i key sealed >opened.tar
	tar -xOf opened.tar tagmanifest-sha512.txt.minisig | grep -q "^trusted comment: hanji package 0, log hanji/.*; to $(age-keygen -y key)\$"
	run --separate-stderr env -u HANJI_VAULT "$HANJI" verify opened.tar
	[ "$status" -eq 0 ]
	[[ "$output" == *"not checked"*"for whom it was written"* ]]
	age -r "$(age-keygen -y other)" -o forwarded opened.tar
	run --separate-stderr env -u HANJI_VAULT "$HANJI" verify forwarded --identity other
	[ "$status" -eq 6 ]
	[[ "$output" == *"FAILS"*"it was written for others, and sealed once more"* ]]
}

@test "to standard output nothing leaves before its entry is in the log" {
	mkfifo hold
	flock "$HANJI_VAULT/writer" sh -c "printf '%10d %12d\n' \$\$ 1764000000 1<>'$HANJI_VAULT/writer'; read -r x <hold" &
	until ! flock -n "$HANJI_VAULT/writer" true; do sleep 0.05; done
	run --separate-stderr hj export --scope own "$(<one)"
	echo >hold
	wait
	[ "$status" -eq 7 ]
	[ -z "$output" ]
	run hj export --scope own "$(<one)"
	[[ "$status" -eq 0 && "$output" == *"Seo Ga Ram"* ]]
	before=$(hj audit log --json | json 'len(d["data"])')
	run bash -c "'$HANJI' --passphrase-fd 9 export --scope own '$(<one)' 9<<<'$PHRASE' >/dev/full"
	[ "$status" -eq 1 ]
	[ "$(hj audit log --json | json 'len(d["data"])')" -gt "$before" ]
}

@test "no byte of a sealed package can be changed or left out" {
	age-keygen -o key 2>/dev/null
	hj export --scope own --format bag --to "$(age-keygen -y key)" -o sealed "$(<one)" 2>/dev/null
	size=$(stat -c %s sealed)
	for at in 0 30 100 200 $((size / 3)) $((size / 2)) $((size - 1)); do
		python3 -c 'import sys; d = bytearray(open("sealed", "rb").read()); d[int(sys.argv[1])] ^= 4; open("changed", "wb").write(d)' "$at"
		run env -u HANJI_VAULT "$HANJI" verify changed --identity key
		[ "$status" -ne 0 ]
		run age -d -i key -o /dev/null changed
		[ "$status" -ne 0 ]
	done
	head -c $((size - 100)) sealed >changed
	run env -u HANJI_VAULT "$HANJI" verify changed --identity key
	[ "$status" -eq 6 ]
}

@test "keys known from elsewhere decide whose it is" {
	key=$(hj member list --json | json 'd["data"][0]["minisign"]')
	tar -xOf package.tar package/log.vkey >log
	run --separate-stderr "$HANJI" verify package.tar --signer "$key" --log-key log
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"not checked: 0"* ]]
	run python3 -B "$VERIFY" --signer "$key" --log-key log package.tar
	[ "$status" -eq 0 ]
	[[ "$output" != *"not checked"* ]]
	minisign -G -W -p other.pub -s other.key >/dev/null
	for program in "$HANJI verify" "python3 -B $VERIFY"; do
		run $program package.tar --signer other.pub
		[ "$status" -eq 6 ]
		[[ "$output" == *"FAILS"*"signer.pub"* ]]
	done
	run "$HANJI" verify package.tar --signer nonsense
	[ "$status" -eq 3 ]
	run python3 -B "$VERIFY" package.tar --signer nonsense
	[ "$status" -eq 2 ]
}

@test "the log of the vault is the log of the package" {
	hj audit checkpoint -o later
	tar -xOf package.tar package/proof/p0001.tlog-proof | sed '1,/^$/d' >then
	hj audit verify --against then
	[ "$(head -1 then)" = "$(head -1 later)" ]
}

@test "packed again it is the same, and says nothing of when and by whom on this computer" {
	hj export --scope own --format bag -o again.tar "$(<one)" 2>/dev/null
	tar -xOf again.tar package/data/p0001.xml | cmp - <(tar -xOf package.tar package/data/p0001.xml)
	tar --numeric-owner --full-time -tvf again.tar | awk '{print $1, $2, $4, $5}' | sort -u >seen
	[ "$(<seen)" = "-rw------- 0/0 1970-01-01 00:00:00" ]
	tar -tf again.tar | LC_ALL=C grep -v '^[A-Za-z0-9./-]*$' && return 1
	[ $(($(stat -c %s again.tar) % 512)) -eq 0 ]
}

@test "it is in the ledger before the file appears" {
	hj export --scope own --format bag -o again.tar --recipient Court "$(<one)" 2>/dev/null
	run hj audit log
	[[ "${lines[-1]}" == *commit* && "${lines[-2]}" == *export* ]]
	hj audit verify
}

@test "who did not consent is not packed either" {
	run hj export --scope un-public --format bag -o out.tar "$(<one)"
	[ "$status" -eq 8 ]
	[ ! -e out.tar ]
}

@test "no proof goes with a list without names" {
	run hj export --scope un-public --anonymous --recipient Office --format bag -o out.tar "$(<one)"
	[ "$status" -eq 8 ]
	[[ "$output" == *"would join the lists of two recipients"* ]]
	[ ! -e out.tar ]
}

@test "a case file of another log, salts of another, half a proof: each is refused by both" {
	mkdir -p bag && tar -C bag -xf package.tar
	cp -r bag kept
	try() { # a folder that is sealed by nobody: manifests first
		for program in "$HANJI verify" "python3 -B $VERIFY"; do
			run $program bag
			[ "$status" -eq 6 ] || return 1
		done
		rm -r bag && cp -r kept bag
	}
	cp kept/package/proof/p0002.salts bag/package/proof/p0001.salts && try
	cp kept/package/data/p0002.xml bag/package/data/p0001.xml && try
	rm bag/package/proof/p0001.salts && try
	rm bag/tagmanifest-sha512.txt.minisig && try
	echo more >bag/package/more && try
	echo more >bag/more && try
	printf x >>bag/pad && try
	ln -s p0001.xml bag/package/data/p0003.xml && try
}

@test "changes at random, sealed again or not: hanji and the verifier say the same; no flipped byte holds" {
	gone=$(add_case "배나리")
	hj erase "$gone" --ground "she asked" --yes >/dev/null 2>&1
	hj export --scope own --format bag -o small.tar "$(<one)" "$gone" 2>/dev/null
	run python3 -B "$HERE/../fault/package.py" small.tar
	[ "$status" -eq 0 ] || { echo "$output" && return 1; }
	[[ "$output" == *"150 changes: both say the same"*"none accepted"* ]]
}

@test "the verifier knows the published digests, withheld parts among them, and the trees of others" {
	cat >check.py <<-'P'
		import base64, importlib.util, pathlib, sys
		spec = importlib.util.spec_from_file_location("v", sys.argv[1])
		v = importlib.util.module_from_spec(spec)
		spec.loader.exec_module(v)
		vectors = pathlib.Path(sys.argv[2])
		hidden = 0
		for line in (vectors / "case-digest/digests.tsv").read_text().splitlines():
		    if line.startswith("#"):
		        continue
		    name, key, salts, want = line.split("\t")
		    case = (vectors / "case-digest" / (name + ".xml")).read_bytes()
		    got, n = v.digest(case, None if key == "-" else bytes.fromhex(key),
		                      [] if salts == "-" else [bytes.fromhex(s) for s in salts.split()])
		    assert got.hex() == want, name
		    hidden += n
		assert hidden >= 3
		seen = 0
		for line in (vectors / "tlog-proofs.txt").read_text().splitlines():
		    if not line.startswith("inclusion/"):
		        continue
		    name, verdict, index, size, leaf, root, *proof = line.split(" ")
		    raw = lambda x: b"" if x == "-" else base64.b64decode(x)
		    # One of them has roots of no length, which no reader lets in.
		    held = all(len(raw(x)) == 32 for x in [leaf, root, *proof]) and v.includes(int(index), int(size), raw(leaf), [raw(p) for p in proof], raw(root))
		    assert held == (verdict == "accept"), name
		    seen += 1
		print(seen)
	P
	run python3 -B check.py "$VERIFY" "$HERE/../vectors"
	[ "$status" -eq 0 ] || { echo "$output" && return 1; }
	[ "$output" -ge 90 ]
}

@test "the verifier has at most 500 lines and imports nothing but the standard library" {
	[ "$(wc -l <"$VERIFY")" -le 500 ]
	[ "$(grep -E '^(import|from) ' "$VERIFY" | tr '\n' ' ')" = \
	    "import argparse import base64 import collections import hashlib import os import pathlib import re import struct import sys import time " ]
}
