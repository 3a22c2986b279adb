# Makes core/rule_tables.inc of rule.tsv, in the order of its lines.

table == "rule" {
	if (NF != 12)
		bad("twelve columns are needed")
	if ($3 !~ /^(block|warn|info)$/ || $4 !~ /^(yes|no)$/)
		bad("a rule blocks, warns or informs, and can be forced or not")
	if ($5 !~ /^(petition|case|victim|any|spell|state|fact|text)$/)
		bad("a rule is asked of something")
	if ($2 in ids)
		bad("the rule is there already")
	ids[$2]
	if ($8 == "" || $9 == "" || ($10 == "") != ($11 == ""))
		bad("a text is missing in one language")
	s = "\t{ " quote($1) ", " quote($2) ", HJ_RULE_" toupper($3) ", " \
	    ($4 == "yes" ? "true" : "false") ", HJ_PER_" toupper($5)
	for (i = 6; i <= 12; i++)
		s = s ", " quote($i)
	rows[table] = rows[table] s " },\n"
}

END {
	if (failed)
		exit 1
	print "static const struct hj_rule rules[] = {\n" rows["rule"] "};"
}
