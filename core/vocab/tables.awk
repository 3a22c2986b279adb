# Makes core/vocab_tables.inc of the lists: sorted by list and code in bytes,
# as strcmp(3) orders them.  Run with LC_ALL=C.

function quote(s)
{
	gsub(/[\\"]/, "\\\\&", s)
	return "\"" s "\""
}

function ident(s)
{
	gsub(/-/, "_", s)
	return s
}

function bad(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	failed = 1
	exit 1
}

function add(list, code, rest)
{
	if (!(list in have)) {
		have[list] = 1
		lists[++nlists] = list
	}
	row[list, ++n[list]] = code
	text[list, code] = rest
}

# Insertion sort: the lists are short, and mawk has no asort().
function sort(a, count,    i, j, x)
{
	for (i = 2; i <= count; i++) {
		x = a[i]
		for (j = i - 1; j > 0 && a[j] "" > x ""; j--)
			a[j + 1] = a[j]
		a[j + 1] = x
	}
}

BEGIN { FS = "\t" }
FNR == 1 { next }
FILENAME ~ /union\.tsv$/ {
	parts = split($2, of, " ")
	for (i = 1; i <= parts; i++)
		for (j = 1; j <= n[of[i]]; j++)
			if (!(($1, row[of[i], j]) in text))
				add($1, row[of[i], j],
				    text[of[i], row[of[i], j]])
	next
}
{
	if ($2 !~ /^[A-Za-z0-9-]+$/)
		bad("a code is letters, digits and hyphens")
	if (($1, $2) in text)
		bad("the code is there already")
	if ($3 == "" || $4 == "")
		bad("a label is missing")
	add($1, $2, quote($3) ", " quote($4) ", " quote($5) ", " quote($6))
}

END {
	if (failed)
		exit 1
	sort(lists, nlists)
	for (i = 1; i <= nlists; i++) {
		l = lists[i]
		for (j = 1; j <= n[l]; j++)
			codes[j] = row[l, j]
		sort(codes, n[l])
		printf "static const struct hj_code_row %s_rows[] = {\n", ident(l)
		for (j = 1; j <= n[l]; j++)
			printf "\t{ %s, %s },\n", quote(codes[j]), text[l, codes[j]]
		print "};\n"
	}
	print "static const struct hj_list lists[] = {"
	for (i = 1; i <= nlists; i++)
		printf "\t{ %s, %s_rows, HJ_LEN(%s_rows) },\n",
		    quote(lists[i]), ident(lists[i]), ident(lists[i])
	print "};"
}
