# pinyin.awk: which Korean syllables a Chinese syllable without tones may be.

file == "pinyin_hangul" {
	if ($1 != pinyin) {
		if ($1 < pinyin)
			bad("not sorted")
		pinyin = $1
		spelled[++n] = $1
		weight[n] = $2
		first[n] = nchoices + 0
	}
	choice[nchoices++] = sprintf("{ %d, %sF }", syllable($3), $4)
	last[n] = nchoices
}

END {
	if (failed)
		exit 1
	print "static const struct { uint16_t syllable; float p; } choices[] = {"
	for (i = 0; i < nchoices; i++)
		print "\t" choice[i] ","
	print "};\nstatic const struct pinyin pinyin[] = {"
	for (i = 1; i <= n; i++)
		printf "\t{ \"%s\", %s, %d, %d },\n", spelled[i], weight[i],
		    first[i], last[i] - first[i]
	print "};"
}
