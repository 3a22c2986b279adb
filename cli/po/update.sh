#!/bin/sh
# update.sh: bring cli/po/ko.po up to date with the texts of the program; then
# translate what is empty.  With an argument: only write the template there.
# Run it from the top.
set -eu
pot=${1:-}
[ -n "$pot" ] || pot=$(mktemp)

# extract KEYWORD... -- OPTION...: marked texts, and the literals of functions
# that say what they are given in the language of the person.
extract() {
	# shellcheck disable=SC2046
	xgettext --language=C --from-code=UTF-8 --no-location --sort-output \
	    --package-name=hanji --output="$pot" --keyword "$@" \
	    $(find cli core import export -name '*.[ch]' | LC_ALL=C sort)
}

extract --keyword=_ --keyword=N_ --keyword=HJ_N_ --keyword=ngettext:1,2 \
    --keyword=hj_fail:3 --keyword=hj_fail_errno:3 --keyword=hj_while:2 \
    --keyword=cli_usage:2 --keyword=hj_check_fault:5 \
    --keyword=hj_check_warn:5 --keyword=hj_report:5 \
    --keyword=expect:5 --keyword=expected:3 --keyword=refuse:2 \
    --keyword=hj_reader_expected:3 --keyword=hj_rule:6 \
    --flag=hj_rule:6:c-format --flag=hj_fail:3:c-format \
    --flag=hj_fail_errno:3:c-format --flag=hj_while:2:c-format \
    --flag=cli_usage:2:c-format --flag=hj_check_fault:5:c-format \
    --flag=hj_check_warn:5:c-format --flag=hj_report:5:c-format
sed -i 's/CHARSET/UTF-8/' "$pot"
# What a report says stands in two of its arguments.
extract --join-existing --keyword=hj_report:3
[ -z "${1:-}" ] || exit 0

trap 'rm -f "$pot"' EXIT
msgmerge --quiet --update --backup=none --no-fuzzy-matching cli/po/ko.po "$pot"
msgattrib --no-obsolete --no-wrap --output-file=cli/po/ko.po cli/po/ko.po
msgfmt -c --statistics -o /dev/null cli/po/ko.po
