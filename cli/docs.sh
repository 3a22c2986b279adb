#!/bin/sh
# docs.sh GENDOCS docs|docs-lint: write the committed manual pages, completions
# and README list, or see whether they are what the tables say.
set -eu
gendocs=$1 doing=$2
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
"$gendocs" mdoc cli/man/hanji.1.in >"$new/hanji.1"
"$gendocs" case cli/man/hanji-case.5.in >"$new/hanji-case.5"
"$gendocs" shell >"$new/tables"
origin='# Made by cli/docs.sh of cli/completion and the tables of hanji.'
{
	echo "$origin"
	cat "$new/tables" cli/completion/words.sh cli/completion/bash.sh
} >"$new/hanji"
{
	echo '#compdef hanji'
	echo "$origin"
	cat "$new/tables" cli/completion/words.sh cli/completion/zsh.zsh
} >"$new/_hanji"
"$gendocs" readme README.md >"$new/README.md"
mandoc -Tlint -Wwarning "$new/hanji.1" "$new/hanji-case.5"
for kept in cli/man/hanji.1 cli/man/hanji-case.5 cli/completion/hanji cli/completion/_hanji README.md; do
	made=$new/${kept##*/}
	if [ "$doing" = docs ]; then
		cat "$made" >"$kept"
	elif ! diff -u "$kept" "$made"; then
		echo "$kept is not what the tables say: make docs" >&2
		exit 1
	fi
done
