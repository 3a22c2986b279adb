#!/usr/bin/env bats
# Real editors on a real terminal.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash
load edit.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	edit_setup
	export TERM=xterm
	script=$BATS_TEST_TMPDIR/script
	printf 'expect Passphrase:\ntype %s\n' "$PHRASE" >"$script"
}
lines() { cat >>"$script"; }
play() { run on_terminal "$script" -- "$@"; }
need() { command -v "$1" >/dev/null || skip "no $1 here"; }

# Nothing is left, and the only new files of $HOME are ours.
clean() {
	[ -z "$(folders)" ]
	[ -z "$(leaks)" ]
	[ -z "$(find "$HOME" -newer "$script" -name '.*' -type f)" ]
}

@test "vim: edited, shown, saved; no swap file, no viminfo" {
	need vim
	echo "set backup undofile directory=~ viminfo='20,n~/.viminfo modeline" >"$HOME/.vimrc"
	touch "$script"
	lines <<-'S'
		expect event.date
		send :%s/2013-05/2014/
		type 
		send :wq
		type 
		expect What would change
		expect event / date
		expect drop it:
		type s
	S
	for editor in vim vim.tiny; do
		command -v $editor >/dev/null || continue
		hj update "$id" event.date=2013-05
		EDITOR=$editor play "$HANJI" edit "$id"
		[ "$status" -eq 0 ]
		[ "$(value_of event.date)" = 2014 ]
		clean
	done
}

@test "nano: edited, shown, dropped, and edited again" {
	need nano
	lines <<-'S'
		expect event.date
		send person.sex: m\r\x0f\r\x18
		expect the same field
		expect yes or no?
		type yes
		expect Read 40 lines
		send \x0b\x0f\r\x18
		expect drop it:
		type d
	S
	EDITOR=nano play "$HANJI" edit "$id"
	[ "$status" -eq 0 ]
	clean
}

@test "ed puts its text aside in memory too" {
	need ed
	can_hide || skip "no namespaces here: /tmp cannot be in memory"
	# A home folder that is not below /tmp, so that /tmp can be in memory.
	lines <<-'S'
		expect :
		type /event.date/s/2013-05/2014/
		type w
		type q
		expect drop it:
		type s
	S
	HOME=/ EDITOR='ed -p:' play "$HANJI" edit "$id"
	[ "$status" -eq 0 ]
	[ "$(value_of event.date)" = 2014 ]
	clean
}

@test "a fault opens the text at its line, with what is wrong on top" {
	editor <<-'S'
		n=$(cat "$HOME/n" 2>/dev/null || echo 0)
		case $1 in +*) echo "at $1"; shift ;; esac
		if grep -q '^#!' "$1"; then
			head -3 "$1"; sed -i 's/^event.dat: /event.date: /' "$1"
		else
			sed -i 's/^event.date: 2013-05/event.dat: 2014/' "$1"
		fi
	S
	mv "$EDITOR" "${EDITOR%/*}/mg" && EDITOR=${EDITOR%/*}/mg
	lines <<-'S'
		expect has no field 'dat'
		expect yes or no?
		type yes
		expect at +
		expect #! Nothing is stored yet
		expect #! line
		expect drop it:
		type s
	S
	EDITOR=$EDITOR play "$HANJI" edit "$id"
	[ "$status" -eq 0 ]
	[ "$(value_of event.date)" = 2014 ]
	[[ $output =~ at\ \+([0-9]+) ]]
	at=${BASH_REMATCH[1]}
	[[ $output == *"#! line $at: 'event' has no field 'dat'"* ]]
}

@test "Ctrl-C belongs to the editor; a second thought keeps the draft" {
	editor <<-'S'
		trap 'echo caught' INT
		echo ready; read -r x
		sed -i 's/2013-05/2014/' "$1"
	S
	lines <<-'S'
		expect ready
		send \x03
		expect caught
		type x
		expect drop it:
		send \x03
		expect --resume
	S
	play bash -c "'$HANJI' edit '$id'; echo rc=\$?; stty -a | grep -o ' echo '"
	[[ $output == *rc=130* && $output == *" echo "* ]]
	[ "$(value_of event.date)" = 2013-05 ]
	editor <<<true
	run -0 hj edit "$id" --yes --resume
	[ "$(value_of event.date)" = 2014 ]
}

@test "Ctrl-Z stops the editor, the shell has the terminal, fg goes on" {
	need vim
	cat >"$script" <<-S
		expect bash-
		type '$HANJI' edit $id
		expect Passphrase:
		type $PHRASE
		expect event.date
		send \\x1a
		expect Stopped
		type echo back-\$((40+2)); fg
		expect back-42
		expect event.date
		send :%s/2013-05/2014/
		type 
		send :wq
		type 
		expect drop it:
		type s
		expect bash-
		type exit
	S
	HISTFILE= EDITOR=vim play bash --norc --noprofile -i
	[ "$(value_of event.date)" = 2014 ]
	clean
}

@test "an editor that is killed leaves the terminal as it was" {
	need vim
	lines <<-'S'
		expect event.date
		send :call system('kill -9 '.getpid())
		type 
		expect signal 9
		expect rc=1
		expect  echo 
		expect  icanon 
	S
	EDITOR=vim play bash -c "'$HANJI' edit '$id'; echo rc=\$?; stty -a | grep -oE ' (echo|icanon) ' | sort"
	[ "$status" -eq 0 ]
	# Out of the screen that vim had opened.
	[[ $output == *$'\e[?1049l'*"signal 9"* ]]
	clean
}

@test "words are Korean in Korean, and 저장 saves" {
	editor <<<"sed -i 's/2013-05/2014/' \"\$1\""
	cat >"$script" <<-S
		expect 암호:
		type $PHRASE
		expect 바뀌는 것
		expect 경위 / 날짜
		expect 버리기(d):
		type 저장
	S
	play "$HANJI" --lang ko 편집 "$id"
	[ "$status" -eq 0 ]
	[ "$(value_of event.date)" = 2014 ]
}

# What was opened for writing, made or renamed, but for the vault's own sealed
# files and what this computer remembers of the vault.
written() { # LOG
	python3 - "$1" "$HANJI_VAULT" "$XDG_STATE_HOME" <<-'P'
		import re, sys
		log, own = sys.argv[1], sys.argv[2:]
		memory = (r"/dev/(tty|null|pts/\d+)|/proc/\d+/(setgroups|[ug]id_map)|"
		          r"/dev/shm/hanji(-[0-9a-f]{32})?(/.*)?|/dev/shm/tmp")
		seen, cwd = 0, {}
		for line in open(log, errors="replace"):
		    pid, call = line.split(None, 1)
		    if call.startswith("chdir(") and call.endswith("= 0\n"):
		        cwd[pid] = call.split('"')[1]
		    ok = re.search(r"= (0|\d+<([^>]*)>)$", call)
		    if not ok or not re.match(r"creat|mkdir|rename|link|symlink|mknod|"
		                              r"trunc|open.*O_(WRONLY|RDWR|CREAT)", call):
		        continue
		    seen += 1
		    names = [ok[2]] if ok[2] else re.findall(r'"([^"]*)"', call)
		    at = re.search(r"\((?:AT_FDCWD|\d+)<([^>]*)>", call)
		    for n in names:
		        if not n.startswith("/"):
		            n = (at[1] if at else cwd[pid]) + "/" + n
		        if not re.fullmatch(memory, n) and not any(
		                n == o or n.startswith(o + "/") for o in own):
		            print(n)
		print("seen" if seen > 10 else "too little was traced")
	P
}

@test "strace: nothing outside memory is written but the vault's sealed files" {
	need strace
	[ "$(id -u)" = 0 ] || skip "only root sees what hanji opens"
	need vim
	calls=chdir,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2
	calls=$calls,link,linkat,symlink,symlinkat,mknod,mknodat,truncate
	log=$BATS_TEST_TMPDIR/log
	lines <<-'S'
		expect event.date
		send :%s/201[0-9][-0-9]*/2017/
		type 
		send :wq
		type 
		expect drop it:
		type s
	S
	EDITOR=vim play strace -f -y -o "$log" -e trace=$calls "$HANJI" edit "$id"
	[ "$(value_of event.date)" = 2017 ]
	[ "$(written "$log")" = seen ]
	# One that saves by renaming, beside other folders.
	EDITOR='sed -i s/2017/2018/' run "$WITHOUT" namespaces strace -f -y -o "$log" \
	    -e trace=$calls "$HANJI" --passphrase-fd 9 edit "$id" --yes 9<<<"$PHRASE"
	[ "$(value_of event.date)" = 2018 ]
	[ "$(written "$log")" = seen ]
	grep -q 'rename(' "$log"
}
