#!/bin/sh
# run.sh NAME SECONDS: fuzz one parser for so long, or until it was run RUNS times
# in all; run.sh all SECONDS: each in turn, the one that was run least first.
# How often stands in build/fuzz/NAME.runs, what was found new in
# build/fuzz/new-NAME, and a finding stops it.
set -eu
cd "$(dirname "$0")/../.."
make=${MAKE:-make} for=${2:-60}

# What an input frees is kept from use behind it, as ever; that of 250 MB of
# inputs before it is not, for pages that are always new take half of the time.
asan=quarantine_size_mb=16${ASAN_OPTIONS:+:$ASAN_OPTIONS}

runs() { # how often it was run so far
	cat "build/fuzz/$1.runs" 2>/dev/null || echo 0
}

# No byte beyond nothing (C11 has no word for NULL + 0) is told, and no finding.
build() {
	$make -s MODE=fuzz CC="${CLANG:-clang}" CFLAGS="-g -O1 -fsanitize-recover=pointer-overflow" "build/fuzz/fuzz_$1"
}

# How long its inputs become where the target says so; else as libFuzzer thinks.
longest() {
	sed -n 's|^/\* run.sh: \(-max_len=[0-9]*\) \*/$|\1|p' "tests/fuzz/fuzz_$1.c"
}

# piece NAME SECONDS: what it ran is counted also where it ends in a finding.
piece() {
	new=build/fuzz/new-$1 log=build/fuzz/$1.log status=0 max=$(longest "$1")
	mkdir -p "$new"
	left=$((RUNS - $(runs "$1")))
	[ "$left" -gt 0 ] || return 0
	ASAN_OPTIONS=$asan "build/fuzz/fuzz_$1" -runs="$left" \
	    -max_total_time="$2" ${max:+"$max"} \
	    -print_final_stats=1 -artifact_prefix="build/fuzz/$1-" \
	    -rss_limit_mb=1024 -timeout=20 "$new" "tests/fuzz/corpus/$1" \
	    >"$log" 2>&1 || status=$?
	did=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	echo $(($(runs "$1") + ${did:-0})) >"build/fuzz/$1.runs"
	echo "$1: ${did:-0} runs in this piece, $(runs "$1") in all"
	[ "$status" = 0 ] || tail -40 "$log"
	return "$status"
}

RUNS=${RUNS:-1000000000000}
if [ "$1" != all ]; then
	build "$1"
	piece "$1" "$for"
	exit
fi
for target in tests/fuzz/fuzz_*.c; do
	name=${target#tests/fuzz/fuzz_}
	build "${name%.c}"
done
failed=0
while :; do
	next=
	for target in tests/fuzz/fuzz_*.c; do
		name=${target#tests/fuzz/fuzz_} name=${name%.c}
		[ ! -e "build/fuzz/$name.found" ] || continue
		did=$(runs "$name")
		[ "$did" -lt "$RUNS" ] || continue
		[ -n "$next" ] && [ "$did" -ge "$least" ] || next=$name least=$did
	done
	[ -n "$next" ] || break
	piece "$next" "$for" || { touch "build/fuzz/$next.found"; failed=1; }
done
exit "$failed"
