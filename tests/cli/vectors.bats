# Goal: the published digests of case files follow from their description.

setup() {
	vectors="$BATS_TEST_DIRNAME/../vectors"
}

@test "a script that shares no code with hanji finds the ten published digests" {
	run python3 "$vectors/case_digest.py"
	[ "$status" -eq 0 ]
	[ "$(grep -c '^ok ' <<<"$output")" -eq 10 ]
}

@test "a changed byte in a vector is noticed" {
	cp -r "$vectors/case-digest" "$BATS_TEST_TMPDIR/changed"
	sed -i 's/Invented/Inventef/' "$BATS_TEST_TMPDIR/changed/02-person.xml"
	run python3 "$vectors/case_digest.py" "$BATS_TEST_TMPDIR/changed"
	[ "$status" -eq 1 ]
	[[ "$output" == *"WRONG 02-person"* ]]
}

@test "C14N of another program reproduces every vector" {
	for file in "$vectors"/case-digest/*.xml; do
		xmllint --exc-c14n "$file" | cmp - "$file"
	done
}
