# common.awk: what the scripts of this folder share.  Run with LC_ALL=C, where a
# string is bytes: characters are taken apart here.  Comment lines and the line
# of headings are skipped; "-" is empty.

BEGIN {
	FS = "\t"
	for (i = 1; i < 256; i++)
		byte[sprintf("%c", i)] = i
	jamo("onset", "ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ")
	jamo("nucleus", "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ")
	jamo("coda", "- ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ")
}
FNR == 1 { heading = 1 }
/^#/ { next }
heading { heading = 0; next }
{
	file = FILENAME
	sub(/.*\//, "", file)
	sub(/\.tsv$/, "", file)
}

function jamo(part, all,    a, i, n)
{
	n = split(all, a, " ")
	for (i = 1; i <= n; i++)
		place[part, a[i]] = i - 1
}

# The number of a jamo in its part of the syllable.
function place_of(part, j)
{
	if (!((part, j) in place))
		bad("not a jamo of that part")
	return place[part, j]
}

function bad(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	failed = 1
	exit 1
}

# Takes the first character off the global `rest`; its code point.
function next_char(    c, n, v)
{
	c = byte[substr(rest, 1, 1)]
	n = c < 128 ? 1 : c < 224 ? 2 : c < 240 ? 3 : 4
	v = n == 1 ? c : n == 2 ? c % 32 : n == 3 ? c % 16 : c % 8
	for (c = 2; c <= n; c++)
		v = v * 64 + byte[substr(rest, c, 1)] % 64
	rest = substr(rest, n + 1)
	return v
}

function char_of(s)
{
	rest = s
	return next_char()
}

# The number of a Hangul syllable: onset * 588 + nucleus * 28 + coda.
function syllable(s,    v)
{
	v = char_of(s) - 44032
	if (v < 0 || v > 11171 || rest != "")
		bad("not one Hangul syllable")
	return v
}

# What an initial consonant of a name is in North and South alike: ㄹ and ㄴ
# fall silent before i and y, other ㄹ are ㄴ; final consonants as they sound.
function neutral(h,    o, n, c)
{
	o = int(h / 588); n = int(h % 588 / 28); c = h % 28
	if ((o == 5 || o == 2) && (n == 20 || n == 2 || n == 6 || n == 12 ||
	    n == 17 || n == 7 || n == 3))
		o = 11
	else if (o == 5)
		o = 2
	return o * 588 + n * 28 + sound[c]
}
BEGIN {
	split("0 1 1 1 4 4 4 7 8 1 16 8 8 8 17 8 16 17 17 7 7 21 7 7 1 7 17 7", s, " ")
	for (i = 1; i <= 28; i++)
		sound[i - 1] = s[i]
}

# A spelling in the letters of the segmenter (segment.h): one byte a letter,
# ɔ as O, ɨ as U, Cyrillic as 128 and the low bits.  As a C string.
function letters(s,    out, c)
{
	if (s == "-")
		return ""
	out = ""
	rest = s
	while (rest != "") {
		c = next_char()
		out = out (c == 596 ? "O" : c == 616 ? "U" : \
		    c < 128 ? sprintf("%c", c) : sprintf("\\%o", 128 + c % 128))
	}
	return out
}

# Sorts the keys of `order` from 1 to n: by the global `by`, which is a text.
function sort(n,    i, j, x)
{
	for (i = 2; i <= n; i++) {
		x = order[i]
		for (j = i - 1; j > 0 && by[order[j]] "" > by[x] ""; j--)
			order[j + 1] = order[j]
		order[j + 1] = x
	}
}
