#!/bin/sh
# size.sh: no file over 400 lines, no function over 60: one noun a file, one
# thought a function.  A function's braces stand in the first column.
cd "$(dirname "$0")/.." || exit 1
find core cli import export tests .ci -type f -name '*.[ch]' -o -type f -name '*.sh' \
    -o -type f -name '*.py' -o -type f -name '*.ba[ts][sh]' -o -type f -name '*.awk' |
	sort | xargs awk '
	FNR == 1 { start = 0 }
	# The stand-alone verifier is one file, for who reads it before trusting it.
	FNR == (FILENAME == "export/verify.py" ? 501 : 401) { print FILENAME ": over " FNR - 1 " lines"; bad = 1 }
	/^\{/ { start = FNR }
	/^\}/ && start {
		if (FNR - start - 1 > 60) {
			print FILENAME ":" start ": a function of " FNR - start - 1 " lines"
			bad = 1
		}
		start = 0
	}
	END { exit bad }' >&2 || exit 1
echo "size: clean"
