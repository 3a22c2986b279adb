# Goal: what leaves is whole, and the log names every case that left.
bats_require_minimum_version 1.5.0
load help

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "more cases than one entry can name leave, and each is named" {
	{
		echo '<x:exchange xmlns:x="urn:hanji:exchange:1" version="1">'
		for i in $(seq 1000 1799); do
			printf '<x:record><case xmlns="urn:hanji:case:1" id="k7m2qx4d9tn1%s" kind="person"></case></x:record>\n' "$i"
		done
		echo '</x:exchange>'
	} >many.xml
	run -0 hj import many.xml
	run -0 hj export --scope own -o out.xml
	[ "$(grep -c '<case ' out.xml)" = 800 ]
	[ "$(hj audit log --json | json 'sum(e["action"] == "export" for e in d["data"])')" = 3 ]
	run -0 hj audit verify
}

# What the log says of an export is lines: nobody begins one of their own.
@test "a recipient, a reason or an acceptance of two lines is refused" {
	id=$(add_case "이하늘")
	for more in "--recipient
cases 0" "--reason
named none"; do
		run hj export "$id" --scope own "${more%%
*}" "x
${more#*
}" -o "$BATS_TEST_TMPDIR/out.xml"
		[ "$status" -eq 3 ]
		[ ! -e "$BATS_TEST_TMPDIR/out.xml" ]
	done
	run hj export "$id" --scope public-anon --recipient x --anonymous --accept "$id/vault:x
cases 0" -o "$BATS_TEST_TMPDIR/out.xml"
	[ "$status" -ne 0 ]
	[ ! -e "$BATS_TEST_TMPDIR/out.xml" ]
}
