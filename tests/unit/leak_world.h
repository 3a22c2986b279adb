/*
 * leak_world.h: a vault of invented people, and what leaks of one of them, for
 * the tests of the exposure check.
 */
#ifndef HJ_TESTS_LEAK_WORLD_H
#define HJ_TESTS_LEAK_WORLD_H

#include "export/expose/expose_cell.h"
#include "export/expose/expose_file.h"
#include "leaks.h"
#include "parsed.h"

#define PEOPLE 160

struct one {
	struct hj_record *record;
	size_t family, given[2], county, year;
	char id[17], person[7], name[32], phone[16], document[16], mail[32];
};

struct vault {
	struct one of[PEOPLE];
};

static inline uint32_t
draw(uint64_t *state, uint32_t n)
{
	*state = *state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33) % n;
}

#define STAFF "문새별"

static inline void
born(struct one *p, size_t i, uint64_t *seed)
{
	char xml[2048];

	p->family = draw(seed, HJ_LEN(leak_families));
	p->given[0] = draw(seed, HJ_LEN(leak_givens));
	p->given[1] = draw(seed, HJ_LEN(leak_givens));
	p->county = draw(seed, HJ_LEN(leak_counties));
	p->year = 1950 + draw(seed, 50);
	(void)snprintf(p->id, sizeof(p->id), "k7m2qx4d9tn1%04zu", i + 1000);
	(void)snprintf(p->person, sizeof(p->person), "p%05zu", i + 10000);
	(void)snprintf(p->name, sizeof(p->name), "%s%s%s",
	    leak_families[p->family].hangul, leak_givens[p->given[0]].hangul,
	    leak_givens[p->given[1]].hangul);
	(void)snprintf(p->phone, sizeof(p->phone), "0105%03zu%04u", i + 100,
	    draw(seed, 10000));
	(void)snprintf(p->document, sizeof(p->document), "PX%07u",
	    1000000 + draw(seed, 8999999));
	(void)snprintf(p->mail, sizeof(p->mail), "post%zu@example.org",
	    i + 1000);
	(void)snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"%s\"><person id=\"%s\" "
	    "role=\"victim\"><name id=\"nam001\"><full>%s</full></name>"
	    "<birth id=\"brt001\"><date>%zu</date><place>pkc001</place></birth>"
	    "<iddoc id=\"idd001\"><no>%s</no></iddoc><contact id=\"cnt001\">"
	    "<value>%s</value></contact><contact id=\"cnt002\"><value>%s"
	    "</value></contact></person><place id=\"pkc001\"><county>%s"
	    "</county></place><task id=\"tsk001\"><owner>" STAFF
	    "</owner></task></case>",
	    p->id, p->person, p->name, p->year, p->document, p->phone, p->mail,
	    leak_counties[p->county].code);
	p->record = decoded(xml);
}

/* "Young" of "young". */
static inline const char *
capital(const char *word, char to[static 32])
{
	(void)snprintf(to, 32, "%s", word);
	if (to[0] >= 'a' && to[0] <= 'z')
		to[0] = (char)(to[0] - 'a' + 'A');
	return to;
}

static inline void
capitals(char *to)
{
	for (; *to != '\0'; to++)
		if (*to >= 'a' && *to <= 'z')
			*to = (char)(*to - 'a' + 'A');
}

/* How the name of one of them leaks, as a part of a sentence. */
static inline void
leak_name(const struct one *p, enum leak kind, char *to, size_t size)
{
	const struct leak_syllable *f = &leak_families[p->family];
	const struct leak_syllable *a = &leak_givens[p->given[0]];
	const struct leak_syllable *b = &leak_givens[p->given[1]];
	char word[32], upper[32];

	(void)snprintf(upper, sizeof(upper), "%s", f->revised);
	capitals(upper);
	switch (kind) {
	case LEAK_HANGUL:
		(void)snprintf(to, size, "그때 %s는 말했다", p->name);
		return;
	case LEAK_HANGUL_APART:
		(void)snprintf(to, size, "증인 %s %s%s도 보았다", f->hangul,
		    a->hangul, b->hangul);
		return;
	case LEAK_REVISED:
		(void)snprintf(to, size, "her neighbour %s %s-%s came",
		    f->revised, capital(a->revised, word), b->revised);
		return;
	case LEAK_CAPITALS:
		(void)snprintf(to, size, "with %s %s%s there", upper,
		    capital(a->revised, word), b->revised);
		return;
	case LEAK_TURNED:
		(void)snprintf(to, size, "told by %s-%s %s",
		    capital(a->revised, word), b->revised, f->revised);
		return;
	case LEAK_COMMA:
		(void)snprintf(to, size, "(%s, %s %s)", upper,
		    capital(a->revised, word), b->revised);
		return;
	case LEAK_OLDER:
		(void)snprintf(to, size, "one %s %s-%s was taken", f->older,
		    strcmp(a->older, "yŏng") == 0 ? "Yŏng"
						  : capital(a->older, word),
		    b->older);
		return;
	case LEAK_HANJA:
		(void)snprintf(to, size, "(%s%s%s)", f->hanja, a->hanja,
		    b->hanja);
		return;
	case LEAK_PINYIN:
		(void)snprintf(to, size, "known there as %s %s%s", f->pinyin,
		    capital(a->pinyin, word), b->pinyin);
		return;
	case LEAK_CYRILLIC:
		(void)snprintf(to, size, "записана как %s %s %s", f->cyrillic,
		    a->cyrillic, b->cyrillic);
		return;
	default:
		break;
	}
}

/* The same of everything else. */
static inline void
leak(const struct one *p, enum leak kind, char *to, size_t size)
{
	switch (kind) {
	case LEAK_PHONE:
		(void)snprintf(to, size, "call %.3s-%.4s-%s", p->phone,
		    p->phone + 3, p->phone + 7);
		return;
	case LEAK_PHONE_ABROAD:
		(void)snprintf(to, size, "+82 %.2s %.4s %s", p->phone + 1,
		    p->phone + 3, p->phone + 7);
		return;
	case LEAK_DOCUMENT:
		(void)snprintf(to, size, "paper %.2s-%.3s %s", p->document,
		    p->document + 2, p->document + 5);
		return;
	case LEAK_MAIL:
		(void)snprintf(to, size, "write to %s", p->mail);
		return;
	case LEAK_STAFF:
		(void)snprintf(to, size, "면담자 " STAFF);
		return;
	case LEAK_STAFF_LATIN:
		(void)snprintf(to, size, "interviewed by Moon Sae-byul");
		return;
	case LEAK_CASE_ID:
		(void)snprintf(to, size, "file %.4s-%.4s-%.4s-%s", p->id,
		    p->id + 4, p->id + 8, p->id + 12);
		return;
	case LEAK_ELEMENT_ID:
		(void)snprintf(to, size, "see person[%s]", p->person);
		return;
	case LEAK_CELL:
		(void)snprintf(to, size,
		    "the only woman born in %zu who came from %s", p->year,
		    leak_counties[p->county].en);
		return;
	case LEAK_CELL_KOREAN:
		(void)snprintf(to, size, "%s 출신 %zu년생 여성",
		    leak_counties[p->county].ko, p->year);
		return;
	default:
		leak_name(p, kind, to, size);
	}
}

/* Does a hit of this kind tell of a leak of that one? */
static inline bool
tells(enum hj_expose_kind hit, enum leak kind)
{
	if (kind <= LEAK_CYRILLIC)
		return hit == HJ_X_NAME || hit == HJ_X_SOUND;
	if (kind <= LEAK_MAIL)
		return hit == HJ_X_NUMBER;
	if (kind <= LEAK_STAFF_LATIN)
		return hit == HJ_X_STAFF;
	if (kind <= LEAK_ELEMENT_ID)
		return hit == HJ_X_ID;
	return hit == HJ_X_CELL;
}

#endif
