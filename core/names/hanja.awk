# hanja.awk: the Korean readings of Chinese characters, and the characters that
# stand for another.  The tables are sorted by code point as they are.

BEGIN { nreadings = 0 }
file == "hanja_hangul" {
	c = char_of($1)
	if (c <= last)
		bad("not in the order of code points")
	last = c
	n = split($2, r, " ")
	delete seen
	first = nreadings
	for (i = 1; i <= n; i++) {
		h = neutral(syllable(r[i]))
		if (h in seen)
			times[seen[h]]++
		else {
			seen[h] = nreadings
			times[nreadings] = 1
			reading[nreadings++] = h
		}
	}
	hanja[++nhanja] = sprintf("{ 0x%x, %d, %d }", c, first,
	    nreadings - first)
}
file == "hanja_variants" {
	c = char_of($1)
	if (c <= before)
		bad("not in the order of code points")
	before = c
	variant[++nvariants] = sprintf("{ 0x%x, 0x%x }", c, char_of($2))
}

END {
	if (failed)
		exit 1
	print "static const struct { uint16_t syllable; uint8_t times; }\n    readings[] = {"
	for (i = 0; i < nreadings; i++)
		printf "\t{ %d, %d },\n", reading[i], times[i]
	print "};\nstatic const struct hanja hanja[] = {"
	for (i = 1; i <= nhanja; i++)
		print "\t" hanja[i] ","
	print "};\nstatic const struct variant variants[] = {"
	for (i = 1; i <= nvariants; i++)
		print "\t" variant[i] ","
	print "};"
}
