#!/usr/bin/env bats
# Goal: the life of a petition after it was written: what was really sent is
# kept and was checked, each step has its place and its time limit.  Everybody
# is invented.
bats_require_minimum_version 1.5.0
load help.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# agree CASE SCOPE
agree() { hj consent "$1" --scope "$2" --status given --date 2026-01 >/dev/null 2>&1; }

# A petition on one case whose person is named, exported once.
exported() {
	id=$(add_case "Seo Ga Ram")
	agree "$id" un-public
	p=$(hj petition new hrc "$id")
	hj petition export "$p" --format txt -o draft.txt 2>/dev/null
}

status_of() { hj petition status "$p" --json | json 'd["data"]["status"]'; }

@test "without the document nothing is recorded as sent" {
	exported
	run -2 hj petition sent "$p"
	[[ $output == *--file* && $output == *--unchanged* ]]
	run -2 hj petition sent "$p" --unchanged --file draft.txt
	run -2 hj petition status "$p" sent
	[[ $output == *"petition sent"* ]]
	[ "$(status_of)" = draft ]
}

@test "unchanged: the bytes of the last export are kept, and their fingerprint is in the log" {
	exported
	run -0 --separate-stderr hj petition sent "$p" --unchanged --date 2026-03-01 --ref "HRC/2026/17"
	[[ $output =~ ^[a-z][0-9a-z]{5}$ ]]
	[[ $stderr == *words* ]]
	hj extract "$p" "$output" -o kept.txt
	cmp kept.txt draft.txt
	[ "$(status_of)" = sent ]
	run -0 hj petition status "$p"
	[[ $output == *"HRC/2026/17"* && $output == *"1 March 2026"* ]]
	run -0 hj audit log
	[ "$(grep -c 'petition sent' <<<"$output")" = 1 ]
	hj validate
	hj audit verify --deep 2>/dev/null
}

@test "what a lawyer changed is shown word by word, and the final bytes are kept" {
	exported
	sed '1i Invented heading.' draft.txt >final.txt
	printf '\nHanded in by post.\n' >>final.txt
	run -0 --separate-stderr hj petition sent "$p" --file final.txt
	[[ $stderr == *"+ Invented heading."* ]]
	[[ $stderr == *"+ Handed in by post."* ]]
	[[ $stderr == *"0 words taken out, 6 put in, at 2 places"* ]]
	hj extract "$p" "$output" -o kept.txt
	cmp kept.txt final.txt
}

@test "a final text that names somebody who did not agree is refused, and nothing is stored" {
	exported
	add_case "Ma Ru Na"
	sed '$a She was taken with Ma Runa.' draft.txt >final.txt
	before=$(hj history "$p" --json | json 'len(d["data"])')
	run -8 hj petition sent "$p" --file final.txt
	[[ $output != *Runa.*Runa* ]]
	[ "$(status_of)" = draft ]
	[ "$(hj history "$p" --json | json 'len(d["data"])')" = "$before" ]
	run -0 hj audit log
	[[ $output != *"petition sent"* ]]
}

@test "who withdrew between export and sending is not sent any more" {
	exported
	hj consent "$id" --scope un-public --status withdrawn 2>/dev/null
	run -8 hj petition sent "$p" --unchanged
	[ "$(status_of)" = draft ]
}

@test "a dry run compares and checks and stores nothing" {
	exported
	run -0 hj petition sent "$p" --file draft.txt --dry-run
	[[ $output == *"0 words taken out, 0 put in, at 0 places"* ]]
	[ "$(status_of)" = draft ]
}

@test "nothing exported, no such file, a kind that cannot be read" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new hrc "$id")
	run -4 hj petition sent "$p" --unchanged
	[[ $output == *--file* ]]
	run -4 hj petition sent "$p" --file nothing.txt
	printf 'x\xff' >bad.txt
	run -8 hj petition sent "$p" --file bad.txt
	[ "$(status_of)" = draft ]
}

@test "the consents stand in it as they were when it was sent" {
	exported
	hj petition sent "$p" --unchanged 2>/dev/null
	run -0 hj show "$p" --fields
	[[ $output == *consent-snapshot.digest* ]]
	[[ $output == *consent-snapshot.ids*"${id//-/}"* || $output == *consent-snapshot.ids* ]]
}

@test "an export that is the same again is kept once, another takes its place" {
	exported
	n() { hj show "$p" --fields | grep -c 'evidence.*sha256' || true; }
	[ "$(n)" = 1 ]
	hj petition export "$p" --format txt -o again.txt 2>/dev/null
	revisions=$(hj history "$p" --json | json 'sum(r["revision"] is not None for r in d["data"])')
	hj update "$p" title=Other
	hj petition export "$p" --format txt -o other.txt 2>/dev/null
	[ "$(n)" = 1 ]
	[ "$(hj history "$p" --json | json 'sum(r["revision"] is not None for r in d["data"])')" = $((revisions + 2)) ]
}

@test "what cannot come next is refused, and what can is named" {
	exported
	run -3 hj petition status "$p" ack
	[[ $output == *"'ack' does not follow 'draft'"* && $output == *"ready sent withdrawn"* ]]
	run -4 hj petition status "$p" aknowledged
	[[ $output == *"did you mean"* ]]
	hj petition sent "$p" --unchanged 2>/dev/null
	run -3 hj petition status "$p" ready
	hj petition status "$p" ack --ref "17/26"
	hj petition status "$p" withdrawn
	run -3 hj petition status "$p" closed
	[[ $output == *"no step follows"* ]]
	run -3 hj petition status "$id"
	[[ $output == *"not a petition"* ]]
}

# A petition to a mechanism of which only the code is stored.
to() { hj update "$p" "mechanism=$1"; }

@test "from the transmission 60 days count, said with where that is written down" {
	exported
	hj petition sent "$p" --unchanged --date 2026-01-05 2>/dev/null
	to wgad-reg
	run -0 hj petition status "$p" transmitted --date 2026-01-10
	[[ $output == *"11 March 2026"* && $output == *"A/HRC/36/38"* && $output == *confirmed* ]]
	run -0 hj due --all
	[[ $output == *"11 March 2026"* ]]
	run -0 hj petition status "$p" --extended
	[[ $output == *"10 April 2026"* && $output == *"from memory, to be checked"* ]]
	run -0 hj petition reply "$p" "They say that he is not held." --date 2026-03-30 --state CN --until 2026-04-20
	[[ $output == *"20 April 2026"* ]]
	run -0 hj due --all --json
	[ "$(json '[(i["kind"],i["latest"]) for i in d["data"]["items"]]' <<<"$output")" = "[('deadline', '2026-04-20')]" ]
	hj petition status "$p" withdrawn
	run -0 hj due --all --json
	[ "$(json 'd["data"]["items"]' <<<"$output")" = "[]" ]
	hj validate
}

@test "the day to hand in a statement counts back from the session" {
	exported
	run -0 hj petition status "$p" --session 2027-02-22
	[[ $output == *"8 February 2027"* ]]
	hj petition status "$p" --session 2027-03-01 2>/dev/null
	run -0 hj petition status "$p" --json
	[ "$(json '[(x["kind"],x["date"],x["rule"],x["checked"]) for x in d["data"]["deadlines"]]' <<<"$output")" = \
	    "[('session', '2027-03-01', None, None), ('submit', '2027-02-15', 'hrc-submit', True)]" ]
	hj petition sent "$p" --unchanged 2>/dev/null
	run -0 hj petition status "$p" --json
	[ "$(json '[x["state"] for x in d["data"]["deadlines"]]' <<<"$output")" = "['met', 'met']" ]
}

@test "what there is nothing of is left out, not printed empty" {
	exported
	run -0 hj petition status "$p"
	[[ $output != *"null"* && $output != *deadlines:* && $output == *"may come next: ready sent withdrawn"* ]]
}

@test "a reply is kept with its letter" {
	exported
	hj petition sent "$p" --unchanged 2>/dev/null
	printf '%%PDF-1.7 invented' >letter.pdf
	run -2 hj petition reply "$p"
	run -0 --separate-stderr hj petition reply "$p" - --file letter.pdf --date "30 April 2026" --json <<<"Nothing is known."
	e=$(json 'd["data"]["evidence"]' <<<"$output")
	hj extract "$p" "$e" -o back.pdf
	cmp letter.pdf back.pdf
	run -0 hj show "$p"
	[[ $output == *"Nothing is known."* && $output == *"30 April 2026"* ]]
	[ "$(status_of)" = reply ]
	hj validate
}

@test "the list shows where each stands, and what is waited for next" {
	exported
	hj petition sent "$p" --unchanged --date 2026-01-05 2>/dev/null
	to sp
	hj petition status "$p" transmitted --date 2026-01-10 --ref "UA 3/2026" 2>/dev/null
	one=$p
	p=$(hj petition new hrc "$id" title="Second")
	run -0 hj petition list
	[[ $output == *"UA 3/2026"* && $output == *"11 March 2026"* && $output == *Second* ]]
	run -0 hj petition list --json
	[ "$(json '[(r["mechanism"],r["status"],r["victims"],r["next"],r["next_kind"]) for r in d["data"]]' <<<"$output")" = \
	    "[('sp', 'transmitted', 1, '2026-03-11', 'state-reply'), ('hrc-ngo', 'draft', 1, None, None)]" ]
	ids() { hj petition list "$@" --json | json '[r["id"] for r in d["data"]]'; }
	[ "$(ids --status transmitted)" = "['$one']" ]
	[ "$(ids --mechanism hrc)" = "['$p']" ]
	hj petition status "$p" withdrawn
	[ "$(ids --open)" = "['$one']" ]
	run -2 hj petition list --status snet
	[[ $output == *"did you mean 'sent'"* ]]
}

@test "pages say that they are a draft until somebody says that they are ready" {
	id=$(add_case "Seo Ga Ram")
	p=$(hj petition new hrc "$id" 2>/dev/null)
	run -0 --separate-stderr hj petition export "$p" --format txt
	[[ $output == *DRAFT* && $stderr == *draft* ]]
	hj petition status "$p" ready
	run -0 --separate-stderr hj petition export "$p" --format txt
	[[ $output != *DRAFT* && $stderr != *draft* ]]
	hj petition status "$p" draft
	run -0 hj petition export "$p" --format txt
	[[ $output == *DRAFT* ]]
}
