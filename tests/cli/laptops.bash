# laptops.bash: two laptops, a and b, with a vault each.  Loaded after help.bash.

make_laptops() {
	make_vault "$BATS_FILE_TMPDIR/a"
	make_vault "$BATS_FILE_TMPDIR/b"
}

# Copies for this test; what follows is done on a.
use_laptops() {
	unset LANGUAGE LC_ALL LC_MESSAGES LANG PAGER
	cp -a "$BATS_FILE_TMPDIR/a" "$BATS_FILE_TMPDIR/b" "$BATS_TEST_TMPDIR/"
	cd "$BATS_TEST_TMPDIR" || return 1
	export HOME=$BATS_TEST_TMPDIR
	on a
}

on() { # LAPTOP: from now on
	export XDG_STATE_HOME=$BATS_TEST_TMPDIR/$1/state
	export HANJI_VAULT=$BATS_TEST_TMPDIR/$1/vault
}

# All that one has goes to the other.
give() { # FROM TO
	on "$1"
	rm -f "$1.xml"
	hj export --scope own -o "$1.xml" 2>/dev/null
	on "$2"
	hj import "$1.xml" --source "laptop $1" 2>/dev/null
}
