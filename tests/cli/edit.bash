# edit.bash: what the tests of 'edit' share.

WITHOUT=${HANJI%/*}/tests/fault/without

# Editors and viewers have their folders in /dev/shm, where those of tests that
# run beside this one are too, and each hanji sweeps what nobody holds: a test
# that leaves some there on purpose is the only one meanwhile.
folder_lock() { # shared, or alone
	exec 8>>"/tmp/folders-of-tests.$UID"
	if [ "$1" = alone ]; then flock 8; else flock -s 8; fi
}

# A vault with one case of somebody whose name stands in no file of the tests,
# and a $HOME of its own.  Sets name and id.
edit_setup() { # alone: see above
	folder_lock "${1:-shared}"
	use_vault "$BATS_FILE_TMPDIR"
	name="나루$RANDOM$RANDOM솔미"
	id=$(add_case "$name" 'person.sex=f' 'event[+e].type=arrest' \
	    'event[+e].date=2013-05' 'event[+e].who=+p')
	id4=${id:0:4}
	export XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR/run
	mkdir -p "$XDG_RUNTIME_DIR"
	unset VISUAL
	touch "$BATS_TEST_TMPDIR/mark"
}

# Lines of a shell script become $EDITOR; its $1 is the file.
editor() {
	{
		echo '#!/bin/sh'
		cat
	} >"$BATS_TEST_TMPDIR/editor"
	chmod +x "$BATS_TEST_TMPDIR/editor"
	export EDITOR=$BATS_TEST_TMPDIR/editor
}

value_of() { # PATH
	hj show "$id" --fields --reveal --json |
	    json '[f["value"] for f in d["data"]["fields"] if f["path"]=="'"$1"'"][0]'
}

# Which files since the beginning hold the name: none, one hopes.
leaks() {
	find /dev/shm /tmp /var/tmp "$HOME" "$XDG_RUNTIME_DIR" -type f \
	    -newer "$BATS_TEST_TMPDIR/mark" -print0 2>/dev/null |
	    xargs -0 -r grep -laF "$name" 2>/dev/null || true
}
# Has an editor a memory of its own here?  In a chroot, and in some containers,
# the kernel grants no namespaces.
can_hide() { unshare -rm true 2>/dev/null; }

# Folders of an editor that are left: nobody holds them, now and a little later.
folders() {
	local left
	left=$(unheld)
	[ -z "$left" ] || { sleep 0.3; comm -12 <(echo "$left") <(unheld); }
}
unheld() {
	all_folders | while read -r folder; do
		inode=$(stat -c %i "$folder" 2>/dev/null) || continue
		grep -qE "FLOCK .*:$inode 0 EOF" /proc/locks || echo "$folder"
	done
}
all_folders() {
	ls -d /dev/shm/hanji-* "$XDG_RUNTIME_DIR"/hanji-* 2>/dev/null |
	    grep -E '/hanji-[0-9a-f]{32}$' || true
}

# Wait for a condition, 10 s at most.
until_true() {
	for _ in $(seq 600); do
		"$@" && return 0
		sleep 0.1
	done
	return 1
}
# Processes of ours whose command line has this word.
running() { pgrep -f "$1" >/dev/null; }
