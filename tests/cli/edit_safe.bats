#!/usr/bin/env bats
# Nothing of a text in an editor is left anywhere, whatever ends: the editor,
# hanji, or both.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash
load edit.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	edit_setup alone
	err=$BATS_TEST_TMPDIR/err
}
teardown() {
	[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true
}

# hanji in the background, until its editor says "open"; sets pid and keeper.
# In a process group of its own: in one that nobody waits for, as under CI, the
# kernel hangs up on all of it, and wakes it, when any of it ends while another
# is stopped.
edit_in_background() { # [WITHOUT WHAT] CASE
	rm -f "$err"
	set -m
	"$@" --passphrase-fd 9 9<<<"$PHRASE" 2>"$err" </dev/null &
	pid=$!
	set +m
	until_true grep -q open "$err"
	keeper=$(pgrep -P "$pid")
}
idle() { ! running "$EDITOR"; }
# Ended, whoever has to bury it.
gone() { [ ! -e "/proc/$1" ] || grep -q '^State:.*Z' "/proc/$1/status"; }

stopped() { grep -q '^State:.*T' "/proc/$1/status"; }
# Nobody gets to do anything any more.  hanji last: a keeper that was stopped
# is woken by the kernel when its owner dies.
kill_all() {
	kill -STOP "$pid"
	until_true stopped "$pid"
	kill -STOP "$keeper"
	until_true stopped "$keeper"
	kill -9 "$keeper"
	until_true gone "$keeper"
	kill -9 "$pid"
	until_true gone "$pid"
	until_true idle
}

# Where the folder is: hidden from everybody, or beside others.
hidden=()
beside=("$WITHOUT" namespaces)

@test "the editor can write nowhere else and reach nobody" {
	editor <<-'S'
		exec 2>/dev/null
		say() { echo "# $*" >>"$1"; }
		for where in "$HOME" /tmp /var/tmp /dev/shm/.. "$OLDPWD" /run; do
			(echo x >"$where/leak-$$") && echo "note+.text: wrote $where" >>"$1"
		done
		python3 - <<-P || echo 'note+.text: socket' >>"$1"
			import socket
			try: socket.socket(socket.AF_UNIX)
			except PermissionError: raise SystemExit(0)
			raise SystemExit(1)
		P
		[ "$(ls /proc/self/fd | wc -l)" -le 4 ] || echo 'note+.text: descriptors' >>"$1"
		env | grep -E '^(DISPLAY|SSH_AUTH_SOCK|HANJI_VAULT|VIMINIT|DBUS)' &&
			echo 'note+.text: environment' >>"$1"
		sed -i 's/2013-05/2014/' "$1" && cp "$1" copy && mv copy "$1"
	S
	for way in hidden beside; do
		local -n with=$way
		hj update "$id" event.date=2013-05
		DISPLAY=:1 SSH_AUTH_SOCK=/x VIMINIT=x run -0 "${with[@]}" "$HANJI" \
		    --passphrase-fd 9 edit "$id" --yes 9<<<"$PHRASE"
		run -0 hj show "$id" --fields
		[[ $output != *note* ]]
		[ "$(value_of event.date)" = 2014 ]
	done
}

@test "kill -9 of the editor: what it wrote is kept sealed, nothing else" {
	editor <<-'S'
		sed -i 's/2013-05/2014/' "$1"
		kill -9 $$
	S
	for with in "" "$WITHOUT namespaces"; do
		run $with "$HANJI" --passphrase-fd 9 edit "$id" --yes 9<<<"$PHRASE"
		[ "$status" -eq 1 ]
		[[ $output == *"signal 9"* ]]
		[ -z "$(folders)" ]
		[ -z "$(leaks)" ]
		[ "$(hj draft list --json | json 'd["data"][0]["form"]')" = edit ]
		hj draft drop "$id4" --yes
	done
}

@test "kill -9 of hanji: editor and folder are gone" {
	editor <<-'S'
		sed -i 's/2013-05/2014/' "$1"; echo open >&2
		sleep 600 & sleep 600
	S
	for way in hidden beside; do
		local -n with=$way
		edit_in_background "${with[@]}" "$HANJI" edit "$id"
		# While it is open, others of the same user see the second kind.
		[ $way = hidden ] && [ -z "$(leaks)" ] || [ -n "$(leaks)" ]
		kill -9 "$pid"
		until_true gone "$keeper"
		[ -z "$(folders)" ]
		[ -z "$(leaks)" ]
		until_true idle
		# Was it quick, what was written is kept.
		hj draft drop "$id" --yes || true
	done
}

@test "what the editor wrote is kept sealed while it is open" {
	editor <<-'S'
		sed -i 's/2013-05/2014/' "$1"; echo open >&2
		sleep 600
	S
	edit_in_background "$HANJI" edit "$id"
	drafted() { [ "$(hj draft list --json | json 'len(d["data"])')" -eq 1 ]; }
	until_true drafted
	kill -9 "$pid"
	until_true gone "$keeper"
	editor <<<true
	run -0 hj edit "$id" --yes --resume
	[ "$(value_of event.date)" = 2014 ]
}

@test "kill -9 of the keeper: the editor dies with it, hanji wipes" {
	editor <<-'S'
		sed -i 's/2013-05/2014/' "$1"; echo open >&2
		sleep 600
	S
	for way in hidden beside; do
		local -n with=$way
		edit_in_background "${with[@]}" "$HANJI" edit "$id"
		kill -9 "$keeper"
		wait "$pid" && status=0 || status=$?
		[ "$status" -eq 1 ]
		[ -z "$(folders)" ]
		[ -z "$(leaks)" ]
		until_true idle
		hj draft drop "$id4" --yes
	done
}

@test "kill -9 of all of them at once: hidden, nothing is left; else the next wipes" {
	editor <<-'S'
		echo open >&2
		sleep 600
	S
	if can_hide; then
		edit_in_background "$HANJI" edit "$id"
		kill_all
		[ -z "$(folders)" ]
		[ -z "$(leaks)" ]
	fi
	edit_in_background "${beside[@]}" "$HANJI" edit "$id"
	kill_all
	[ -n "$(folders)" ]
	editor <<<true
	"${beside[@]}" "$HANJI" --passphrase-fd 9 edit "$id" --yes 9<<<"$PHRASE"
	[ -z "$(folders)" ]
	[ -z "$(leaks)" ]
}

@test "two at once do not wipe each other's folder" {
	editor <<-'S'
		echo open >&2
		until [ -e "$HOME/go" ]; do sleep 0.1; done
		sed -i 's/2013-05/2014/' "$1"
	S
	edit_in_background "${beside[@]}" "$HANJI" edit "$id" --yes
	other=$(add_case 박하나)
	EDITOR=true "${beside[@]}" "$HANJI" --passphrase-fd 9 edit "$other" --yes 9<<<"$PHRASE"
	[ -n "$(all_folders)" ]
	touch "$HOME/go"
	wait "$pid"
	[ "$(value_of event.date)" = 2014 ]
	[ -z "$(folders)" ]
}

@test "SIGTERM to hanji: the draft is kept, the editor ended" {
	editor <<-'S'
		sed -i 's/2013-05/2014/' "$1"; echo open >&2
		sleep 600
	S
	edit_in_background "$HANJI" edit "$id"
	kill -TERM "$pid"
	wait "$pid" && status=0 || status=$?
	[ "$status" -eq 130 ]
	grep -q -- --resume "$err"
	until_true idle
	editor <<<true
	run -0 hj edit "$id" --yes --resume
	[ "$(value_of event.date)" = 2014 ]
}

@test "without Landlock or seccomp it refuses, unless forced" {
	editor <<<"sed -i 's/2013-05/2014/' \"\$1\""
	for what in landlock; do
		run "$WITHOUT" $what "$HANJI" --passphrase-fd 9 edit "$id" --yes 9<<<"$PHRASE"
		[ "$status" -eq 8 ]
		[[ $output == *"hanji update"*"--force"* ]]
	done
	[ "$(value_of event.date)" = 2013-05 ]
	run -0 "$WITHOUT" landlock "$HANJI" --passphrase-fd 9 edit "$id" --yes --force 9<<<"$PHRASE"
	[ "$(value_of event.date)" = 2014 ]
}

@test "the refusal comes before the passphrase is asked for" {
	editor <<<true
	run "$WITHOUT" landlock "$HANJI" edit "$id" --yes </dev/null
	[ "$status" -eq 8 ]
}
