# Goal: case files of others come in, field by field, once; bad ones are
# listed; nothing half.
bats_require_minimum_version 1.5.0
load help

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }

X='<x:exchange xmlns:x="urn:hanji:exchange:1" version="1" producer="p">'

# case ID TITLE: a case file in x:record
record() {
	printf '<x:record><case xmlns="urn:hanji:case:1" id="%s" kind="person"><title>%s</title></case></x:record>\n' "$1" "$2"
}

setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	{
		echo "$X"
		record k7m2qx4d9tn1w0zc one
		record 0123456789abcdef two
		echo '</x:exchange>'
	} >good.xml
	sed 's/<title>two/<titel>two/; s/two<.title>/two<\/titel>/' good.xml >bad.xml
	sed 's/two/three/' good.xml >changed.xml
}

@test "a plan stores nothing, an import stores it, again changes nothing" {
	run -0 hj import --dry-run good.xml
	[[ $output == *"line 2: k7m2-qx4d-9tn1-w0zc-f new"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 0 ]
	run -0 hj import good.xml
	[ "$(hj list --json | json 'len(d["data"])')" = 2 ]
	before=$(sha256sum vault/data.mdb)
	run -0 hj import good.xml
	[[ $output == *"0 new, 0 changed and 0 merged case files are in; 2 unchanged"* ]]
	[ "$before" = "$(sha256sum vault/data.mdb)" ]
}

@test "a bad case file is listed with line, field and remedy, the rest goes in" {
	run -3 hj import bad.xml
	[[ $output == *"bad.xml, line 3: 0123-4567-89ab-cdef-8 rejected: titel:"* ]]
	[[ $output == *"did you mean 'title'"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 1 ]
	hj import --json bad.xml >out.json || [ $? = 3 ]
	[ "$(json 'd["data"][0]["code"]' <out.json)" = unknown-element ]
}

@test "with --strict a bad case file keeps the whole file out" {
	run -3 hj import --strict bad.xml
	[[ $output == *"nothing was imported: 1 rejected"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 0 ]
	run -0 hj import --strict good.xml
	[ "$(hj list --json | json 'len(d["data"])')" = 2 ]
	run -3 hj import --strict - < <(cat good.xml)
	[[ $output == *"cannot be a pipe"* ]]
}

@test "a change whose origin is not known here has to be confirmed" {
	run -0 hj import good.xml
	run -3 hj import changed.xml
	[[ $output == *"line 3: 0123-4567-89ab-cdef-8 to be confirmed"* ]]
	run -3 hj import --dry-run changed.xml
	[[ $output == *"~ title"* ]]
	run -0 hj import --yes changed.xml
	[[ $(hj show 0123) == *three* ]]
	[[ $(hj history 0123) == *import* ]]
}

@test "what was imported and then changed here is older when it comes again" {
	run -0 hj import good.xml
	hj update 0123 title=here 2>/dev/null
	before=$(sha256sum vault/data.mdb)
	run -0 hj import good.xml
	[[ $output == *"line 3: 0123-4567-89ab-cdef-8 older than here"* ]]
	[[ $output == *"1 unchanged, 1 older, 0 to be confirmed"* ]]
	[ "$before" = "$(sha256sum vault/data.mdb)" ]
	[[ $(hj show 0123) == *here* ]]
}

@test "a withheld case is never an update" {
	hash=$(printf '0%.0s' {1..64})
	{
		echo "$X"
		record k7m2qx4d9tn1w0zc one | sed "s|<title>.*</title>|<withheld digest=\"$hash\"/>|"
		echo '</x:exchange>'
	} >withheld.xml
	hj import good.xml
	run -0 hj import withheld.xml
	[[ $output == *"kept as a received document"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 3 ]
	[[ $(hj show k7m2) == *"title: one"* ]]
	# What comes twice is kept once, and leaves with nothing.
	before=$(sha256sum vault/data.mdb)
	run -0 hj import withheld.xml
	[[ $output == *"1 unchanged"* ]]
	[ "$before" = "$(sha256sum vault/data.mdb)" ]
	run -8 hj export --scope share-ngo
}

@test "files that are no exchange files are refused with advice" {
	gzip -k good.xml
	run -3 hj import good.xml.gz
	[[ $output == *"gunzip"* ]]
	iconv -t UTF-16 good.xml >utf16.xml
	run -3 hj import utf16.xml
	[[ $output == *"save the file as UTF-8"* ]]
	ln -s good.xml link.xml
	run -3 hj import link.xml
	run -4 hj import none.xml
	mkdir folder
	run -3 hj import folder
	[[ $output == *"takes a package"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" = 0 ]
}

@test "what came before a break in the file is in, and the break is named" {
	head -c -20 good.xml >cut.xml
	run -3 hj import cut.xml
	[[ $output == *"cut.xml"*"cut short"* ]]
	[ "$(hj list --json | json 'len(d["data"])')" -ge 1 ]
}

@test "Ctrl-C says how many are in, and importing again goes on" {
	python3 - >many.xml <<-'PY'
		print('<x:exchange xmlns:x="urn:hanji:exchange:1" version="1">')
		for i in range(20000):
		    print('<x:record><case xmlns="urn:hanji:case:1" id="%016d" '
		          'kind="person"><title>t</title></case></x:record>' % i)
		print('</x:exchange>')
	PY
	mkfifo pipe
	{ head -c 1000000 many.xml; : >fed; exec sleep 600; } >pipe 3>&- &
	feeder=$!
	"$HANJI" --passphrase-fd 9 import - <pipe 2>out 9<<<"$PHRASE" &
	hanji=$!
	until [ -e fed ]; do
		kill -0 "$hanji"
		sleep 0.1
	done
	kill -INT "$hanji"
	wait "$hanji" && false || [ $? = 130 ]
	kill "$feeder"
	grep -q "case files are in; import '-' again to go on" out
	hj audit verify
	run -0 hj import many.xml
	[ "$(hj list --json | json 'len(d["data"])')" = 20000 ]
}

@test "a file says which version of the format it has" {
	for version in '' 'version="one"' 'version="2"'; do
		printf '<x:exchange xmlns:x="urn:hanji:exchange:1" %s></x:exchange>\n' "$version" >"$BATS_TEST_TMPDIR/v.xml"
		run hj import "$BATS_TEST_TMPDIR/v.xml"
		[ "$status" -eq 3 ]
		[[ $output == *"newer hanji"* ]] && newer=yes || newer=no
		[ "$version $newer" = 'version="2" yes' ] || [[ $version != *2* && $newer = no && $output == *'version="1"'* ]]
	done
}
