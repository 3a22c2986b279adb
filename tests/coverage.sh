#!/bin/sh
# coverage.sh [unit]: what the tests run of each folder, lines and branches, and
# which lines of the files that keep secrets and proofs none of them runs.
# Fails where these are more than are known (KNOWN); `unit`: the unit tests
# alone, in a few minutes.  What runs confined can not say what it ran.
set -eu
cd "$(dirname "$0")/.."
make=${MAKE:-make}
B=build/coverage
# Of keys, sealed records, headers and the log.
SECRETS='seal|box|kdf|secret|stream|age|age_open|agehead|agekey|agewrap|armor|base64|bech32|minisign|member|keyring|header|header_[a-z]+|tree|tree_prove|log|logentry|loghead|logwriter|note|checkpoint|anchor|anchor_file|audit|audit_commit|audit_watch|proof|leaf|slip39|slip39_[a-z]+'
KNOWN=${KNOWN:-224}

find "$B" -name '*.gcda' -delete 2>/dev/null || :
if [ "${1:-}" = unit ]; then
	$make MODE=coverage CFLAGS="-O0 -g" all unit >"build/coverage.log" 2>&1
else
	$make MODE=coverage CFLAGS="-O0 -g" built >"build/coverage.log" 2>&1
	$make MODE=coverage CFLAGS="-O0 -g" unit clitest replay >>"build/coverage.log" 2>&1
fi
lcov --quiet --rc lcov_branch_coverage=1 --capture --no-external --ignore-errors gcov \
    --base-directory . --directory "$B" --output-file "$B/all.info" 2>>"build/coverage.log"

awk -v secrets="^core/($SECRETS)[.]c$" -v known="$KNOWN" -v top="$PWD/" '
function add(what, n) { all[folder, what] += n; all["all", what] += n }
/^SF:/ {
	file = substr($0, 4)
	sub(top, "", file)
	folder = file ~ /^(cli|import|export|core)\// ? file : ""
	sub(/\/.*/, "", folder)
}
folder == "" { next }
/^DA:/ {
	split(substr($0, 4), a, ",")
	add("lines", 1)
	add("ran", a[2] > 0)
	if (file ~ secrets) {
		add("secret", 1)
		if (a[2] == 0) {
			missed++
			where[file] = where[file] " " a[1]
		}
	}
}
/^BRDA:/ {
	n = split($0, a, ",")
	add("branches", 1)
	add("taken", a[n] != "-" && a[n] > 0)
}
END {
	n = split("core import export cli all", order, " ")
	printf "%-8s %8s %7s %10s %7s\n", "folder", "lines", "%", "branches", "%"
	for (i = 1; i <= n; i++) {
		f = order[i]
		if (all[f, "lines"] == 0) continue
		printf "%-8s %8d %7.2f %10d %7.2f\n", f, all[f, "lines"],
		    100 * all[f, "ran"] / all[f, "lines"], all[f, "branches"],
		    100 * all[f, "taken"] / all[f, "branches"]
	}
	printf "of keys, seals, headers and log: %d of %d lines not run (%d known)\n",
	    missed, all["all", "secret"], known
	for (f in where) print "  " f ":" where[f] | "sort"
	close("sort")
	exit missed > known
}' "$B/all.info"
