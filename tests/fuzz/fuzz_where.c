/*
 * A question of any bytes is refused with a place inside it, or answered; and
 * `not` of it, and it or itself, answer as they must.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/where.h"

/* run.sh: -max_len=1024 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool held)
{
	if (!held)
		__builtin_trap();
}

/* A row with a date, a code, a person's word and a status. */
static const uint8_t items[] = { HJ_ROW_MADE, HJ_ROW_DESCRIBED, 0, 0,
	HJ_ROW_LAST, 0, 0, 4, 'c', 'a', 'm', 'p', HJ_ROW_CODE, 0, 0, 10, 'c',
	'o', 'u', 'n', 't', 'r', 'y', ':', 'C', 'N', HJ_ROW_CODE, 0, 0, 5, 't',
	'a', 'g', ':', 'x', HJ_ROW_DATED, 0, 0, 20, 0, 0, 62, 0, 0, 0, 63, 0,
	'e', 'v', 'e', 'n', 't', ':', 'a', 'r', 'r', 'e', 's', 't' };

static bool
ask(const char *question, size_t n, enum hj_answer *ret)
{
	static const struct hj_where_how how = { .today = 20000 };
	const struct hj_row row = { .root = 'c',
		.kind = "person",
		.status = "open",
		.persons = 2,
		.changed = 1700000000,
		.items = items,
		.items_len = sizeof(items) };
	struct hj_error err = HJ_ERROR;
	struct hj_where *w = NULL;
	size_t place;

	if (hj_where_parse(question, n, &how, &w, &err) != HJ_OK) {
		must(w == NULL);
		if (err.code == HJ_EINVAL &&
		    sscanf(err.text, "at character %zu", &place) == 1)
			must(place >= 1 && place <= n + 1);
		return false;
	}
	*ret = hj_where_test(w, &row);
	hj_where_free(w);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char text[2 * HJ_WHERE_MAX + 64];
	enum hj_answer one, other;
	int len;

	if (n > HJ_WHERE_MAX / 2 || !ask((const char *)p, n, &one))
		return 0;
	len =
	    snprintf(text, sizeof(text), "not (%.*s)", (int)n, (const char *)p);
	if (memchr(p, 0, n) != NULL)
		return 0;
	if (ask(text, (size_t)len, &other))
		must(one + other == HJ_YES);
	len = snprintf(text, sizeof(text), "(%.*s) or (%.*s)", (int)n,
	    (const char *)p, (int)n, (const char *)p);
	if (ask(text, (size_t)len, &other))
		must(one == other);
	return 0;
}
