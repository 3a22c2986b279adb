#include "core/case/schema_row.h"

static const struct hj_elem name[] = {
	LEAF("family", OPT, LINE, NULL, DIRECT, INTERNAL, NONE, "family name",
	    "성"),
	LEAF("given", OPT, LINE, NULL, DIRECT, INTERNAL, NONE, "given name",
	    "이름"),
	LEAF("full", OPT, LINE, NULL, DIRECT, INTERNAL, NONE, "full name",
	    "전체이름"),
};

static const struct hj_elem birth[] = {
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL,
	    "date of birth", "생년월일"),
	LEAF("place", OPT, REF, "place", QUASI, INTERNAL, NONE,
	    "place of birth", "출생지"),
};

static const struct hj_elem age[] = {
	LEAF("n", ONE, NUMBER, NULL, QUASI, INTERNAL, NONE, "years", "나이"),
	LEAF("at", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "as of",
	    "기준일"),
};

static const struct hj_elem origin[] = {
	LEAF("place", ONE, REF, "place", QUASI, INTERNAL, NONE, "place",
	    "장소"),
};

static const struct hj_elem residence[] = {
	LEAF("place", ONE, REF, "place", QUASI, INTERNAL, NONE, "place",
	    "장소"),
	LEAF("from", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "from",
	    "부터"),
	LEAF("to", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "until", "까지"),
};

static const struct hj_elem iddoc[] = {
	LEAF("no", OPT, LINE, NULL, DIRECT, SECRET, NONE, "number", "번호"),
	LEAF("issuer", OPT, LINE, NULL, QUASI, SECRET, NONE, "issued by",
	    "발급기관"),
	LEAF("issued", OPT, DATE, NULL, QUASI, SECRET, WITH_CAL, "issued on",
	    "발급일"),
};

static const struct hj_elem pregnant[] = {
	LEAF("date", OPT, DATE, NULL, SENSITIVE, RESTRICTED, WITH_CAL, "as of",
	    "기준일"),
};

static const struct hj_elem contact[] = {
	LEAF("channel", OPT, CODE, "contact-channel", FREE, SECRET, NONE, "how",
	    "연락수단"),
	LEAF("value", OPT, LINE, NULL, DIRECT, SECRET, NONE,
	    "number or address", "번호나주소"),
	LEAF("safe", OPT, FREE, NULL, OPERATIONAL, SECRET, NONE,
	    "when and how it is safe", "안전연락방법"),
};

static const struct hj_elem status[] = {
	LEAF("code", ONE, CODE, "person-status", FREE, PUBLIC, NONE, "status",
	    "상태"),
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "as of",
	    "기준일"),
	LEAF("place", OPT, REF, "place", QUASI, INTERNAL, NONE, "place",
	    "장소"),
};

static const struct hj_elem placeholder[] = {
	LEAF("label", ONE, LINE, NULL, FREE, PUBLIC, NONE, "label", "표시"),
};

static const struct hj_elem photo[] = {
	LEAF("evidence", ONE, REF, "evidence", DIRECT, RESTRICTED, NONE,
	    "evidence", "증거"),
};

const struct hj_elem hj_schema_person[] = {
	TYPED("name", SOME, DIRECT, INTERNAL, NAMED, "name", "이름", name,
	    .type = "name-type"),
	GROUP("birth", MANY, QUASI, INTERNAL, FACT, "birth", "출생", birth),
	TYPED("age", MANY, QUASI, INTERNAL, FACT | HJ_A(TYPE), "age", "연령",
	    age, .type = "age-type"),
	LEAF("sex", MANY, CODE, "sex", QUASI, PUBLIC, FACT, "sex", "성별"),
	LEAF("nationality", MANY, CODE, "country", QUASI, PUBLIC, FACT,
	    "nationality", "국적"),
	GROUP("origin", MANY, QUASI, INTERNAL, FACT, "origin", "출신지",
	    origin),
	GROUP("residence", MANY, QUASI, INTERNAL, FACT, "residence", "거주지",
	    residence),
	LEAF("marital", MANY, CODE, "marital", QUASI, INTERNAL, FACT,
	    "marital status", "혼인상태"),
	LEAF("religion", MANY, CODE, "religion", SENSITIVE, RESTRICTED, FACT,
	    "religion", "종교"),
	TYPED("iddoc", MANY, DIRECT, SECRET, FACT | HJ_A(TYPE),
	    "identity document", "신분증", iddoc, .type = "id-doc"),
	LEAF("occupation", MANY, LINE, NULL, QUASI, INTERNAL, FACT | WITH_LANG,
	    "occupation", "직업"),
	LEAF("health", MANY, FREE, NULL, SENSITIVE, RESTRICTED,
	    FACT | WITH_LANG, "health", "건강"),
	LEAF("disability", MANY, FREE, NULL, SENSITIVE, RESTRICTED,
	    FACT | WITH_LANG, "disability", "장애"),
	GROUP("pregnant", MANY, SENSITIVE, RESTRICTED, FACT, "pregnancy",
	    "임신", pregnant),
	LEAF("description", MANY, FREE, NULL, DIRECT, RESTRICTED,
	    FACT | WITH_LANG, "description", "인상착의"),
	LEAF("songbun", MANY, CODE, "songbun", SENSITIVE, RESTRICTED, FACT,
	    "songbun", "성분"),
	GROUP("contact", MANY, DIRECT, SECRET, FACT, "contact", "연락처",
	    contact),
	GROUP("status", MANY, QUASI, PUBLIC, FACT, "status", "상태", status),
	GROUP("placeholder", OPT, FREE, PUBLIC, NONE, "placeholder", "대체표시",
	    placeholder),
	GROUP("photo", MANY, DIRECT, RESTRICTED, FACT, "photograph", "사진",
	    photo),
};

static const struct hj_elem count[] = {
	LEAF("min", OPT, NUMBER, NULL, FREE, PUBLIC, NONE, "at least", "최소"),
	LEAF("max", OPT, NUMBER, NULL, FREE, PUBLIC, NONE, "at most", "최대"),
	LEAF("sex", OPT, CODE, "sex", QUASI, PUBLIC, NONE, "sex", "성별"),
	LEAF("age", OPT, CODE, "age-group", QUASI, PUBLIC, NONE, "age group",
	    "연령대"),
};

static const struct hj_elem ages[] = {
	LEAF("min", OPT, NUMBER, NULL, QUASI, PUBLIC, NONE, "youngest",
	    "최연소"),
	LEAF("max", OPT, NUMBER, NULL, QUASI, PUBLIC, NONE, "oldest", "최연장"),
	LEAF("at", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "as of",
	    "기준일"),
};

static const struct hj_elem member[] = {
	LEAF("person", ONE, REF, "person", QUASI, INTERNAL, NONE, "person",
	    "사람"),
};

static const struct hj_elem unnamed[] = {
	LEAF("n", OPT, NUMBER, NULL, FREE, PUBLIC, NONE, "how many", "인원"),
	LEAF("sex", OPT, CODE, "sex", QUASI, PUBLIC, NONE, "sex", "성별"),
	LEAF("age", OPT, CODE, "age-group", QUASI, PUBLIC, NONE, "age group",
	    "연령대"),
	GROUP("origin", OPT, QUASI, INTERNAL, NONE, "origin", "출신지", origin),
};

static const struct hj_elem identified[] = {
	LEAF("slot", ONE, REF, "unnamed", FREE, INTERNAL, NONE,
	    "unnamed member", "미확인자"),
	LEAF("person", ONE, REF, "person", DIRECT, INTERNAL, NONE, "person",
	    "사람"),
	LEAF("date", OPT, DATE, NULL, FREE, INTERNAL, WITH_CAL, "identified on",
	    "확인일"),
};

const struct hj_elem hj_schema_group[] = {
	LEAF("label", OPT, LINE, NULL, FREE, PUBLIC, NONE, "label", "명칭"),
	GROUP("count", MANY, QUASI, PUBLIC, FACT, "count", "인원수", count),
	TYPED("ages", MANY, QUASI, PUBLIC, FACT | HJ_A(TYPE), "ages",
	    "나이범위", ages, .type = "age-type"),
	GROUP("member", MANY, QUASI, INTERNAL, FACT, "member", "구성원",
	    member),
	GROUP("unnamed", MANY, QUASI, PUBLIC, FACT, "unnamed member",
	    "미확인자", unnamed),
	GROUP("identified", MANY, DIRECT, INTERNAL, FACT, "identification",
	    "신원확인", identified),
};

const struct hj_elem hj_schema_relationship[] = {
	LEAF("a", ONE, REF, "person", QUASI, INTERNAL, NONE, "this person",
	    "사람"),
	LEAF("b", ONE, REF, "person", QUASI, INTERNAL, NONE, "is that of",
	    "상대"),
	LEAF("from", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "from",
	    "부터"),
	LEAF("to", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "until", "까지"),
};
