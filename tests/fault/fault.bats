#!/usr/bin/env bats
# What happens when things go wrong.  Each test is a program of its own beside
# this file; `make fault-NAME` runs it with larger numbers.

setup() {
	HERE=$BATS_TEST_DIRNAME
	export PYTHONDONTWRITEBYTECODE=1
}

@test "what is imported is exported byte for byte, and xmllint agrees on form and grammar" {
	python3 "$HERE/exchange.py"
}

@test "nothing of a thousand cases can be read in any file" {
	python3 "$HERE/leak.py"
}

@test "kill -9 loses nothing that was acknowledged" {
	python3 "$HERE/kill.py"
}

@test "what is removed, reordered, replaced, cut short or put back is detected" {
	python3 "$HERE/tamper.py"
}

@test "a backup beside an import is one moment of the vault, and a flipped byte in it is refused" {
	python3 "$HERE/backup.py"
}

@test "a large attachment takes little memory and leaves no piece on the disk" {
	python3 "$HERE/attachment.py"
}

@test "a full disk is said, and nothing is lost" {
	python3 "$HERE/full.py"
}

@test "a flipped byte never shows anything wrong, and is named where it matters" {
	python3 "$HERE/flip.py"
}

@test "who is written anew in other letters is added, and listed as somebody who may be here twice" {
	python3 "$HERE/twins.py"
}

@test "each of twenty kinds of faults in a file is reported once, and all else comes in" {
	python3 "$HERE/faulty.py"
}

@test "the extremes of what a vault may hold go in, are shown, changed, and come out" {
	python3 "$HERE/extremes.py"
}

@test "a system call that fails, once or from then on, loses nothing and is said" {
	python3 "$HERE/io.py"
}

@test "whatever a power failure leaves on the disk opens, and what was acknowledged is there" {
	python3 "$HERE/powerloss.py"
}

@test "the golden vault opens as it did" {
	python3 "$HERE/golden.py"
}

@test "what left the golden vault is believed as it was, and either of its headers opens it" {
	python3 "$HERE/papers.py"
}

@test "each threat of the threat model has a test, and what to take out to see it fail" {
	python3 "$HERE/threats.py"
}

@test "under valgrind a command makes no error, loses nothing and closes what it opens" {
	python3 "$HERE/valgrind.py"
}

@test "kill -9 while the field delivers: every case is here, or at headquarters after its receipt" {
	python3 "$HERE/intake.py"
}
