#include <limits.h>
#include <string.h>

#include "core/case/schema.h"
#include "core/date/edtf.h"

/* How much a consent protects who gave it, the most first (consent.h of
 * export: only `given` and `proxy` allow anything). */
static const char *const answers[] = { "refused", "withdrawn", "expired",
	"impossible", "notasked", NULL, "proxy", "given" };
/* Of a consent: yes allows more than no. */
static const char *const permissions[] = { "risks-explained", "special-data",
	"overseas-transfer" };
static const char *const levels[] = { "public", "internal", "restricted",
	"secret" };

static bool
is(const char *word, const char *p, size_t n)
{
	return p != NULL && strncmp(word, p, n) == 0 && word[n] == '\0';
}

static int
answer(const char *p, size_t n)
{
	int unknown = 0;

	for (size_t i = 0; i < HJ_LEN(answers); i++) {
		if (answers[i] != NULL && is(answers[i], p, n))
			return (int)(HJ_LEN(answers) - i);
		if (answers[i] == NULL)
			unknown = (int)(HJ_LEN(answers) - i);
	}
	return unknown;
}

static int
level(const struct hj_elem *e, const char *p, size_t n)
{
	for (size_t i = 0; i < HJ_LEN(levels); i++)
		if (is(levels[i], p, n))
			return (int)i;
	return p != NULL ? HJ_SECRET : (int)e->conf;
}

/* It ends earlier. */
static int
end(const char *p, size_t n)
{
	struct hj_error ignored = HJ_ERROR;
	int32_t earliest, latest;

	if (p == NULL ||
	    hj_edtf_span(p, n, &earliest, &latest, &ignored) != HJ_OK)
		return INT_MIN;
	return earliest == INT32_MIN ? INT_MAX : -earliest;
}

static int
of_consent(const struct hj_elem *e, const char *p, size_t n)
{
	if (strcmp(e->name, "until") == 0)
		return end(p, n);
	for (size_t i = 0; i < HJ_LEN(permissions); i++)
		if (strcmp(e->name, permissions[i]) == 0)
			return is("yes", p, n) ? 0 : 1;
	return 0;
}

int
hj_schema_protection(const struct hj_elem *parent, const struct hj_elem *e,
    enum hj_attr_name a, const char *p, size_t n)
{
	if (a == HJ_A_CONF)
		return level(e, p, n);
	if (a == HJ_A_ROLE || a == HJ_A_TYPE)
		return (int)hj_schema_level(e, p);
	if (a == HJ_A_STATUS && strcmp(e->name, "consent") == 0)
		return answer(p, n);
	if (a != HJ_NATTRS || parent == NULL)
		return 0;
	if (strcmp(parent->name, "consent") == 0)
		return of_consent(e, p, n);
	return strcmp(e->name, "code") == 0 && p != NULL
	    ? (int)hj_schema_level(parent, p)
	    : 0;
}

bool
hj_schema_limits(const struct hj_elem *parent, const struct hj_elem *e)
{
	return strcmp(parent->name, "consent") == 0 &&
	    strcmp(e->name, "recipient") == 0;
}
