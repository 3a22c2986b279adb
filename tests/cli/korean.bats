#!/usr/bin/env bats
# Korean as well as English, from the first text on.

bats_require_minimum_version 1.5.0
load help.bash

TOP=$(cd "$HERE/../.." && pwd)

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() { use_vault "$BATS_FILE_TMPDIR"; }

# The texts of the program as it is now that have no Korean.  In the folder of
# the sources; SCRATCH is a name for files.
missing() { # SCRATCH
	cli/po/update.sh "$1.pot" || return 1
	msgmerge --quiet --no-fuzzy-matching --output-file="$1.po" cli/po/ko.po "$1.pot" || return 1
	msgattrib --no-obsolete --untranslated "$1.po"
	msgattrib --no-obsolete --only-fuzzy "$1.po"
}

# Fails, and shows them, when standard input has four English words in a row.
# Lines to be typed as they are begin with "  hanji".
no_english() {
	! sed '/^  hanji /d' | grep -nE "[A-Za-z']+( [A-Za-z']+){3,}"
}

# No line of standard input is like this.
none() { ! grep "$@"; }

commands() { "$HANJI" --lang en help | sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p'; }

ko() { hj --lang ko "$@"; }

# An error in Korean alone, with its exit status.
fails() { # STATUS WORD COMMAND...
	local want=$1 word=$2
	shift 2
	run "$@"
	[ "$status" -eq "$want" ]
	[[ "$output" == *"$word"* ]]
	no_english <<<"$output"
}

@test "every text of the program has its Korean" {
	cd "$TOP"
	run missing "$BATS_TEST_TMPDIR/now"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	msgfmt -c -o /dev/null cli/po/ko.po
}

@test "an English sentence that somebody adds is found" {
	cd "$BATS_TEST_TMPDIR"
	cp -r "$TOP/cli" "$TOP/core" "$TOP/import" "$TOP/export" .
	cat >core/added.c <<-'C'
		int f(struct hj_error *err) {
			hj_report(r, HJ_FOUND_DAMAGE, "a new finding", err, "a new %s", x);
			return hj_fail(err, HJ_EIO, "a new error");
		}
	C
	run missing now
	[[ "$output" == *'"a new finding"'* ]]
	[[ "$output" == *'"a new %s"'* ]]
	[[ "$output" == *'"a new error"'* ]]
}

@test "the list of commands is Korean, its columns line up" {
	run --separate-stderr "$HANJI" --lang ko help
	[ "$status" -eq 0 ]
	no_english <<<"$output"
	python3 - "$output" <<-'P'
		import re, sys, unicodedata
		wide = lambda s: sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
		rows = [l for l in sys.argv[1].split("\n") if re.match(r"  [가-힣]", l)]
		at = {tuple(wide(l[:m.end()]) for m in re.finditer(r"  +", l)) for l in rows}
		assert len(rows) > 20 and len(at) == 1, at
		assert all(wide(l) <= 80 for l in sys.argv[1].split("\n"))
	P
}

@test "the help of every command is Korean" {
	[ "$(commands | wc -l)" -gt 20 ]
	commands | while read -r one two; do
		run --separate-stderr "$HANJI" --lang ko help "$one" ${two:+"$two"}
		[ "$status" -eq 0 ]
		[[ "$output" == "사용법: hanji $one"* ]]
		no_english <<<"$output"
		# What stands below an example says what it does.
		grep '^      [^-]' <<<"$output" | none -v '[가-힣]'
		# Words in capitals are to be replaced: they are Korean too.
		head -1 <<<"$output" | none '[A-Z]'
	done
}

@test "a command has a Korean name" {
	run "$HANJI" 도움말 일지 확인
	[ "$status" -eq 0 ]
	[[ "$output" == *"hanji audit verify"* ]]
}

@test "errors are Korean and keep their exit status" {
	fails 2 '모르는 명령' ko shwo
	fails 2 '모르는 선택사항' ko list --jsno
	fails 2 '빠진 것: 사건' ko show
	fails 2 '필요한 것: 파일' ko add -f
	fails 4 '금고가 없습니다' ko --vault /nowhere/vault list
	fails 5 '암호가 틀렸습니다' "$HANJI" --lang ko --passphrase-fd 3 list 3<<<'the wrong words'
	fails 4 '사건이 없습니다' ko show zzzz
	fails 3 '항목이 없습니다' ko add 'person[+p].nmae.full=-' <<<'이하늘'
	fails 3 '월이 아닙니다' ko add 'event[+e].date=2013-13'
	fails 3 '코드가 필요합니다' ko add 'event[+e].state=Chnia'
	fails 3 '이미 있습니다' ko backup "$HANJI_VAULT/data.mdb"
	fails 3 'XML 파일이 아닙니다' ko import "$HANJI_VAULT/data.mdb"
	fails 4 "'/nowhere/cases.xml' 파일이 없습니다" ko import /nowhere/cases.xml
	fails 1 '그런 파일이나 폴더가 없습니다' ko backup /nowhere/march.tar
	fails 2 '물어볼 사람이 없습니다' setsid -w "$HANJI" --lang ko --passphrase-fd 3 add 3<<<"$PHRASE"
}

@test "a full disk is said in Korean" {
	run bash -c '"$HANJI" --lang ko help >/dev/full'
	[ "$status" -eq 1 ]
	[[ "$output" == *'디스크가 찼습니다'* ]]
	no_english <<<"$output"
}

@test "what the commands print is Korean" {
	id=$(add_case 이하늘 'person[+p].sex=f')
	printf x >"$BATS_TEST_TMPDIR/letter.txt"
	for c in status list "show $id" "history $id" "audit log" "audit verify --deep" validate check doctor \
	    "find 하늘" "attach $id $BATS_TEST_TMPDIR/letter.txt" "backup $BATS_TEST_TMPDIR/b.tar"; do
		# shellcheck disable=SC2086
		run ko $c
		[ "$status" -eq 0 ]
		no_english <<<"$output"
	done
}

@test "a finding of an import and its remedy are Korean" {
	printf '<!DOCTYPE x><case/>' >"$BATS_TEST_TMPDIR/bad.xml"
	run ko import "$BATS_TEST_TMPDIR/bad.xml"
	[ "$status" -eq 3 ]
	[[ "$output" == *DOCTYPE* ]]
	[[ "$output" == *지우십시오* ]]
	no_english <<<"$output"
}

@test "damage is named in Korean" {
	id=$(add_case 이하늘)
	printf x >"$BATS_TEST_TMPDIR/letter.txt"
	hj attach "$id" "$BATS_TEST_TMPDIR/letter.txt" >/dev/null 2>&1
	find "$HANJI_VAULT/blobs" -type f -exec rm {} +
	run ko audit verify --deep
	[ "$status" -eq 6 ]
	[[ "$output" == *'첨부가 없습니다'* ]]
	no_english <<<"$output"
}

@test "tables have labels in Korean and codes in JSON" {
	add_case 이하늘 >/dev/null
	run --separate-stderr ko list
	[[ "$output" == *'개인'*'진행 중'*'이하늘'* ]]
	run --separate-stderr ko find 하늘
	[[ "$output" == *'개인'*'진행 중'* ]]
	[ "$(ko list --json | json 'd["data"][0]["kind"]+d["data"][0]["status"]+d["data"][0]["conf"]')" = personopenpublic ]
}

@test "the log says in Korean what was changed" {
	id=$(add_case 이하늘)
	run --separate-stderr ko history "$id"
	[[ "$output" == *'정함 person'* ]]
}

@test "a document in Korean says so on each page" {
	id=$(add_case 이하늘)
	petition=$(ko petition new hrc "$id" 2>/dev/null)
	run --separate-stderr ko petition export "$petition" --format txt
	[ "$status" -eq 0 ]
	[[ "$output" == *'*** 초안 ***'* ]]
	[[ "$output" == *'피해자 명단'* ]]
	no_english <<<"$output"
}
