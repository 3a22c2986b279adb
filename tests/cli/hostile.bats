# shellcheck disable=SC2154
# Goal: no document does harm: each is refused or handled within its limits,
# the parser reaches nothing but its two pipes, and the vault stays as it was.
bats_require_minimum_version 1.5.0
load help

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	# Where anybody may read it.
	DOCS=$(mktemp -d)
	export DOCS
	python3 "$BATS_TEST_DIRNAME/../hostile.py" make "$DOCS"
	cp "$(dirname "$HANJI")/hanji-parse" "$DOCS/"
	chmod -R a+rX "$DOCS"
}

teardown_file() { rm -rf "$DOCS"; }

run_all() { python3 "$BATS_TEST_DIRNAME/../hostile.py" run "$DOCS/hanji-parse" "$DOCS"; }

@test "every hostile document has its verdict within two seconds and 256 MiB" {
	run -0 run_all
	[[ ${lines[-1]} =~ ^([0-9]+)" documents, 0 wrong"$ ]]
	[ "${BASH_REMATCH[1]}" -ge 40 ]
}

@test "the same as an ordinary user" {
	[ "$(id -u)" = 0 ] || skip "not root: the test before was it"
	nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups env PATH=/usr/bin:/bin)
	"${nobody[@]}" test -r "$BATS_TEST_DIRNAME/../hostile.py" || skip "nobody may not read the tests"
	run -0 "${nobody[@]}" python3 "$BATS_TEST_DIRNAME/../hostile.py" run "$DOCS/hanji-parse" "$DOCS"
}

@test "the documents of the design are refused too" {
	shared=${HANJI_SHARED:-$BATS_TEST_DIRNAME/../../../shared}/data/hostile-xml
	[ -d "$shared" ] || skip "no $shared here"
	use_vault "$BATS_FILE_TMPDIR"
	for f in "$shared"/{xxe_file,laughs,quad,nul,badutf,euckr,longname,deep}.xml; do
		run -3 hj import "$f"
	done
}

@test "once confined the parser makes no call that reaches anything" {
	command -v strace >/dev/null || skip "no strace"
	is_sanitized && skip "the sanitizers make calls of their own"
	cd "$BATS_TEST_TMPDIR" || return 1
	for name in good xxe-file xxe-net external-subset xinclude stylesheet utf16-declared; do
		strace -f -o trace "$DOCS/hanji-parse" \
		    <"$DOCS/$name.xml" | cat >/dev/null
		# The last one is the filter; those before ask what there is.
		at=$(grep -n 'seccomp(SECCOMP_SET_MODE_FILTER' trace | tail -1 | cut -d: -f1)
		head -n "$at" trace >before
		tail -n "+$((at + 1))" trace >after
		# Nothing of the input was read yet, and the keys are out of reach.
		run ! grep -q ' read(0,' before
		grep -q 'keyctl(KEYCTL_JOIN_SESSION_KEYRING, NULL)' before
		grep -q ' read(0,' after
		run ! grep -vE ' (read\(0|write\(1|brk|mmap|munmap|mremap|madvise|mprotect|futex|getrandom|lseek|exit_group)|\+\+\+ exited' after
	done
}

@test "a vault is the same bytes after all of them" {
	use_vault "$BATS_FILE_TMPDIR"
	before=$(cd "$HANJI_VAULT" && sha256sum header.a header.b data.mdb)
	for name in doctype xxe-file laughs attributes-200000 deep-million nul bad-utf8 \
	    utf16 gzip text-12m two-roots; do
		run ! hj import --strict "$DOCS/$name.xml"
	done
	[ "$before" = "$(cd "$HANJI_VAULT" && sha256sum header.a header.b data.mdb)" ]
}
