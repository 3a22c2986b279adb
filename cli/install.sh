#!/bin/sh
# install.sh install|uninstall BUILD PREFIX: what goes where.
set -eu
doing=$1 build=$2 prefix=$3

put() { # MODE FOLDER FILE...
	mode=$1 to=$prefix/$2
	shift 2
	for file; do
		if [ "$doing" = install ]; then
			install -D -m "$mode" -t "$to" "$file"
		else
			rm -f "$to/${file##*/}"
		fi
	done
}

put 755 bin "$build/hanji"
put 755 libexec/hanji "$build/hanji-parse" "$build/hanji-parcel" "$build/hanji-render" "$build/hanji-print" "$build/hanji-clean" "$build/hanji-text" "$build/hanji-sleep"
put 644 share/man/man1 cli/man/hanji.1
put 644 share/man/man5 cli/man/hanji-case.5
put 644 share/zsh/site-functions cli/completion/_hanji
put 644 share/bash-completion/completions cli/completion/hanji
put 644 share/locale/ko/LC_MESSAGES "$build/locale/ko/LC_MESSAGES/hanji.mo"
put 755 share/hanji export/verify.py
# As they were built: each style sheet with what all of them share.
for template in export/templates/*.x[ms]l; do
	put 644 share/hanji/templates "$build/${template#export/}"
done
if [ "$doing" = uninstall ]; then
	rmdir "$prefix/libexec/hanji" "$prefix/share/hanji/templates" "$prefix/share/hanji" 2>/dev/null || true
fi
