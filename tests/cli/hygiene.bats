#!/usr/bin/env bats
# What the process leaves behind: in memory, on the disk, on the screen.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

sums() { (cd "$BATS_TEST_TMPDIR" && find vault state -type f ! -name lock.mdb -exec sha256sum {} + | sort); }

locked() { awk '$1 == "VmLck:" { print $2 }' "/proc/$PID/status"; }

# attach reads its standard input with the vault open: PID and WAIT (the end to
# close) of one that is there.
start_waiting() {
	local id
	id=$(add_case 이하늘)
	mkfifo "$BATS_TEST_TMPDIR/in"
	(cd "$BATS_TEST_TMPDIR" && ulimit -c unlimited 2>/dev/null
		exec "$HANJI" --passphrase-fd 9 attach "$id" - <in \
			2>said 9<<<"$PHRASE" 3>&-) &
	PID=$!
	exec 8>"$BATS_TEST_TMPDIR/in"
	for _ in $(seq 600); do
		[ "$(locked)" -gt 0 ] && return
		sleep 0.1
	done
	return 1
}

@test "with a vault open the keys are locked in memory, and no core can be written" {
	is_sanitized && skip "the sanitizers lock no memory"
	start_waiting
	locked=$(locked)
	core=$(awk '/^Max core file size/ { print $5 $6 }' "/proc/$PID/limits")
	kill -SEGV "$PID"
	exec 8>&-
	ended=0
	wait "$PID" || ended=$?
	[ "$ended" -eq 6 ]
	[ "$locked" -gt 0 ]
	[ "$core" = 00 ]
	[ -z "$(find "$BATS_TEST_TMPDIR" -name 'core*')" ]
	grep -q 'damaged: run hanji check' "$BATS_TEST_TMPDIR/said"
}

@test "a wrong passphrase changes no byte of any file" {
	add_case 이하늘
	before=$(sums)
	for wrong in "" "a lantern over the cold riven" "$(printf 'x%.0s' {1..2000})"; do
		run "$HANJI" --passphrase-fd 9 list 9<<<"$wrong"
		[ "$status" -ne 0 ]
	done
	[ "$before" = "$(sums)" ]
}

@test "files are made in the vault, the state and where they were asked for, and no name is an argument of anything" {
	export TMPDIR=$BATS_TEST_TMPDIR/tmp ASAN_OPTIONS=detect_leaks=0
	mkdir "$TMPDIR"
	id=$(add_case 이하늘)
	out=$BATS_TEST_TMPDIR/out.xml
	for args in "show $id" "find -" "export --scope own -o $out" "import $out" "history $id"; do
		# shellcheck disable=SC2086
		strace -f -y -qq -s 4096 -e trace=execve,open,openat,creat,mkdir,mkdirat \
			-o "$BATS_TEST_TMPDIR/trace" "$HANJI" --passphrase-fd 9 $args \
			9<<<"$PHRASE" <<<이하늘 >"$BATS_TEST_TMPDIR/said"
		grep -E 'O_CREAT|creat\(|mkdir' "$BATS_TEST_TMPDIR/trace" |
			grep -vE "\"($HANJI_VAULT|$XDG_STATE_HOME|$BATS_TEST_TMPDIR/out\.xml)|<$BATS_TEST_TMPDIR>, \"\.tmp-|<$HANJI_VAULT|ENOENT|EEXIST" >"$BATS_TEST_TMPDIR/made" || true
		run cat "$BATS_TEST_TMPDIR/made"
		[ -z "$output" ]
		run grep -F execve "$BATS_TEST_TMPDIR/trace"
		[[ $output != *이하늘* && $output != *'\354\235\264'* ]]
	done
	grep -q 이하늘 "$out"
	[ -z "$(ls -A "$TMPDIR")" ]
}

# How long each sealed record is, in order of length.
lengths() {
	python3 - "$1/data.mdb" "$HERE/../fault" <<-'P'
		import sys
		sys.path.insert(0, sys.argv[2])
		from lmdb import Map
		print(sorted(n for _, n in Map(open(sys.argv[1], "rb").read()).records.values()))
	P
}

@test "two vaults whose texts are nearly as long look the same from outside" {
	cp -a "$HANJI_VAULT" "$BATS_TEST_TMPDIR/other"
	for i in 1 2 3 4 5; do
		add_case "이하늘$i" "title=$(printf '물%.0s' {1..250}) $i"
		HANJI_VAULT=$BATS_TEST_TMPDIR/other XDG_STATE_HOME=$BATS_TEST_TMPDIR/elsewhere \
			add_case "박바다$i" "title=$(printf '밤%.0s' {1..254}) $i"
	done
	[ "$(hj list --json 2>/dev/null | json 'len(d["data"])')" = 5 ]
	[ "$(lengths "$HANJI_VAULT")" = "$(lengths "$BATS_TEST_TMPDIR/other")" ]
	run grep -c . <<<"$(lengths "$HANJI_VAULT")"
	[ "$output" = 1 ]
}

@test "what a name would do to a terminal or a spreadsheet stays text" {
	for bad in $'\e]52;c;aGFuamk=\a' $'a\e[2Jb' $'a\x9bb' $'a\tb'; do
		run hj add 'person[+p].name.full=-' 'person[+p].role=victim' <<<"$bad"
		[ "$status" -eq 3 ]
		[[ $output != *"$bad"* ]]
	done
	id=$(add_case $'=cmd|\u202e calc!A0 <b>')
	run hj show "$id"
	[[ $output != *$'\u202e'* && $output == *'=cmd|'* ]]
	run hj list
	[[ $output != *$'\u202e'* ]]
	hj export "$id" --scope own | grep -qF '&lt;b&gt;'
	[ "$(hj show "$id" --json | json 'len(d["data"]) > 0')" = True ]
}
