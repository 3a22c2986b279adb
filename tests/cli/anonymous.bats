#!/usr/bin/env bats
# Goal: a file may leave about people who did not agree, and tells nobody who
# they are; two recipients cannot join what they got.  Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'person[+p].sex=f' \
	    'person[+p].birth[+b].date=1987-03-04' 'place[+o].country=KP' \
	    'place[+o].iso3166-2=KP-09' 'place[+o].county=KP-09-musan' \
	    'person[+p].birth[+b].place=+o' 'event[+e].who=+p' 'event[+e].type=arrest' \
	    'event[+e].date=2013-05-28' 'event[+e].narrative[+n].text=Her own words.' \
	    <<<"Seo Ga Ram" 2>/dev/null)
}

anonymous() { hj export "$id" --scope public-anon --anonymous --recipient "$1" -o "$2"; }

@test "nobody has a name, and what is left is a case file that imports" {
	run -8 hj export "$id" --scope public-anon -o whole.xml
	[[ $output == *--anonymous* ]]
	anonymous "Institute" out.xml
	grep -q 'pseudonymised="yes"' out.xml
	grep -q '<date>198X</date>' out.xml
	grep -q '<date>2013-05</date>' out.xml
	grep -q 'KP-09<' out.xml
	run -1 grep -E 'Ga Ram|\b1987|05-28|musan|own words|digest=|salt|parents=|created=|producer=' out.xml
	plain=${id//-/}
	run -1 grep -E "${id:0:9}|${plain:0:8}" out.xml
	run -0 hj import --dry-run out.xml
}

@test "two recipients share no token but codes, and one knows a person again" {
	anonymous "Institute" a.xml
	anonymous "Newspaper" b.xml
	anonymous "institute" again.xml
	run -0 python3 - <<-'P'
		import re
		def tokens(name):
		    text = open(name).read()
		    ids = set(re.findall(r' id="([^"]+)"', text))
		    return ids, set(re.findall(r'>(P-[^<]+)<', text)), set(re.findall(r'>([^<>\n]+)<', text))
		a, b, again = map(tokens, ("a.xml", "b.xml", "again.xml"))
		assert a[0] and a[1] and not a[0] & b[0] and not a[1] & b[1], (a, b)
		assert a[1] == again[1] and not a[0] & again[0]
		# What both hold are codes and dates that were made coarser.
		for t in a[2] & b[2]:
		    assert re.fullmatch(r'[a-z]{1,10}|[A-Z]{2}(-\d\d)?|\d{3}X|\d{4}-\d\d', t), t
	P
}

@test "it needs a recipient, another scope than the office, and the log knows it" {
	run -2 hj export "$id" --scope public-anon --anonymous
	[[ $output == *--recipient* ]]
	run -2 hj export "$id" --scope own --anonymous --recipient X
	anonymous "Institute" out.xml
	run -0 hj audit log
	[[ $output == *exported* ]]
}

@test "what would betray somebody after all is found before it leaves" {
	other=$(add_case 김솔미)
	run -8 hj export "$id" --scope public-anon --anonymous --recipient Institute \
	    --purpose "for Kim Sol-mi" -o out.xml
	[[ $output == *"$other"* ]]
	[ ! -e out.xml ]
	q=$(hj show "$other" | sed -nE 's/^person \[([a-z0-9]{6})\].*/\1/p')
	run -0 hj export "$id" --scope public-anon --anonymous --recipient Institute \
	    --purpose "for Kim Sol-mi" -o out.xml --accept "$other/$q:the researcher has that name"
}

@test "a signature, which tells the vault and its state, is refused beside it" {
	run -8 hj export "$id" --scope public-anon --anonymous --recipient X --sign -o out.xml
	[[ $output == *--sign* ]]
	[ ! -e out.xml ]
}
