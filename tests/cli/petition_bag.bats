#!/usr/bin/env bats
# Goal: a petition leaves as one package that its recipient can check and read
# without hanji, and with nothing in it that consent does not cover.
# Every person in it is invented.
bats_require_minimum_version 1.5.0
load help.bash

VERIFY=$HERE/../../export/verify.py

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_FILE_TMPDIR" || return 1
	export XDG_STATE_HOME=$PWD/state HANJI_VAULT=$PWD/vault HOME=$PWD
	add_case "Seo Ga Ram" 'person[+p].sex=f' 'person[+p].age[+a].n=43' >case
	python3 - <<-'P'
		import struct, zlib
		def chunk(kind, data):
		    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
		open("photo.png", "wb").write(b"\x89PNG\r\n\x1a\n" +
		    chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)) +
		    chunk(b"tEXt", b"Comment\0the telephone of the neighbour") +
		    chunk(b"IDAT", zlib.compress(b"\0\1\2\3\4\5\6" * 2)) + chunk(b"IEND", b""))
	P
	hj attach "$(<case)" photo.png title=Photo >photo 2>/dev/null
	echo "a recording" >voice.ogg
	hj attach "$(<case)" voice.ogg title=Voice >voice 2>/dev/null
	hj petition new hrc "$(<case)" >petition 2>/dev/null
	age-keygen -o key 2>/dev/null
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cp "$BATS_FILE_TMPDIR"/{case,photo,voice,petition,key} "$BATS_TEST_TMPDIR/"
	cd "$BATS_TEST_TMPDIR" || return 1
	p=$(<petition) id=$(<case)
}

# hand over: pack OPTION ...
pack() { hj petition export "$p" --format bag --yes --reason x "$@"; }
agree() {
	hj update "$id" "consent[+c].subject=$(hj show "$id" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')" \
	    "consent[+c].scope+=$1" 'consent[+c].status=given' 'consent[+c].date=2026-01' 2>/dev/null
}
unpack() { mkdir -p out && tar -C out -xf "$1"; }

@test "the document is in it four times, signed, and no proof, fingerprint or id of the vault" {
	pack -o p.tar --to "Council secretariat" 2>/dev/null
	unpack p.tar
	[ "$(cd out && find . -type f | LC_ALL=C sort | tr '\n' ' ')" = "./package/README.txt ./package/bag-info.txt ./package/bagit.txt ./package/data/d0001.docx ./package/data/d0001.html ./package/data/d0001.pdf ./package/data/d0001.xml ./package/manifest-sha256.txt ./package/manifest-sha512.txt ./package/signer.pub ./package/tagmanifest-sha256.txt ./package/tagmanifest-sha512.txt ./pad ./tagmanifest-sha512.txt.minisig " ]
	minisign -V -q -P "$(hj member list --json | json 'd["data"][0]["minisign"]')" \
	    -m out/package/tagmanifest-sha512.txt -x out/tagmanifest-sha512.txt.minisig
	(cd out/package && sha512sum --quiet -c tagmanifest-sha512.txt manifest-sha512.txt)
	grep -q '^trusted comment: hanji package 0, log -; to anybody$' out/tagmanifest-sha512.txt.minisig
	grep -q "Person 1 (woman, 40s)" out/package/data/d0001.html
	vault=$(hj audit checkpoint | sed -nE '1s,^hanji/([0-9a-f]+)/.*,\1,p')
	digest=$(hj history "$id" --json | json 'd["data"][-1]["fingerprint"]')
	[ ${#vault} -eq 32 ]
	run ! grep -rqE "Ga Ram|$vault|${digest:0:16}|$id" out
}

@test "hanji and the stand-alone verifier find it in order, and flipped it is not" {
	pack -o p.tar 2>/dev/null
	run -0 --separate-stderr env -u HANJI_VAULT "$HANJI" verify p.tar
	[[ "$output" == *"holds"*"signed with the key in signer.pub"* ]]
	run -0 python3 -B "$VERIFY" p.tar
	size=$(stat -c %s p.tar)
	for at in 700 $((size / 5)) $((size / 3)) $((size / 2)); do
		python3 -c 'import sys; d = bytearray(open("p.tar", "rb").read()); d[int(sys.argv[1])] ^= 4; open("bad.tar", "wb").write(d)' "$at"
		run -6 env -u HANJI_VAULT "$HANJI" verify bad.tar
		run -6 python3 -B "$VERIFY" bad.tar
	done
}

@test "made twice it is the same, byte for byte; of a Padme size" {
	pack -o one.tar --attach "$id/$(<photo)" 2>/dev/null
	pack -o two.tar --attach "$id/$(<photo)" 2>/dev/null
	cmp one.tar two.tar
	python3 - <<-'P'
		import os
		n = os.path.getsize("one.tar")
		e = n.bit_length() - 1
		s = e.bit_length()
		low = 1 << (e - s)
		assert n % 512 == 0 and -n % low < 512 or n % low < 512, n
	P
}

@test "sealed, its signature names the key that opens it; without names it names no vault, beside it neither" {
	to=$(age-keygen -y key)
	pack -o p.age --to "Council secretariat" --to "$to" --sign 2>/dev/null
	grep -q "^trusted comment: hanji; to $to$" p.age.minisig
	age -d -i key p.age >p.tar
	unpack p.tar
	grep -q "log -; to $to$" out/tagmanifest-sha512.txt.minisig
	run -0 --separate-stderr env -u HANJI_VAULT "$HANJI" verify p.age --identity key
	[[ "$output" == *"written for whoever has the key"* ]]
}

@test "an attachment leaves as a clean copy; its story says so; what cannot be cleaned is refused" {
	run -0 pack -o p.tar --attach "$id/$(<photo)"
	[[ "$output" == *"holds no text that could be searched"* ]]
	unpack p.tar
	python3 - <<-'P'
		d = open("out/package/data/a0001.png", "rb").read()
		assert d.startswith(b"\x89PNG") and b"telephone" not in d
	P
	run -0 hj custody "$id" "$(<photo)"
	[[ "${lines[-1]}" == *"Working copy made"* ]]
	run -8 pack -o v.tar --attach "$id/$(<voice)"
	[[ "$output" == *"cannot be cleaned"*"--as-it-is"* ]]
	[ ! -e v.tar ]
	run -0 pack -o v.tar --attach "$id/$(<voice)" --as-it-is "$id/$(<voice):the Council asked for the recording"
	[ "$(tar -xOf v.tar package/data/a0001.bin)" = "a recording" ]
	hj audit log --json >log
	run -3 pack -o w.tar --as-it-is "$id/$(<voice):no reason"
	[[ "$output" == *"not among the attachments"* ]]
	run -4 pack -o w.tar --attach "$id/zzzzzz"
	[ ! -e w.tar ]
}

@test "an attachment above the level internal stays in the office" {
	hj update "$id" "evidence[$(<photo)].conf=restricted" 2>/dev/null
	run -8 pack -o p.tar --attach "$id/$(<photo)"
	[[ "$output" == *"stays in the office"* ]]
	[ ! -e p.tar ]
}

@test "proofs go with nobody who has no name in it, and with whoever agreed" {
	run -8 pack -o p.tar --proofs
	[[ "$output" == *"would join the lists of two recipients"* ]]
	[ ! -e p.tar ]
	agree un-public
	# What is secret in the file keeps it here all the same.
	run -8 pack -o p.tar --proofs
	[[ "$output" == *"above the level 'internal'"* ]]
	for e in "$(<photo)" "$(<voice)"; do
		for field in file acquired by method; do
			hj update "$id" "evidence[$e].$field-=" 2>/dev/null || true
		done
	done
	run -0 pack -o p.tar --proofs
	run -0 --separate-stderr env -u HANJI_VAULT "$HANJI" verify p.tar
	[[ "$output" == *"data/p0001.xml"*"the case file that the log holds"* ]]
	run -0 python3 -B "$VERIFY" p.tar
}

@test "the name of another in a readable attachment stops it" {
	add_case "Ma Ru Na" >/dev/null
	python3 - <<-'P'
		import zipfile
		z = zipfile.ZipFile("note.odt", "w")
		z.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
		z.writestr("content.xml", '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text><text:p>Ma Ru Na was there too</text:p></office:text></office:body></office:document-content>')
		z.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
		z.close()
	P
	e=$(hj attach "$id" note.odt title=Note 2>/dev/null)
	run -8 pack -o p.tar --attach "$id/$e"
	[[ "$output" == *name* ]]
	[ ! -e p.tar ]
}

@test "what was sent is the package itself, checked once more" {
	pack -o p.tar 2>/dev/null
	run -0 hj petition sent "$p" --unchanged --date 2026-11-30 --yes --reason x
	[[ "$(hj audit log --json)" == *petition* ]]
}

@test "a package of others is read by whoever holds no key, and refused where it is none" {
	pack -o p.tar --to "Council secretariat" 2>/dev/null
	add_case "Gong Bo Ri" >/dev/null
	# Somebody wrote a name into it that nobody may see, and one that climbs out.
	python3 - <<-'P'
		import io, tarfile
		old = tarfile.open("p.tar")
		def write(name, change, add=()):
		    new = tarfile.open(name, "w", format=tarfile.USTAR_FORMAT)
		    for m in old:
		        b = old.extractfile(m).read()
		        if change and m.name.endswith(".html"):
		            b = b.replace(b"</body>", b"<p>Gong Bo Ri</p></body>")
		        m.size = len(b)
		        new.addfile(m, io.BytesIO(b))
		    for n in add:
		        m = tarfile.TarInfo(n); m.size = 3
		        new.addfile(m, io.BytesIO(b"abc"))
		    new.close()
		write("named.tar", True)
		write("climbs.tar", False, ["../../out"])
	P
	head -c 3000 p.tar >cut.tar
	run -8 hj petition sent "$p" --file named.tar
	[[ $output == *"Gong Bo Ri"* ]]
	for bad in climbs cut; do
		run -6 hj petition sent "$p" --file $bad.tar --yes --reason x
	done
	run -0 hj petition sent "$p" --file p.tar --yes --reason x
}

@test "attachments and proofs need a package" {
	run -2 hj petition export "$p" --format html --proofs
	run -2 hj petition export "$p" --format html --attach "$id/$(<photo)"
}
