# Goal: a vault that an older hanji wrote is searched as well as a new one, and
# nobody has to know that its catalogue was made anew.
bats_require_minimum_version 1.5.0
load help

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }

setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	add_case '한보기' >/dev/null
	add_case 'Han Pogi' >/dev/null
	before=$(hj duplicates 2>/dev/null)
	[ -n "$before" ]
	"$(dirname "$HANJI")/tests/fault/oldrows" vault state/hanji <<<"$PHRASE"
}

@test "reading says what may be missed, and misses no name" {
	run -0 --separate-stderr hj find 'Han Pogi'
	[[ $output == *한보기* && $output == *"Han Pogi"* ]]
	[[ $stderr == *"older hanji"* ]]
	run -0 --separate-stderr hj --lang ko list
	[[ $stderr == *"이전 버전"* ]]
}

@test "the next change makes it anew, once, and all is found again" {
	run -0 --separate-stderr hj add title=next
	[[ $stderr == *"up to date: 2 case files"* ]]
	run -0 --separate-stderr hj update "$output" title=later
	[[ $stderr != *"up to date"* ]]
	[ "$(hj duplicates 2>/dev/null)" = "$before" ]
	run -0 hj check
	run -0 hj audit verify --deep
}
