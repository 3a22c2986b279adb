# spelling.awk: how the parts of a Korean syllable are written in Latin and in
# Cyrillic letters, sorted by spelling.

file ~ /^(romanization|cyrillic)_(onset|nucleus|coda)$/ {
	split(file, w, "_")
	t = (w[1] == "cyrillic" ? "cyrillic" : "latin") "_" w[2]
	row(t, letters($2), place_of(w[2], $1) ", " $3 "F")
}
file == "syllable_exceptions" {
	row("latin_syllable", letters($1), neutral(syllable($2)) ", " $3 "F")
}
file == "cyrillic_exceptions" {
	row("cyrillic_word", letters($1), neutral(syllable($2)) ", 1.0F")
}

function row(t, spelled, values)
{
	text[t, ++n[t]] = "{ \"" spelled "\", " values " }"
	# The end of the string sorts before any letter.
	key[t, n[t]] = spelled " "
}

function table(t,    i)
{
	delete by
	for (i = 1; i <= n[t]; i++) {
		order[i] = i
		by[i] = key[t, i]
	}
	sort(n[t])
	printf "static const struct spelling %s[] = {\n", t
	for (i = 1; i <= n[t]; i++)
		print "\t" text[t, order[i]] ","
	print "};"
}

END {
	if (failed)
		exit 1
	table("latin_onset")
	table("latin_nucleus")
	table("latin_coda")
	table("latin_syllable")
	table("cyrillic_onset")
	table("cyrillic_nucleus")
	table("cyrillic_coda")
	table("cyrillic_word")
}
