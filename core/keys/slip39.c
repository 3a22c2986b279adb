#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/phrase.h"
#include "core/keys/slip39_own.h"

#define HEAD 4 /* words before the value */
#define CHECK 3 /* and after it */
#define WORDS_MIN 20 /* 128 bits */
#define LETTERS 8 /* of the longest word */

/* ---- the checksum: Reed-Solomon over GF(1024), three words ---- */

static uint32_t
polymod(uint32_t sum, const uint16_t *words, size_t n)
{
	static const uint32_t generator[10] = { 0xe0e040, 0x1c1c080, 0x3838100,
		0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48,
		0x21b1f890, 0x3f3f120 };

	for (size_t i = 0; i < n; i++) {
		uint32_t top = sum >> 20;

		sum = (sum & 0xfffff) << 10 ^ words[i];
		for (unsigned k = 0; k < 10; k++)
			sum ^= generator[k] & (0U - (top >> k & 1U));
	}
	return sum;
}

static uint32_t
checksum(bool extendable, const uint16_t *words, size_t n)
{
	const char *name = extendable ? "shamir_extendable" : "shamir";
	uint32_t sum = 1;

	for (; *name != '\0'; name++) {
		uint16_t letter = (uint8_t)*name;

		sum = polymod(sum, &letter, 1);
	}
	return polymod(sum, words, n);
}

/* ---- a share as numbers of words ---- */

static size_t
value_words(size_t len)
{
	return (8 * len + 9) / 10;
}

/* The value stands at the end of its words; zero bits fill up before it. */
static void
spread(const uint8_t *value, size_t len, uint16_t *words)
{
	const size_t n = 10 * value_words(len), skip = n - 8 * len;

	memset(words, 0, value_words(len) * sizeof(*words));
	for (size_t i = skip; i < n; i++) {
		unsigned bit =
		    (unsigned)value[(i - skip) / 8] >> (7 - (i - skip) % 8);

		words[i / 10] =
		    (uint16_t)(words[i / 10] | (bit & 1U) << (9 - i % 10));
	}
}

/* And back; false: what fills up is not zero. */
static bool
gather(const uint16_t *words, size_t len, uint8_t *value)
{
	const size_t n = 10 * value_words(len), skip = n - 8 * len;
	unsigned filling = 0;

	memset(value, 0, len);
	for (size_t i = 0; i < n; i++) {
		unsigned bit = (unsigned)words[i / 10] >> (9 - i % 10) & 1U;

		if (i < skip)
			filling |= bit;
		else
			value[(i - skip) / 8] =
			    (uint8_t)(value[(i - skip) / 8] |
				bit << (7 - (i - skip) % 8));
	}
	return filling == 0;
}

static void
write_head(const struct hj_slip39_facts *f, uint16_t words[static HEAD])
{
	uint32_t first =
	    (uint32_t)f->id << 5 | (f->extendable ? 1U : 0U) << 4 | f->exponent;
	uint32_t second = f->group << 16 | (f->groups_needed - 1) << 12 |
	    (f->groups - 1) << 8 | f->member << 4 | (f->needed - 1);

	words[0] = (uint16_t)(first >> 10);
	words[1] = first & 1023;
	words[2] = (uint16_t)(second >> 10);
	words[3] = second & 1023;
}

static void
read_head(const uint16_t words[static HEAD], struct hj_slip39_facts *f)
{
	uint32_t first = (uint32_t)words[0] << 10 | words[1];
	uint32_t second = (uint32_t)words[2] << 10 | words[3];

	*f = (struct hj_slip39_facts){
		.id = (uint16_t)(first >> 5),
		.extendable = (first >> 4 & 1) != 0,
		.exponent = first & 15,
		.group = second >> 16,
		.groups_needed = (second >> 12 & 15) + 1,
		.groups = (second >> 8 & 15) + 1,
		.member = second >> 4 & 15,
		.needed = (second & 15) + 1,
	};
}

/* ---- out ---- */

struct spoken {
	uint16_t words[HJ_SLIP39_WORDS];
};

int
hj_slip39_say(const struct hj_slip39_facts *f, const uint8_t *value,
    struct hj_secret **ret, struct hj_error *err)
{
	const size_t n = HEAD + value_words(f->len);
	struct hj_secret *room = NULL, *text = NULL;
	struct spoken *s;
	uint32_t sum;
	size_t at = 0;

	if (hj_secret_new(sizeof(*s), &room, err) != HJ_OK)
		return (int)err->code;
	if (hj_secret_new((n + CHECK) * (LETTERS + 1), &text, err) != HJ_OK) {
		hj_secret_free(room);
		return (int)err->code;
	}
	s = (void *)hj_secret_bytes(room);
	write_head(f, s->words);
	spread(value, f->len, s->words + HEAD);
	memset(s->words + n, 0, CHECK * sizeof(*s->words));
	sum = checksum(f->extendable, s->words, n + CHECK) ^ 1;
	for (unsigned i = 0; i < CHECK; i++)
		s->words[n + i] = sum >> 10 * (CHECK - 1 - i) & 1023;
	for (size_t i = 0; i < n + CHECK; i++) {
		const char *word = hj_phrase_word(s->words[i]);

		if (i != 0)
			hj_secret_bytes(text)[at++] = ' ';
		memcpy(hj_secret_bytes(text) + at, word, strlen(word));
		at += strlen(word);
	}
	hj_secret_free(room);
	hj_secret_shorten(text, at);
	*ret = text;
	return HJ_OK;
}

/* ---- in ---- */

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Words of the list, each by its number.  HJ_EINVAL. */
static int
look_up(const char *p, size_t n, struct spoken *s, size_t *ret,
    struct hj_error *err)
{
	size_t count = 0;

	for (size_t i = 0; i < n;) {
		size_t from;
		int number;

		if (is_space(p[i])) {
			i++;
			continue;
		}
		for (from = i; i < n && !is_space(p[i]);)
			i++;
		if (count == HJ_SLIP39_WORDS)
			return hj_fail(err, HJ_EINVAL,
			    "there are more than %d words: a share of this vault has %d",
			    HJ_SLIP39_WORDS, HJ_SLIP39_WORDS);
		if ((number = hj_phrase_number(p + from, i - from)) < 0)
			return hj_fail(err, HJ_EINVAL,
			    "word %zu is not in the list of recovery words: compare it with the paper",
			    count + 1);
		s->words[count++] = (uint16_t)number;
	}
	*ret = count;
	return HJ_OK;
}

/* So many words leave so many bytes, at most 8 bits beside them unused. */
static int
measure(size_t n, size_t *ret, struct hj_error *err)
{
	size_t bits = n < WORDS_MIN ? 15 : 10 * (n - HEAD - CHECK);

	if (n < WORDS_MIN || bits % 16 > 8)
		return hj_fail(err, HJ_EINVAL,
		    "there are %zu words: a share of this vault has %d", n,
		    HJ_SLIP39_WORDS);
	*ret = bits / 16 * 2;
	return HJ_OK;
}

static int
judge(const struct spoken *s, size_t n, struct hj_slip39 *to,
    struct hj_error *err)
{
	size_t len = 0;

	if (measure(n, &len, err) != HJ_OK)
		return (int)err->code;
	read_head(s->words, &to->facts);
	to->facts.len = len;
	if (checksum(to->facts.extendable, s->words, n) != 1)
		return hj_fail(err, HJ_EINVAL,
		    "the words do not fit together: one is wrong, or two are exchanged");
	if (to->facts.groups_needed > to->facts.groups)
		return hj_fail(err, HJ_EINVAL,
		    "the share asks for more groups than there are");
	if (hj_secret_new(len, &to->value, err) != HJ_OK)
		return (int)err->code;
	if (!gather(s->words + HEAD, len, hj_secret_bytes(to->value)))
		return hj_fail(err, HJ_EINVAL,
		    "the words do not fit together: their filling is not empty");
	return HJ_OK;
}

int
hj_slip39_parse(const char *p, size_t n, struct hj_slip39 **ret,
    struct hj_error *err)
{
	struct hj_secret *room = NULL;
	struct hj_slip39 *s;
	size_t count = 0;
	int rc;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = hj_secret_new(sizeof(struct spoken), &room, err)) == HJ_OK &&
	    (rc = look_up(p, n, (void *)hj_secret_bytes(room), &count, err)) ==
		HJ_OK)
		rc = judge((void *)hj_secret_bytes(room), count, s, err);
	hj_secret_free(room);
	if (rc == HJ_OK)
		*ret = s;
	else
		hj_slip39_free(s);
	return rc;
}

void
hj_slip39_free(struct hj_slip39 *s)
{
	if (s == NULL)
		return;
	hj_secret_free(s->value);
	free(s);
}

const struct hj_slip39_facts *
hj_slip39_facts(const struct hj_slip39 *s)
{
	return &s->facts;
}
