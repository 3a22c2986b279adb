# Makes export/redact_tables.inc of profile.tsv, silent.tsv and subject.tsv, in
# the order of their lines.

function action(word)
{
	if (word !~ /^(keep|public|generalise|pseudonym|withhold)$/)
		bad("'" word "' is nothing that can be done with a field")
	return "HJ_REDACT_" toupper(word)
}

function flag(word)
{
	if (word != "yes" && word != "no")
		bad("it is so, or not")
	return word == "yes" ? "true" : "false"
}

table == "profile" {
	if (NF != 12 || $12 == "")
		bad("twelve columns are needed, the last says why")
	if ($2 !~ /^(agreed|silent|other)$/)
		bad("people agreed, are silent, or others")
	if (($1, $2) in known)
		bad("that scope has a row for them")
	known[$1, $2]
	# Resettlement and the office itself leave for nobody.
	if ($9 != "withhold" || $6 != "withhold")
		bad("the classes care and operational are never told")
	if ($2 != "agreed" && ($3 == "keep" || $3 == "public"))
		bad("only who agreed is named")
	line = "\t{ " quote($1) ", HJ_WHOM_" toupper($2)
	for (i = 3; i <= 9; i++)
		line = line ", " action($i)
	rows[table] = rows[table] line ", " flag($10) ", " flag($11) " },\n"
}
table == "silent" {
	if (NF != 3 || $3 == "" || $1 !~ /^(field|list)$/)
		bad("a field or a list, its name, and why")
	rows[$1] = rows[$1] "\t" quote($2) ",\n"
}
table == "subject" {
	if (NF != 4 || $4 == "" || $3 !~ /^(keep|leave)$/)
		bad("an element, a field of it, keep or leave, and why")
	if (($1, $2) in told)
		bad("that field has a line")
	told[$1, $2]
	rows[table] = rows[table] "\t{ " quote($1) ", " quote($2) ", " \
	    ($3 == "keep" ? "true" : "false") " },\n"
}

END {
	if (failed)
		exit 1
	print "static const struct hj_redact_profile profiles[] = {\n" \
	    rows["profile"] "};"
	print "static const char *const never[] = {\n" rows["field"] "};"
	print "static const char *const coarse[] = {\n" rows["list"] "};"
	print "static const struct {\n\tconst char *parent, *field;\n" \
	    "\tbool keep;\n} subject[] = {\n" rows["subject"] "};"
}
