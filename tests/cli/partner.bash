# partner.bash: a vault, and that of a partner who is its witness.  Loaded after
# help.bash; use_partner is for setup, make_partner for setup_file.

make_partner() {
	make_vault "$BATS_FILE_TMPDIR"
	make_vault "$BATS_FILE_TMPDIR/partner"
	export XDG_STATE_HOME=$BATS_FILE_TMPDIR/state HANJI_VAULT=$BATS_FILE_TMPDIR/vault
	add_case "이하늘" >"$BATS_FILE_TMPDIR/one"
	for i in 1 2 3; do add_case "박구름 $i" >/dev/null; done
}

use_partner() {
	use_vault "$BATS_FILE_TMPDIR"
	one=$(<"$BATS_FILE_TMPDIR/one")
	mkdir "$BATS_TEST_TMPDIR/partner"
	cp -a "$BATS_FILE_TMPDIR/partner/vault" "$BATS_FILE_TMPDIR/partner/state" "$BATS_TEST_TMPDIR/partner/"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The partner has a vault and a computer of their own.
partner() {
	XDG_STATE_HOME=$BATS_TEST_TMPDIR/partner/state HANJI_VAULT=$BATS_TEST_TMPDIR/partner/vault hj "$@"
}

# No vault at all.
outsider() { env -u HANJI_VAULT HOME="$BATS_TEST_TMPDIR/partner" "$HANJI" "$@"; }

entries() { sed -n 2p "${1:-now}"; }

# The key of the log, as it is told on the telephone.
log_key() { hj audit witness request 2>&1 >/dev/null | sed 's/.*: //'; }

# Once around: request, cosign, accept.
witnessed() {
	hj audit witness request -o request 2>/dev/null
	partner audit witness cosign request --log-key "$(log_key)" -o answer 2>/dev/null
	hj audit witness accept answer --witness "$(partner audit witness key)" 2>/dev/null
}
