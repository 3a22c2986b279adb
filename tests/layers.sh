#!/bin/sh
# layers.sh: nothing stands at the top that was not agreed; includes run
# cli -> import, export -> core, and in core from room to room; import and export
# see no keys; and none of the three prints, exits or reads the environment.
# Read from the dependency files and from the symbols of a build.
#
# usage: layers.sh build/release
b=$1
keyed='crypto|keys|store|vault'
# The rooms of core: each knows only those before it.
rooms='base date vocab case crypto file confine merge sense links names keys mechanism store log vault duplicates'
calls='(__)?(v?f?printf|puts|perror|exit|abort|getenv|secure_getenv|setlocale|system|strcpy|strcat|sprintf|strtok|atoi)(_chk)?'
bad=0

refuse() { # what, folder, pattern
	if grep -rlE --include='*.d' " ($3)" "$b/$2"; then
		echo "layers: $1" >&2
		bad=1
	fi
}

refuse "core includes nobody" core '(cli|import|export)/'
refuse "import includes core without its keys" import "(cli|export)/|core/($keyed)/"
refuse "export includes core without its keys" export "(cli|import)/|core/($keyed)/"
before=
for room in $rooms; do
	before=$before${before:+|}$room
	if grep -HoE ' core/[a-z]+/[a-z0-9_]+\.h' "$b/core/$room"/*.d | grep -vE " core/($before)/"; then
		echo "layers: in core, $room knows only what stands before it" >&2
		bad=1
	fi
done
if find core -name '*.c' | grep -vE "^core/($before)/"; then
	echo "layers: this stands in no room of core (see rooms in layers.sh)" >&2
	bad=1
fi
if find "$b/core" "$b/import" "$b/export" -name '*.o' -exec nm -uA {} + |
	grep -vE '(parse|render|clean)_main\.o' | grep -wE "$calls"; then
	echo "layers: only cli prints, exits and reads the environment" >&2
	bad=1
fi
# Optimised away they leave no symbol.
if grep -rnE --include='*.c' '(^|[^a-z_])(strcpy|strcat|sprintf|strtok|atoi)\(' cli core import export; then
	echo "layers: a copy without a bound" >&2
	bad=1
fi
# Tracked or not: a test may have forgotten where it is.
if git ls-files -co --exclude-standard -z 2>/dev/null | tr '\0' '\n' |
	grep -vE '^((core|cli|import|export|tests)/|(Makefile|README\.md|LICENSE)$|\.)'; then
	echo "layers: these stand outside the folders of the project" >&2
	bad=1
fi
for target in tests/fuzz/fuzz_*.c; do
	name=${target#tests/fuzz/fuzz_}
	grep -qE "\| (.*, )?${name%.c}(, .*)? \|\$" tests/fuzz/README.md || {
		echo "layers: tests/fuzz/README.md does not say what ${name%.c} is for" >&2
		bad=1
	}
done
[ "$bad" -eq 0 ] && echo "layers: clean"
exit "$bad"
