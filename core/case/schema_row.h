/*
 * schema_row.h: how the tables of schema_*.c are written.  Theirs alone.
 *
 * A row: name, cardinality, value and its `of` (leaves), redaction class,
 * level, attributes besides conf and known, labels, children (groups).
 */
#ifndef HJ_CORE_SCHEMA_ROW_H
#define HJ_CORE_SCHEMA_ROW_H

#include "core/case/schema.h"

/* Repeatable elements have ids; every element may be classified and may say
 * why it has no value. */
#define ID_ONE 0u
#define ID_OPT 0u
#define ID_SOME HJ_A(ID)
#define ID_MANY HJ_A(ID)
#define EVERY (HJ_A(CONF) | HJ_A(KNOWN))

/* An assertion: who says so, how they know, how credible, preferred. */
#define FACT (HJ_A(BASIS) | HJ_A(CRED) | HJ_A(PREF) | HJ_A(SRC))
#define NAMED (FACT | HJ_A(LANG) | HJ_A(ORDER) | HJ_A(SCRIPT) | HJ_A(TYPE))
#define WITH_LANG HJ_A(LANG)
#define WITH_CAL HJ_A(CAL)
#define NONE 0u

#define HEAD(n, c, k, l, a, e, o)                                              \
	.name = (n), .card = HJ_##c, .class = HJ_C_##k, .conf = HJ_##l,        \
	.attrs = EVERY | ID_##c | (a), .required = ID_##c, .en = (e),          \
	.ko = (o)
#define LEAF(n, c, v, f, k, l, a, e, o)                                        \
	{                                                                      \
		HEAD(n, c, k, l, a, e, o), .value = HJ_V_##v, .of = (f)        \
	}
#define GROUP(n, c, k, l, a, e, o, kids)                                       \
	{                                                                      \
		HEAD(n, c, k, l, a, e, o), .children = (kids),                 \
					   .nchildren = HJ_LEN(kids)           \
	}
/* A group with coded attributes: .type = "name-type" and so on. */
#define TYPED(n, c, k, l, a, e, o, kids, ...)                                  \
	{                                                                      \
		HEAD(n, c, k, l, a, e, o),                                     \
		    .children = (kids), .nchildren = HJ_LEN(kids), __VA_ARGS__ \
	}

/* What another version of the file says of one field (merge.h): an account
 * like any other, but never the preferred one.  Its level is that of the
 * field, said by `conf`; without it the most protective. */
#define CONFLICT                                                               \
	{                                                                      \
		HEAD("conflict", MANY, OPERATIONAL, SECRET,                    \
		    HJ_A(BASIS) | HJ_A(CAL) | HJ_A(CRED) | HJ_A(LANG) |        \
			HJ_A(ORDER) | HJ_A(SCRIPT) | HJ_A(SRC) | HJ_A(TYPE),   \
		    "conflict", "불일치"),                                     \
		    .children = hj_schema_conflict,                            \
		    .nchildren = HJ_LEN(hj_schema_conflict),                   \
		    .type = "name-type"                                        \
	}

/* The name of a place or an authority: one text, unlike a person's. */
#define PLACE_NAME(lists)                                                      \
	{                                                                      \
		HEAD("name", MANY, FREE, PUBLIC, NAMED, "name", "이름"),       \
		    .value = HJ_V_LINE, .type = (lists)                        \
	}

extern const struct hj_elem hj_schema_person[20];
extern const struct hj_elem hj_schema_group[6];
extern const struct hj_elem hj_schema_relationship[4];
extern const struct hj_elem hj_schema_event[12];
extern const struct hj_elem hj_schema_detention[16];
extern const struct hj_elem hj_schema_repatriation[9];
extern const struct hj_elem hj_schema_medical[6];
extern const struct hj_elem hj_schema_place[9];
extern const struct hj_elem hj_schema_authority[6];
extern const struct hj_elem hj_schema_source[11];
extern const struct hj_elem hj_schema_action[5];
extern const struct hj_elem hj_schema_intervention[6];
extern const struct hj_elem hj_schema_evidence[17];
extern const struct hj_elem hj_schema_consent[21];
extern const struct hj_elem hj_schema_need[5];
extern const struct hj_elem hj_schema_task[10];
extern const struct hj_elem hj_schema_service[7];
extern const struct hj_elem hj_schema_referral[10];
extern const struct hj_elem hj_schema_contactlog[8];
extern const struct hj_elem hj_schema_owncode[7];
extern const struct hj_elem hj_schema_conflict[5];
extern const struct hj_elem hj_schema_case[32];
extern const struct hj_elem hj_schema_petition[27];
extern const struct hj_elem hj_schema_tombstone[5];

#endif
