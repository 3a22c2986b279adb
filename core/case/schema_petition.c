#include "core/case/schema_row.h"

static const struct hj_elem victim[] = {
	LEAF("case", ONE, CASE, NULL, FREE, INTERNAL, NONE, "case file",
	    "사건"),
	LEAF("person", OPT, FAR, "person group", QUASI, INTERNAL, NONE,
	    "person", "사람"),
};

static const struct hj_elem spell[] = {
	LEAF("case", ONE, CASE, NULL, FREE, INTERNAL, NONE, "case file",
	    "사건"),
	LEAF("detention", OPT, FAR, "detention", QUASI, INTERNAL, NONE,
	    "period of detention", "구금기간"),
};

static const struct hj_elem category[] = {
	LEAF("code", ONE, CODE, "wgad-cat", FREE, PUBLIC, NONE, "category",
	    "유형"),
	LEAF("state", MANY, CODE, "country", FREE, PUBLIC, NONE,
	    "State that it concerns", "해당국가"),
	LEAF("reasons", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "reasons", "이유"),
};

static const struct hj_elem remedy[] = {
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("body", OPT, LINE, NULL, FREE, INTERNAL, WITH_LANG, "addressed to",
	    "상대기관"),
	LEAF("result", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "result", "결과"),
	LEAF("why-not", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "why nothing was done", "미조치사유"),
};

static const struct hj_elem submitter[] = {
	LEAF("name", OPT, LINE, NULL, OPERATIONAL, INTERNAL, WITH_LANG, "name",
	    "이름"),
	LEAF("organisation", OPT, LINE, NULL, OPERATIONAL, INTERNAL, WITH_LANG,
	    "organisation", "단체"),
	LEAF("address", OPT, LINE, NULL, OPERATIONAL, INTERNAL, WITH_LANG,
	    "address", "주소"),
	LEAF("email", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "e-mail",
	    "전자우편"),
	LEAF("phone", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE, "telephone",
	    "전화"),
	LEAF("relation", OPT, CODE, "consent-relation", OPERATIONAL, INTERNAL,
	    NONE, "who is to the victim", "피해자와의관계"),
	LEAF("confidential", OPT, YESNO, NULL, OPERATIONAL, INTERNAL, NONE,
	    "identity kept confidential", "신원비공개"),
	LEAF("follow-up", OPT, YESNO, NULL, OPERATIONAL, INTERNAL, NONE,
	    "passes on word between the family and the body", "가족연락가능"),
};

static const struct hj_elem authorisation[] = {
	LEAF("case", OPT, CASE, NULL, FREE, INTERNAL, NONE, "case file",
	    "사건"),
	LEAF("consent", ONE, FAR, "consent", FREE, INTERNAL, NONE, "consent",
	    "동의"),
};

static const struct hj_elem snapshot[] = {
	LEAF("digest", ONE, HEX, "64", FREE, INTERNAL, NONE, "fingerprint",
	    "지문"),
	LEAF("ids", OPT, LINE, NULL, FREE, INTERNAL, NONE, "consents",
	    "동의목록"),
};

static const struct hj_elem document[] = {
	LEAF("case", OPT, CASE, NULL, FREE, INTERNAL, NONE, "case file",
	    "사건"),
	LEAF("evidence", ONE, FAR, "evidence", FREE, INTERNAL, NONE, "evidence",
	    "증거"),
};

static const struct hj_elem deadline[] = {
	LEAF("text", OPT, FREE, NULL, OPERATIONAL, INTERNAL, WITH_LANG, "text",
	    "본문"),
	LEAF("date", ONE, DATE, NULL, OPERATIONAL, INTERNAL, NONE, "date",
	    "날짜"),
	LEAF("met", OPT, DATE, NULL, OPERATIONAL, INTERNAL, NONE, "met on",
	    "이행일"),
	LEAF("rule", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "rule it follows from", "근거규칙"),
};

static const struct hj_elem reply[] = {
	LEAF("date", OPT, DATE, NULL, FREE, INTERNAL, NONE, "date", "날짜"),
	LEAF("state", OPT, CODE, "country", FREE, INTERNAL, NONE, "State",
	    "국가"),
	LEAF("summary", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "summary", "요약"),
	LEAF("evidence", OPT, REF, "evidence", FREE, INTERNAL, NONE, "evidence",
	    "증거"),
};

static const struct hj_elem step[] = {
	LEAF("date", OPT, DATE, NULL, FREE, INTERNAL, NONE, "date", "날짜"),
	LEAF("ref", OPT, LINE, NULL, FREE, INTERNAL, NONE, "reference",
	    "참조번호"),
};

const struct hj_elem hj_schema_petition[] = {
	LEAF("mechanism", ONE, CODE, "mechanism", FREE, INTERNAL, NONE,
	    "mechanism", "절차"),
	LEAF("title", OPT, LINE, NULL, DIRECT, INTERNAL, WITH_LANG, "title",
	    "제목"),
	LEAF("filed", OPT, DATE, NULL, FREE, INTERNAL, NONE, "filed", "제출일"),
	LEAF("reference", OPT, LINE, NULL, FREE, INTERNAL, NONE, "reference",
	    "문서번호"),
	LEAF("language", OPT, CODE, "language", FREE, PUBLIC, NONE, "language",
	    "언어"),
	LEAF("session", OPT, LINE, NULL, FREE, PUBLIC, NONE, "session", "회기"),
	LEAF("agenda-item", OPT, LINE, NULL, FREE, PUBLIC, NONE, "agenda item",
	    "의제"),
	LEAF("article", MANY, LINE, NULL, FREE, PUBLIC, NONE, "article",
	    "조항"),
	GROUP("victim", SOME, QUASI, INTERNAL, NONE, "victim", "피해자",
	    victim),
	GROUP("spell", MANY, QUASI, INTERNAL, NONE, "period of detention",
	    "구금기간", spell),
	LEAF("state", SOME, CODE, "country", FREE, PUBLIC, NONE,
	    "State complained of", "상대국"),
	GROUP("category", MANY, SENSITIVE, INTERNAL, NONE, "category", "유형",
	    category),
	TYPED("remedy", MANY, SENSITIVE, INTERNAL, HJ_A(TYPE), "remedy",
	    "구제조치", remedy, .type = "remedy"),
	LEAF("other-procedure", MANY, FREE, NULL, SENSITIVE, INTERNAL,
	    WITH_LANG, "other procedure", "다른절차"),
	LEAF("statement", MANY, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "text of the statement", "성명본문"),
	LEAF("request", MANY, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "request", "요청사항"),
	LEAF("mandate", MANY, CODE, "mandate", FREE, INTERNAL, NONE, "mandate",
	    "위임사항"),
	GROUP("submitter", OPT, OPERATIONAL, INTERNAL, NONE, "submitter",
	    "제출자", submitter),
	GROUP("authorisation", MANY, FREE, INTERNAL, NONE, "authorisation",
	    "위임", authorisation),
	GROUP("consent-snapshot", OPT, FREE, INTERNAL, NONE,
	    "consents when sent", "제출당시동의", snapshot),
	TYPED("evidence", MANY, FREE, INTERNAL, HJ_A(TYPE) | HJ_A(ROLE),
	    "document sent", "제출본", hj_schema_evidence, .type = "ev-type",
	    .role = "evidence-role"),
	GROUP("document", MANY, FREE, INTERNAL, NONE, "annex", "첨부문서",
	    document),
	TYPED("deadline", MANY, OPERATIONAL, INTERNAL, HJ_A(KIND), "deadline",
	    "기한", deadline, .kind = "deadline-kind"),
	GROUP("reply", MANY, SENSITIVE, INTERNAL, WITH_LANG, "reply", "답변",
	    reply),
	TYPED("step", MANY, FREE, INTERNAL, HJ_A(STATUS), "step", "경과", step,
	    .status = "pet-status"),
	CONFLICT,
	GROUP("own-code", MANY, FREE, PUBLIC, NONE, "own code", "자체코드",
	    hj_schema_owncode),
};

const struct hj_elem hj_schema_tombstone[] = {
	LEAF("erased", ONE, DATE, NULL, FREE, INTERNAL, NONE, "erased on",
	    "삭제일"),
	LEAF("ground", ONE, FREE, NULL, FREE, INTERNAL, NONE, "ground",
	    "삭제근거"),
	LEAF("approvers", OPT, LINE, NULL, OPERATIONAL, INTERNAL, NONE,
	    "approved by", "승인자"),
	LEAF("part", OPT, LINE, NULL, FREE, INTERNAL, NONE, "erased part",
	    "삭제된항목"),
	CONFLICT,
};
