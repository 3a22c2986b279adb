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
