# Makes core/mandate_tables.inc of mandate.tsv.

table == "mandate" {
	if ($1 !~ /^(event-type|element|country)$/)
		bad("an event-type, an element or a country calls for a mandate")
	row(3)
}

END {
	if (failed)
		exit 1
	print "static const struct call calls[] = {\n" rows["mandate"] "};"
}
