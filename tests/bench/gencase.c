/*
 * gencase.c: an exchange file of N invented case files, always the same.
 *
 *	gencase N [seed] [hangul]
 *
 * About 2.8 KB each: names in Hangul and Latin, six events with a narrative of
 * about 200 bytes, two sources.  Surnames are as frequent as in the Korean
 * census of 2015 (rounded), so that size and order say what they would say of
 * real files; all else is drawn.  With `hangul` every narrative is Korean.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* splitmix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", 2014). */
struct dice {
	uint64_t state;
};

static uint64_t
roll(struct dice *d)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static size_t
below(struct dice *d, size_t n)
{
	return (size_t)(roll(d) % n);
}

struct pair {
	const char *ko, *en;
};

static const struct {
	struct pair name;
	unsigned weight;
} surnames[] = { { { "김", "Kim" }, 215 }, { { "이", "Ri" }, 147 },
	{ { "박", "Pak" }, 84 }, { { "최", "Choe" }, 47 },
	{ { "정", "Jong" }, 43 }, { { "강", "Kang" }, 24 },
	{ { "조", "Jo" }, 21 }, { { "윤", "Yun" }, 21 },
	{ { "장", "Jang" }, 20 }, { { "임", "Rim" }, 17 },
	{ { "한", "Han" }, 15 }, { { "오", "O" }, 15 }, { { "서", "So" }, 15 },
	{ { "신", "Sin" }, 15 }, { { "권", "Kwon" }, 14 },
	{ { "황", "Hwang" }, 14 }, { { "안", "An" }, 14 },
	{ { "송", "Song" }, 14 }, { { "홍", "Hong" }, 11 },
	{ { "고", "Ko" }, 9 }, { { "문", "Mun" }, 9 }, { { "백", "Paek" }, 8 },
	{ { "허", "Ho" }, 7 }, { { "남", "Nam" }, 6 }, { { "노", "Ro" }, 6 } };

static const struct pair syllables[] = { { "영", "yong" }, { "철", "chol" },
	{ "수", "su" }, { "미", "mi" }, { "은", "un" }, { "성", "song" },
	{ "진", "jin" }, { "현", "hyon" }, { "경", "kyong" }, { "희", "hui" },
	{ "숙", "suk" }, { "순", "sun" }, { "옥", "ok" }, { "민", "min" },
	{ "혜", "hye" }, { "명", "myong" }, { "광", "kwang" }, { "일", "il" },
	{ "남", "nam" }, { "국", "guk" }, { "혁", "hyok" }, { "금", "kum" },
	{ "복", "bok" }, { "춘", "chun" }, { "화", "hwa" }, { "선", "son" },
	{ "길", "gil" }, { "룡", "ryong" }, { "호", "ho" }, { "학", "hak" } };

static const char *const english[] = { "He was taken at the river",
	"and held for three days", "before he was sent back",
	"The family has heard nothing since", "A witness saw her in the cell",
	"She was questioned at night", "and beaten by two guards",
	"The broker was arrested as well", "No lawyer was allowed",
	"His mother asked at the station", "but was told nothing",
	"They were moved by lorry", "to the detention house",
	"The trial lasted ten minutes", "He was seen once more in winter" };

static const char *const korean[] = { "두만강을 건너다 붙잡혔다",
	"보위부에 끌려갔다고 한다", "그 후로 소식이 없다",
	"가족은 면회를 하지 못했다", "구류소에 사흘 동안 있었다",
	"북송된 뒤 교화소로 보내졌다", "증인은 같은 감방에 있었다",
	"어머니가 마지막으로 보았다", "밤마다 조사를 받았다",
	"변호사는 만날 수 없었다" };

static const char *const stages[] = { "cross", "arrest", "detabroad", "repat",
	"interrog", "holding", "trial", "disappear", "beating", "nofamily" };
static const char *const states[] = { "CN", "CN", "CN", "KP", "KP", "LA", "RU",
	"TH" };
static const char *const sources[] = { "interview", "testimony", "family",
	"press" };

struct writer {
	struct dice d;
	bool hangul;
	unsigned serial; /* ids of elements: two characters count them */
};

static char
crockford(size_t i)
{
	return "0123456789abcdefghjkmnpqrstvwxyz"[i & 31];
}

/* An id that is not taken in this case: a letter, a count, three drawn. */
static void
element_id(struct writer *w, char letter, char ret[static 7])
{
	uint64_t r = roll(&w->d);

	ret[0] = letter;
	ret[1] = crockford(w->serial >> 5);
	ret[2] = crockford(w->serial++);
	for (size_t i = 3; i < 6; i++, r >>= 5)
		ret[i] = crockford((size_t)r);
	ret[6] = '\0';
}

static void
put_date(struct writer *w, const char *tag, unsigned from, unsigned years)
{
	(void)printf("<%s>%04u-%02u-%02u</%s>", tag,
	    from + (unsigned)below(&w->d, years),
	    1 + (unsigned)below(&w->d, 12), 1 + (unsigned)below(&w->d, 28),
	    tag);
}

static void
put_person(struct writer *w, char id[static 7])
{
	const struct pair *a = &syllables[below(&w->d, COUNT(syllables))];
	const struct pair *b = &syllables[below(&w->d, COUNT(syllables))];
	size_t total = 0, at, i = 0;
	char e[7];

	for (size_t k = 0; k < COUNT(surnames); k++)
		total += surnames[k].weight;
	for (at = below(&w->d, total); at >= surnames[i].weight; i++)
		at -= surnames[i].weight;
	element_id(w, 'p', id);
	(void)printf("<person id=\"%s\" role=\"victim\">", id);
	element_id(w, 'n', e);
	(void)printf("<name id=\"%s\" order=\"family-first\" script=\"hang\" "
		     "type=\"legal\"><family>%s</family><given>%s%s</given>"
		     "</name>",
	    e, surnames[i].name.ko, a->ko, b->ko);
	element_id(w, 'n', e);
	(void)printf("<name id=\"%s\" script=\"latn\" type=\"legal\"><family>%s"
		     "</family><given>%s-%s</given></name>",
	    e, surnames[i].name.en, a->en, b->en);
	element_id(w, 'b', e);
	(void)printf("<birth id=\"%s\">", e);
	put_date(w, "date", 1940, 65);
	element_id(w, 'x', e);
	(void)printf("</birth><sex id=\"%s\">%s</sex></person>", e,
	    below(&w->d, 10) < 7 ? "f" : "m");
}

/* About 200 bytes of UTF-8, in either language. */
static void
put_text(struct writer *w, bool ko)
{
	const char *const *from = ko ? korean : english;
	const size_t n = ko ? COUNT(korean) : COUNT(english);
	const size_t want = 150 + below(&w->d, 70);
	size_t len = 0;

	while (len < want) {
		const char *s = from[below(&w->d, n)];

		len += strlen(s) + 2;
		(void)printf("%s%s", s, len < want ? ", " : ".");
	}
}

static void
put_event(struct writer *w, const char *person, const char *source)
{
	const bool ko = w->hangul || below(&w->d, 3) == 0;
	char e[7], who[7], text[7];

	element_id(w, 'e', e);
	element_id(w, 'w', who);
	element_id(w, 't', text);
	(void)printf("<event id=\"%s\" src=\"%s\" type=\"%s\"><who id=\"%s\">%s"
		     "</who>",
	    e, source, stages[below(&w->d, COUNT(stages))], who, person);
	put_date(w, "date", 1995, 30);
	(void)printf("<state>%s</state><narrative id=\"%s\" lang=\"%s\"><text>",
	    states[below(&w->d, COUNT(states))], text, ko ? "ko" : "en");
	put_text(w, ko);
	(void)printf("</text></narrative></event>");
}

static void
put_source(struct writer *w, const char *id)
{
	(void)printf("<source id=\"%s\" kind=\"%s\"><reliability>%c"
		     "</reliability><title>Notes %u, kept &amp; translated"
		     "</title>",
	    id, sources[below(&w->d, COUNT(sources))], "ABC"[below(&w->d, 3)],
	    (unsigned)below(&w->d, 99999));
	put_date(w, "accessed", 2010, 15);
	(void)printf("</source>");
}

static void
put_case(struct writer *w, uint64_t seed, uint64_t index)
{
	char source[2][7], person[7];
	uint64_t high, low;

	w->d.state = seed ^ index * UINT64_C(0xd1b54a32d192ed03);
	w->serial = 0;
	high = roll(&w->d);
	low = roll(&w->d);
	(void)printf("<x:record>\n<case xmlns=\"urn:hanji:case:1\" id=\"");
	for (unsigned i = 0; i < 60; i += 5)
		(void)putchar(crockford((size_t)(high >> i)));
	for (unsigned i = 0; i < 20; i += 5)
		(void)putchar(crockford((size_t)(low >> i)));
	(void)printf("\" kind=\"person\" status=\"open\">");
	put_date(w, "opened", 2010, 15);
	element_id(w, 's', source[0]);
	element_id(w, 's', source[1]);
	put_person(w, person);
	for (int i = 0; i < 6; i++)
		put_event(w, person, source[i % 2]);
	put_source(w, source[0]);
	put_source(w, source[1]);
	(void)printf("</case>\n</x:record>\n");
}

int
main(int argc, char *argv[])
{
	struct writer w = { .hangul = false };
	uint64_t n, seed;

	if (argc < 2) {
		(void)fprintf(stderr, "usage: gencase N [seed] [hangul]\n");
		return 2;
	}
	n = strtoull(argv[1], NULL, 10);
	seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	w.hangul = argc > 3 && strcmp(argv[3], "hangul") == 0;
	(void)printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<x:exchange xmlns:x=\"urn:hanji:exchange:1\" "
		     "version=\"1\" producer=\"gencase\" purpose=\"bench\">\n");
	for (uint64_t i = 0; i < n; i++)
		put_case(&w, seed, i);
	(void)printf("</x:exchange>\n");
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
