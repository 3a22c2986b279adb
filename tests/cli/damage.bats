#!/usr/bin/env bats
# A damaged data.mdb: repaired where that can be done, and never a crash that
# says nothing.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

# Change a byte near the end of page N.
flip() { # N
	python3 - "$HANJI_VAULT/data.mdb" "$1" <<-'P'
		import sys
		with open(sys.argv[1], "r+b") as f:
		    f.seek(int(sys.argv[2]) * 4096 + 3896)
		    b = f.read(1)
		    f.seek(-1, 1)
		    f.write(bytes([b[0] ^ 1]))
	P
}

# Damage the vault so that check finds this, trying page after page.
damage() { # WORDS OF THE FINDING
	local n=$(($(stat -c %s "$HANJI_VAULT/data.mdb") / 4096))
	cp -a "$HANJI_VAULT" "$BATS_TEST_TMPDIR/sound"
	while ((n-- > 2)); do
		flip "$n"
		hj check --json 2>/dev/null >"$BATS_TEST_TMPDIR/found" || true
		! grep -q "$1" "$BATS_TEST_TMPDIR/found" || return 0
		cp "$BATS_TEST_TMPDIR/sound/data.mdb" "$HANJI_VAULT/data.mdb"
	done
	return 1
}

@test "a damaged page of the list of case files is made anew, and all is there" {
	one=$(add_case "Seo Ga Ram") two=$(add_case "Ma Ru Na")
	damage "a page of the list of case files does not open"
	run -6 hj check
	[[ $output == *"hanji check --repair"* ]]
	run -3 hj check --repair </dev/null
	[[ $output == *"--yes"* ]]
	run -0 hj check --repair --yes
	run -0 hj check
	run -0 hj audit verify --deep
	run -0 hj show "$one"
	[[ $output == *"Seo Ga Ram"* ]]
	run -0 hj list
	[[ $output == *"$one"* && $output == *"$two"* ]]
	run -0 hj update "$two" person.sex=f
}

@test "without repair, JSON that a damaged list broke off is no document" {
	for name in "Seo Ga Ram" "Ma Ru Na"; do add_case "$name" >/dev/null; done
	damage "a page of the list of case files does not open"
	run --separate-stderr hj list --json
	[ "$status" -eq 6 ]
	[ -z "$output" ] || ! json d <<<"$output" 2>/dev/null
}

@test "a data file cut short under a running hanji ends it with status 6 and a word" {
	is_sanitized && skip "AddressSanitizer has its own handler"
	mkfifo "$BATS_TEST_TMPDIR/name"
	"$HANJI" --passphrase-fd 9 add 'person[+p].name.full=-' 9<<<"$PHRASE" \
	    <"$BATS_TEST_TMPDIR/name" 2>"$BATS_TEST_TMPDIR/says" 3>&- &
	exec 8>"$BATS_TEST_TMPDIR/name"
	# Once the file is mapped it waits for the name.
	until grep -q data.mdb "/proc/$!/maps"; do
		kill -0 $! || return 1
		sleep 0.05
	done
	truncate -s 0 "$HANJI_VAULT/data.mdb"
	echo "Seo Ga Ram" >&8
	exec 8>&-
	code=0
	wait $! || code=$?
	[ "$code" -eq 6 ]
	grep -q "hanji: damaged: run hanji check" "$BATS_TEST_TMPDIR/says"
}
