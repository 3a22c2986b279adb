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
