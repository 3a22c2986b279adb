#!/usr/bin/env bats
# Goal: a forgotten passphrase does not lose the vault, and nobody gets in with
# less than was agreed.  Every person in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

NEW='a second lantern, further down'

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
}

# Shares that nobody has tried yet: a line each in shares.txt.
make_shares() {
	hj recover shares -o - "$@" 2>said | cat >page
	share_lines page >shares.txt
}

restore() { # FILE WITH SHARES
	"$HANJI" recover restore --words-fd 3 --passphrase-fd 4 3<"$1" 4<<<"$NEW"
}

@test "two of three papers set a new passphrase; one does not" {
	id=$(add_case "이하늘")
	make_shares
	[ "$(wc -l <shares.txt)" -eq 3 ]
	[ "$(head -1 shares.txt | wc -w)" -eq 33 ]
	hj recover test --words-fd 3 3<shares.txt
	head -1 shares.txt >one
	run restore one
	[ "$status" -eq 5 ]
	[[ $output == *"still needed: 1"* ]]
	sed 1d shares.txt >two
	restore two
	[[ $("$HANJI" --passphrase-fd 4 show "$id" 4<<<"$NEW") == *이하늘* ]]
	run hj list
	[ "$status" -eq 5 ]
	"$HANJI" --passphrase-fd 4 audit verify 4<<<"$NEW"
	[[ $("$HANJI" --passphrase-fd 4 audit log 4<<<"$NEW") == *"changed with recovery shares"* ]]
}

@test "shares open nothing before they were tried once" {
	make_shares
	grep -q "recover test" said
	[[ $(hj status 2>/dev/null) == *"not tried yet"* ]]
	run restore shares.txt
	[ "$status" -eq 5 ]
	hj recover test --words-fd 3 3<shares.txt
	[[ $(hj status --json 2>/dev/null | json 'd["data"]["recovery"]') == 2-of-3 ]]
	restore shares.txt
}

@test "new shares replace the old ones once they were tried, and not before" {
	make_shares
	hj recover test --words-fd 3 3<shares.txt
	mv shares.txt old
	make_shares --shares 3-of-5
	hj recover test --words-fd 3 3<old
	hj recover test --words-fd 3 3<shares.txt
	run restore old
	[ "$status" -eq 5 ]
	[[ $(hj status --json 2>/dev/null | json 'd["data"]["recovery"]') == 3-of-5 ]]
	restore shares.txt
}

@test "revoked shares open nothing; an old copy of the vault still opens, as the page says" {
	make_shares
	hj recover test --words-fd 3 3<shares.txt
	cp -a vault copy
	run hj recover revoke
	[ "$status" -eq 3 ]
	[[ $output == *--yes* ]]
	hj recover revoke --yes
	run restore shares.txt
	[ "$status" -eq 5 ]
	run hj recover revoke --yes
	[ "$status" -eq 4 ]
	export XDG_STATE_HOME=$PWD/elsewhere
	HANJI_VAULT=$PWD/copy restore shares.txt
	[[ $("$HANJI" recover revoke --help) == *"Copies"*"still open with them"* ]]
}

@test "shares of another vault, and words that went wrong, are refused and never repeated" {
	make_shares
	hj recover test --words-fd 3 3<shares.txt
	awk '{ w = $7; $7 = $8; $8 = w; print }' shares.txt >wrong
	run restore wrong
	[ "$status" -eq 3 ]
	[[ $output == *"do not fit together"* ]]
	sed 's/ / banana /6' shares.txt >wrong
	run restore wrong
	[ "$status" -eq 3 ]
	[[ $output == *"word 7 "* && $output != *banana* ]]
	cp shares.txt first
	make_shares
	paste -d'\n' first shares.txt | head -2 >wrong
	run restore wrong
	[ "$status" -eq 3 ]
	# One time in 32,768 both have the same number.
	[[ $output == *"not made together"* || $output == *"given already"* ]]
}

@test "pages go into memory or through a pipe, never to a disk" {
	run bash -c "'$HANJI' --passphrase-fd 9 recover shares -o - 9<<<'$PHRASE' >on-disk"
	[ "$status" -eq 8 ]
	[[ $output == *"/dev/shm"* ]]
	[ ! -s on-disk ]
	memory=$(stat -f -c %T "$BATS_TEST_TMPDIR")
	if [ "$memory" != tmpfs ]; then
		run hj recover shares -o page.txt
		[ "$status" -eq 8 ]
		[ ! -e page.txt ]
	fi
	[ "$(stat -f -c %T /dev/shm)" = tmpfs ] || skip "no /dev/shm"
	page=/dev/shm/hanji-test-$$.html
	hj recover shares -o "$page" 2>/dev/null
	[ "$(stat -c %a "$page")" = 600 ]
	[ "$(grep -c "Recovery share" "$page")" -eq 3 ]
	xmllint --html --noout "$page"
	rm "$page"
}

@test "without a terminal a missing answer names its option" {
	run hj recover shares
	[ "$status" -eq 5 ]
	[[ $output == *"-o"* ]]
	run hj recover test
	[ "$status" -eq 5 ]
	[[ $output == *"--words-fd"* ]]
	run hj recover shares --shares 4-of-3 -o -
	[ "$status" -eq 3 ]
	[[ $output == *2-of-3* ]]
}

@test "on a terminal: shown one by one on a screen of their own, typed, in force" {
	cat >script <<-S
		expect Passphrase:
		type $PHRASE
		expect Recovery share 1 of 3
		expect written down:
		type
		expect Recovery share 2 of 3
		expect written down:
		type
		expect Recovery share 3 of 3
		expect written down:
		type
		expect Share number 1
		expect from word 1 on
		type zebra
		expect Word 1 is not in the list
		expect from word 1 on
		share 3
		expect Share number 2
		expect from word 1 on
		share 3
		expect given already
		expect from word 1 on
		share 1
		expect open this vault from now on
	S
	on_terminal script -- "$HANJI" recover shares >screen
	# Between the two screens the ordinary one holds no word.
	echo "Now read of them from the paper and type them: only then do they open the vault. goes on with it later recover test The recovery shares open this vault from now on. Older ones do not any more." >said
	python3 - <<'P'
import re
seen = open("screen", "rb").read()
outside = re.sub(rb"\x1b\[\?1049h.*?\x1b\[\?1049l", b"", seen, flags=re.S)
words = {w.decode() for _, w in re.findall(rb"(\d+)  ([a-z]{4,8})", seen)}
assert len(words) > 50
assert not re.findall(rb"\d+  [a-z]{4,8}", outside), outside
# Some words of the list are those of our own sentences, "paper" for one.
ours = open("said").read()
assert not [w for w in re.findall(r"[a-z]{4,8}", outside.decode())
            if w in words and w not in ours], outside
P
	[[ $(hj status 2>/dev/null) == *"2-of-3"* ]]
	grep -q "$(printf '\033\\[2J')" screen
}

@test "init offers them, and restore asks for words and a passphrase" {
	cat >script <<-S
		expect yes or no?
		type no
		expect Your own passphrase:
		type $PHRASE
		expect again:
		type $PHRASE
		expect Now?
		type yes
		expect Recovery share 1 of 3
		expect written down:
		type
		expect written down:
		type
		expect written down:
		type
		expect from word 1 on
		share 1
		expect from word 1 on
		share 2
		expect open this vault from now on
	S
	on_terminal script -- "$HANJI" --vault new init --kdf-mem 256M --kdf-ops 2 >screen
	[[ $(hj --vault new status 2>/dev/null) == *"2-of-3"* ]]
	share_lines <(sed 's/\r//g; s/Recovery share/\f&/g' screen; printf '\f') | awk 'NF == 33' >shares.txt
	[ "$(wc -l <shares.txt)" -eq 3 ]
	cat >script <<-S
		expect from word 1 on
		type $(head -1 shares.txt | cut -d' ' -f1-20)
		expect from word 21 on
		type $(head -1 shares.txt | cut -d' ' -f21-33 | sed -E 's/([a-z]{4})[a-z]*/\1/g')
		expect from word 1 on
		type $(tail -1 shares.txt)
		expect yes or no?
		type no
		expect Your own passphrase:
		type $NEW
		expect again:
		type $NEW
		expect The new passphrase opens
	S
	on_terminal script -- "$HANJI" --vault new recover restore >/dev/null
	"$HANJI" --vault new --passphrase-fd 4 status >/dev/null 2>&1 4<<<"$NEW"
}
