#!/usr/bin/env bats
# Who may be here twice; what was decided is not asked again.

bats_require_minimum_version 1.5.0
load help

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return
}

add_one() { # FAMILY GIVEN SCRIPT BIRTH SEX [PATH=VALUE ...]
	local family=$1 given=$2 script=$3 birth=$4 sex=$5
	shift 5
	hj add 'person[+p].role=victim' "person[+p].name[+n].family=$family" \
	    "person[+p].name[+n].given=$given" "person[+p].name[+n].script=$script" \
	    "person[+p].birth[+b].date=$birth" "person[+p].sex=$sex" "$@" 2>/dev/null
}

pairs() { # [CASE]: a line a pair, ids sorted
	run --separate-stderr hj --json duplicates "$@"
	[ "$status" -eq 0 ]
	json '"\n".join(" ".join(sorted((x["a"], x["b"]))) + " " + x["sure"] for x in d["data"]["pairs"])' <<<"$output"
}

both() { printf '%s\n' "$1" "$2" | LC_ALL=C sort | paste -sd' '; }

@test "one woman in two scripts is listed, with what speaks for it" {
	a=$(add_one 한 솔미 hang 1987-03-02 f)
	b=$(add_one Han 'Sol Mi' latn 1987 f)
	add_one 박 철호 hang 1961 m >/dev/null
	[ "$(pairs)" = "$(both "$a" "$b") likely" ]
	run --separate-stderr hj --json duplicates
	[ "$(json '",".join(k for k, v in d["data"]["pairs"][0]["terms"].items() if v > 0)' <<<"$output")" = name,birth,sex ]
	run hj duplicates
	[[ $output == *"한솔미"*"Han Sol Mi"* || $output == *"Han Sol Mi"*"한솔미"* ]]
	[[ $output == *"name, birth, sex"* && $output == *"not yet the same person"* ]]
	[ "$(pairs "$a")" = "$(both "$a" "$b") likely" ]
}

@test "another sex and another generation is another person" {
	add_one 한 솔미 hang 1987 f >/dev/null
	add_one Han 'Sol Mi' latn 1951 m >/dev/null
	[ -z "$(pairs)" ]
	run hj duplicates
	[ "$status" -eq 0 ]
	[[ $output == *"nobody seems to be here twice"* ]]
}

@test "what was decided is not asked again, until it is taken back" {
	a=$(add_one 한 솔미 hang 1987-03-02 f)
	b=$(add_one Han 'Sol Mi' latn 1987 f)
	hj link "$a" "$b" distinct
	[ -z "$(pairs)" ]
	run hj show "$b"
	[[ $output == *"Not the same person"* ]]
	hj link "$a" "$b" distinct --drop
	[ "$(pairs)" = "$(both "$a" "$b") likely" ]
	hj link "$a" "$b" same
	[ -z "$(pairs)" ]
}

@test "two people of one file are not compared" {
	hj add 'person[+p].name.full=한솔미' 'person[+q].name.full=Han Sol Mi' 2>/dev/null
	[ -z "$(pairs)" ]
}

@test "of a secret file no name is shown" {
	a=$(add_one 한 솔미 hang 1987-03-02 f)
	add_one Han 'Sol Mi' latn 1987 f conf=secret >/dev/null
	run --separate-stderr hj --json duplicates
	[[ $output == *"한솔미"* && $output != *"Sol Mi"* ]]
}

@test "of many pairs the likeliest are listed, and the rest is counted" {
	add_one 한 솔미 hang 1987-03-02 f >/dev/null
	add_one Han 'Sol Mi' latn 1987 f >/dev/null
	add_one 한 솔미 hang 1987-03-02 f >/dev/null
	run --separate-stderr hj duplicates --json --most 1
	[ "$status" -eq 0 ]
	[ "$(json '[d["data"][k] for k in ("likely", "perhaps", "listed", "not_compared", "persons")]' <<<"$output")" = "[3, 0, 1, 0, 3]" ]
	[ "$(json '[p["terms"]["birth"] for p in d["data"]["pairs"]]' <<<"$output")" = "[50]" ]
	run hj duplicates --most 2
	[ "$(grep -c '^likely' <<<"$output")" -eq 2 ]
	[[ $output == *"Listed are 2 of 3 pairs (3 likely, 0 perhaps)"*"'--most N'"* ]]
	run hj duplicates
	[[ $output != *"Listed are"* ]]
	run -2 hj duplicates --most 2000000
	[[ $output == *"at most 1000000"* ]]
}

@test "the plan of an import names ten of them, and counts the rest" {
	add_one 한 솔미 hang 1987-03-02 f >/dev/null
	hj export --scope own -o out.xml
	rm -rf "$HANJI_VAULT" "$XDG_STATE_HOME"
	use_vault "$BATS_FILE_TMPDIR"
	for _ in {1..12}; do add_one Han 'Sol Mi' latn 1987 f >/dev/null; done
	run --separate-stderr hj --json import --dry-run out.xml
	[ "$status" -eq 0 ]
	[ "$(json 'sum(x["what"] == "alike" for x in d["data"])' <<<"$output")" = 10 ]
	[ "$(json '[d["data"][-1][k] for k in ("alike", "alike_pairs")]' <<<"$output")" = "[1, 12]" ]
	run hj import --dry-run out.xml
	[[ $output == *"and 2 more, no likelier than these"* ]]
}

@test "it is said in Korean" {
	add_one 한 솔미 hang 1987-03-02 f >/dev/null
	add_one Han 'Sol Mi' latn 1987 f >/dev/null
	run hj --lang ko 중복
	[[ $output == *"아마 같음"* && $output == *"같은 사람인 것은 아닙니다"* ]]
}

@test "the plan of an import says who may be here already, and joins nobody" {
	a=$(add_one 한 솔미 hang 1987-03-02 f)
	add_one Han 'Sol Mi' latn 1987 f >/dev/null
	hj export --scope own -o out.xml
	rm -rf "$HANJI_VAULT" "$XDG_STATE_HOME"
	use_vault "$BATS_FILE_TMPDIR"
	b=$(add_one Хан 'Соль Ми' cyrl 1987-03 f)
	run --separate-stderr hj --json import --dry-run out.xml
	[ "$status" -eq 0 ]
	[ "$(json '[x["id"] for x in d["data"] if x["what"] == "alike"]' <<<"$output")" = "['$b', '$b']" ]
	[ "$(json 'd["data"][-1]["alike"]' <<<"$output")" = 2 ]
	run hj import --dry-run out.xml
	[[ $output == *"the same person as in $b"* && $output == *"nothing is joined by itself"* ]]
	hj import out.xml >/dev/null 2>&1
	run --separate-stderr hj --json list
	[ "$(json 'len(d["data"])' <<<"$output")" = 3 ]
	[[ $(pairs) == *"$(both "$a" "$b") likely"* ]]
}
