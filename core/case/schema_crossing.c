#include "core/case/schema_crossing.h"

#include <string.h>

#include "core/vocab/vocab.h"

/* All that is not here is on the border with China. */
static const struct {
	const char *code, *state;
} crossings[] = {
	{ "khasan", "RU" },
	{ "air", NULL },
};

bool
hj_schema_crossing(const char *code, const char **state)
{
	if (hj_vocab_find(hj_vocab_list("crossing"), code, strlen(code)) ==
	    NULL)
		return false;
	*state = "CN";
	for (size_t i = 0; i < HJ_LEN(crossings); i++)
		if (strcmp(crossings[i].code, code) == 0)
			*state = crossings[i].state;
	return true;
}

bool
hj_schema_crossing_borders(const char *state)
{
	return strcmp(state, "CN") == 0 || strcmp(state, "RU") == 0;
}
