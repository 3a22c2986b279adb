#include "core/case/schema_row.h"

static const struct hj_elem summary[] = {
	LEAF("text", OPT, FREE, NULL, SENSITIVE, PUBLIC, NONE, "text", "본문"),
	LEAF("tr-of", OPT, REF, "summary", FREE, PUBLIC, NONE, "translation of",
	    "원문"),
	LEAF("translator", OPT, LINE, NULL, SOURCE, SECRET, NONE, "translator",
	    "번역자"),
	LEAF("checked", OPT, LINE, NULL, OPERATIONAL, SECRET, NONE,
	    "translation checked by", "감수자"),
};

static const struct hj_elem risk[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, RESTRICTED, WITH_LANG,
	    "text", "본문"),
	LEAF("code", ONE, CODE, "risk", OPERATIONAL, INTERNAL, NONE, "risk",
	    "위험"),
	LEAF("date", OPT, DATE, NULL, OPERATIONAL, INTERNAL, WITH_CAL, "as of",
	    "기준일"),
};

/* Until when the file is kept, and who decided it: nothing is erased by it
 * (due.h). */
static const struct hj_elem retention[] = {
	LEAF("until", OPT, DATE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "kept until", "보유기한"),
	LEAF("basis", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "why it is kept until then", "보유근거"),
	LEAF("review", OPT, DATE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "to be reviewed on", "재검토일"),
	LEAF("decided", OPT, DATE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "decided on", "결정일"),
	LEAF("decided-by", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "decided by", "결정자"),
};

static const struct hj_elem note[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, INTERNAL, NONE, "text",
	    "본문"),
	LEAF("date", OPT, DATE, NULL, OPERATIONAL, INTERNAL, NONE, "date",
	    "날짜"),
	LEAF("author", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "author",
	    "작성자"),
};

static const struct hj_elem link[] = {
	LEAF("case", ONE, CASE, NULL, OPERATIONAL, INTERNAL, NONE, "case file",
	    "사건"),
	LEAF("person", OPT, REF, "person", OPERATIONAL, INTERNAL, NONE,
	    "person here", "이쪽사람"),
	LEAF("other", OPT, FAR, "person", OPERATIONAL, INTERNAL, NONE,
	    "person there", "저쪽사람"),
	LEAF("relation", OPT, CODE, "relation", OPERATIONAL, INTERNAL, NONE,
	    "who the person here is to the one there", "저쪽사람과의관계"),
};

static const struct hj_elem external[] = {
	LEAF("scheme", OPT, LINE, NULL, FREE, INTERNAL, NONE, "whose number",
	    "번호체계"),
	LEAF("value", ONE, LINE, NULL, DIRECT, INTERNAL, NONE, "number",
	    "번호"),
};

/* Foreign fields that nobody here understands: as restricted as the worst of
 * them may be. */
static const struct hj_elem ext[] = {
	LEAF("ns", OPT, LINE, NULL, FREE, PUBLIC, NONE, "namespace",
	    "이름공간"),
	LEAF("text", OPT, FREE, NULL, SENSITIVE, PUBLIC, NONE, "text", "본문"),
};

#define ENTRY(n, l, a, e, o, kids, ...)                                        \
	{                                                                      \
		HEAD(n, MANY, FREE, l, a, e, o),                               \
		    .children = (kids), .nchildren = HJ_LEN(kids), __VA_ARGS__ \
	}
/* Tasks and contacts come with the work on any case.  Needs, services and
 * referrals stand in a follow-up file of their own, so that a counsellor who
 * helps with a new life need not see the case behind it. */
#define CARE(n, a, e, o, kids, ...)                                            \
	{                                                                      \
		HEAD(n, MANY, CARE, RESTRICTED, a, e, o),                      \
		    .children = (kids), .nchildren = HJ_LEN(kids), __VA_ARGS__ \
	}
#define FOLLOWUP .only = "followup"
#define WITH_KIND HJ_A(KIND)
#define WITH_ROLE HJ_A(ROLE)
#define WITH_STATUS HJ_A(STATUS)
#define WITH_TYPE HJ_A(TYPE)

const struct hj_elem hj_schema_case[] = {
	LEAF("opened", OPT, DATE, NULL, OPERATIONAL, INTERNAL, NONE, "opened",
	    "접수일"),
	LEAF("title", OPT, LINE, NULL, DIRECT, INTERNAL, WITH_LANG, "title",
	    "제목"),
	LEAF("assigned", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "assigned to", "담당자"),
	LEAF("tag", MANY, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "tag",
	    "태그"),
	GROUP("retention", OPT, OPERATIONAL, INTERNAL, NONE, "time of keeping",
	    "보유", retention),
	GROUP("summary", MANY, SENSITIVE, INTERNAL, FACT | WITH_LANG, "summary",
	    "요약", summary),
	GROUP("risk", MANY, OPERATIONAL, INTERNAL, FACT, "risk", "위험", risk),
	ENTRY("person", PUBLIC, WITH_ROLE, "person", "사람", hj_schema_person,
	    .role = "person-role"),
	ENTRY("group", PUBLIC, WITH_TYPE, "group", "집단", hj_schema_group,
	    .type = "group-type"),
	ENTRY("relationship", INTERNAL, FACT | WITH_TYPE, "relation", "관계",
	    hj_schema_relationship, .type = "relation"),
	ENTRY("event", PUBLIC, FACT | WITH_TYPE, "event", "경위",
	    hj_schema_event, .type = "event-type"),
	ENTRY("detention", PUBLIC, FACT | WITH_TYPE, "period of detention",
	    "구금기간", hj_schema_detention, .type = "det-type"),
	ENTRY("repatriation", PUBLIC, FACT, "repatriation", "송환",
	    hj_schema_repatriation, .type = NULL),
	ENTRY("medical", RESTRICTED, FACT, "medical report", "의료소견",
	    hj_schema_medical, .type = NULL),
	ENTRY("place", PUBLIC, WITH_TYPE, "place", "장소", hj_schema_place,
	    .type = "place-type"),
	ENTRY("authority", PUBLIC, NONE, "authority", "기관",
	    hj_schema_authority, .type = NULL),
	ENTRY("source", SECRET, WITH_KIND | HJ_A(PROTECTED) | WITH_LANG,
	    "source", "출처", hj_schema_source, .kind = "source-kind"),
	ENTRY("action", INTERNAL, FACT | WITH_TYPE, "step taken", "조치",
	    hj_schema_action, .type = "remedy"),
	ENTRY("intervention", PUBLIC, FACT | WITH_KIND,
	    "intervention of others", "외부개입", hj_schema_intervention,
	    .kind = "intervention-kind"),
	ENTRY("evidence", INTERNAL, FACT | WITH_TYPE | WITH_ROLE, "evidence",
	    "증거", hj_schema_evidence, .type = "ev-type",
	    .role = "evidence-role"),
	ENTRY("consent", INTERNAL, WITH_STATUS, "consent", "동의",
	    hj_schema_consent, .status = "consent-status"),
	CARE("need", WITH_TYPE | WITH_STATUS, "need", "필요", hj_schema_need,
	    .type = "need", .status = "need-status", FOLLOWUP),
	CARE("task", WITH_STATUS, "task", "할일", hj_schema_task,
	    .status = "task-status"),
	CARE("service", WITH_TYPE | WITH_STATUS, "service", "지원",
	    hj_schema_service, .type = "service", .status = "service-status",
	    FOLLOWUP),
	CARE("referral", WITH_TYPE | WITH_STATUS, "referral", "의뢰",
	    hj_schema_referral, .type = "service", .status = "service-status",
	    FOLLOWUP),
	CARE("contactlog", WITH_KIND, "contact made", "연락기록",
	    hj_schema_contactlog, .kind = "note-kind"),
	{ HEAD("note", MANY, OPERATIONAL, INTERNAL, WITH_KIND | WITH_LANG,
	      "note", "메모"),
	    .children = note, .nchildren = HJ_LEN(note), .kind = "note-kind" },
	ENTRY("link", INTERNAL, WITH_KIND, "link", "연결", link,
	    .kind = "link-kind"),
	ENTRY("external", INTERNAL, NONE, "number elsewhere", "외부번호",
	    external, .kind = NULL),
	CONFLICT,
	ENTRY("own-code", PUBLIC, NONE, "own code", "자체코드",
	    hj_schema_owncode, .kind = NULL),
	{ HEAD("ext", MANY, SENSITIVE, SECRET, NONE, "unknown foreign fields",
	      "미확인외부항목"),
	    .value = HJ_V_FOREIGN, .children = ext, .nchildren = HJ_LEN(ext) },
};
