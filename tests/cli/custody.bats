#!/usr/bin/env bats
# What happened to an attachment, and copies of it that may go to others.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || exit 1
}

# A picture of four pixels with a text in it that does not show.
make_png() {
	python3 - <<-'P' >"$1"
		import struct, sys, zlib
		def chunk(t, d):
		    return struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
		sys.stdout.buffer.write(b"\x89PNG\r\n\x1a\n"
		    + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
		    + chunk(b"tEXt", b"Author\0HIDDENNAME")
		    + chunk(b"IDAT", zlib.compress(b"\0" + b"\xff\0\0" * 2 + b"\0" + b"\0\0\xff" * 2))
		    + chunk(b"IEND", b""))
	P
}

@test "a clean copy has nothing in it but what can be seen" {
	make_png photo.png
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" photo.png 2>/dev/null)
	hj show "$id" --json >shown
	grep -q '"image/png"' shown
	out=$(hj extract "$id" "$ev" --clean)
	[ "$out" = "$ev.png" ]
	grep -q HIDDENNAME photo.png
	run ! grep -q HIDDENNAME "$out"
	hj extract "$id" "$ev" -o original.png
	cmp photo.png original.png
}

@test "a clean copy can be kept, and says what it was made from" {
	make_png photo.png
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" photo.png 2>/dev/null)
	copy=$(hj attach "$id" --clean "$ev" title="For the court" 2>/dev/null)
	[ "$copy" != "$ev" ]
	hj show "$id" --fields >fields
	grep -q "evidence\[$copy\].of.*$ev" fields
	grep -q "evidence\[$copy\].role.*working" fields
	run ! grep -q "evidence\[$copy\].file" fields
	hj extract "$id" "$copy" -o copy.png
	run ! grep -q HIDDENNAME copy.png
}

@test "what cannot be cleaned is refused, and nothing leaves" {
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"words" 2>/dev/null)
	run hj extract "$id" "$ev" --clean -o copy
	[ "$status" -eq 8 ]
	[[ $output == *"clean copy"* ]]
	[ ! -e copy ]
	run ! grep -q extract <(hj history "$id" --json)
	run hj attach "$id" --clean "$ev"
	[ "$status" -eq 8 ]
	run hj attach "$id"
	[ "$status" -eq 2 ]
}

@test "custody tells what happened, oldest first" {
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"a letter" 2>/dev/null)
	other=$(hj attach "$id" - <<<"another" 2>/dev/null)
	hj custody "$id" "$ev" receive --who "the mother" --date 2013-06~
	hj extract "$id" "$ev" -o - >/dev/null
	hj extract "$id" "$other" -o - >/dev/null
	hj custody "$id" "$ev" verify
	[ "$(hj custody "$id" "$ev" --json | json '[(e["event"], e["who"], e["date"]) for e in d["data"]]')" = \
		"[('store', None, None), ('receive', 'the mother', '2013-06~'), ('copy', None, None), ('verify', None, None)]" ]
	sum=$(sha256sum <<<"a letter" | cut -d' ' -f1)
	[ "$(hj custody "$id" "$ev" --json | json 'd["data"][3]["sha256"]')" = "$sum" ]
	run hj custody "$id" "$ev"
	[[ $output == *"Handed"* || $output == *"Received"* ]]
	hj audit verify
}

@test "an attachment that is not as it was is noted as such" {
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"some evidence" 2>/dev/null)
	# The newest file of all is this one.
	blob=$(ls -t "$HANJI_VAULT"/blobs/* | head -n 1)
	cp "$blob" kept
	python3 - "$blob" <<-'P'
		import sys
		p = sys.argv[1]
		b = bytearray(open(p, "rb").read())
		b[40] ^= 1
		open(p, "wb").write(b)
	P
	run hj custody "$id" "$ev" transfer --who "the court"
	[ "$status" -eq 6 ]
	[ "$(hj custody "$id" "$ev" --json | json 'd["data"][-1]["event"]')" = fail ]
	cp kept "$blob"
}

@test "an event that nobody knows is refused with the nearest" {
	id=$(add_case "이하늘")
	ev=$(hj attach "$id" - <<<"x" 2>/dev/null)
	run hj custody "$id" "$ev" transferred
	[ "$status" -eq 2 ]
	[[ $output == *"'transfer'"* ]]
	run hj custody "$id" "$ev" --who somebody
	[ "$status" -eq 2 ]
	run hj custody "$id" "$ev" transfer --date "last week"
	[ "$status" -eq 3 ]
}

@test "what is no evidence is said without the words of field paths" {
	id=$(add_case "이하늘")
	hj attach "$id" - <<<x >/dev/null 2>&1
	for which in e1 2 zzzzzz; do
		run -4 hj custody "$id" "$which"
		[[ $output == *"there is no evidence '$which'"* && $output != *bracket* ]]
	done
	hj custody "$id" 1 >/dev/null
}
