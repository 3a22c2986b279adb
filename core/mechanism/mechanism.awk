# Makes core/mechanism_tables.inc of mechanism.tsv, treaty.tsv and limit.tsv, in
# the order of their lines.

table == "mechanism" {
	if (NF != 10)
		bad("ten columns are needed")
	if ($9 != "yes" && $9 != "no")
		bad("it is urgent, or not")
	if ($1 != "" && ($3 == "" || $10 == ""))
		bad("what has a form needs a style sheet and a source")
	rows[table] = rows[table] "\t{ " quote($1) ", " quote($2) ", " \
	    quote($3) ", " quote($4) ", " quote($5) ", " quote($6) ", " \
	    quote($7) ", " quote($8) ", " ($9 == "yes" ? "true" : "false") \
	    ", " quote($10) " },\n"
}
table == "treaty" {
	if ($3 !~ /^(party|signed|no)$/)
		bad("a State is a party, has signed, or has not")
	if (($3 == "party") != ($4 != ""))
		bad("a party has a date of entry into force, nobody else has")
	row(5)
}
table == "limit" {
	if ($3 !~ /^[0-9]+$/)
		bad("a limit is a number")
	rows[table] = rows[table] "\t{ " quote($1) ", " quote($2) ", " $3 \
	    ", " quote($4) " },\n"
}
table == "mechanism" && $1 != "" && !($1 in typed) {
	typed[$1]
	words = words (words == "" ? "" : ", ") $1
}

END {
	if (failed)
		exit 1
	print "static const char words[] = " quote(words) ";"
	print "static const struct hj_mechanism mechanisms[] = {\n" \
	    rows["mechanism"] "};"
	print "static const struct hj_treaty_state treaties[] = {\n" \
	    rows["treaty"] "};"
	print "static const struct hj_limit limits[] = {\n" rows["limit"] "};"
}
