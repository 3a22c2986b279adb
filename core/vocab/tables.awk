# Makes core/vocab_tables.inc of the lists: sorted by list and code in bytes,
# as strcmp(3) orders them.  Run with LC_ALL=C.
#
# A code has a line for each name it had, oldest first, together; the last is
# the name it is shown by.  `now` links the codes of one organ: their lines
# together, by their beginning, are the names of each of them.

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

# A code stands for what `now` says, or for itself.
function head(list, code)
{
	return ((list, code) in now) ? now[list, code] : code
}

# The names of everything in the list that has several: places and counts of
# them by the head, in one C array.
function print_names(list,    i, k, h, m, lines, part)
{
	m = 0
	for (i = 1; i <= n[list]; i++)
		for (k = 1; k <= nlines[list, code[list, i]]; k++)
			lines[++m] = head(list, code[list, i]) "\t" \
			    from[list, code[list, i], k] "\t" \
			    line[list, code[list, i], k]
	sort(lines, m)
	for (i = 1; i <= m; i++)
		of[list, substr(lines[i], 1, index(lines[i], "\t") - 1)]++
	total = 0
	for (i = 1; i <= m; i++) {
		split(lines[i], part, "\t")
		h = part[1]
		if (of[list, h] == 1)
			continue
		if (total == 0)
			printf "static const struct hj_code_name %s_names[] = {\n",
			    ident(list)
		if (!((list, h) in first))
			first[list, h] = total
		printf "\t{ %s },\n", part[3]
		total++
	}
	if (total > 0)
		print "};\n"
}

function print_row(list, c,    h)
{
	h = head(list, c)
	printf "\t{ %s", line[list, c, nlines[list, c]]
	if ((list, h) in first)
		printf ", %s_names + %d, %d", ident(list), first[list, h],
		    of[list, h]
	else
		printf ", NULL, 0"
	print " },"
}

# The places of the rows in the order in which a person reads them.
function print_order(list, m,    j, at)
{
	for (j = 1; j <= m; j++)
		at[codes[j]] = j - 1
	printf "static const uint16_t %s_order[] = {", ident(list)
	for (j = 1; j <= m; j++)
		printf "%s%d", j == 1 ? " " : ", ", at[read[j]]
	print " };\n"
}

BEGIN { FS = "\t" }
FNR == 1 { next }
FILENAME ~ /huridocs_map\.tsv$/ {
	if (!(($1, $2) in nlines))
		bad("the list has no such code")
	if ($5 !~ /^(exact|broader|narrower)$/)
		bad("it matches exactly, or is broader or narrower")
	terms[++nterms] = $1 "\t" $2 "\t" $3 "\t" $4 "\t" $5 "\t" $6
	next
}
FILENAME ~ /words\.tsv$/ {
	if (!(($1, $2) in nlines) || $2 == $3)
		bad("the list has no such code, or it is the code itself")
	if (($1, $3) in said)
		bad("the list has this word already")
	said[$1, $3]
	words[++nwords] = "\t{ " quote($1) ", " quote($2) ", " quote($3) " },"
	next
}
FILENAME ~ /union\.tsv$/ {
	unions[++nunions] = $1
	parts[$1] = $2
	next
}
{
	if ($2 !~ /^[A-Za-z0-9-]+$/ || $2 ~ /^[xX]-/)
		bad("a code is letters, digits and hyphens, and no x- before")
	if ($3 == "" || $4 == "")
		bad("a label is missing")
	if (!(($1) in n))
		lists[++nlists] = $1
	if (!(($1, $2) in nlines))
		code[$1, ++n[$1]] = $2
	else if (last != $1 SUBSEP $2)
		bad("the code is there already")
	else if ($5 == "")
		bad("a second name needs a beginning")
	last = $1 SUBSEP $2
	k = ++nlines[$1, $2]
	from[$1, $2, k] = $5
	line[$1, $2, k] = quote($2) ", " quote($3) ", " quote($4) ", " \
	    quote($5) ", " quote($6)
	if ($7 != "") {
		now[$1, $2] = $7
		where[$1, $2] = FILENAME ":" FNR
	}
}

END {
	if (failed)
		exit 1
	for (key in now) {
		split(key, part, SUBSEP)
		if (((part[1], now[key]) in nlines) &&
		    !((part[1], now[key]) in now))
			continue
		print where[key] ": 'now' is no code of today" > "/dev/stderr"
		exit 1
	}
	for (i = 1; i <= nlists; i++)
		print_names(lists[i])
	for (i = 1; i <= nunions; i++)
		lists[++nlists] = unions[i]
	sort(lists, nlists)
	for (i = 1; i <= nlists; i++) {
		l = lists[i]
		m = 0
		nof = split((l in parts) ? parts[l] : l, list_of, " ")
		for (p = 1; p <= nof; p++)
			for (j = 1; j <= n[list_of[p]]; j++) {
				c = code[list_of[p], j]
				if (!((l, c) in owner)) {
					owner[l, c] = list_of[p]
					codes[++m] = c
				}
			}
		for (j = 1; j <= m; j++)
			read[j] = codes[j]
		sort(codes, m)
		printf "static const struct hj_code_row %s_rows[] = {\n", ident(l)
		for (j = 1; j <= m; j++)
			print_row(owner[l, codes[j]], codes[j])
		print "};"
		print_order(l, m)
	}
	print "static const struct hj_list lists[] = {"
	for (i = 1; i <= nlists; i++)
		printf "\t{ %s, %s_rows, HJ_LEN(%s_rows), %s_order, %s },\n",
		    quote(lists[i]), ident(lists[i]), ident(lists[i]),
		    ident(lists[i]),
		    (lists[i] in parts) ? quote(parts[lists[i]]) : "NULL"
	print "};\n"
	sort(terms, nterms)
	print "static const struct hj_term terms[] = {"
	for (i = 1; i <= nterms; i++) {
		split(terms[i], part, "\t")
		printf "\t{ %s, %s, %s, %s, %s, %s },\n", quote(part[1]),
		    quote(part[2]), quote(part[3]), quote(part[4]),
		    quote(part[5]), quote(part[6])
	}
	print "};\n"
	print "static const struct hj_code_word words[] = {"
	for (i = 1; i <= nwords; i++)
		print words[i]
	print "};"
}
