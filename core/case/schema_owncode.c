#include "core/case/schema_row.h"

/* A file says itself what the codes of an organisation's own mean, so that it
 * can be read where nobody has them (core/case/owncode.h). */
const struct hj_elem hj_schema_owncode[] = {
	LEAF("list", ONE, CODE, "own-list", FREE, PUBLIC, NONE, "list", "목록"),
	LEAF("code", ONE, OWN, NULL, FREE, PUBLIC, NONE, "code", "코드"),
	LEAF("en", ONE, LINE, NULL, FREE, PUBLIC, NONE, "in English", "영어"),
	LEAF("ko", ONE, LINE, NULL, FREE, PUBLIC, NONE, "in Korean", "한국어"),
	LEAF("from", OPT, DATE, NULL, FREE, PUBLIC, NONE, "in use from",
	    "사용시작"),
	LEAF("to", OPT, DATE, NULL, FREE, PUBLIC, NONE, "in use until",
	    "사용종료"),
	LEAF("near", OPT, LINE, NULL, FREE, PUBLIC, NONE, "nearest common code",
	    "가까운코드"),
};
