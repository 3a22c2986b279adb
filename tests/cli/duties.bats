#!/usr/bin/env bats
# Goal: a withdrawal obliges us whichever way it comes in: whoever holds the
# name from us is to be asked, and nobody has to remember it.
# Everybody is invented.
bats_require_minimum_version 1.5.0
load help.bash
load laptops.bash

setup_file() { make_laptops; }
setup() { use_laptops; }

agree() { hj consent "$1" --scope "$2" --status given --date 2026-01 >/dev/null 2>&1; }
tasks() { hj task "$1" --json | json '[(t["status"],t["text"][:33]) for t in d["data"]]'; }
held() { hj disclosures "$@" --json | json '[(i["action"],i["holder"],i["scope"],i["named"]) for i in d["data"]["items"]]'; }
commits() { hj audit log --json 2>/dev/null | json 'sum(e["action"]=="commit" for e in d["data"])'; }

# Laptop a gave a file to a partner; laptop b has the case, too.
given_away() {
	id=$(add_case "Seo Ga Ram")
	agree "$id" share-ngo
	agree "$id" un-public
	hj export "$id" --scope share-ngo --recipient "Invented Aid" -o one.xml 2>/dev/null
	give a b
}

# What b knows, on the table of a.
brought() {
	on b
	rm -f b.xml
	hj export --scope own -o b.xml 2>/dev/null
	on a
}

@test "a withdrawal that comes by import becomes a task, in the same commit" {
	given_away
	hj withdraw "$id" seo 2>/dev/null
	[ "$(tasks "$id")" = "[]" ]
	brought
	run --separate-stderr -0 hj import b.xml --dry-run
	[[ $stderr == *"Withdrawal: ask Invented Aid"* && $stderr == *"1 task would be added"* ]]
	[[ $output == *"+ task"* ]] || { echo "$output"; false; }
	[ "$(tasks "$id")" = "[]" ]
	before=$(commits)
	run --separate-stderr -0 hj import b.xml
	[[ $stderr == *"Withdrawal: ask Invented Aid"* && $stderr == *"1 task was added"* ]]
	[ "$(commits)" = "$((before + 1))" ]
	[ "$(tasks "$id")" = "[('todo', 'Withdrawal: ask Invented Aid to t')]" ]
	run -0 hj due
	[[ $output == *"Withdrawal: ask Invented Aid"* ]]
	hj validate
	hj audit verify --deep 2>/dev/null
	# Again, also after it was done: nothing new says no.
	hj done "$(hj task "$id" --json | json 'd["data"][0]["id"]')" "asked" 2>/dev/null
	run --separate-stderr -0 hj import b.xml --json
	[ "$(json 'd["data"][-1]["duties"]' <<<"$output")" = 0 ]
	[ "$(tasks "$id")" = "[('done', 'Withdrawal: ask Invented Aid to t')]" ]
}

@test "also where both sides changed the case, and where all of the file goes in or nothing" {
	given_away
	hj withdraw "$id" seo 2>/dev/null
	brought
	hj update "$id" title="A student" 2>/dev/null
	run --separate-stderr -0 hj import b.xml --strict --json
	[ "$(json '[d["data"][-1][k] for k in ("merged", "duties")]' <<<"$output")" = "[1, 1]" ]
	[ "$(grep -c 'Withdrawal: ask' <<<"$stderr")" = 1 ]
	[ "$(tasks "$id")" = "[('todo', 'Withdrawal: ask Invented Aid to t')]" ]
	# And back: the other laptop learns of the task and makes none itself.
	give a b
	[ "$(tasks "$id")" = "[('todo', 'Withdrawal: ask Invented Aid to t')]" ]
	run -0 hj conflicts
	hj validate
	hj audit verify --deep 2>/dev/null
}

@test "somebody split into a case of their own withdraws there" {
	id=$(hj add 'person[+a].name.full=Kim Bogi' 'person[+a].role=victim' \
	    'person[+b].name.full=Pak Yeoul' 'person[+b].role=victim' 2>/dev/null)
	hj consent "$id" yeoul --scope share-ngo --status given 2>/dev/null
	hj consent "$id" bogi --scope share-ngo --status given 2>/dev/null
	hj export "$id" --scope share-ngo --recipient "Invented Aid" -o one.xml 2>/dev/null
	give a b
	own=$(hj split "$id" yeoul 2>/dev/null)
	hj withdraw "$own" yeoul 2>/dev/null
	brought
	run --separate-stderr -0 hj import b.xml
	[[ $stderr == *"Withdrawal: ask Invented Aid"* ]]
	[ "$(tasks "$own")" = "[('todo', 'Withdrawal: ask Invented Aid to t')]" ]
	[ "$(tasks "$id")" = "[]" ]
}

@test "a no that stands in one of two files holds for what the other let out" {
	one=$(add_case "Seo Ga Ram")
	two=$(add_case "서가람")
	agree "$one" share-ngo
	agree "$two" share-ngo
	hj export "$two" --scope share-ngo --recipient "Invented Aid" -o two.xml 2>/dev/null
	e=$(hj attach "$two" - <<<letter)
	hj extract "$two" "$e" -o letter
	hj withdraw "$one" seo 2>/dev/null
	[ "$(tasks "$one")" = "[]" ]
	run --separate-stderr -0 hj merge "$one" "$two" --dry-run
	run --separate-stderr -0 hj merge "$one" "$two"
	[[ $stderr == *"Withdrawal: ask Invented Aid"* ]]
	[ "$(tasks "$one")" = "[('todo', 'Withdrawal: ask Invented Aid to t')]" ]
	# The file that stays says what both let out.
	[ "$(held "$one")" = "[('export', 'Invented Aid', 'share-ngo', 'yes'), ('extract', None, None, 'perhaps')]" ]
	[ "$(held "$one" seo)" = "[('export', 'Invented Aid', 'share-ngo', 'yes'), ('extract', None, None, 'perhaps')]" ]
	hj letter "$one" --to "Invented Aid" -o letter.txt
	grep -q "Seo Ga Ram\|서가람" letter.txt
	# Said once, it is not said again.
	hj update "$one" title="Both" 2>/dev/null
	[ "$(tasks "$one" | grep -o Withdrawal | wc -l)" = 1 ]
	hj validate
}

@test "what was asked already in the file that is taken in is not asked again" {
	one=$(add_case "Seo Ga Ram")
	two=$(add_case "Seo Ga Ram")
	agree "$two" share-ngo
	hj export "$two" --scope share-ngo --recipient "Invented Aid" -o two.xml 2>/dev/null
	hj withdraw "$two" seo 2>/dev/null
	hj done "$(hj task "$two" --json | json 'd["data"][0]["id"]')" "asked" 2>/dev/null
	hj merge "$one" "$two" 2>/dev/null
	[ "$(tasks "$one")" = "[('done', 'Withdrawal: ask Invented Aid to t')]" ]
}

@test "who refuses in a file that was never here before makes no task" {
	on b
	id=$(add_case "Seo Ga Ram")
	hj consent "$id" --scope share-ngo --status refused 2>/dev/null
	brought
	run --separate-stderr -0 hj import b.xml --json
	[ "$(json '[d["data"][-1][k] for k in ("new", "duties")]' <<<"$output")" = "[1, 0]" ]
}
