#!/usr/bin/env bats
# What happens when things go wrong.  Each test is a program of its own beside
# this file; `make fault-NAME` runs it with larger numbers.

setup() {
	HERE=$BATS_TEST_DIRNAME
	export PYTHONDONTWRITEBYTECODE=1
}

# What a program says that it cannot do here is skipped, and not passed.
go() { # NAME
	run python3 "$HERE/$1.py"
	echo "$output"
	[ "$status" -eq 0 ] || return 1
	[[ $output != *SKIPPED:* ]] || skip "${output##*SKIPPED: }"
}

@test "what is imported is exported byte for byte, and xmllint agrees on form and grammar" {
	go exchange
}

@test "nothing of a thousand cases can be read in any file" {
	go leak
}

@test "kill -9 loses nothing that was acknowledged" {
	go kill
}

@test "what is removed, reordered, replaced, cut short or put back is detected" {
	go tamper
}

@test "a backup beside an import is one moment of the vault, and a flipped byte in it is refused" {
	go backup
}

@test "a large attachment takes little memory and leaves no piece on the disk" {
	go attachment
}

@test "a full disk is said, and nothing is lost" {
	go full
}

@test "a flipped byte never shows anything wrong, and is named where it matters" {
	go flip
}

@test "who is written anew in other letters is added, and listed as somebody who may be here twice" {
	go twins
}

@test "each of twenty kinds of faults in a file is reported once, and all else comes in" {
	go faulty
}

@test "the extremes of what a vault may hold go in, are shown, changed, and come out" {
	go extremes
}

@test "a system call that fails, once or from then on, loses nothing and is said" {
	go io
}

@test "whatever a power failure leaves on the disk opens, and what was acknowledged is there" {
	go powerloss
}

@test "the golden vault opens as it did" {
	go golden
}

@test "what left the golden vault is believed as it was, and either of its headers opens it" {
	go papers
}

@test "each threat of the threat model has a test, and what to take out to see it fail" {
	go threats
}

@test "without memory a command says so, and nothing is half done" {
	go memory
}

@test "under valgrind a command makes no error, loses nothing and closes what it opens" {
	go valgrind
}

@test "kill -9 while the field delivers: every case is here, or at headquarters after its receipt" {
	go intake
}

@test "what was erased opens with no key, passphrase, file or share, and stands nowhere" {
	go erase
}

@test "killed while the keys in the header change, the old or the new opens and the log tells which" {
	go header
}
