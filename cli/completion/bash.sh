# shellcheck shell=bash disable=SC2154

# bash parts words at = and : too; what it replaces is only the last part, the
# second argument.
_hanji()
{
	local before found files current quoted='' word i
	local -a typed=()
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if ((i > 1)) && [[ $word == [=:]* || ${COMP_WORDS[i - 1]} == *[=:] ]]; then
			typed[${#typed[@]} - 1]+=$word
		else
			typed+=("$word")
		fi
	done
	((${#typed[@]})) || typed=('')
	current=${typed[-1]#[\'\"]}
	[ "$current" = "${typed[-1]}" ] || quoted=yes
	unset 'typed[-1]'
	_hanji_words "$current" "${typed[@]}"
	COMPREPLY=()
	for word in $found; do
		word=$before$word
		COMPREPLY+=("${word#"${current%"$2"}"}")
	done
	if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[.=] ]]; then
		compopt -o nospace 2>/dev/null
		# bash closes a quotation after the only word that fits; this
		# one goes on.
		[ -z "$quoted" ] || COMPREPLY+=("${COMPREPLY[0]}…")
	fi
	if [ -n "$files" ]; then
		compopt -o filenames 2>/dev/null
		mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$2")
	fi
}
complete -F _hanji hanji
