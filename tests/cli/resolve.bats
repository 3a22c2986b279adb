# Goal: whoever settles one of several conflicts says which, and is not shown
# what is secret on the way.  Invented throughout (fixtures/conflicts.xml).
bats_require_minimum_version 1.5.0
load help

setup() {
	make_vault "$BATS_TEST_TMPDIR"
	export XDG_STATE_HOME=$BATS_TEST_TMPDIR/state HANJI_VAULT=$BATS_TEST_TMPDIR/vault
	cd "$BATS_TEST_TMPDIR" || exit 1
	hj import "$HERE/../fixtures/conflicts.xml" 2>/dev/null
}

@test "of several conflicts it asks which, and shows a secret side to nobody" {
	{
		printf 'expect Passphrase:\ntype %s\n' "$PHRASE"
		printf 'expect qcnf07\nexpect which conflict\ntype qcnf07\n'
		printf 'expect 2  ***\nexpect what is true\ntype 1\nexpect why\ntype the newer letter\n'
	} >script
	run -0 env TERM=dumb python3 "$HERE/terminal.py" script -- "$HANJI" resolve c0nf
	[[ $output == *"8 conflicts left"* ]]
	run ! grep -q qcnf07 <<<"$(hj conflicts c0nf)"
	run -4 hj resolve c0nf --take 1 --reason why
	run -2 hj resolve c0nf qcnf01 --take 1 --value x
	run ! hj resolve c0nf qcnf03 --take both --reason why
	[[ $output == *"more than two sides differ"* ]]
	run ! hj resolve c0nf qcnf01 --take 9 --reason why
	[[ $output == *"9 is none of the 2 sides"* ]]
}
