
_hanji()
{
	setopt localoptions shwordsplit
	local before found files word
	local -a on done
	_hanji_words "$PREFIX" "${(@Q)words[2,CURRENT-1]}"
	[ -n "$before" ] && compset -p ${#before}
	for word in $found; do
		case $word in
		*[.=]) on+=("$word") ;;
		*) done+=("$word") ;;
		esac
	done
	(( $#on )) && compadd -S '' -a on
	(( $#done )) && compadd -a done
	[ -n "$files" ] && _files
}
_hanji "$@"
