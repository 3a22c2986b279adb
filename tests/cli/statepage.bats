#!/usr/bin/env bats
# Goal: a state of the log on paper is read back, by a machine and by hand, and
# then tells whether the log still holds what it held.  Everybody is invented.

bats_require_minimum_version 1.5.0
load help.bash

setup_file() {
	make_vault "$BATS_FILE_TMPDIR"
	use_vault "$BATS_FILE_TMPDIR"
	add_case "강서윤" >/dev/null
	rm -r "$BATS_FILE_TMPDIR"/{vault,state}
	mv "$BATS_TEST_TMPDIR"/{vault,state} "$BATS_FILE_TMPDIR/"
}
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	hj audit checkpoint -o note
}

outsider() { "$HANJI" "$@"; } # no vault, no passphrase

# What somebody types who does as the page says; origin, size, root, dash.
typed() {
	python3 -c '
import re, sys
found = re.search(r"^ *(hanji/\S+)\n *(\d+)\n *(\S{44})\n *(— \S+)\n *(\S+)\n *(\S+)$", sys.stdin.read(), re.M)
print("{}\n{}\n{}\n\n{} {}{}".format(*found.groups()))'
}
groups() { grep -Eo '([A-Z2-7]{5} ){7}[A-Z2-7]{5}' | head -1; }

@test "the page of each format and language is typed back to the letter" {
	sum=$(sha256sum note | cut -d' ' -f1 | xxd -r -p | base32 | head -c 40)
	for lang in en ko; do
		hj --lang $lang audit checkpoint --page $lang.txt
		hj --lang $lang audit checkpoint --page $lang.pdf
		hj --lang $lang audit checkpoint --page $lang.html
		pdftotext -layout $lang.pdf drawn
		[ "$(pdfinfo $lang.pdf | grep -c '^Pages: *1$')" = 1 ]
		sed -E 's,<(br|/p|/h.)>,\n,g; s/<[^>]*>//g' $lang.html >plain
		for page in $lang.txt drawn plain; do
			typed <$page | cmp - note
			[ "$(groups <$page | tr -d ' ')" = "$sum" ]
		done
	done
	grep -q 'Place and date' en.txt
	grep -q '장소와 날짜' ko.txt
	run ! grep -q '강서윤' en.txt ko.txt en.html ko.html drawn
}

@test "what was typed is verified without the vault, and against the log" {
	hj audit checkpoint --page page.txt
	typed <page.txt >back
	add_case "정바다" >/dev/null
	hj audit verify --against back
	key=$(hj audit prove --since note 2>&1 >/dev/null | sed 's/.*: //')
	run outsider verify back --log-key "$key"
	[ "$status" -eq 0 ]
	# One letter that was misread.
	sed '3s/^\(.\)\(.\)/\1_/' back >misread
	run hj audit verify --against misread
	[ "$status" -ne 0 ]
	run outsider verify misread --log-key "$key"
	[ "$status" -ne 0 ]
}

@test "the QR code is read off the printed page, stained too" {
	[ -n "$(command -v zbarimg)" ] || skip "zbarimg (zbar-tools) is not installed"
	for lang in en ko; do
		hj --lang $lang audit checkpoint --page $lang.pdf
		for dpi in 100 150 300; do
			pdftoppm -r $dpi -singlefile -png $lang.pdf shot
			zbarimg -q --raw --oneshot -Sbinary shot.png 2>/dev/null >scanned
			cmp scanned note
		done
	done
	# A drop of ink in the middle of the code.
	pdftoppm -r 100 -singlefile en.pdf shot
	python3 - <<'P'
data = bytearray(open("shot.ppm", "rb").read())
magic, size, most = data.split(b"\n", 3)[:3]
wide = int(size.split()[0])
at = len(magic) + len(size) + len(most) + 3
for y in range(680, 700):
    data[at + 3 * (y * wide + 400):at + 3 * (y * wide + 420)] = bytes(60)
open("shot.ppm", "wb").write(data)
P
	zbarimg -q --raw --oneshot -Sbinary shot.ppm 2>/dev/null | cmp - note
	hj audit verify --against scanned
}

@test "a cosigned state has the same page: the lines of the log alone" {
	partner() { XDG_STATE_HOME=$PWD/partner/state HANJI_VAULT=$PWD/partner/vault hj "$@"; }
	make_vault partner
	key=$(hj audit witness request -o request 2>&1 | sed 's/.*: //')
	partner audit witness cosign request --log-key "$key" -o answer 2>/dev/null
	hj audit witness accept answer --witness "$(partner audit witness key)" 2>/dev/null
	[ "$(hj audit checkpoint | grep -c '^—')" = 2 ]
	hj audit checkpoint --page page.txt
	[ "$(grep -c '— hanji' page.txt)" = 1 ]
	typed <page.txt >back
	hj audit verify --against back
}

@test "JSON has what stands on the page; what cannot be is refused" {
	hj --json audit checkpoint --page page.txt >out
	[ "$(json 'd["data"]["sha256"]' <out)  note" = "$(sha256sum note)" ]
	json 'd["data"]["checkpoint"]' <out | head -c -1 | cmp - note
	run hj audit checkpoint --page page.txt
	[ "$status" -ne 0 ]
	[[ "$output" == *page.txt* ]]
	for name in page page.doc dir.pdf/page; do
		run hj audit checkpoint --page $name
		[ "$status" -eq 2 ]
		[[ "$output" == *".pdf, .html or .txt"* ]]
	done
	run hj audit checkpoint --page other.txt -o other
	[ "$status" -eq 2 ]
	run hj audit checkpoint --page other.txt --folder other
	[ "$status" -eq 2 ]
	[ ! -e other ] && [ ! -e other.txt ]
}

@test "libqrencode is of the confined program alone" {
	needed() { objdump -p "$1" | grep -c 'NEEDED.*libqrencode' || true; }
	[ "$(needed "$HANJI")" = 0 ]
	[ "$(needed "$HANJI-render")" = 1 ]
	for other in parse print clean text sleep; do
		[ "$(needed "$HANJI-$other")" = 0 ]
	done
}

@test "of an empty vault there is no page yet, and that is what is said" {
	make_vault "$BATS_TEST_TMPDIR/empty"
	for how in --page=p.txt --folder=f -o=c; do
		run env XDG_STATE_HOME="$BATS_TEST_TMPDIR/empty/state" HANJI_VAULT="$BATS_TEST_TMPDIR/empty/vault" \
			"$HANJI" --passphrase-fd 9 audit checkpoint "${how%=*}" "${how#*=}" 9<<<"$PHRASE"
		[ "$status" -eq 4 ]
		[[ "$output" == *"nothing was ever written to this vault, so there is no checkpoint yet"* ]]
	done
	[ ! -e p.txt ]
}
