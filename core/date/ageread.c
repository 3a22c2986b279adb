#include <string.h>

#include "core/base/text.h"
#include "core/date/ageread.h"

/* Nobody was older. */
#define YEARS_MOST 130
#define TYPED_MAX 128

/* Folded; the longest that fits is taken. */
static const struct {
	const char *text;
	const char *type; /* "": it says nothing about the counting */
} words[] = {
	{ "만으로", "international" },
	{ "만나이", "international" },
	{ "만 나이", "international" },
	{ "만", "international" },
	{ "full years", "international" },
	{ "international age", "international" },
	{ "세는나이로", "korean" },
	{ "세는나이", "korean" },
	{ "세는 나이", "korean" },
	{ "한국나이로", "korean" },
	{ "한국나이", "korean" },
	{ "한국 나이로", "korean" },
	{ "한국 나이", "korean" },
	{ "우리나이", "korean" },
	{ "우리 나이", "korean" },
	{ "우리 나이로", "korean" },
	{ "집나이", "korean" },
	{ "korean age", "korean" },
	{ "in korean age", "korean" },
	{ "나이", "" },
	{ "세", "" },
	{ "살", "" },
	{ "age", "" },
	{ "aged", "" },
	{ "years old", "" },
	{ "years", "" },
	{ "岁", "" },
	{ "歲", "" },
	{ "лет", "" },
	{ "год", "" },
	{ "года", "" },
};

struct reader {
	const char *p;
	size_t n;
	struct hj_age_read age;
	bool numbered, twice;
	bool bare; /* figures and nothing else */
};

static bool
word(struct reader *r)
{
	size_t best = HJ_LEN(words), longest = 0;

	for (size_t i = 0; i < HJ_LEN(words); i++) {
		size_t k = strlen(words[i].text);

		if (k > longest && k <= r->n &&
		    memcmp(r->p, words[i].text, k) == 0) {
			longest = k;
			best = i;
		}
	}
	if (best == HJ_LEN(words))
		return false;
	r->p += longest;
	r->n -= longest;
	r->bare = false;
	if (*words[best].type == '\0')
		return true;
	if (r->age.type != NULL && strcmp(r->age.type, words[best].type) != 0)
		r->twice = true;
	r->age.type = words[best].type;
	return true;
}

static bool
number(struct reader *r)
{
	size_t k = 0;

	while (k < r->n && r->p[k] >= '0' && r->p[k] <= '9')
		k++;
	if (k == 0 || k > 3 || r->numbered)
		return false;
	for (size_t i = 0; i < k; i++)
		r->age.years = r->age.years * 10 + (unsigned)(r->p[i] - '0');
	r->bare = r->bare && (k == 1 || *r->p != '0');
	r->p += k;
	r->n -= k;
	r->numbered = true;
	return true;
}

static bool
mark(struct reader *r)
{
	if (*r->p != ' ' && *r->p != '(' && *r->p != ')' && *r->p != ',' &&
	    *r->p != ':')
		return false;
	r->p++;
	r->n--;
	r->bare = false;
	return true;
}

static int
read_all(struct reader *r, struct hj_error *err)
{
	while (r->n > 0)
		if (!mark(r) && !number(r) && !word(r))
			break;
	if (r->twice)
		return hj_fail(err, HJ_EINVAL,
		    "full years or Korean age? both are named");
	if (r->n > 0 || !r->numbered || r->age.years > YEARS_MOST)
		return hj_fail(err, HJ_EINVAL,
		    "an age in whole years is expected, such as 35, 만 35세 (full years) or 세는나이 36 (Korean age); what is only about right is better kept as a year of birth, such as 1975~");
	r->age.as_written = r->bare;
	return HJ_OK;
}

int
hj_age_read(const char *p, size_t n, struct hj_age_read *ret,
    struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(16 * TYPED_MAX);
	struct reader r = { .bare = true };
	int rc;

	if (n > TYPED_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "an age in whole years is expected");
	if ((rc = hj_text_fold(p, n, &folded, err)) == HJ_OK) {
		r.p = (const char *)folded.data;
		r.n = folded.len;
		rc = read_all(&r, err);
	}
	if (rc == HJ_OK)
		*ret = r.age;
	hj_buf_clear(&folded);
	return rc;
}
