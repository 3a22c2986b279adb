# Which words fit at the cursor.  For bash and zsh alike; the tables before it
# are made by cli/docs/gendocs_shell.c.  No vault is opened and no program started.
# shellcheck shell=bash disable=SC2034,SC2154

# The words between "hanji" and the one at the cursor: which command it is,
# which of its operands comes next, the last of them, and the option whose value
# is missing.
_hanji_read()
{
	local word
	command='' first='' option='' last='' nth=1
	for word; do
		case $option,$word in
		?*,*) option='' ;;
		*,--*=*) ;;
		*,-?*) if _hanji_takes "$command" "$word"; then option=$word; fi ;;
		*)
			case $command,$first in
			help,)
				_hanji_name "$word" '' || :
				command=help nth=2 ;;
			?*,*) nth=$((nth + 1)) ;;
			*) _hanji_name "${first:-$word}" "${first:+$word}" || command=none ;;
			esac
			last=$word ;;
		esac
	done
}

# The nth of the kinds of operands; the last one goes on for ever.
_hanji_operand()
{
	local kind n=0
	_hanji_operands "$command"
	for kind in $reply; do
		n=$((n + 1))
		if [ "$n" = "$nth" ]; then break; fi
	done
	reply=''
	if [ "$n" = "$nth" ]; then reply=$kind; else
		case $kind in *...) reply=$kind ;; esac
	fi
	reply=${reply%...}
}

# ROOT: PATH -> field, as the table names it: brackets left out, Korean labels
# replaced.  The steps of a path that is still being typed end with a full stop.
_hanji_field()
{
	local rest=$2 step word
	field=$1
	while [ -n "$rest" ]; do
		step=${rest%%.*}
		case $rest in *.*) rest=${rest#*.} ;; *) rest='' ;; esac
		step=${step%%\[*}
		_hanji_below "$field"
		for word in $reply; do
			case $word in "$step"/* | */"$step"[.=]) break ;; esac
			word=''
		done
		if [ -z "$word" ]; then return 1; fi
		case $field in *: | *:*.) ;; *) field=$field. ;; esac
		field=$field${word%%/*}
	done
}

# Steps that may come next, each with what follows it: a full stop or =.  In
# Korean where a Korean letter was typed.
_hanji_steps()
{
	local word head=${2%.*}.
	case $2 in *.*) ;; *) head='' ;; esac
	before=$head
	_hanji_field "$1" "$head" || return
	_hanji_below "$field"
	for word in $reply; do
		case $2 in
		*[!\ -~]*) found="$found ${word#*/}" ;;
		*) case $word in
			*.) found="$found ${word%%/*}." ;;
			*) found="$found ${word%%/*}=" ;;
			esac ;;
		esac
	done
}

# ROOT: a field path, or the code after it.
_hanji_path()
{
	local path=${2%%=*}
	case $2 in
	*=*) ;;
	*)
		_hanji_steps "$1" "$2"
		return ;;
	esac
	before=$path=
	case $path in
	*\?) list=known ;;
	*)
		_hanji_field "$1" "${path%[+-]}" || return
		_hanji_list "$field" || return
		list=$reply ;;
	esac
	_hanji_codes "$list"
	found=$reply
}

# CURRENT: of what was found, what begins with it.
_hanji_keep()
{
	local word all=$found
	found=''
	for word in $all; do
		case $before$word in "$1"*) found="$found $word" ;; esac
	done
	[ -n "$found" ]
}

# KINDS CURRENT: what may stand there.
_hanji_kind()
{
	local kind all=''
	for kind in $1; do
		found=''
		case $kind in
		-) ;;
		@files) files=yes ;;
		@lists)
			_hanji_lists
			found=$reply ;;
		@mechanisms)
			_hanji_mechanisms
			found=$reply ;;
		@commands) _hanji_command "$2" ;;
		@fields:case:)
			# A petition is changed by the same command as a case file.
			if ! _hanji_path case: "$2" || ! _hanji_keep "$2"; then
				_hanji_path petition: "$2"
			fi ;;
		@fields:*) _hanji_path "${kind#@fields:}" "$2" ;;
		@*)
			_hanji_codes "${kind#@}"
			found=$reply ;;
		*) found=$kind ;;
		esac
		all="$all $found"
	done
	found=$all
}

# CURRENT: the name of a command, or its second word.
_hanji_command()
{
	reply=''
	if [ -n "$first" ]; then
		_hanji_second "$first" "${1:-$last}"
	elif [ "$nth" = 1 ]; then
		_hanji_first "$1"
	fi
	found=$reply
}

# CURRENT WORD...: the word at the cursor and those before it.  Sets found, the
# words that fit; before, what of the current one stands before each of them;
# files, when files fit.
_hanji_words()
{
	local current=$1 command first option last nth reply field
	shift
	before='' found='' files=''
	_hanji_read "$@"
	if [ -n "$option" ] && _hanji_takes "$command" "$option"; then
		_hanji_kind "$reply" "$current"
	else case $current in
	--*=*)
		before=${current%%=*}=
		if _hanji_takes "$command" "${current%%=*}"; then
			_hanji_kind "$reply" "${current#*=}"
		fi ;;
	-*)
		_hanji_options "$command"
		found=$reply ;;
	*)
		if [ -z "$command" ]; then
			_hanji_command "$current"
		else
			_hanji_operand
			_hanji_kind "$reply" "$current"
		fi ;;
	esac fi
	_hanji_keep "$current" || :
}
