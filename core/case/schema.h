/*
 * schema.h: what a case file may hold, described once.
 *
 * One table row an element, in the order of the outline.  Validation, field
 * paths, prompts, the RELAX NG grammar, the redaction classes and the manual
 * of the format all read this table; nothing else knows a field by name but
 * petitions and foreign formats, which map fields through data files.
 *
 * An element holds text or child elements, never both.  A repeatable element
 * has an `id` attribute, a single one has none.  Children stand in the order
 * of the table; repeats keep their stored order.
 */
#ifndef HJ_CORE_SCHEMA_H
#define HJ_CORE_SCHEMA_H

#include "core/base/base.h"

#define HJ_CASE_NS "urn:hanji:case:1"
#define HJ_EXCHANGE_NS "urn:hanji:exchange:1"

enum hj_card { HJ_ONE, HJ_OPT, HJ_SOME, HJ_MANY }; /* 1  ?  +  * */

/* What the text of an element is; HJ_V_NONE: it has child elements. */
enum hj_value {
	HJ_V_NONE,
	HJ_V_LINE, /* one line of text */
	HJ_V_FREE, /* free text: line feeds allowed */
	HJ_V_CODE, /* a code of the vocabulary list `of` */
	HJ_V_OWN, /* the spelling of an organisation's own code: owncode.h */
	HJ_V_DATE, /* EDTF */
	HJ_V_TIME, /* UTC, YYYY-MM-DDThh:mm:ssZ */
	HJ_V_NUMBER, /* decimal integer, 0 to 10^15 */
	HJ_V_DECIMAL, /* -123.456: coordinates, amounts */
	HJ_V_YESNO, /* yes | no */
	HJ_V_REF, /* id of an element of this file; `of` names which */
	HJ_V_CASE, /* id of another case file, 16 characters */
	HJ_V_HEX, /* lower-case hex; `of` is the number of digits */
	HJ_V_FOREIGN, /* ext: its children, then other namespaces */
	HJ_V_FAR, /* id of an element of the case file that the sibling
		   * `case` names; without one, of this file.  `of` as REF */
};

/* What redaction does with it (petitions.md 3). */
enum hj_class {
	HJ_C_FREE,
	HJ_C_DIRECT,
	HJ_C_QUASI,
	HJ_C_SOURCE,
	HJ_C_OPERATIONAL,
	HJ_C_SENSITIVE,
	HJ_C_CARE, /* resettlement and follow-up: stays in the office */
};

enum hj_conf { HJ_PUBLIC, HJ_INTERNAL, HJ_RESTRICTED, HJ_SECRET };

/* The only attributes there are, in alphabetical order, which is the
 * canonical order too. */
enum hj_attr_name {
	HJ_A_BASIS,
	HJ_A_CAL,
	HJ_A_CONF,
	HJ_A_CRED,
	HJ_A_ID,
	HJ_A_KIND,
	HJ_A_KNOWN,
	HJ_A_LANG,
	HJ_A_ORDER,
	HJ_A_PREF,
	HJ_A_PROTECTED,
	HJ_A_ROLE,
	HJ_A_SCRIPT,
	HJ_A_SRC,
	HJ_A_STATUS,
	HJ_A_TYPE,
	HJ_NATTRS,
};

#define HJ_A(name) (1u << HJ_A_##name)

struct hj_elem {
	const char *name;
	enum hj_card card;
	enum hj_value value;
	const char *of; /* list, targets or digits: see enum hj_value */
	enum hj_class class;
	enum hj_conf conf; /* level when no attribute says otherwise */
	uint32_t attrs; /* allowed, HJ_A() bits; HJ_A(ID) = repeatable */
	uint32_t required; /* of those, which must stand */
	/* The vocabulary of an attribute that is a code here (kind, type,
	 * role, status); NULL where the attribute is not allowed. */
	const char *kind, *type, *role, *status;
	const char *en, *ko; /* label in English and Korean */
	/* The kind of case file that alone may hold it; NULL: any. */
	const char *only;
	const struct hj_elem *children;
	size_t nchildren;
};

/* The roots: "case", "petition", "tombstone".  NULL when there is none. */
const struct hj_elem *hj_schema_root(const char *name, size_t n);
extern const struct hj_elem *const hj_schema_roots[3];

/* The child of that name, or NULL.  Its position in the table is its order. */
const struct hj_elem *
hj_schema_child(const struct hj_elem *parent, const char *name, size_t n);

/* "conf" <-> HJ_A_CONF; HJ_NATTRS when there is none of that name. */
enum hj_attr_name hj_schema_attr(const char *name, size_t n);
/* The same for a NUL-ended word, looking from the attribute number `from` on:
 * attributes stand in order, so the next is seldom far. */
enum hj_attr_name hj_schema_attr_from(const char *word, size_t from);
const char *hj_schema_attr_name(enum hj_attr_name a);
const char *hj_schema_attr_label(enum hj_attr_name a, bool korean);
/* The vocabulary list of attribute a on element e, or NULL. */
const char *hj_schema_attr_list(const struct hj_elem *e, enum hj_attr_name a);

/* The level of an element with these codes (role or type, several with one
 * space between; or a violation's `code`; NULL: none) when no conf says
 * otherwise: a source, helper or broker is secret, sexual violence restricted
 * (record.md rule 10). */
enum hj_conf hj_schema_level(const struct hj_elem *e, const char *codes);

/*
 * Which of two values protects more, as a number: a higher `conf`, what raises
 * the level, of a consent a refusal, an earlier end, a narrower permission; 0
 * where there is no telling.  a HJ_NATTRS: the text of e below parent (NULL: of
 * a root); p NULL: no value.
 */
int hj_schema_protection(const struct hj_elem *parent, const struct hj_elem *e,
    enum hj_attr_name a, const char *p, size_t n);
/* Would the parent allow more without any of this (recipients of a consent)? */
bool hj_schema_limits(const struct hj_elem *parent, const struct hj_elem *e);

/* May this element occur more than once? */
bool hj_schema_repeats(const struct hj_elem *e);

#endif
