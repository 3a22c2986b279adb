#include "core/case/schema_row.h"

static const struct hj_elem warrant[] = {
	LEAF("shown", OPT, YESNO, NULL, FREE, PUBLIC, NONE, "shown", "제시"),
	LEAF("issuer", OPT, LINE, NULL, FREE, INTERNAL, WITH_LANG, "issued by",
	    "발부기관"),
};

static const struct hj_elem reason[] = {
	LEAF("text", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG, "text",
	    "본문"),
	LEAF("code", OPT, CODE, "legal-reason", SENSITIVE, INTERNAL, NONE,
	    "reason", "사유"),
};

static const struct hj_elem access[] = {
	LEAF("who", OPT, REF, "person authority", SENSITIVE, RESTRICTED, NONE,
	    "who", "누구"),
	LEAF("by", OPT, CODE, "access-by", FREE, INTERNAL, NONE,
	    "kind of visitor", "방문자구분"),
	LEAF("granted", OPT, YESNO, NULL, FREE, PUBLIC, NONE, "granted",
	    "허용"),
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "date",
	    "날짜"),
};

static const struct hj_elem transfer[] = {
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("facility", OPT, CODE, "facility", QUASI, INTERNAL, NONE,
	    "to facility", "이송시설"),
	LEAF("place", OPT, REF, "place", QUASI, INTERNAL, NONE, "to place",
	    "이송장소"),
	LEAF("authority", OPT, REF, "authority", FREE, PUBLIC, NONE,
	    "to authority", "이송기관"),
};

static const struct hj_elem end[] = {
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("how", OPT, CODE, "det-end", FREE, PUBLIC, NONE, "how it ended",
	    "종료사유"),
};

static const struct hj_elem trial[] = {
	LEAF("court", OPT, LINE, NULL, FREE, INTERNAL, WITH_LANG, "court",
	    "법원"),
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("charge", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "charge", "혐의"),
	LEAF("law", OPT, LINE, NULL, FREE, INTERNAL, WITH_LANG, "law", "법률"),
	LEAF("counsel", OPT, YESNO, NULL, FREE, PUBLIC, NONE,
	    "counsel of their choice", "변호인선임"),
	LEAF("public", OPT, YESNO, NULL, FREE, PUBLIC, NONE, "public",
	    "공개재판"),
	LEAF("sentence", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "sentence", "형량"),
};

const struct hj_elem hj_schema_detention[] = {
	LEAF("who", ONE, REF, "person group", QUASI, INTERNAL, NONE, "who",
	    "누구"),
	LEAF("state", OPT, CODE, "country", FREE, PUBLIC, NONE, "State",
	    "국가"),
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "since",
	    "시작"),
	LEAF("facility", OPT, CODE, "facility", QUASI, INTERNAL, NONE,
	    "facility", "시설"),
	LEAF("place", OPT, REF, "place", QUASI, INTERNAL, NONE, "place",
	    "장소"),
	LEAF("authority", OPT, REF, "authority", FREE, PUBLIC, NONE, "held by",
	    "구금기관"),
	LEAF("ordered-by", OPT, REF, "authority", FREE, PUBLIC, NONE,
	    "ordered by", "명령기관"),
	GROUP("warrant", OPT, FREE, PUBLIC, NONE, "warrant", "영장", warrant),
	GROUP("reason", MANY, SENSITIVE, INTERNAL, FACT, "reason given",
	    "구금사유", reason),
	LEAF("law", MANY, LINE, NULL, FREE, INTERNAL, FACT | WITH_LANG,
	    "law applied", "적용법률"),
	LEAF("condition", MANY, FREE, NULL, SENSITIVE, INTERNAL,
	    FACT | WITH_LANG, "conditions", "구금환경"),
	GROUP("access", MANY, SENSITIVE, INTERNAL, FACT, "visit or contact",
	    "면회접견", access),
	GROUP("transfer", MANY, QUASI, INTERNAL, FACT, "transfer", "이송",
	    transfer),
	GROUP("end", OPT, QUASI, PUBLIC, NONE, "end", "종료", end),
	GROUP("trial", MANY, SENSITIVE, INTERNAL, FACT, "trial", "재판", trial),
	LEAF("same-as", OPT, REF, "detention", FREE, INTERNAL, NONE,
	    "another account of", "같은구금"),
};
