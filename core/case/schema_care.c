/*
 * Resettlement and the follow-up of a case: a redaction class of its own,
 * which no document, petition or export for others ever carries.
 */
#include "core/case/schema_row.h"

/* What a referral may have told: whatever of a file can be told by itself. */
#define TOLD                                                                   \
	"person name contact iddoc birth age origin residence health "         \
	"disability need medical evidence risk event detention relationship "  \
	"summary service"

const struct hj_elem hj_schema_need[] = {
	LEAF("person", OPT, REF, "person", CARE, INTERNAL, NONE, "whose need",
	    "대상자"),
	LEAF("text", OPT, FREE, NULL, CARE, RESTRICTED, WITH_LANG, "text",
	    "본문"),
	LEAF("since", OPT, DATE, NULL, CARE, INTERNAL, WITH_CAL, "since",
	    "시작일"),
	LEAF("priority", OPT, CODE, "priority", CARE, INTERNAL, NONE,
	    "how urgent", "긴급도"),
	LEAF("met", OPT, DATE, NULL, CARE, INTERNAL, WITH_CAL, "met on",
	    "해결일"),
};

/*
 * A task that comes again: `every` so many of `unit`, counted from the due
 * date of the first (`first`, so that the 31st stays the 31st) or from the day
 * on which the last one was done.
 */
const struct hj_elem hj_schema_task[] = {
	LEAF("text", OPT, FREE, NULL, CARE, INTERNAL, WITH_LANG, "text",
	    "본문"),
	LEAF("due", OPT, DATE, NULL, CARE, INTERNAL, NONE, "due", "기한"),
	LEAF("every", OPT, NUMBER, NULL, CARE, INTERNAL, NONE,
	    "again after how many", "반복간격"),
	LEAF("unit", OPT, CODE, "time-unit", CARE, INTERNAL, NONE,
	    "days, weeks, months or years", "간격단위"),
	LEAF("counted", OPT, CODE, "recur-from", CARE, INTERNAL, NONE,
	    "counted from", "반복기준"),
	LEAF("first", OPT, DATE, NULL, CARE, INTERNAL, NONE,
	    "first time it was due", "첫기한"),
	LEAF("owner", OPT, LINE, NULL, CARE, INTERNAL, NONE, "owner", "담당자"),
	LEAF("priority", OPT, CODE, "priority", CARE, INTERNAL, NONE,
	    "priority", "우선순위"),
	LEAF("done", OPT, DATE, NULL, CARE, INTERNAL, NONE, "done on",
	    "완료일"),
	LEAF("result", OPT, FREE, NULL, CARE, INTERNAL, WITH_LANG, "result",
	    "결과"),
};

const struct hj_elem hj_schema_service[] = {
	LEAF("person", OPT, REF, "person", CARE, INTERNAL, NONE, "for whom",
	    "대상자"),
	LEAF("need", OPT, REF, "need", CARE, INTERNAL, NONE,
	    "which need it meets", "관련필요"),
	LEAF("text", OPT, FREE, NULL, CARE, RESTRICTED, WITH_LANG, "text",
	    "본문"),
	LEAF("date", OPT, DATE, NULL, CARE, INTERNAL, WITH_CAL, "date", "날짜"),
	LEAF("by", OPT, LINE, NULL, CARE, INTERNAL, NONE, "provided by",
	    "제공자"),
	LEAF("amount", OPT, DECIMAL, NULL, CARE, RESTRICTED, NONE, "amount",
	    "금액"),
	LEAF("currency", OPT, CODE, "currency", CARE, RESTRICTED, NONE,
	    "currency", "통화"),
};

const struct hj_elem hj_schema_referral[] = {
	LEAF("person", OPT, REF, "person", CARE, INTERNAL, NONE,
	    "who was referred", "대상자"),
	LEAF("need", OPT, REF, "need", CARE, INTERNAL, NONE,
	    "which need it is for", "관련필요"),
	LEAF("text", OPT, FREE, NULL, CARE, RESTRICTED, WITH_LANG, "text",
	    "본문"),
	LEAF("date", OPT, DATE, NULL, CARE, INTERNAL, WITH_CAL, "date", "날짜"),
	LEAF("to", OPT, LINE, NULL, CARE, INTERNAL, NONE, "referred to",
	    "의뢰처"),
	LEAF("purpose", OPT, LINE, NULL, CARE, RESTRICTED, WITH_LANG, "purpose",
	    "목적"),
	LEAF("shared", MANY, CODE, "field-class", CARE, INTERNAL, NONE,
	    "what was told", "제공항목"),
	LEAF("item", MANY, REF, TOLD, CARE, INTERNAL, NONE,
	    "what exactly was told", "제공내용"),
	LEAF("consent", OPT, REF, "consent", CARE, INTERNAL, NONE,
	    "consent it rests on", "근거동의"),
	LEAF("outcome", OPT, FREE, NULL, CARE, RESTRICTED, WITH_LANG, "outcome",
	    "결과"),
};

const struct hj_elem hj_schema_contactlog[] = {
	LEAF("person", OPT, REF, "person", CARE, INTERNAL, NONE, "with whom",
	    "상대자"),
	LEAF("with", OPT, LINE, NULL, CARE, RESTRICTED, NONE,
	    "who else answered", "다른상대"),
	LEAF("text", OPT, FREE, NULL, CARE, RESTRICTED, WITH_LANG, "text",
	    "본문"),
	LEAF("date", OPT, DATE, NULL, CARE, INTERNAL, WITH_CAL, "date", "날짜"),
	LEAF("by", OPT, LINE, NULL, CARE, INTERNAL, NONE, "by whom",
	    "연락한사람"),
	LEAF("channel", OPT, CODE, "contact-channel", CARE, INTERNAL, NONE,
	    "how", "연락수단"),
	LEAF("result", OPT, CODE, "contact-result", CARE, INTERNAL, NONE,
	    "result", "결과"),
	LEAF("next", OPT, DATE, NULL, CARE, INTERNAL, NONE, "next contact",
	    "다음연락"),
};
