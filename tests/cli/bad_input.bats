#!/usr/bin/env bats
# What people do wrong and what happens to files: one clear message, the right
# exit status, nothing lost, nothing half-written.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

# Exit status, one message on stderr that says this, nothing on stdout, the
# vault as it was.
refused() { # STATUS TEXT COMMAND...
	local before want=$1 text=$2
	shift 2
	before=$(sum)
	run --separate-stderr "$@"
	[ "$status" -eq "$want" ] || { echo "exit $status: $stderr"; return 1; }
	[[ $stderr == *"$text"* ]] || { echo "no '$text': $stderr"; return 1; }
	[ -z "$output" ] || { echo "stdout: $output"; return 1; }
	[ "$(grep -c '^hanji:' <<<"$stderr")" -eq 1 ]
	[ "$(sum)" = "$before" ] || { echo "the vault changed"; return 1; }
}

sum() { (cd "$HANJI_VAULT" 2>/dev/null && cat header.a header.b data.mdb 2>/dev/null | sha256sum); }

# A header that is whole and says that it is of another version.
age_headers() { # VERSION
	python3 - "$HANJI_VAULT" "$1" <<-'P'
		import hashlib, sys
		for x in "ab":
		    name = "%s/header.%s" % (sys.argv[1], x)
		    b = bytearray(open(name, "rb").read())
		    b[8:10] = int(sys.argv[2]).to_bytes(2, "big")
		    b[-32:] = hashlib.sha256(b[:-32]).digest()
		    open(name, "wb").write(b)
	P
}

@test "a wrong passphrase opens nothing" {
	refused 5 "wrong passphrase" "$HANJI" list --passphrase-fd 9 9<<<"not this one, really"
}

@test "a locked vault without a terminal says how to open it" {
	refused 5 "--passphrase-fd" "$HANJI" list </dev/null
}

@test "a folder, a file and an empty header are no vaults" {
	mkdir "$BATS_TEST_TMPDIR/empty"
	run hj list --vault "$BATS_TEST_TMPDIR/empty"
	[ "$status" -eq 3 ]
	run hj list --vault "$HANJI_VAULT/data.mdb"
	[ "$status" -eq 3 ]
	: >"$HANJI_VAULT/header.a"
	: >"$HANJI_VAULT/header.b"
	run hj list
	[[ $status -eq 3 || $status -eq 6 ]]
}

@test "a vault of a newer hanji is refused before the passphrase counts" {
	age_headers 7
	refused 3 "newer" hj list
}

@test "one torn header is no obstacle, and check names it" {
	truncate -s 1000 "$HANJI_VAULT/header.b"
	hj list
	run hj check
	[ "$status" -eq 6 ]
	[[ $output == *header.b* ]]
	hj check --repair --yes
	hj check
}

@test "two torn headers are damage, with advice" {
	truncate -s 1000 "$HANJI_VAULT/header.a" "$HANJI_VAULT/header.b"
	refused 6 "header" hj list
}

@test "a flipped byte in both headers is damage, not a wrong passphrase" {
	flip "$HANJI_VAULT/header.a" 200
	flip "$HANJI_VAULT/header.b" 5000
	refused 6 "header" hj list
}

@test "a data file that is none is damage, with advice" {
	head -c 40000 /dev/urandom >"$HANJI_VAULT/data.mdb"
	run hj list
	[[ $status -eq 3 || $status -eq 6 ]]
	[[ $output == *data.mdb* ]]
	truncate -s 4096 "$HANJI_VAULT/data.mdb"
	run hj list
	[[ $status -eq 3 || $status -eq 6 ]]
}

@test "what is wrong with a value is said without the value" {
	id=$(add_case "이하늘")
	refused 3 "field" hj update "$id" 'person.nosuchfield=Zebulon'
	[[ $stderr != *Zebulon* ]]
	refused 3 "sex" hj update "$id" 'person.sex=Zebulon'
	[[ $stderr != *Zebulon* ]]
	refused 3 "date" hj update "$id" 'person.birth.date=1999-02-31'
	[[ $stderr != *1999-02-31* ]]
	refused 3 "control" hj update "$id" "title=Zebu$(printf '\033')lon"
	[[ $stderr != *Zebu* ]]
	refused 3 "title" hj update "$id" "title=Zebu$(printf '\377')lon"
	[[ $stderr != *Zebu* ]]
}

@test "an unknown field and a bad code name what was probably meant" {
	id=$(add_case "이하늘")
	run hj update "$id" person.nmae.full=x
	[ "$status" -eq 3 ]
	[[ $output == *"'name'"* ]]
	run hj update "$id" status=opn
	[ "$status" -eq 3 ]
	[[ $output == *"'open'"* ]]
}

@test "an id that nobody has, and one that is mistyped" {
	id=$(add_case "이하늘")
	refused 4 "" hj show zzzz
	refused 2 "" hj show
	wrong=${id%?}$([ "${id: -1}" = x ] && echo w || echo x)
	run hj show "$wrong"
	[[ $status -eq 3 || $status -eq 4 ]]
}

# A writer that holds the lock until its standard input ends.
hold() {
	mkfifo "$BATS_TEST_TMPDIR/hold"
	flock "$HANJI_VAULT/writer" sh -c "printf '%10d %12d\n' \$\$ 1764000000 1<>'$HANJI_VAULT/writer'; read -r x <'$BATS_TEST_TMPDIR/hold'" &
	exec 5>"$BATS_TEST_TMPDIR/hold"
	sleep 0.2
}

@test "a second writer is told who writes and since when" {
	hold 3>&-
	run hj add title=x
	[ "$status" -eq 7 ]
	[[ $output =~ process\ [0-9]+ && $output == *"since 2025-11-24"* ]]
	hj list
	exec 5>&-
	wait
	hj add title=x
}

@test "--wait waits for the other writer" {
	hold 3>&-
	(sleep 1; echo >&5) 3>&- &
	exec 5>&-
	hj add title=x --wait 60
	wait
}

@test "a change made from an older state never undoes what came between" {
	id=$(add_case "이하늘")
	hold 3>&-
	hj update "$id" title=first --wait 60 3>&- 5>&- &
	one=$!
	hj update "$id" summary[+s].text=second --wait 60 3>&- 5>&- &
	two=$!
	sleep 1.5
	exec 5>&-
	wait $one && a=0 || a=$?
	wait $two && b=0 || b=$?
	run hj show "$id"
	# Each is in, or was told that it is not.
	[ "$(grep -c first <<<"$output")" -eq $((a == 0)) ]
	[ "$(grep -c second <<<"$output")" -eq $((b == 0)) ]
	[[ $a -eq 0 || $b -eq 0 ]]
}

as_nobody() {
	[ "$(id -u)" -eq 0 ] || { "$@"; return; }
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

@test "a folder that may not be written is an error with its name" {
	id=$(add_case "이하늘")
	mkdir -m 755 "$BATS_TEST_TMPDIR/closed"
	[ "$(id -u)" -ne 0 ] || chown 0:0 "$BATS_TEST_TMPDIR/closed"
	chmod 555 "$BATS_TEST_TMPDIR/closed"
	if [ "$(id -u)" -eq 0 ]; then
		chmod 755 "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR" 2>/dev/null || true
		chmod 755 "$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR/.." "$BATS_TEST_TMPDIR/../.."
		chown -R 65534 "$HANJI_VAULT" "$XDG_STATE_HOME"
	fi
	as_nobody test -x "$HANJI" || skip "an ordinary user cannot run $HANJI here"
	for command in "export --scope own -o $BATS_TEST_TMPDIR/closed/x" \
	    "backup $BATS_TEST_TMPDIR/closed/b.tar" \
	    "audit checkpoint -o $BATS_TEST_TMPDIR/closed/c" \
	    "restore $HANJI_VAULT/header.a --vault $BATS_TEST_TMPDIR/closed/v"; do
		# shellcheck disable=SC2086
		run as_nobody "$HANJI" --passphrase-fd 9 $command 9<<<"$PHRASE"
		[[ $status -eq 1 || ($command == restore* && $status -eq 3) ]] || { echo "$command: $status $output"; false; }
		[[ $output == *closed* || $command == restore* ]] || { echo "$command: $output"; false; }
		[ -z "$(ls -A "$BATS_TEST_TMPDIR/closed")" ]
	done
	chmod 500 "$HANJI_VAULT"
	chmod 400 "$HANJI_VAULT"/header.? "$HANJI_VAULT"/data.mdb
	run as_nobody "$HANJI" --passphrase-fd 9 add title=x 9<<<"$PHRASE"
	[ "$status" -eq 1 ]
	[[ $output == *vault* ]]
	chmod 700 "$HANJI_VAULT"
}

# SIGINT while the command waits in the middle of its work.
interrupt() { # SECONDS COMMAND...
	local seconds=$1
	shift
	python3 - "$seconds" "$@" 3>&- <<-'P'
		import os, signal, subprocess, sys, time
		# Bash in the background ignores SIGINT; a person's shell does not.
		p = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
		    stdin=subprocess.PIPE, pass_fds=[9], preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
		def catches():
		    with open("/proc/%d/status" % p.pid) as f:
		        caught = next(l for l in f if l.startswith("SigCgt:"))
		    return int(caught.split()[1], 16) >> signal.SIGINT - 1 & 1
		# However slow it begins: before, the signal would end it at once.
		while p.poll() is None and not catches():
		    time.sleep(0.01)
		time.sleep(float(sys.argv[1]))
		p.send_signal(signal.SIGINT)
		try:
		    out, _ = p.communicate(timeout=60)
		except subprocess.TimeoutExpired:
		    p.kill()
		    print("hangs")
		    sys.exit(99)
		print(out.decode())
		sys.exit(p.returncode & 255)
	P
}

@test "Ctrl-C during add leaves no case" {
	before=$(sum)
	run interrupt 1.5 "$HANJI" --passphrase-fd 9 add title=- 9<<<"$PHRASE"
	[ "$status" -eq 130 ]
	[ "$(sum)" = "$before" ]
}

@test "Ctrl-C during attach leaves no file" {
	id=$(add_case "이하늘")
	before=$(sum)
	run interrupt 1.5 "$HANJI" --passphrase-fd 9 attach "$id" - 9<<<"$PHRASE"
	[ "$status" -eq 130 ]
	[ "$(sum)" = "$before" ]
	[ -z "$(ls -A "$HANJI_VAULT/blobs")" ]
}

@test "Ctrl-C during import leaves whole case files only" {
	run interrupt 1.5 "$HANJI" --passphrase-fd 9 import - 9<<<"$PHRASE"
	[ "$status" -eq 130 ]
	hj audit verify
}

@test "Ctrl-C during export and backup leaves no file" {
	gendoc=$(dirname "$HANJI")/tests/bench/gendoc
	[ -x "$gendoc" ] || skip "no generator of case files was built"
	"$gendoc" 6000 7 >"$BATS_TEST_TMPDIR/many.xml"
	hj import "$BATS_TEST_TMPDIR/many.xml"
	mkdir "$BATS_TEST_TMPDIR/out"
	for command in "export --scope own -o" backup; do
		for pause in 0.35 0.45 0.55; do
			# shellcheck disable=SC2086
			run interrupt "$pause" "$HANJI" --passphrase-fd 9 $command "$BATS_TEST_TMPDIR/out/file" 9<<<"$PHRASE"
			if [ "$status" -ne 0 ]; then
				[ "$status" -eq 130 ] || { echo "$command: $status $output"; false; }
				[ -z "$(ls -A "$BATS_TEST_TMPDIR/out")" ] || { ls -la "$BATS_TEST_TMPDIR/out"; false; }
			fi
			rm -f "$BATS_TEST_TMPDIR/out/file"
		done
	done
	hj audit verify
}
