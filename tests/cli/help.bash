# help.bash: what the tests of the command line share.
# Every person in them is invented.

PHRASE='a lantern over the cold river'
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# One vault for a file of tests, made once, as cheap to open as core allows.
make_vault() { # DIR
	mkdir -p "$1"
	"$(dirname "$HANJI")/tests/fault/newvault" "$1/vault" "$1/state/hanji" <<<"$PHRASE"
}

# A copy of it for this test, with what the computer remembers of it.
use_vault() { # DIR
	unset LANGUAGE LC_ALL LC_MESSAGES LANG HANJI_VAULT PAGER
	cp -a "$1/vault" "$1/state" "$BATS_TEST_TMPDIR/"
	export XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
	export HANJI_VAULT=$BATS_TEST_TMPDIR/vault HOME=$BATS_TEST_TMPDIR
}

# hanji with the passphrase
hj() { "$HANJI" --passphrase-fd 9 "$@" 9<<<"$PHRASE"; }

# Two invented cases of one text each: prints the ids.
add_case() { # FULL NAME [PATH=VALUE ...]
	local name=$1
	shift
	hj add 'person[+p].name.full=-' 'person[+p].role=victim' "$@" <<<"$name" 2>/dev/null
}

# A value out of JSON: json 'd["data"][0]["id"]'
json() { python3 -c 'import json,sys; d=json.load(sys.stdin); print('"$1"')'; }

# Built with AddressSanitizer?
is_sanitized() { grep -q __asan_init "$HANJI"; }

# A byte is another one afterwards, whatever it was.
flip() { # FILE OFFSET
	python3 - "$@" <<-'P'
		import sys
		with open(sys.argv[1], "r+b") as file:
		    file.seek(int(sys.argv[2]))
		    byte = file.read(1)[0]
		    file.seek(-1, 1)
		    file.write(bytes([byte ^ 1]))
	P
}

on_terminal() { python3 "$HERE/terminal.py" "$@"; }

# A line for each recovery share of a printed page.
share_lines() { # FILE
	python3 - "$1" <<'P'
import re, sys
for page in open(sys.argv[1]).read().split("\f")[:-1]:
    pairs = re.findall(r"(\d+)  ([a-z]+)", page)
    print(" ".join(w for _, w in sorted(pairs, key=lambda p: int(p[0]))))
P
}
