#include <string.h>

#include "core/base/word.h"
#include "core/case/schema.h"

static const struct {
	const char *elem, *code;
	enum hj_conf level;
} levels[] = {
	{ "person", "broker", HJ_SECRET },
	{ "person", "helper", HJ_SECRET },
	{ "person", "source", HJ_SECRET },
	{ "event", "abort", HJ_RESTRICTED },
	{ "event", "bodysearch", HJ_RESTRICTED },
	{ "event", "forcedmarr", HJ_RESTRICTED },
	{ "event", "rape", HJ_RESTRICTED },
	{ "event", "sexviol", HJ_RESTRICTED },
	{ "violation", "abort", HJ_RESTRICTED },
	{ "violation", "bodysearch", HJ_RESTRICTED },
	{ "violation", "forcedmarr", HJ_RESTRICTED },
	{ "violation", "rape", HJ_RESTRICTED },
	{ "violation", "sexviol", HJ_RESTRICTED },
};

enum hj_conf
hj_schema_level(const struct hj_elem *e, const char *codes)
{
	enum hj_conf level = e->conf;

	if (codes == NULL)
		return level;
	for (size_t i = 0; i < HJ_LEN(levels); i++) {
		if (strcmp(e->name, levels[i].elem) != 0 ||
		    !hj_word_among(codes, levels[i].code))
			continue;
		/* A victim who tells their own story is no informant. */
		if (strcmp(levels[i].code, "source") == 0 &&
		    hj_word_among(codes, "victim"))
			continue;
		if (levels[i].level > level)
			level = levels[i].level;
	}
	return level;
}
