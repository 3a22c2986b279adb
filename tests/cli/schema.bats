#!/usr/bin/env bats
# Goal: who interviews without hanji has the questions of hanji, on paper and on
# a telephone, in both languages.

bats_require_minimum_version 1.5.0
load help.bash

setup() {
	unset LANGUAGE LC_ALL LC_MESSAGES LANG PAGER
	cd "$BATS_TEST_TMPDIR" || return 1
}

# What a reader sees of an HTML file, one text a line.
seen() { # FILE
	python3 - "$1" <<-'P'
		import sys
		from html.parser import HTMLParser
		class P(HTMLParser):
		    style = False
		    open = []
		    def handle_starttag(self, tag, attrs):
		        self.style = tag == "style"
		        if tag not in ("meta",): self.open.append(tag)
		    def handle_endtag(self, tag):
		        assert self.open.pop() == tag, tag
		        self.style = False
		    def handle_data(self, data):
		        if not self.style and data.strip(): print(data.strip())
		p = P()
		p.feed(open(sys.argv[1], encoding="utf-8").read())
		assert not p.open, p.open
	P
}

@test "the form asks what 'add' asks, in its order, in both languages" {
	for lang in en ko; do
		"$HANJI" --lang "$lang" schema --format form --full -o "$lang.html"
		"$HANJI" --lang "$lang" schema --format form -o "$lang-first.html"
		seen "$lang.html" >"$lang"
		seen "$lang-first.html" >"$lang-first"
		# The first call is the shorter one.
		[ "$(wc -l <"$lang-first")" -lt "$(wc -l <"$lang")" ]
	done
	grep -x 'Do they agree that we keep this record?' en
	grep -x 'What danger is there now?' en-first
	grep -x '지금 어떤 위험이 있습니까?' ko-first
	[ "$(grep -nx 'Consent' en | cut -d: -f1)" -lt "$(grep -nx 'The person' en | head -1 | cut -d: -f1)" ]
}

@test "no English is left on a Korean form" {
	"$HANJI" --lang ko schema --format form --full -o ko.html
	! seen ko.html | grep -nE "[A-Za-z']+( [A-Za-z']+){2,}"
}

@test "each copy has a number that no other has, on both of its sheets" {
	"$HANJI" schema --format form --copies 20 -o forms.html
	seen forms.html | grep -xE '[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}' >numbers
	[ "$(wc -l <numbers)" -eq 40 ]
	[ "$(sort -u numbers | wc -l)" -eq 20 ]
	# A, B, A, B ...
	[ "$(awk 'NR % 2 == 0 && $0 != last { n++ } { last = $0 } END { print n + 0 }' numbers)" -eq 0 ]
}

@test "a form without copies has boxes for the number instead" {
	"$HANJI" schema --format form -o form.html
	! seen form.html | grep -xE '[0-9A-Z]{3}-[0-9A-Z]{3}'
	grep -q 'Number<span class="b"><i></i><i></i><i></i><i></i><i></i><i></i></span>' form.html
}

@test "what is there is not replaced, and the file is its owner's" {
	"$HANJI" schema --format form -o form.html
	[ "$(stat -c %a form.html)" = 600 ]
	cp form.html before
	run "$HANJI" schema --format form --full -o form.html
	[ "$status" -eq 3 ]
	cmp form.html before
}

@test "options that do not fit are named" {
	run "$HANJI" schema --format form --copies 201
	[ "$status" -eq 2 ]
	run "$HANJI" schema --full
	[ "$status" -eq 2 ]
	[[ "$output" == *--full* ]]
	run "$HANJI" schema --format text -o fields
	[ "$status" -eq 2 ]
	[ ! -e fields ]
}

@test "without a vault, and without a word to say" {
	HANJI_VAULT=/nowhere run "$HANJI" schema --format form -o form.html
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$("$HANJI" schema --format form --json -o again.html | json 'd["data"]["file"]')" = again.html ]
	[[ "$("$HANJI" schema --format form --json | json 'd["data"]')" == '<!DOCTYPE html>'* ]]
}
