#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vocab/vocab.h"
#include "tests/unit/gen_record.h"

static const char *const words[] = { "held", "at", "the", "bridge", "of",
	"Tumen", "with", "forty", "others", "until", "she", "was", "sent",
	"[sic]", "&", "<보위부>", "a > b", "]]>", "\"so\"", "it's", "국경",
	"경비대", "체포되여", "이송", "구류장", "목격자는", "증언하였다",
	"가족은", "소식을", "金", "圖們", "看守所", "Владивосток", "СИЗО-1",
	"ວຽງຈັນ", "กรุงเทพ", "Ŏrang", "𠮷", "1999", "850412", "—", "%s", "\\n" };

static const char *const syllables[] = { "가", "나", "달", "란", "명", "보",
	"순", "영", "은", "정", "철", "춘", "향", "희", "혁", "호" };

static const char *const dates[] = { "2019-11-03", "2017-XX", "2003~", "2012",
	"2012-08?", "2019-11-03/2020-02", "2009-XX-XX", "[2013-05,2013-06]",
	"199X", "2016-21", "../2018-04-12", "2021-07-~15", "2015-10/..",
	"1985/", "1985-04-12", "2013-05-28", "%1987-06", "2004-06-11/2004-06",
	"{1960,1961-12}", "Y17E7", "1950S2", "-0044", "2013-11~/2014-01?" };

/* xorshift64* (Vigna 2016): the tests need the same files everywhere. */
static uint32_t
next(struct gen *g)
{
	g->state ^= g->state >> 12;
	g->state ^= g->state << 25;
	g->state ^= g->state >> 27;
	return (uint32_t)(g->state * UINT64_C(2685821657736338717) >> 32);
}

uint32_t
gen_below(struct gen *g, uint32_t n)
{
	return next(g) % n;
}

static const char *
pick(struct gen *g, const char *const *from, size_t n)
{
	return from[gen_below(g, (uint32_t)n)];
}

static void
some_words(struct gen *g, size_t n, bool lines, char *ret, size_t size)
{
	size_t len = 0;

	ret[0] = '\0';
	while (n-- > 0 && len + 64 < size) {
		const char *word = pick(g, words, HJ_LEN(words));
		bool feed = lines && gen_below(g, 12) == 0;

		len += (size_t)snprintf(ret + len, size - len, "%s%s",
		    len == 0   ? ""
			: feed ? "\n"
			       : " ",
		    word);
	}
}

static void
some_name(struct gen *g, char *ret, size_t size)
{
	snprintf(ret, size, "%s%s", pick(g, syllables, HJ_LEN(syllables)),
	    pick(g, syllables, HJ_LEN(syllables)));
}

static void
some_digits(struct gen *g, const char *alphabet, size_t n, char *ret)
{
	uint32_t base = (uint32_t)strlen(alphabet);

	for (size_t i = 0; i < n; i++)
		ret[i] = alphabet[gen_below(g, base)];
	ret[n] = '\0';
}

static void
some_date(struct gen *g, char *ret, size_t size)
{
	if (gen_below(g, 3) == 0)
		snprintf(ret, size, "%s", pick(g, dates, HJ_LEN(dates)));
	else
		snprintf(ret, size, "%u-%02u-%02u", 1930 + gen_below(g, 97),
		    1 + gen_below(g, 12), 1 + gen_below(g, 28));
}

static void
some_code(struct gen *g, const char *list, char *ret, size_t size)
{
	const struct hj_list *l = hj_vocab_list(list);

	snprintf(ret, size, "%s", l->rows[gen_below(g, (uint32_t)l->n)].code);
}

void
gen_value(struct gen *g, const struct hj_elem *def, char *ret, size_t size)
{
	switch (def->value) {
	case HJ_V_LINE:
		if (def->class == HJ_C_DIRECT)
			some_name(g, ret, size);
		else
			some_words(g, 1 + gen_below(g, 5), false, ret, size);
		break;
	case HJ_V_FREE:
		some_words(g, 4 + gen_below(g, 40), true, ret, size);
		break;
	case HJ_V_CODE:
		some_code(g, def->of, ret, size);
		break;
	case HJ_V_OWN:
		snprintf(ret, size, "x-");
		some_digits(g, "abcdefghijklmnopqrstuvwxyz0123456789",
		    1 + gen_below(g, 20), ret + 2);
		break;
	case HJ_V_DATE:
		some_date(g, ret, size);
		break;
	case HJ_V_TIME:
		snprintf(ret, size, "20%02u-%02u-%02uT%02u:%02u:%02uZ",
		    gen_below(g, 30), 1 + gen_below(g, 12),
		    1 + gen_below(g, 28), gen_below(g, 24), gen_below(g, 60),
		    gen_below(g, 60));
		break;
	case HJ_V_NUMBER:
		snprintf(ret, size, "%u",
		    gen_below(g, gen_below(g, 4) == 0 ? 1000000 : 40));
		break;
	case HJ_V_DECIMAL:
		snprintf(ret, size, "%s%u.%03u", gen_below(g, 4) ? "" : "-",
		    gen_below(g, 90), gen_below(g, 1000));
		break;
	case HJ_V_YESNO:
		snprintf(ret, size, "%s", gen_below(g, 2) ? "yes" : "no");
		break;
	case HJ_V_FAR:
		some_digits(g, "abcdefgh", HJ_ELEMENT_ID_CHARS, ret);
		break;
	case HJ_V_CASE:
		some_digits(g, "0123456789abcdefghjkmnpqrstvwxyz", HJ_ID_CHARS,
		    ret);
		break;
	case HJ_V_HEX:
		some_digits(g, "0123456789abcdef",
		    (size_t)strtoul(def->of, NULL, 10), ret);
		break;
	case HJ_V_NONE:
	case HJ_V_REF:
	case HJ_V_FOREIGN:
		ret[0] = '\0';
		break;
	}
}
