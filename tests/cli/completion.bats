#!/usr/bin/env bats
# Goal: whoever types a command in bash or zsh is offered the words that fit:
# commands, options and their values, field paths and the codes of each field.
# No vault is opened for it and no program started.

bats_require_minimum_version 1.5.0
load help.bash

COMPLETION=$(cd "$HERE/../../cli/completion" && pwd)

setup() {
	export LC_ALL=C.UTF-8 TERM=dumb
	cd "$BATS_TEST_TMPDIR" || return 1
	# What bash would offer at the end of each line of standard input.  It
	# parts words at = and : too.
	cat >offers.bash <<-'B'
		. "$1/hanji"
		PATH=/nowhere
		while IFS= read -r line; do
			parted=${line//=/ = }
			read -ra COMP_WORDS <<<"${parted//:/ : }"
			[[ $line != *' ' ]] || COMP_WORDS+=('')
			COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
			last=${COMP_WORDS[-1]}
			[[ $last != [=:] ]] || last=
			_hanji hanji "$last" x
			echo "${COMPREPLY[*]}"
		done
	B
}

offers() { bash offers.bash "$COMPLETION"; }

# LINE WORD...: these words, and no other, are offered at its end.
fits() {
	local line=$1
	shift
	run offers <<<"$line"
	[ "$output" = "$*" ] || {
		echo "'$line': '$output', not '$*'"
		return 1
	}
}

@test "commands, in English and in Korean, of one word and of two" {
	fits 'hanji hist' history
	fits 'hanji audit ver' verify
	fits 'hanji --lang ko audit check' checkpoint
	fits 'hanji 찾' 찾기
	fits 'hanji 일지 확인점' 확인점
	fits 'hanji help audit ver' verify
	fits 'hanji nonsense '
}

@test "options, their values, and the codes of an option" {
	fits 'hanji export --sc' --scope
	fits 'hanji export k7m2 --format x' xml
	fits 'hanji export --scope ow' own
	fits 'hanji export --scope=un-p' un-public
	fits 'hanji consent k7m2 --status pro' proxy
	fits 'hanji --lang ' en ko
	# What follows the value is the next word again.
	fits 'hanji --vault /tmp --lang ko upd' update
	fits 'hanji export --recipient consent --for' --format
}

@test "field paths, whatever stands in the brackets" {
	fits 'hanji update k7m2 pers' person.
	fits 'hanji update k7m2 person.name.f' person.name.family= person.name.full=
	fits 'hanji update k7m2 person[k7m2qx].name[2].fam' 'person[k7m2qx].name[2].family='
	fits 'hanji add detention[+d].wa' 'detention[+d].warrant.'
	fits 'hanji attach k7m2 letter.pdf ti' title=
	fits 'hanji petition new hrc k7m2 submitter.em' submitter.email=
	fits 'hanji update q4d9 submitter.em' submitter.email=
	fits 'hanji update k7m2 person.nmae.f'
}

@test "field paths in Korean" {
	fits 'hanji update k7m2 사' 사람.
	fits 'hanji 고치기 k7m2 사람[+p].이름.전' '사람[+p].이름.전체이름='
	fits 'hanji update k7m2 구금기간.국가=KP' KP
}

@test "the codes of a field, of an attribute, and why there is no value" {
	fits 'hanji update k7m2 person.birth.date.cal=' gregorian lunar
	fits 'hanji update k7m2 person.nationality+=KP' KP
	fits 'hanji update k7m2 person[1].role=vic' victim
	fits 'hanji update k7m2 event.narrative.lang=lo' lo
	fits 'hanji update k7m2 detention.warrant.shown=' yes no
	fits 'hanji update k7m2 person.religion?=re' refused
	fits 'hanji update k7m2 title.conf=sec' secret
	fits 'hanji update k7m2 event.date=2'
}

@test "lists and mechanisms" {
	fits 'hanji codes det-e' det-end
	fits 'hanji petition new h' hrc
}

@test "every field of a case file is offered where it may be typed" {
	"$HANJI" schema --format text --json >fields.json
	python3 - <<-'P'
		import json
		rows = json.load(open("fields.json"))["data"]
		with open("lines", "w") as lines, open("want", "w") as want:
		    for r in rows:
		        lines.write("hanji update k7m2 %s\n" % r["path"][:-1])
		        end = "." if r["value"] in (None, "foreign") else "="
		        want.write(r["path"] + end + "\n")
		assert len(rows) > 250
	P
	offers <lines >offered
	paste -d' ' want offered | awk '{
		for (i = 2; i <= NF && $i != $1; i++)
			;
		if (i > NF) { print "not offered: " $1; bad = 1 }
	} END { exit bad }'
}

@test "every code is offered after its field" {
	"$HANJI" schema --format text --json >fields.json
	python3 -c 'import json
for r in json.load(open("fields.json"))["data"]:
    if r["value"] == "code": print(r["path"], r["list"])' >coded
	[ "$(wc -l <coded)" -gt 40 ]
	while read -r path list; do
		"$HANJI" codes "$list" --json |
			json '" ".join(r["code"] for r in d["data"])' >>want
		echo "hanji update k7m2 $path=" >>lines
	done <coded
	offers <lines | diff want -
}

# Types at a shell as a person does.  What is expected is only what the shell
# adds: it need not write the word anew.
types_at() { # SHELL ARGUMENT...
	cat >script <<-'S'
		expect ready>
		send hanji update k7m2 pers\t
		expect on.
		send nam\t
		expect e.
		send fam\t
		expect ily=
		send x detention.warr\t
		expect ant.
		send sho\t
		expect wn=
		send ye\t
		expect s
		send  'person[+q].nam\t
		expect e.
		send ful\t
		expect l=
		send a' consent.sta\t
		expect tus=
		send prox\t
		expect y
		send \x15
		type exit
	S
	on_terminal --cols 300 script -- "$@"
}

@test "bash completes as a person types, inside quotation marks too" {
	printf 'PS1="ready> "\n. %q\n' "$COMPLETION/hanji" >rc
	types_at bash --noprofile --rcfile rc -i
}

@test "zsh completes as a person types" {
	[ -n "$(command -v zsh)" ] || skip "zsh is not installed"
	cat >.zshrc <<-Z
		PS1='ready> '
		fpath=($COMPLETION \$fpath)
		autoload -Uz compinit
		compinit -D -u
	Z
	ZDOTDIR=$PWD types_at zsh -d -i
}
