# hangul.awk: how often a syllable stands in Korean names, the classes of the
# keys, and which syllables are surnames.

BEGIN { parts["onset"]; parts["nucleus"]; parts["coda"] }
file == "syllable_prior" { prior[syllable($1)] = $2 }
file == "skeleton_classes" && $1 in parts { class[$1, place_of($1, $2 == "none" ? "-" : $2)] = $3 }
file == "surnames" && length($1) == 3 { surname[neutral(syllable($1))] = 1 }

function classes(part, n,    i)
{
	printf "static const char %s_class[%d] = \"", part, n
	for (i = 0; i < n; i++)
		printf "%s", (part, i) in class ? class[part, i] : "?"
	print "\";"
}

END {
	if (failed)
		exit 1
	classes("onset", 19)
	classes("nucleus", 21)
	classes("coda", 28)
	print "static const float prior[11172] = {"
	for (h = 0; h < 11172; h++)
		if (h in prior)
			printf "\t[%d] = %sF,\n", h, prior[h]
	print "};"
	print "static const uint16_t surnames[] = {"
	for (h = 0; h < 11172; h++)
		if (h in surname)
			printf "\t%d,\n", h
	print "};"
}
