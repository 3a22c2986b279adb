#include "core/schema_row.h"

static const struct hj_elem narrative[] = {
	LEAF("text", OPT, FREE, NULL, SENSITIVE, PUBLIC, NONE, "text", "본문"),
	LEAF("class", OPT, CODE, "narrative-class", FREE, PUBLIC, NONE,
	    "kind of text", "구분"),
	LEAF("tr-of", OPT, REF, "narrative", FREE, PUBLIC, NONE,
	    "translation of", "원문"),
	LEAF("translator", OPT, LINE, NULL, SOURCE, SECRET, NONE, "translator",
	    "번역자"),
	LEAF("checked", OPT, LINE, NULL, OPERATIONAL, SECRET, NONE,
	    "translation checked by", "감수자"),
};

static const struct hj_elem violation[] = {
	LEAF("code", ONE, CODE, "violation", FREE, PUBLIC, NONE, "violation",
	    "침해유형"),
	LEAF("method", MANY, CODE, "tort-method", SENSITIVE, RESTRICTED, FACT,
	    "method", "방법"),
	LEAF("injury", MANY, LINE, NULL, SENSITIVE, RESTRICTED,
	    FACT | WITH_LANG, "injury", "상해"),
	LEAF("purpose", OPT, LINE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "purpose", "목적"),
};

static const struct hj_elem perpetrator[] = {
	LEAF("authority", OPT, REF, "authority", FREE, PUBLIC, NONE,
	    "authority", "기관"),
	LEAF("unit", OPT, LINE, NULL, QUASI, INTERNAL, WITH_LANG, "unit",
	    "부서"),
	LEAF("rank", OPT, LINE, NULL, QUASI, INTERNAL, WITH_LANG, "rank",
	    "계급"),
	LEAF("name", OPT, LINE, NULL, DIRECT, RESTRICTED, WITH_LANG, "name",
	    "이름"),
};

const struct hj_elem hj_schema_event[] = {
	LEAF("who", SOME, REF, "person group", QUASI, INTERNAL, FACT, "who",
	    "누구"),
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("end", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "until",
	    "종료"),
	LEAF("state", OPT, CODE, "country", FREE, PUBLIC, NONE, "State",
	    "국가"),
	LEAF("place", OPT, REF, "place", QUASI, INTERNAL, NONE, "place",
	    "장소"),
	LEAF("title", OPT, LINE, NULL, SENSITIVE, INTERNAL, WITH_LANG, "title",
	    "제목"),
	GROUP("narrative", MANY, SENSITIVE, INTERNAL, FACT | WITH_LANG,
	    "narrative", "서술", narrative),
	GROUP("violation", MANY, SENSITIVE, INTERNAL, FACT, "violation", "침해",
	    violation),
	TYPED("perpetrator", MANY, SENSITIVE, INTERNAL, FACT | HJ_A(ROLE),
	    "alleged perpetrator", "가해혐의자", perpetrator,
	    .role = "perp-role"),
	LEAF("witness", MANY, REF, "person", SOURCE, SECRET, FACT, "witness",
	    "목격자"),
	LEAF("outcome", OPT, FREE, NULL, SENSITIVE, INTERNAL, WITH_LANG,
	    "outcome", "결과"),
};

const struct hj_elem hj_schema_repatriation[] = {
	LEAF("who", ONE, REF, "person group", QUASI, INTERNAL, NONE, "who",
	    "누구"),
	LEAF("from", OPT, CODE, "country", FREE, PUBLIC, NONE, "sent by",
	    "송환국"),
	LEAF("to", OPT, CODE, "country", FREE, PUBLIC, NONE, "sent to",
	    "수령국"),
	LEAF("crossing", OPT, CODE, "crossing", QUASI, INTERNAL, NONE,
	    "crossing", "송환지점"),
	LEAF("date", OPT, DATE, NULL, QUASI, INTERNAL, WITH_CAL, "date",
	    "날짜"),
	LEAF("count", OPT, NUMBER, NULL, QUASI, PUBLIC, NONE,
	    "how many together", "인원"),
	LEAF("handed-by", OPT, REF, "authority", FREE, PUBLIC, NONE,
	    "handed over by", "인계기관"),
	LEAF("received-by", OPT, REF, "authority", FREE, PUBLIC, NONE,
	    "received by", "인수기관"),
};

const struct hj_elem hj_schema_medical[] = {
	LEAF("who", OPT, REF, "person", SENSITIVE, RESTRICTED, NONE, "who",
	    "누구"),
	LEAF("examiner", OPT, REF, "person", SOURCE, SECRET, NONE, "examiner",
	    "검진자"),
	LEAF("date", OPT, DATE, NULL, QUASI, RESTRICTED, WITH_CAL, "date",
	    "날짜"),
	LEAF("findings", OPT, FREE, NULL, SENSITIVE, RESTRICTED, WITH_LANG,
	    "findings", "소견"),
	LEAF("consistency", OPT, CODE, "consistency", SENSITIVE, RESTRICTED,
	    NONE, "consistency (Istanbul Protocol)", "일치도"),
	LEAF("evidence", OPT, REF, "evidence", SENSITIVE, RESTRICTED, NONE,
	    "evidence", "증거"),
};

const struct hj_elem hj_schema_place[] = {
	LEAF("country", OPT, CODE, "country", FREE, PUBLIC, NONE, "country",
	    "국가"),
	LEAF("iso3166-2", OPT, CODE, "province", QUASI, PUBLIC, NONE,
	    "province", "도"),
	LEAF("county", OPT, CODE, "county", QUASI, INTERNAL, NONE,
	    "city or county", "시군"),
	LEAF("locality", OPT, LINE, NULL, QUASI, INTERNAL, WITH_LANG,
	    "locality", "마을"),
	LEAF("facility", OPT, CODE, "facility", QUASI, INTERNAL, NONE,
	    "facility", "시설"),
	LEAF("lat", OPT, DECIMAL, NULL, QUASI, INTERNAL, NONE, "latitude",
	    "위도"),
	LEAF("lon", OPT, DECIMAL, NULL, QUASI, INTERNAL, NONE, "longitude",
	    "경도"),
	LEAF("precision", OPT, CODE, "precision", FREE, PUBLIC, NONE,
	    "precision", "정확도"),
	PLACE_NAME("name-type"),
};

const struct hj_elem hj_schema_authority[] = {
	LEAF("organ", OPT, CODE, "organ", FREE, PUBLIC, NONE, "organ", "조직"),
	PLACE_NAME("name-type"),
	LEAF("state", OPT, CODE, "country", FREE, PUBLIC, NONE, "State",
	    "국가"),
	LEAF("level", OPT, CODE, "authority-level", FREE, PUBLIC, NONE, "level",
	    "급"),
	LEAF("from", OPT, DATE, NULL, FREE, PUBLIC, WITH_CAL, "from", "부터"),
	LEAF("to", OPT, DATE, NULL, FREE, PUBLIC, WITH_CAL, "until", "까지"),
};
