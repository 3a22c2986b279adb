#include <string.h>

#include "core/base/near.h"
#include "core/base/text.h"

/* Characters of p, in lower case; max + 1 when there are more than max. */
static size_t
characters(const char *p, size_t n, uint32_t *ret, size_t max)
{
	size_t count = 0;

	for (size_t i = 0; i < n; count++) {
		uint32_t c;
		size_t len = hj_text_decode(p + i, n - i, &c);

		if (count == max)
			return max + 1;
		if (len == 0) {
			c = 0xfffd;
			len = 1;
		}
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		ret[count] = c;
		i += len;
	}
	return count;
}

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* The distance, or anything above `most` as soon as it must be larger. */
static size_t
align(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, size_t most)
{
	size_t rows[3][HJ_NEAR_MAX + 1];
	size_t before = 0; /* the least of the row before */

	for (size_t j = 0; j <= bn; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t *now = rows[i % 3];
		const size_t *last = rows[(i + 2) % 3];
		const size_t *older = rows[(i + 1) % 3];
		size_t here = i;

		now[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			now[j] = least(last[j] + 1, now[j - 1] + 1,
			    last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && older[j - 2] + 1 < now[j])
				now[j] = older[j - 2] + 1;
			here = now[j] < here ? now[j] : here;
		}
		/* A swap reaches back over one row, nothing over two. */
		if (here > most && before > most)
			return here;
		before = here;
	}
	return rows[an % 3][bn];
}

static size_t
measure(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, size_t most)
{
	size_t d;

	if (an > HJ_NEAR_MAX || bn > HJ_NEAR_MAX)
		return most + 1;
	if ((an > bn ? an - bn : bn - an) > most)
		return most + 1;
	d = align(a, an, b, bn, most);
	return d <= most ? d : most + 1;
}

size_t
hj_near_distance(const char *a, size_t an, const char *b, size_t bn,
    size_t most)
{
	uint32_t x[HJ_NEAR_MAX], y[HJ_NEAR_MAX];
	size_t xn = characters(a, an, x, HJ_NEAR_MAX);
	size_t yn = characters(b, bn, y, HJ_NEAR_MAX);

	return measure(x, xn, y, yn, most);
}

/* How many slips a word of n characters may hold; more, and it is another. */
static size_t
slips(size_t n)
{
	return n >= 11 ? 3 : n >= 6 ? 2 : n >= 2 ? 1 : 0;
}

/* A hand that slips gets the beginning right, or exchanges it. */
static bool
begins_alike(const uint32_t *a, size_t an, const uint32_t *b, size_t bn)
{
	if (an == 0 || bn == 0)
		return an == bn;
	return a[0] == b[0] ||
	    (an > 1 && bn > 1 && a[0] == b[1] && a[1] == b[0]);
}

void
hj_near_offer_as(struct hj_near *s, const char *word, const char *result)
{
	uint32_t known[HJ_NEAR_MAX];
	size_t len = strlen(word), n, most, d, more = 0;

	if (!s->begun)
		s->n = characters(s->typed, s->len, s->letter, HJ_NEAR_MAX);
	s->begun = true;
	if (s->best != NULL && s->distance == 0)
		return;
	most = s->best != NULL ? s->distance - 1 : slips(s->n);
	/* Asked first: most words of a list begin otherwise, and are out. */
	n = characters(word, len, known, 2);
	if (!begins_alike(s->letter, s->n, known, n))
		more = 2;
	if (more > most)
		return;
	n = characters(word, len, known, HJ_NEAR_MAX);
	d = measure(s->letter, s->n, known, n, most - more);
	if (d > most - more)
		return;
	s->best = result;
	s->distance = d + more;
}

void
hj_near_offer(struct hj_near *s, const char *word)
{
	hj_near_offer_as(s, word, word);
}
