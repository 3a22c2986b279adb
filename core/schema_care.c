/* Resettlement: a class of its own, never part of a petition. */
#include "core/schema_row.h"

const struct hj_elem hj_schema_need[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, RESTRICTED, WITH_LANG,
	    "text", "본문"),
	LEAF("date", OPT, DATE, NULL, OPERATIONAL, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("priority", OPT, CODE, "priority", OPERATIONAL, INTERNAL, NONE,
	    "priority", "우선순위"),
};

const struct hj_elem hj_schema_task[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, INTERNAL, WITH_LANG, "text",
	    "본문"),
	LEAF("due", OPT, DATE, NULL, OPERATIONAL, INTERNAL, NONE, "due",
	    "기한"),
	LEAF("owner", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "owner",
	    "담당자"),
	LEAF("priority", OPT, CODE, "priority", OPERATIONAL, INTERNAL, NONE,
	    "priority", "우선순위"),
};

const struct hj_elem hj_schema_service[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, RESTRICTED, WITH_LANG,
	    "text", "본문"),
	LEAF("date", OPT, DATE, NULL, OPERATIONAL, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("by", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "provided by",
	    "제공자"),
};

const struct hj_elem hj_schema_referral[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, RESTRICTED, WITH_LANG,
	    "text", "본문"),
	LEAF("date", OPT, DATE, NULL, OPERATIONAL, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("to", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "referred to",
	    "의뢰처"),
	LEAF("outcome", OPT, FREE, NULL, OPERATIONAL, RESTRICTED, WITH_LANG,
	    "outcome", "결과"),
};

const struct hj_elem hj_schema_contactlog[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, RESTRICTED, WITH_LANG,
	    "text", "본문"),
	LEAF("date", OPT, DATE, NULL, OPERATIONAL, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("by", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "by whom",
	    "연락한사람"),
	LEAF("channel", OPT, CODE, "contact-channel", OPERATIONAL, INTERNAL,
	    NONE, "how", "연락수단"),
};
