#!/bin/sh
# coverage.sh [unit]: what the tests run of each folder, lines and branches, and
# which lines of the files that keep secrets and proofs none of them runs.
# Unit tests, commands and the corpora of the fuzz targets count together: what
# a command does with the files of others no unit test does, and what happens
# without memory no command shows.  `unit`: the unit tests alone, in a few
# minutes.
#
# Fails where less is run than is known (FLOOR, KNOWN); whether the tests pass
# `make check` says, for here some see the counts being written.  The two
# branches of an assertion are left out: one of them is never to run.  What runs
# confined (helper programs, `verify`), fenced or under a /dev/shm of its own
# (`edit`, `view`), or becomes another program, leaves its counts as
# coverage/core_left.c says.
set -eu
cd "$(dirname "$0")/.."
make=${MAKE:-make}
B=build/coverage
# Of keys, sealed records, headers and the log.
SECRETS='seal|box|kdf|secret|stream|age|age_open|agehead|agekey|agewrap|armor|base64|bech32|minisign|member|keyring|header|header_[a-z]+|tree|tree_prove|log|logentry|loghead|logwriter|note|checkpoint|anchor|anchor_file|audit|audit_commit|audit_watch|proof|leaf|slip39|slip39_[a-z]+'
KNOWN=${KNOWN:-0}
# Per cent of lines and of branches.
if [ "${1:-}" = unit ]; then
	FLOOR="core 92 83 import 88 72 export 89 73"
else
	FLOOR="core 96 88 import 95 85 export 95 84 cli 94 82 all 95 85"
fi

find "$B" -name '*.gcda' -delete 2>/dev/null || :
rm -rf "$B/left"
mkdir -p "$B/left"
chmod 1777 "$B/left"
if [ "${1:-}" = unit ]; then
	$make -k MODE=coverage CFLAGS="-O0 -g" all unit >"build/coverage.log" 2>&1 || :
else
	$make -j"$(nproc)" MODE=coverage CFLAGS="-O0 -g" built >"build/coverage.log" 2>&1
	for what in unit clitest replay; do
		$make -k MODE=coverage CFLAGS="-O0 -g" $what >>"build/coverage.log" 2>&1 || :
	done
fi
[ "${1:-}" = unit ] || $make MODE=coverage CFLAGS="-O0 -g" fault-memory \
    >>"build/coverage.log" 2>&1 || :
python3 -B tests/coverage/left.py "$B/left"
lcov --quiet --rc lcov_branch_coverage=1 --rc lcov_excl_br_line='assert[(]' \
    --capture --no-external --ignore-errors gcov --base-directory . \
    --directory "$B" --output-file "$B/all.info" 2>>"build/coverage.log"

awk -v secrets="^core/[a-z]+/($SECRETS)[.]c$" -v known="$KNOWN" -v floor="$FLOOR" -v top="$PWD/" '
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
	n = split(floor, known_of, " ")
	for (i = 1; i <= n; i += 3) {
		least[known_of[i], "lines"] = known_of[i + 1]
		least[known_of[i], "branches"] = known_of[i + 2]
	}
	n = split("core import export cli all", order, " ")
	printf "%-8s %8s %7s %10s %7s\n", "folder", "lines", "%", "branches", "%"
	for (i = 1; i <= n; i++) {
		f = order[i]
		if (all[f, "lines"] == 0) continue
		below += 100 * all[f, "ran"] / all[f, "lines"] < least[f, "lines"] || \
		    100 * all[f, "taken"] / all[f, "branches"] < least[f, "branches"]
		printf "%-8s %8d %7.2f %10d %7.2f\n", f, all[f, "lines"],
		    100 * all[f, "ran"] / all[f, "lines"], all[f, "branches"],
		    100 * all[f, "taken"] / all[f, "branches"]
	}
	printf "of keys, seals, headers and log: %d of %d lines not run (%d known)\n",
	    missed, all["all", "secret"], known
	for (f in where) print "  " f ":" where[f] | "sort"
	close("sort")
	if (below) print "less than is known: " floor
	exit missed > known || below
}' "$B/all.info"
