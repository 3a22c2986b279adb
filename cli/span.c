#include <stdio.h>
#include <time.h>

#include "cli/span.h"

void
span_text(int32_t days, char ret[static SPAN_TEXT])
{
	time_t t = (time_t)days * 86400;
	struct tm tm;

	ret[0] = '\0';
	if (days == INT32_MIN || days == INT32_MAX || gmtime_r(&t, &tm) == NULL)
		return;
	if (tm.tm_year + 1900 < 0 || tm.tm_year + 1900 > 9999)
		return;
	(void)strftime(ret, SPAN_TEXT, "%Y-%m-%d", &tm);
}

void
span_today(char ret[static SPAN_TEXT])
{
	time_t t = time(NULL);
	struct tm tm;

	ret[0] = '\0';
	if (localtime_r(&t, &tm) != NULL)
		(void)strftime(ret, SPAN_TEXT, "%Y-%m-%d", &tm);
}
