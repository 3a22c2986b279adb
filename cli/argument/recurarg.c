#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/argument/recurarg.h"
#include "cli/screen/say.h"
#include "core/base/text.h"
#include "core/base/word.h"
#include "core/date/recur.h"

static const struct {
	const char *unit, *typed;
} units[] = {
	{ "day", "d day days 일" },
	{ "week", "w week weeks 주 주일" },
	{ "month", "m month months 개월 달 월" },
	{ "year", "y year years 년 해" },
};

int
recurarg_read(const char *p, size_t n, char number[static RECURARG_NUMBER],
    const char **unit, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	size_t digits = 0, from;
	char word[32];
	uint64_t v = 0;

	while (digits < n && p[digits] >= '0' && p[digits] <= '9')
		digits++;
	for (from = digits; from < n && p[from] == ' '; from++)
		;
	*unit = NULL;
	if (n - from < sizeof(word)) {
		memcpy(word, p + from, n - from);
		word[n - from] = '\0';
		for (size_t i = 0; i < HJ_LEN(units); i++)
			if (hj_word_among(units[i].typed, word))
				*unit = units[i].unit;
	}
	if (*unit == NULL || digits == 0 ||
	    hj_text_number(p, digits, 1, HJ_RECUR_MAX, &v, &why) != HJ_OK)
		return hj_fail(err, HJ_EINVAL,
		    "how often is written as a number and a unit: 10d, 2w, 1m or 1y");
	(void)snprintf(number, RECURARG_NUMBER, "%u", (unsigned)v);
	return HJ_OK;
}

int
recurarg_words(const struct hj_node *task, struct hj_buf *to,
    struct hj_error *err)
{
	const char *every = hj_node_value(task, "every");
	const char *unit = hj_node_value(task, "unit");
	const char *counted = hj_node_value(task, "counted");
	unsigned long n = every != NULL ? strtoul(every, NULL, 10) : 0;
	bool after = counted != NULL && strcmp(counted, "done") == 0;
	char text[128];

	if (n == 0 || unit == NULL)
		return HJ_OK;
	if (strcmp(unit, "day") == 0)
		(void)snprintf(text, sizeof(text),
		    after ? ngettext("%lu day after it is done",
				"%lu days after it is done", n)
			  : ngettext("every day", "every %lu days", n),
		    n);
	else if (strcmp(unit, "week") == 0)
		(void)snprintf(text, sizeof(text),
		    after ? ngettext("%lu week after it is done",
				"%lu weeks after it is done", n)
			  : ngettext("every week", "every %lu weeks", n),
		    n);
	else if (strcmp(unit, "month") == 0)
		(void)snprintf(text, sizeof(text),
		    after ? ngettext("%lu month after it is done",
				"%lu months after it is done", n)
			  : ngettext("every month", "every %lu months", n),
		    n);
	else
		(void)snprintf(text, sizeof(text),
		    after ? ngettext("%lu year after it is done",
				"%lu years after it is done", n)
			  : ngettext("every year", "every %lu years", n),
		    n);
	return hj_buf_puts(to, text, err);
}
