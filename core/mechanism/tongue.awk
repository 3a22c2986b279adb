# Makes core/tongue_tables.inc of tongue.tsv.

table == "tongue" {
	if (NF != 4 || $3 == "" || $4 == "")
		bad("a list, a code and two texts were expected")
	if (($1, $2) in seen)
		bad("the code is there twice")
	if ($1 "\t" $2 <= before)
		bad("the lines are not in order")
	seen[$1, $2] = 1
	before = $1 "\t" $2
	row(4)
}

END {
	if (failed)
		exit 1
	print rows["tongue"]
}
