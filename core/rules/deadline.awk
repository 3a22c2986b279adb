# Makes core/deadline_tables.inc of the time limits, in the order of the file.

BEGIN { FS = "\t" }

function quote(s)
{
	gsub(/[\\"]/, "\\\\&", s)
	return "\"" s "\""
}

function bad(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	exit 1
}

FNR == 1 { next }
NF != 12 { bad("12 columns were expected") }
{
	for (i = 1; i <= NF; i++)
		if ($i == "")
			bad("column " i " is empty")
}
$1 in seen { bad("the id is there twice") }
$5 !~ /^-?[1-9][0-9]*$/ { bad("the amount is no number") }
$6 !~ /^[dmy]$/ { bad("the unit is none of d, m, y") }
$8 !~ /^(yes|no)$/ { bad("checked is neither yes nor no") }
{
	seen[$1] = 1
	printf "\t{ %s, %s, %s, %s, %s, '%s', %s, %s,\n\t    %s, %s,\n" \
	    "\t    %s, %s },\n", quote($1), quote($2), quote($3), quote($4),
	    $5, $6, quote($7), $8 == "yes" ? "true" : "false", quote($9),
	    quote($10), quote($11), quote($12)
}
