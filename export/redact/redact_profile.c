#include "export/redact/redact_own.h"

#include <string.h>

#include "export/redact_tables.inc"

const struct hj_redact_profile *
hj_redact_profile(const char *scope, enum hj_whom whom)
{
	const struct hj_redact_profile *strictest = NULL;

	for (size_t i = 0; i < HJ_LEN(profiles); i++) {
		if (profiles[i].whom == whom &&
		    strcmp(profiles[i].scope, scope) == 0)
			return &profiles[i];
		if (profiles[i].whom == HJ_WHOM_OTHER)
			strictest = &profiles[i];
	}
	return strictest;
}

enum hj_redact_action
hj_redact_action(const struct hj_redact_profile *p, enum hj_class class)
{
	switch (class) {
	case HJ_C_FREE:
		return p->free;
	case HJ_C_DIRECT:
		return p->direct;
	case HJ_C_QUASI:
		return p->quasi;
	case HJ_C_SOURCE:
		return p->source;
	case HJ_C_OPERATIONAL:
		return p->operational;
	case HJ_C_SENSITIVE:
		return p->sensitive;
	case HJ_C_CARE:
		return p->care;
	}
	return HJ_REDACT_WITHHOLD;
}

static bool
is_among(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

bool
hj_redact_never(const char *field)
{
	return is_among(never, HJ_LEN(never), field);
}

bool
hj_redact_is_coarse(const char *list)
{
	return is_among(coarse, HJ_LEN(coarse), list);
}

bool
hj_redact_is_theirs(const struct hj_node *node)
{
	const char *parent = node->parent != NULL ? node->parent->name : "";

	for (size_t i = 0; i < HJ_LEN(subject); i++)
		if (strcmp(subject[i].field, node->name) == 0 &&
		    strcmp(subject[i].parent, parent) == 0)
			return subject[i].keep;
	return node->def->class != HJ_C_SOURCE &&
	    node->def->class != HJ_C_OPERATIONAL;
}

const char *
hj_redact_subject_field(size_t i, const char **parent)
{
	if (i >= HJ_LEN(subject))
		return NULL;
	*parent = subject[i].parent;
	return subject[i].field;
}
