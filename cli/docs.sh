#!/bin/sh
# docs.sh GENDOCS docs|docs-lint: write the committed manual page, completions
# and README list, or see whether they are what the command table says.
set -eu
gendocs=$1 doing=$2
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
"$gendocs" mdoc cli/man/hanji.1.in >"$new/hanji.1"
"$gendocs" bash >"$new/hanji"
"$gendocs" zsh >"$new/_hanji"
"$gendocs" readme README.md >"$new/README.md"
mandoc -Tlint -Wwarning "$new/hanji.1"
for kept in cli/man/hanji.1 cli/completion/hanji cli/completion/_hanji README.md; do
	made=$new/${kept##*/}
	if [ "$doing" = docs ]; then
		cat "$made" >"$kept"
	elif ! diff -u "$kept" "$made"; then
		echo "$kept is not what the command table says: make docs" >&2
		exit 1
	fi
done
