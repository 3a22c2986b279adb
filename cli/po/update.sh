#!/bin/sh
# update.sh: bring cli/po/ko.po up to date with the texts of the program.
# Run it from the top; then translate what is empty or marked fuzzy.
set -eu
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
xgettext --language=C --from-code=UTF-8 --add-comments=TRANSLATORS \
    --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
    --keyword=hj_fail:3 --keyword=hj_fail_errno:3 --keyword=hj_while:2 \
    --keyword=cli_usage:2 --flag=hj_fail:3:c-format \
    --flag=hj_fail_errno:3:c-format --flag=hj_while:2:c-format \
    --flag=cli_usage:2:c-format --package-name=hanji --no-location \
    --sort-output --output="$pot" $(find cli core import export -name "*.c" | LC_ALL=C sort)
if [ -e cli/po/ko.po ]; then
	msgmerge --quiet --update --backup=none --no-fuzzy-matching cli/po/ko.po "$pot"
else
	cp "$pot" cli/po/ko.po
fi
msgfmt -c --statistics -o /dev/null cli/po/ko.po
