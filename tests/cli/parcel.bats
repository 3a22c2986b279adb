#!/usr/bin/env bats
# Goal: what another office sends as a package comes in whole and proven, or
# not at all.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	mkdir "$BATS_FILE_TMPDIR/other"
	make_vault "$BATS_FILE_TMPDIR/other"
	cd "$BATS_FILE_TMPDIR" || return 1
	export XDG_STATE_HOME=$PWD/state HANJI_VAULT=$PWD/vault HOME=$PWD
	add_case "이하늘" >id
	head -c 150001 /dev/urandom >film.mp4
	hj attach "$(<id)" film.mp4 title=Film >evidence 2>/dev/null
	hj export --scope own --format bag -o p.tar "$(<id)" 2>/dev/null
	hj export --scope own --format bag --to "$(XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault key_of hj recipient)" -o p.age "$(<id)" 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cp -a "$BATS_FILE_TMPDIR"/{other,id,evidence,film.mp4,p.tar,p.age} "$BATS_TEST_TMPDIR/"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(<id)
}

# hanji of the other office
theirs() { XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault hj "$@"; }
key_of() { "$1" member list --json | json "d['data'][0]['$2']"; }
fingerprint() { "$@" show "$id" --json | json 'd["data"]["fingerprint"]'; }
entries() { theirs audit log --json | json 'len(d["data"])'; }
# The import fails, and the vault has not one byte that it had not before.
refused() { # STATUS FILE [OPTION ...]
	(cd other/vault && find . -type f ! -name lock.mdb ! -name writer -exec sha256sum {} + | sort) >before
	run theirs import "${@:2}"
	[ "$status" -eq "$1" ] || { echo "$status: $output" && return 1; }
	(cd other/vault && find . -type f ! -name lock.mdb ! -name writer -exec sha256sum {} + | sort) >after
	cmp before after
}

@test "sealed, as a tar, or unpacked: the case comes in with its attachment, under the same fingerprint" {
	mkdir unpacked && tar -C unpacked -xf p.tar
	for at in p.age p.tar unpacked; do
		rm -rf other && cp -a "$BATS_FILE_TMPDIR/other" .
		run -0 theirs import $at --signed-by "$(key_of hj minisign)"
		[[ "$output" == *"is a package signed by $(key_of hj minisign)"*"1 case files, 1 attachments"* ]]
		[[ "$output" == *"1 attachment came along"* ]]
		[ "$(fingerprint hj)" = "$(fingerprint theirs)" ]
		theirs extract "$id" "$(<evidence)" -o film 2>/dev/null
		cmp film film.mp4 && rm film
		[[ "$(theirs custody "$id" "$(<evidence)")" == *Received* ]]
		theirs audit verify --deep
	done
}

@test "a package of many case files comes in, unpacked and as a tar, as one of few does" {
	python3 - >many.xml <<-P
		print('<?xml version="1.0" encoding="UTF-8"?>\n<x:exchange xmlns:x="urn:hanji:exchange:1" version="1" producer="test" purpose="test">')
		for i in range(60):
		    print('<x:record>\n<case xmlns="urn:hanji:case:1" id="16q4g4jxdh2200%02d" kind="person" status="open"><opened>2016-12-23</opened></case>\n</x:record>' % i)
		print('</x:exchange>')
	P
	hj import many.xml 2>/dev/null
	hj export --scope own --format bag -o many.tar 2>/dev/null
	run -0 hj verify many.tar
	run -0 theirs import many.tar
	[[ "$output" == *"61 case files, 1 attachments"* ]]
	[ "$(theirs list --json | json 'len(d["data"])')" -eq 61 ]
	mkdir many && tar -C many -xf many.tar
	run -0 theirs import many
}

@test "the log says which package, and who signed it" {
	theirs import p.age --signed-by "$(key_of hj minisign)" --source "Seoul office" 2>/dev/null
	detail=$(theirs history "$id" --json | json 'd["data"][0]["detail"]')
	[[ "$detail" == *"source Seoul office"*"package "*"signed $(key_of hj minisign)"* ]]
}

@test "whose key it is nobody knows here: said, and another than the one that was given is refused" {
	run -0 theirs import p.age --dry-run
	[[ "$output" == *"not known here"*"$(key_of hj minisign)"* ]]
	refused 4 p.age --signed-by "$(key_of theirs minisign)"
	[[ "$output" == *"another key"* ]]
}

@test "a plan stores nothing; importing again finds all of it there" {
	refused 0 p.age --dry-run
	theirs import p.age 2>/dev/null
	run -0 theirs import p.age
	[[ "$output" != *"came along"* ]]
}

@test "an attachment that was missing comes later" {
	hj export --scope own -o p.xml "$id" 2>/dev/null
	theirs import p.xml >/dev/null 2>&1
	run -4 theirs extract "$id" "$(<evidence)" -o film
	theirs import p.tar >/dev/null 2>&1
	theirs extract "$id" "$(<evidence)" -o film 2>/dev/null
	cmp film film.mp4
}

@test "changes since, many of them: the next package goes on from what is here, as XML does" {
	theirs import p.age >/dev/null 2>&1
	for n in 1 2 3; do hj update "$id" "title=Title $n" 2>/dev/null; done
	hj export --scope own --format bag -o q.tar "$id" 2>/dev/null
	run -0 theirs import q.tar
	[[ "$output" == *"1 changed"* ]]
	[ "$(fingerprint hj)" = "$(fingerprint theirs)" ]
}

@test "decrypted and sealed once more for another it is refused" {
	age-keygen -o key 2>/dev/null
	hj export --scope own --format bag --to "$(age-keygen -y key)" -o q.age "$id" 2>/dev/null
	age -d -i key q.age >q.tar
	age -r "$(key_of theirs recipient)" -o r.age q.tar
	refused 8 r.age
	[[ "$output" == *"signed for others and sent on"* ]]
	refused 8 q.tar
	refused 8 q.age --identity key
}

@test "one byte changed anywhere, or cut off anywhere: refused, and the vault is as it was" {
	size=$(stat -c %s p.tar)
	for at in 600 5000 $((size / 3)) $((size / 2)) $((size - 1600)); do
		python3 -c 'import sys; d = bytearray(open("p.tar", "rb").read()); d[int(sys.argv[1])] ^= 4; open("bad.tar", "wb").write(d)' "$at"
		refused 6 bad.tar
		[[ "$output" == *"does not hold"* || "$output" == *tar* ]]
	done
	for at in 1024 51200 $((size - 1024)); do
		head -c $at p.tar >cut.tar
		refused 6 cut.tar
		head -c $at p.age >cut.age
		refused 6 cut.age
	done
}

# hostile NAME: a tar of the package with a member that must not be there
hostile() {
	python3 - "$1" <<-'P'
		import io, sys, tarfile
		t = tarfile.open("p.tar")
		members = [(m, t.extractfile(m).read()) for m in t.getmembers()]
		out = tarfile.open("bad.tar", "w", format=tarfile.USTAR_FORMAT)
		def add(m, data=b""):
		    out.addfile(m, io.BytesIO(data))
		what = sys.argv[1]
		for m, data in members:
		    add(m, data)
		m = tarfile.TarInfo("package/data/p0001.xml")
		if what == "twice":
		    m.size = 1
		    add(m, b"x")
		elif what in ("up", "absolute"):
		    m.name = "../vault/data.mdb" if what == "up" else "/etc/hanji"
		    m.size = 1
		    add(m, b"x")
		elif what in ("symbolic", "hard"):
		    m.name = "package/data/p0002.xml"
		    m.type = tarfile.SYMTYPE if what == "symbolic" else tarfile.LNKTYPE
		    m.linkname = "/etc/passwd"
		    add(m)
		elif what == "device":
		    m.name, m.type = "package/data/p0002.xml", tarfile.CHRTYPE
		    add(m)
		elif what == "more":
		    m.name, m.size = "package/data/q0001.sh", 1
		    add(m, b"x")
		out.close()
	P
}

@test "a path out of it, a link, a device, a name twice, one file more: refused, and the vault is as it was" {
	for what in twice up absolute symbolic hard device more; do
		hostile $what
		refused 6 bad.tar || { echo "$what" && return 1; }
	done
	mkdir unpacked && tar -C unpacked -xf p.tar
	ln -s /etc/passwd unpacked/package/data/p0002.xml
	refused 6 unpacked
	ln -s unpacked linked
	refused 3 linked
}

@test "a tar that says it is huge, and a bomb of zeroes under a seal, are refused" {
	python3 - <<-'P'
		d = bytearray(open("p.tar", "rb").read())
		d[124:136] = b"77777777777\0"
		s = sum(d[:148]) + 8 * 32 + sum(d[156:512])
		d[148:156] = b"%06o\0 " % s
		open("bad.tar", "wb").write(d)
	P
	refused 6 bad.tar
	head -c 1200000000 /dev/zero | age -r "$(key_of theirs recipient)" >bomb.age
	refused 3 bomb.age
	rm bomb.age
}

@test "a bag of others and a tar of anything else are no packages of case files" {
	mkdir -p bag/data && echo x >bag/data/x
	(cd bag && printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >bagit.txt &&
		sha512sum data/x >manifest-sha512.txt)
	refused 3 bag
	[[ "$output" == *"no package of hanji"* ]]
	tar -cf other.tar --format=ustar film.mp4
	refused 3 other.tar
}

# Which process may read foreign bytes: only one that started as a program of
# its own, whose memory the kernel made anew, and that gave up its rights since.
alone() { # PROGRAM ERRAND ...: judges the file `trace`
	python3 - "$@" <<-'P'
		import re, sys
		program, errands = sys.argv[1], sys.argv[2:]
		ran, held, did, bad = {}, set(), [], []
		for line in open("trace"):
		    m = re.match(r"(\d+)\s+(.*)", line)
		    if not m:
		        continue
		    pid, call = m.groups()
		    e = re.match(r'execve\("([^"]*)", \[(.*)\], (.*)', call)
		    if e:
		        ran[pid] = e.group(1).rpartition("/")[2]
		        words = re.findall(r'"([^"]*)"', e.group(2))[1:]
		        if ran[pid] == program:
		            did.append(words[0])
		            if words[1:] != ["en"] or "/* 1 var */" not in e.group(3):
		                bad.append("is given more than it needs: " + call)
		    elif "seccomp(SECCOMP_SET_MODE_FILTER, 0, {" in call:
		        held.add(pid)
		        if pid not in ran or not ran[pid].startswith("hanji-"):
		            bad.append("has a copy of its parent's memory: " + pid)
		    elif ran.get(pid) == program and pid not in held and \
		            re.match(r"(pread64|getdents64|read)\(0", call):
		        bad.append("reads before it gave up its rights: " + call)
		if did != errands:
		    bad.append("errands %s, not %s" % (did, errands))
		for pid, name in ran.items():
		    if name == program and pid not in held:
		        bad.append("never gave up its rights")
		print(*[b[:200] for b in bad], sep="\n")
		sys.exit(len(bad) != 0)
	P
}

traced() { strace -f -qq -s 4096 -e trace=process,seccomp,read,pread64,getdents64 -o trace "$@"; }

@test "what takes a package apart is another program: no key is in its memory, and none in its code" {
	is_sanitized && skip "the sanitizers make calls of their own"
	mkdir unpacked && tar -C unpacked -xf p.tar
	export XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault
	traced "$HANJI" --passphrase-fd 9 import unpacked --dry-run 9<<<"$PHRASE" 2>/dev/null
	alone hanji-parcel folder apart
	# What knows of vaults and their keys is not even linked in.
	nm "$(dirname "$HANJI")/hanji-parcel" >symbols
	grep -q ' T hj_archive_open$' symbols
	run ! grep -E ' (hj_(vault|store|keyring|header|ways|slip39)_|mdb_)' symbols
}

# What stands where hanji-parcel stood.
taken_over() { # SHELL COMMAND
	if [ "$HANJI" != "$PWD/build/hanji" ]; then
		mkdir build && cp "$(dirname "$HANJI")"/hanji* build/
		HANJI=$PWD/build/hanji
	fi
	printf '#!/bin/sh\n%s\n' "$1" >build/hanji-parcel
}

helpers() { json '*[(r["ok"], r["detail"]) for r in d["data"] if r["what"] == "helper programs"][0]'; }

@test "a helper that was taken over brings nothing in, and what it says is shown as text" {
	taken_over 'printf "E\000\000\000\000"'
	refused 6 p.tar
	[[ "$output" == *"the file attacked it"* ]]
	taken_over 'kill -KILL $$'
	refused 6 p.tar
	[[ "$output" == *"the file attacked it"* ]]
	taken_over 'printf "F\000\000\000\011\011\033[2Jwell"'
	refused 6 p.tar
	[[ "$output" == *': \u{1b}[2Jwell' ]]
	# Neither "all is well" nor "locked" is for it to say.
	for code in 000 010 143; do
		taken_over "printf 'F\000\000\000\005\\${code}well'"
		refused 6 p.tar
		[[ "$output" == *"the file attacked it"* ]]
	done
	[ "$("$HANJI" doctor --json | helpers)" = "True all there" ]
	rm build/hanji-parcel
	refused 4 p.tar
	[[ "$output" == *"the installation of hanji is not whole"* ]]
	[[ "$("$HANJI" doctor --json | helpers)" == False*hanji-parcel* ]]
}

@test "Ctrl-C while a package is taken apart ends both, and nothing came in" {
	taken_over 'echo $$ >started; exec sleep 600'
	export XDG_STATE_HOME=$PWD/other/state HANJI_VAULT=$PWD/other/vault
	python3 - "$HANJI" "$PHRASE" <<-'P'
		import os, signal, subprocess, sys, time
		r, w = os.pipe()
		os.write(w, sys.argv[2].encode() + b"\n")
		os.close(w)
		os.dup2(r, 9)
		p = subprocess.Popen([sys.argv[1], "--passphrase-fd", "9", "import", "p.tar"], pass_fds=[9])
		def there():
		    return os.path.exists("started") and open("started").read().endswith("\n")
		for _ in range(600):
		    if there():
		        break
		    time.sleep(0.1)
		p.send_signal(signal.SIGINT)
		assert p.wait(60) == 130, p.returncode
		try:
		    os.kill(int(open("started").read()), 0)
		    raise SystemExit("the helper is still there")
		except ProcessLookupError:
		    pass
	P
}

@test "why a package was refused is said in the language of the person" {
	flip p.tar 5000
	run -6 theirs --lang ko import p.tar
	[[ "$output" == *"맞지 않아 아무것도 읽지 않았습니다"* && "$output" != *" is "* ]]
	# The texts are found from where a helper is installed, too.
	make -s -C "$BATS_TEST_DIRNAME/../.." -o all install MODE="$(basename "$(dirname "$HANJI")")" PREFIX="$PWD/usr" >/dev/null
	said=$output
	HANJI=$PWD/usr/bin/hanji
	run -6 theirs --lang ko import p.tar
	[ "$output" = "$said" ]
}
