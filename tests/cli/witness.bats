#!/usr/bin/env bats
# What outsiders can verify of a log: proofs, states, witnesses, forks.

bats_require_minimum_version 1.5.0
load help.bash
load partner.bash

setup_file() { make_partner; }
setup() { use_partner; }

@test "an entry is proven to somebody who has no vault" {
	hj audit prove "$one" -o proof 2>said
	key=$(sed 's/.*: //' said)
	run outsider verify proof --log-key "$key"
	[ "$status" -eq 0 ]
	[[ "$output" == *"holds"*"entry 0 of a log of"*"holds"*"signed with the key"* ]]
	[[ "$(outsider verify proof)" == *"not checked"*"--log-key"* ]]
	sed -i '3s/0/1/' proof
	run outsider verify proof --log-key "$key"
	[ "$status" -eq 6 ]
	[[ "$(hj audit log | tail -2)" == *"proven to others"* ]]
}

@test "a proof names the case file when file and salts are beside it" {
	hj export --scope own --format bag -o package.tar "$one" 2>/dev/null
	tar -xf package.tar
	hj audit prove "$one" -o proof 2>/dev/null
	run outsider verify proof --log-key package/log.vkey --of package/data/p0001.xml --salts package/proof/p0001.salts
	[ "$status" -eq 0 ]
	[[ "$output" == *"the case file that the log holds"* ]]
	sed -i 's/이하늘/이하눌/' package/data/p0001.xml
	run outsider verify proof --log-key package/log.vkey --of package/data/p0001.xml --salts package/proof/p0001.salts
	[ "$status" -eq 6 ]
}

@test "every entry about a case is proven, and an earlier revision" {
	hj update "$one" status.code=detained >/dev/null 2>&1 || hj note "$one" "called" >/dev/null 2>&1
	hj audit prove "$one" --all -o proofs 2>/dev/null
	[ "$(ls proofs/*.tlog-proof | wc -l)" -ge 2 ]
	for p in proofs/*.tlog-proof; do
		outsider verify "$p" --log-key proofs/log.vkey >/dev/null 2>&1
	done
	run hj audit prove "$one" --all -o proofs
	[ "$status" -ne 0 ]
	hj audit prove "$one" --rev 1 2>/dev/null | grep -qx 'index 0'
}

@test "that a log only grew is shown against an earlier state, and nothing else" {
	hj audit checkpoint -o then
	add_case "정바다" >/dev/null
	hj audit prove --since then -o grown 2>said
	key=$(sed 's/.*: //' said)
	run outsider verify grown --since then --log-key "$key"
	[ "$status" -eq 0 ]
	[[ "$output" == *"goes on from the earlier one of $(entries then)"* ]]
	run outsider verify then --since then --log-key "$key"
	[[ "$status" -eq 0 && "$output" == *"the same state"* ]]
	sed -i '2s/^./_/; 3s/^\(.\)\(.\)/\2\1/' grown
	run outsider verify grown --since then --log-key "$key"
	[ "$status" -eq 6 ]
}

@test "a partner cosigns, and proofs carry it from then on" {
	witnessed
	hj audit checkpoint -o now
	key=$(partner audit witness key)
	run outsider verify now --log-key "$(log_key)" --witness "$key"
	[ "$status" -eq 0 ]
	[[ "$output" == *"cosigned by the witness whose key you gave"* ]]
	add_case "정바다" >/dev/null
	hj audit prove "$one" -o proof 2>/dev/null
	run outsider verify proof --log-key "$(log_key)" --witness "$key"
	[ "$status" -eq 0 ]
	[[ "$output" == *"a log of $(entries now),"*"cosigned by"* ]]
	hj audit verify
	[[ "$(hj audit witness list)" == *"cosigned"*"hanji-witness/"* ]]
	[[ "$(partner audit witness list)" == *"of a partner"* ]]
	# Somebody else is not that witness.
	run outsider verify now --log-key "$(log_key)" --witness "$(hj audit witness key)"
	[ "$status" -eq 6 ]
}

@test "the next request goes on from what the partner saw" {
	witnessed
	add_case "정바다" >/dev/null
	hj audit witness request -o second 2>/dev/null
	[ "$(head -1 second)" = "old $(entries answer)" ]
	partner audit witness cosign second -o again 2>/dev/null
	hj audit witness accept again 2>/dev/null
	hj audit verify
}

@test "a partner answers nothing for a log whose key they do not know, or which another signed" {
	hj audit witness request -o request 2>/dev/null
	run partner audit witness cosign request
	[ "$status" -eq 8 ]
	[[ "$output" == *"--log-key"* ]]
	run partner audit witness cosign request --log-key "$(partner audit witness key)"
	[ "$status" -eq 3 ]
	sed -i 's/^\(— .* .\{20\}\)A/\1B/; t; s/^\(— .* .\{20\}\)./\1A/' request
	run partner audit witness cosign request --log-key "$(log_key)"
	[ "$status" -ne 0 ]
	[ "$(partner audit witness list --json | json 'd["data"]')" = "[]" ]
}

@test "a partner refuses a log that shrank, and keeps refusing" {
	witnessed
	hj audit witness request --since 0 -o first 2>/dev/null
	add_case "정바다" >/dev/null
	hj audit witness request -o second 2>/dev/null
	partner audit witness cosign second -o again 2>/dev/null
	run partner audit witness cosign first
	[ "$status" -eq 8 ]
	[[ "$output" == *"$(entries answer)"*"$(entries again)"* ]]
	run partner audit witness cosign request -o out
	[ "$status" -eq 8 ]
	[ ! -e out ]
}

@test "a request from elsewhere is answered with what to ask for" {
	witnessed
	hj audit witness request --since 1 -o other 2>/dev/null
	run partner audit witness cosign other
	[ "$status" -eq 8 ]
	[[ "$output" == *"--since $(entries answer)"* ]]
}

@test "what was seen is durable before the answer is written" {
	hj audit witness request -o request 2>/dev/null
	# The answer finds no room and is lost; what was seen is not.
	partner audit witness cosign request --log-key "$(log_key)" >/dev/full 2>/dev/null || true
	[[ "$(partner audit witness list)" == *"of a partner"* ]]
	run partner audit witness cosign request
	[ "$status" -eq 8 ]
}

# Two histories of one device: a laptop copied as a whole, written on both.
forked() {
	mkdir other
	cp -a vault state other/
	add_case "정바다" >/dev/null
	XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault add_case "한여울" >/dev/null
}
other() { XDG_STATE_HOME=$BATS_TEST_TMPDIR/other/state HANJI_VAULT=$BATS_TEST_TMPDIR/other/vault hj "$@"; }

@test "T12: a log made anew with as many entries fails against a cosigned state" {
	forked
	# The insider shows one history to the partner, and keeps the other.
	hj audit witness request -o request 2>/dev/null
	key=$(log_key)
	partner audit witness cosign request --log-key "$key" -o answer 2>/dev/null
	other audit checkpoint -o remade
	[ "$(entries remade)" = "$(entries answer)" ]
	run other audit verify --against answer
	[ "$status" -eq 6 ]
	[[ "$output" == *"FORK"* ]]
	run other audit witness accept answer --witness "$(partner audit witness key)"
	[ "$status" -eq 6 ]
	# The partner sees it, too, and has the proof.
	other audit witness request -o request2 2>/dev/null
	run --separate-stderr partner audit witness cosign request2
	[ "$status" -eq 6 ]
	[[ "$output" == "hanji fork 0"* && "$stderr" == *"FORK"* ]]
	printf '%s\n' "$output" >fork
	run outsider verify fork --log-key "$key"
	[[ "$status" -eq 0 && "$output" == *"warning"*"two histories"* ]]
	sed -i '/^root /{ s/ A/ B/; t; s/ ./ A/; }' fork
	run outsider verify fork --log-key "$key"
	[ "$status" -eq 6 ]
}

@test "T7: a cloned vault written on both sides is a fork, with both states and the proof" {
	forked
	XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault add_case "서가람" >/dev/null
	hj audit checkpoint -o smaller
	run other audit verify --against smaller --fork proof
	[ "$status" -eq 6 ]
	[[ "$output" == *"FORK"* ]]
	[ "$(grep -c "^$(head -1 smaller)$" proof)" = 2 ]
	run outsider verify proof --log-key "$(log_key)"
	[[ "$status" -eq 0 && "$output" == *"one of $(entries smaller) entries"* ]]
	# The smaller side is told that it is too small to tell.
	other audit checkpoint -o larger
	run hj audit verify --against larger
	[ "$status" -eq 8 ]
}

# A time stamp authority of ten lines, for this test alone.
make_tsa() {
	cat >tsa.cnf <<-'C'
		[tsa]
		default_tsa = it
		[it]
		serial = serial
		default_policy = 1.2.3.4
		digests = sha256
		signer_digest = sha256
		ess_cert_id_alg = sha256
		[ext]
		extendedKeyUsage = critical,timeStamping
		[req]
		distinguished_name = dn
		[dn]
	C
	echo 01 >serial
	openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 2 \
		-subj "/CN=An invented authority" -config tsa.cnf -extensions ext 2>/dev/null
}
stamp() { openssl ts -reply -config tsa.cnf -queryfile "$1" -signer tsa.pem -inkey tsa.key -out "$2" 2>/dev/null; }

@test "a time stamp of a state is kept, handed on, and verified by openssl" {
	command -v openssl >/dev/null || skip "no openssl here"
	make_tsa
	hj audit checkpoint -o march --timestamp-query march.tsq 2>said
	openssl ts -query -in march.tsq -text | grep -q 'Certificate required: yes'
	stamp march.tsq march.tsr
	add_case "정바다" >/dev/null
	hj audit witness accept march.tsr --of march 2>/dev/null
	hj audit witness accept march.tsr --of march 2>/dev/null
	[ "$(hj audit witness list --json | json '[r["what"] for r in d["data"]]')" = "['rfc3161']" ]
	hj audit checkpoint --folder attested
	f=$(printf attested/%06d "$(entries march)")
	cmp march "$f.checkpoint"
	openssl ts -verify -in "$f-1.tsr" -data "$f.checkpoint" -CAfile tsa.pem 2>&1 | grep -q 'Verification: OK'
	outsider verify "$f.checkpoint" --log-key attested/log.vkey
	hj audit verify
	# Of something else, or refused by the authority.
	hj audit checkpoint -o april
	run hj audit witness accept march.tsr --of april
	[ "$status" -eq 3 ]
	openssl ts -query -data april -sha512 -out other.tsq 2>/dev/null
	stamp other.tsq other.tsr
	run hj audit witness accept other.tsr --of april
	[ "$status" -eq 3 ]
	# The line that was said makes the same request, but for its nonce.
	openssl ts -query -digest "$(sed 's/.*-digest //; s/ .*//' said)" -sha256 -cert -out line.tsq
	stamp line.tsq line.tsr
	hj audit witness accept line.tsr --of march 2>/dev/null
}

@test "a proof of OpenTimestamps is kept for the state that it is of" {
	hj audit checkpoint -o march --timestamp-query march.tsq 2>/dev/null
	ots() { { printf '\0OpenTimestamps\0\0Proof\0\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08'; sha256sum "$1" | python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()[:64]))'; printf '\xf0\x10rest of the proof'; } >"$2"; }
	ots march march.ots
	hj audit witness accept march.ots 2>/dev/null
	ots march.tsq other.ots
	run hj audit witness accept other.ots
	[ "$status" -eq 3 ]
	witnessed
	hj audit checkpoint --folder attested
	f=$(printf attested/%06d "$(entries march)")
	cmp march.ots "$f-1.ots"
	outsider verify "$f.cosigned" --log-key attested/log.vkey --witness attested/witnesses.vkey
}
