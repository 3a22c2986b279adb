#include <string.h>

#include "core/base/near.h"
#include "core/base/word.h"
#include "core/store/where_own.h"

/* What happened is named as describe.c names it: an event by its type, the
 * end of a period of detention by how it ended. */
#define ANY_EVENT "event:*"

static const struct hj_where_field fields[] = {
	{ "type", "유형", HJ_ASK_TYPE, NULL },
	{ "kind", "종류", HJ_ASK_KIND, "case-kind mechanism" },
	{ "status", "상태", HJ_ASK_STATUS, "case-status pet-status" },
	{ "country", "국가", HJ_ASK_CODE, "country" },
	{ "county", "시군", HJ_ASK_CODE, "county" },
	{ "facility", "시설", HJ_ASK_CODE, "facility" },
	{ "crossing", "송환지점", HJ_ASK_CODE, "crossing" },
	{ "event", "경위", HJ_ASK_CODE, "event-type" },
	{ "violation", "침해", HJ_ASK_CODE, "violation event-type" },
	{ "risk", "위험", HJ_ASK_CODE, "risk" },
	{ "sex", "성별", HJ_ASK_CODE, "sex" },
	{ "mechanism", "절차", HJ_ASK_CODE, "mechanism" },
	{ "origin", "출신지", HJ_ASK_ORIGIN, "province county" },
	{ "tag", "태그", HJ_ASK_WORD, "tag" },
	{ "assigned", "담당자", HJ_ASK_WORD, "assigned" },
	{ "owner", "담당", HJ_ASK_WORD, "assigned" },
	{ "conf", "보안등급", HJ_ASK_LEVEL, NULL },
	{ "persons", "인원", HJ_ASK_NUMBER, "persons" },
	{ "conflicts", "충돌", HJ_ASK_NUMBER, "conflicts" },
	{ "arrested", "체포", HJ_ASK_DATE,
	    "event:arrest event:arb-arrest detention" },
	{ "detained", "구금", HJ_ASK_DATE, "detention event:detabroad" },
	{ "released", "석방", HJ_ASK_DATE,
	    "event:release end:released end:bail end:bribe end:amnesty end:served" },
	{ "repatriated", "송환", HJ_ASK_DATE,
	    "repatriation event:repat event:refoul end:repat" },
	{ "disappeared", "실종", HJ_ASK_DATE,
	    "event:disappear event:disapp event:abduct end:disappear" },
	{ "died", "사망", HJ_ASK_DATE,
	    "event:death event:execution event:deathcust event:exec-pub event:exec-sec event:exec-sum end:died end:executed" },
	{ "left", "탈북", HJ_ASK_DATE, "event:depart event:cross" },
	{ "arrived", "입국", HJ_ASK_DATE, "event:enter" },
	{ "seen", "목격", HJ_ASK_DATE, "event:seen" },
	{ "event.date", "경위.날짜", HJ_ASK_DATE, ANY_EVENT },
	{ "detention.date", "구금기간.시작", HJ_ASK_DATE, "detention" },
	{ "detention.end", "구금기간.종료", HJ_ASK_DATE, "end:*" },
	{ "repatriation.date", "송환.날짜", HJ_ASK_DATE, "repatriation" },
	{ "date", "날짜", HJ_ASK_DATE,
	    ANY_EVENT " detention end:* repatriation" },
	{ "opened", "접수일", HJ_ASK_DATE, "opened" },
	{ "changed", "변경일", HJ_ASK_CHANGED, NULL },
	{ "born", "생년월일", HJ_ASK_BORN, NULL },
	{ "due", "기한", HJ_ASK_DUE, NULL },
};

const struct hj_where_field *
hj_where_field_find(const char *p, size_t n)
{
	for (size_t i = 0; i < HJ_LEN(fields); i++)
		if (hj_word_same(p, n, fields[i].name) ||
		    hj_word_same(p, n, fields[i].korean))
			return &fields[i];
	return NULL;
}

const char *
hj_where_field_near(const char *p, size_t n)
{
	struct hj_near s = HJ_NEAR(p, n);

	for (size_t i = 0; i < HJ_LEN(fields); i++) {
		hj_near_offer(&s, fields[i].name);
		hj_near_offer(&s, fields[i].korean);
	}
	return s.best;
}

const struct hj_where_field *
hj_where_field_nth(size_t i)
{
	return i < HJ_LEN(fields) ? &fields[i] : NULL;
}

bool
hj_where_field_at(size_t i, const char **name, const char **korean)
{
	const struct hj_where_field *f = hj_where_field_nth(i);

	if (f == NULL)
		return false;
	*name = f->name;
	*korean = f->korean;
	return true;
}
