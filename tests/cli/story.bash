# story.bash: one day of work, acted in English and in Korean (story.py).
# Loaded after help.bash.  Everybody in the stories is invented.

STORY_WORDS=$(dirname "$HANJI")/locale/ko/LC_MESSAGES/hanji.mo

# The language of the day.
speak() { LANGUAGE_OF_DAY=$1; }

# The first text, or the second on a Korean day.
either() { [ "$LANGUAGE_OF_DAY" = ko ] && echo "$2" || echo "$1"; }

# hanji in the language of the day, with the passphrase and no terminal.
day() { hj --lang "$LANGUAGE_OF_DAY" "$@"; }

# plays WORD ...: a story from standard input, on a terminal; what hanji wrote
# to standard output goes to the file `out`.  $output has the screen, $expect
# the exit status; $OFFLINE is a command that takes the network away.
plays() {
	{
		printf 'see Passphrase:  || 암호\ntype %s || %s\n' "$PHRASE" "$PHRASE"
		cat
	} >story
	python3 "$HERE/story.py" "$LANGUAGE_OF_DAY" "$STORY_WORDS" <story >script || return 1
	OUT=$PWD/out run on_terminal script -- sh -c '"$@" >"$OUT"' sh \
	    ${OFFLINE:-} "$HANJI" --lang "$LANGUAGE_OF_DAY" "$@"
	[ "$status" -eq "${expect:-0}" ] || { echo "status $status"; echo "$output"; return 1; }
}

# Does $output have it, in the language of the day?
shows() { # ENGLISH [KOREAN]
	local it
	it=$(either "$1" "${2:-$1}")
	[[ $output == *"$it"* ]] || { echo "not shown: $it"; echo "$output"; return 1; }
}
hides() { # ENGLISH [KOREAN]
	local it
	it=$(either "$1" "${2:-$1}")
	[[ $output != *"$it"* ]] || { echo "shown: $it"; echo "$output"; return 1; }
}

# made LABEL: the id that a label got on the screen.
made() { sed -nE 's/^\+'"$1"' = [a-z]+\[(.*)\]\r?$/\1/p' <<<"$output"; }
