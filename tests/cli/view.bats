#!/usr/bin/env bats
# An attachment is looked at, and no copy of it is left.  Invented throughout.

bats_require_minimum_version 1.5.0
load help.bash
load edit.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	folder_lock shared
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || exit 1
	export XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR/run
	mkdir -p "$XDG_RUNTIME_DIR"
	mark="나루$RANDOM$RANDOM솔미"
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"a letter of $mark" 2>/dev/null)
}

# Lines of a shell script become the viewer; its $1 is the file.
viewer() {
	{
		echo '#!/bin/sh'
		cat
	} >"$BATS_TEST_TMPDIR/viewer"
	chmod +x "$BATS_TEST_TMPDIR/viewer"
	export HANJI_VIEWER=$BATS_TEST_TMPDIR/viewer
}

view() { hj view "$id" "$ev" "$@"; }

@test "the viewer sees the attachment, and nothing of it is left" {
	viewer <<-'V'
		cat "$1" >&2
		stat -f -c %T . >&2
		echo "$PWD" >&2
		cp "$1" copy && echo copied inside >&2
		cp "$1" /var/tmp/hanji-view-copy 2>/dev/null && echo copied outside >&2
		cp "$1" "$HOME/hanji-view-copy" 2>/dev/null && echo copied home >&2
		exit 0
	V
	run --separate-stderr view
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ $stderr == *"a letter of $mark"* && $stderr == *tmpfs* && $stderr == *"copied inside"* ]]
	[[ $stderr != *"copied home"* ]]
	[ ! -e /var/tmp/hanji-view-copy ]
	[ ! -e "$HOME/hanji-view-copy" ]
	dir=$(grep -E '^/' <<<"$stderr" | head -n 1)
	[ -n "$dir" ]
	[ ! -e "$dir/copy" ]
	run ! grep -rqs "$mark" "$HANJI_VAULT" "$XDG_RUNTIME_DIR" "$dir"
}

@test "that it was viewed is in the log before anything is seen" {
	viewer <<-'V'
		exit 3
	V
	view
	[ "$(hj custody "$id" "$ev" --json | json '[e["event"] for e in d["data"]]')" = "['store', 'view']" ]
}

@test "an attachment that is not as it was is not shown" {
	viewer <<-'V'
		echo shown >&2
	V
	blob=$(ls -t "$HANJI_VAULT"/blobs/* | head -n 1)
	cp "$blob" kept
	flip "$blob" 40
	run view
	cp kept "$blob"
	[ "$status" -eq 6 ]
	[[ $output != *shown* ]]
}

@test "a viewer that is not there, and a file that none shows" {
	HANJI_VIEWER=/no/such/viewer run view
	[ "$status" -eq 4 ]
	[[ $output == *HANJI_VIEWER* ]]
	unset HANJI_VIEWER
	ev=$(printf '\x00\x01\x02' | hj attach "$id" - 2>/dev/null)
	run view
	[ "$status" -eq 4 ]
	[[ $output == *HANJI_VIEWER* ]]
}

@test "the viewer has no network, and little of the environment" {
	viewer <<-'V'
		env >&2
		python3 - >&2 <<-'P'
			import socket
			for family in (socket.AF_INET, socket.AF_INET6):
			    try:
			        socket.socket(family)
			        print("a socket")
			    except OSError:
			        print("no socket")
		P
	V
	SECRET_OF_MINE=1 run --separate-stderr view
	[ "$status" -eq 0 ]
	[[ $stderr == *"no socket"* && $stderr != *"a socket"* && $stderr != *SECRET_OF_MINE* ]]
}
