#include "core/case/schema_row.h"

#include <string.h>

static const struct hj_elem case_root = {
	.name = "case",
	.card = HJ_ONE,
	.class = HJ_C_FREE,
	.conf = HJ_PUBLIC,
	.attrs = HJ_A(ID) | HJ_A(KIND) | HJ_A(STATUS) | HJ_A(CONF),
	.required = HJ_A(ID),
	.kind = "case-kind",
	.status = "case-status",
	.en = "case file",
	.ko = "사건",
	.children = hj_schema_case,
	.nchildren = HJ_LEN(hj_schema_case),
};

static const struct hj_elem petition_root = {
	.name = "petition",
	.card = HJ_ONE,
	.class = HJ_C_FREE,
	.conf = HJ_PUBLIC,
	.attrs = HJ_A(ID) | HJ_A(STATUS) | HJ_A(CONF),
	.required = HJ_A(ID),
	.status = "pet-status",
	.en = "petition",
	.ko = "진정",
	.children = hj_schema_petition,
	.nchildren = HJ_LEN(hj_schema_petition),
};

static const struct hj_elem tombstone_root = {
	.name = "tombstone",
	.card = HJ_ONE,
	.class = HJ_C_FREE,
	.conf = HJ_INTERNAL,
	.attrs = HJ_A(ID) | HJ_A(CONF),
	.required = HJ_A(ID),
	.en = "tombstone",
	.ko = "삭제기록",
	.children = hj_schema_tombstone,
	.nchildren = HJ_LEN(hj_schema_tombstone),
};

const struct hj_elem *const hj_schema_roots[3] = {
	&case_root,
	&petition_root,
	&tombstone_root,
};

/* The list is NULL where the row of the element names it, or there is none. */
static const struct {
	const char *name, *list, *en, *ko;
} attrs[HJ_NATTRS] = {
	[HJ_A_BASIS] = { "basis", "basis", "how they know", "인지경위" },
	[HJ_A_CAL] = { "cal", "calendar", "calendar", "역법" },
	[HJ_A_CONF] = { "conf", "conf-level", "confidentiality", "보안등급" },
	[HJ_A_CRED] = { "cred", "info-cred", "credibility", "신빙성" },
	[HJ_A_ID] = { "id", NULL, "id", "식별자" },
	[HJ_A_KIND] = { "kind", NULL, "kind", "종류" },
	[HJ_A_KNOWN] = { "known", "known", "why there is no value",
	    "값이없는이유" },
	[HJ_A_LANG] = { "lang", "language", "language of the text",
	    "글의언어" },
	[HJ_A_ORDER] = { "order", "name-order", "order of the name",
	    "성명순서" },
	[HJ_A_PREF] = { "pref", "yes", "preferred", "우선" },
	[HJ_A_PROTECTED] = { "protected", "yes-no", "protected", "보호" },
	[HJ_A_ROLE] = { "role", NULL, "role", "역할" },
	[HJ_A_SCRIPT] = { "script", "name-script", "script", "문자" },
	[HJ_A_SRC] = { "src", NULL, "sources", "출처목록" },
	[HJ_A_STATUS] = { "status", NULL, "state of affairs", "진행상태" },
	[HJ_A_TYPE] = { "type", NULL, "type", "유형구분" },
};

static bool
same(const char *word, const char *p, size_t n)
{
	return strlen(word) == n && memcmp(word, p, n) == 0;
}

const struct hj_elem *
hj_schema_root(const char *name, size_t n)
{
	for (size_t i = 0; i < HJ_LEN(hj_schema_roots); i++)
		if (same(hj_schema_roots[i]->name, name, n))
			return hj_schema_roots[i];
	return NULL;
}

const struct hj_elem *
hj_schema_child(const struct hj_elem *parent, const char *name, size_t n)
{
	for (size_t i = 0; i < parent->nchildren; i++)
		if (same(parent->children[i].name, name, n))
			return &parent->children[i];
	return NULL;
}

enum hj_attr_name
hj_schema_attr(const char *name, size_t n)
{
	for (size_t i = 0; i < HJ_NATTRS; i++)
		if (same(attrs[i].name, name, n))
			return (enum hj_attr_name)i;
	return HJ_NATTRS;
}

/* The names in a record are mostly these constants themselves. */
enum hj_attr_name
hj_schema_attr_from(const char *word, size_t from)
{
	for (; from < HJ_NATTRS; from++) {
		const char *name = attrs[from].name;

		if (name == word ||
		    (name[0] == word[0] && strcmp(name, word) == 0))
			break;
	}
	return (enum hj_attr_name)from;
}

const char *
hj_schema_attr_name(enum hj_attr_name a)
{
	return a < HJ_NATTRS ? attrs[a].name : NULL;
}

const char *
hj_schema_attr_label(enum hj_attr_name a, bool korean)
{
	if (a >= HJ_NATTRS)
		return NULL;
	return korean ? attrs[a].ko : attrs[a].en;
}

const char *
hj_schema_attr_list(const struct hj_elem *e, enum hj_attr_name a)
{
	if (a == HJ_A_KIND)
		return e->kind;
	if (a == HJ_A_TYPE)
		return e->type;
	if (a == HJ_A_ROLE)
		return e->role;
	if (a == HJ_A_STATUS)
		return e->status;
	return a < HJ_NATTRS ? attrs[a].list : NULL;
}

bool
hj_schema_repeats(const struct hj_elem *e)
{
	return e->card == HJ_SOME || e->card == HJ_MANY;
}
