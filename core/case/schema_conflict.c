#include "core/case/schema_row.h"

const struct hj_elem hj_schema_conflict[] = {
	LEAF("element", OPT, LINE, NULL, FREE, PUBLIC, NONE, "in which element",
	    "해당항목"),
	LEAF("path", OPT, LINE, NULL, FREE, PUBLIC, NONE, "which field of it",
	    "하위필드"),
	LEAF("attribute", OPT, LINE, NULL, FREE, PUBLIC, NONE,
	    "which mark of it", "해당속성"),
	LEAF("value", OPT, FREE, NULL, SENSITIVE, PUBLIC, NONE,
	    "what the other version says", "다른기록의값"),
	LEAF("side", OPT, HEX, "64", FREE, PUBLIC, NONE,
	    "fingerprint of that version", "다른기록의지문"),
};
