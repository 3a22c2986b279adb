#include "core/mechanism/course.h"

#include <string.h>

#include "core/base/word.h"

static const struct {
	const char *at, *next;
} steps[] = {
	{ "draft", "ready sent withdrawn" },
	{ "ready", "draft sent withdrawn" },
	{ "sent", "ack transmitted reply decided clarified closed withdrawn" },
	{ "ack", "transmitted reply decided clarified closed withdrawn" },
	{ "transmitted",
	    "reply comment decided clarified followup closed withdrawn" },
	{ "reply",
	    "transmitted reply comment decided clarified followup closed withdrawn" },
	{ "comment",
	    "transmitted reply comment decided clarified followup closed withdrawn" },
	{ "decided", "reply comment clarified followup closed withdrawn" },
	{ "clarified", "transmitted comment followup closed withdrawn" },
	{ "followup",
	    "transmitted reply comment decided clarified followup closed withdrawn" },
	{ "closed", "followup withdrawn" },
	{ "withdrawn", "" },
};

const char *
hj_course_after(const char *at)
{
	for (size_t i = 0; at != NULL && i < HJ_LEN(steps); i++)
		if (strcmp(steps[i].at, at) == 0)
			return steps[i].next;
	return steps[0].next;
}

bool
hj_course_may(const char *at, const char *to)
{
	return hj_word_among(hj_course_after(at), to);
}

bool
hj_course_is_out(const char *at)
{
	return at != NULL && !hj_word_among("draft ready", at);
}

bool
hj_course_is_over(const char *at)
{
	return hj_word_among("closed withdrawn", at);
}
