#!/usr/bin/env bats
# Goal: what somebody sent is checked without any vault, and each thing that
# does not hold is said.  Everybody in it is invented.

bats_require_minimum_version 1.5.0
load help.bash

BAGS=$HERE/../fixtures/bags

setup() {
	unset LANGUAGE LC_ALL LC_MESSAGES LANG HANJI_VAULT
	export HOME=$BATS_TEST_TMPDIR
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "a whole bag holds, as a folder and as a tar, without a vault" {
	run --separate-stderr "$HANJI" verify "$BAGS/whole"
	[ "$status" -eq 0 ]
	[[ "$output" == *holds*manifest-sha512.txt* ]]
	[[ "$stderr" == *"Everything that could be checked holds: 6"* ]]
	for format in ustar gnu; do
		tar -C "$BAGS" --format=$format -cf whole.tar whole
		"$HANJI" verify whole.tar 2>/dev/null
		tar -C "$BAGS" --format=$format --exclude='*진술*' -cf less.tar whole
		run "$HANJI" verify less.tar
		[ "$status" -eq 6 ]
		[[ "$output" == *"listed in manifest-sha512.txt, but not here"* ]]
	done
	[ ! -e .local ]
}

@test "the answer may go into a file, and in Korean" {
	"$HANJI" --lang ko verify "$BAGS/whole" >out 2>err
	[[ "$(<out)" == *맞음*manifest-sha512.txt* ]]
	[[ "$(<err)" == *"확인할 수 있는 것은 모두 맞습니다"* ]]
}

@test "what does not hold is named, exit 6, whole in JSON" {
	run --separate-stderr "$HANJI" verify "$BAGS/altered"
	[ "$status" -eq 6 ]
	[[ "$output" == *FAILS*data/p0001.txt*"not the file that manifest-sha256.txt lists"* ]]
	[[ "$stderr" == *"2 things do not hold"* ]]
	run --separate-stderr "$HANJI" --json verify "$BAGS/altered"
	[ "$status" -eq 6 ]
	[ "$(json '[d["code"] for d in d["data"] if d["ruling"] == "fails"]' <<<"$output")" = \
	    "['altered', 'altered']" ]
}

@test "each byte of the payload and of the manifests counts" {
	cp -r "$BAGS/whole" bag && cd bag
	for file in bagit.txt bag-info.txt manifest-sha512.txt tagmanifest-sha256.txt data/p0001.txt; do
		cp "$file" ../kept
		printf x >>"$file"
		run "$HANJI" verify .
		[ "$status" -eq 6 ]
		cp ../kept "$file"
	done
	"$HANJI" verify . 2>/dev/null
}

@test "a link, a name with escapes, and what is no package" {
	cp -r "$BAGS/whole" bag
	ln -s /etc/passwd bag/data/more
	run "$HANJI" verify bag
	[ "$status" -eq 6 ]
	[[ "$output" == *"'data/more' is a link or a device"* ]]
	[[ "$output" != *root* ]]
	rm bag/data/more
	: >"bag/data/$(printf '\033[31mred')"
	run "$HANJI" verify bag
	[ "$status" -eq 6 ]
	[[ "$output" == *'\u{1b}[31mred'* ]]
	[[ "$output" != *$'\033'* ]]
	echo text >file
	run "$HANJI" verify file
	[ "$status" -eq 6 ]
	[[ "$output" == *"not a"*"tar file"* ]]
	run "$HANJI" verify nowhere
	[ "$status" -eq 4 ]
	run "$HANJI" verify /dev/null
	[ "$status" -eq 3 ]
}
