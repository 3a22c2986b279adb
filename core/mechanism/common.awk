# common.awk: what the scripts of this folder share.  Run with LC_ALL=C.  `table`
# is the name of the file that is read; its first line is skipped.

function quote(s)
{
	gsub(/[\\"]/, "\\\\&", s)
	return "\"" s "\""
}

function bad(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	failed = 1
	exit 1
}

# The first n columns of the line as texts of a C row.
function row(n,    i, s)
{
	s = "\t{ "
	for (i = 1; i <= n; i++)
		s = s (i > 1 ? ", " : "") quote($i)
	rows[table] = rows[table] s " },\n"
}

BEGIN { FS = "\t" }
FNR == 1 {
	table = FILENAME
	sub(/.*\//, "", table)
	sub(/\.tsv$/, "", table)
	next
}
