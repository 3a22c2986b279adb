#include "core/mechanism/rule.h"

#include <string.h>

#include "core/base/word.h"
#include "core/rule_tables.inc"

size_t
hj_rule_count(void)
{
	return HJ_LEN(rules);
}

const struct hj_rule *
hj_rule_at(size_t i)
{
	return i < HJ_LEN(rules) ? &rules[i] : NULL;
}

const struct hj_rule *
hj_rule_find(const char *id)
{
	for (size_t i = 0; i < HJ_LEN(rules); i++)
		if (strcmp(rules[i].id, id) == 0)
			return &rules[i];
	return NULL;
}

bool
hj_rule_applies(const struct hj_rule *r, const char *mechanism)
{
	return hj_word_among(r->codes, mechanism);
}

/* Cut off what stands before a mark; the rest begins after it. */
static const char *
before(const char **p, size_t *n, char mark, size_t *len)
{
	const char *start = *p, *at = memchr(start, mark, *n);

	if (at == NULL)
		return NULL;
	*len = (size_t)(at - start);
	*n -= *len + 1;
	*p = at + 1;
	return start;
}

bool
hj_rule_next(const char **need, struct hj_rule_term *ret)
{
	struct hj_rule_term t = { .of = NULL };
	const char *p = *need, *at;
	size_t n;

	while (*p == ' ' || *p == '|')
		p++;
	if (*p == '\0')
		return false;
	n = strcspn(p, " |");
	t.last = p[n] != '|';
	*need = p + n;
	if (*p == '@') {
		t.named = true;
		p++;
		n--;
	}
	if (n > 5 && memcmp(p, "case:", 5) == 0) {
		t.of_case = true;
		p += 5;
		n -= 5;
	}
	t.of = before(&p, &n, '/', &t.of_len);
	t.path = p;
	t.len = n;
	if ((at = memmem(p, n, ">=", 2)) != NULL) {
		t.len = (size_t)(at - p);
		t.least = at + 2;
		t.least_len = n - t.len - 2;
	}
	*ret = t;
	return true;
}

const struct hj_elem *
hj_rule_field(const char *root, const char *path, size_t n,
    enum hj_attr_name *attr)
{
	const struct hj_elem *e = hj_schema_root(root, strlen(root));

	*attr = HJ_NATTRS;
	while (e != NULL && n > 0) {
		const char *dot = memchr(path, '.', n);
		size_t len = dot != NULL ? (size_t)(dot - path) : n;
		const struct hj_elem *child = hj_schema_child(e, path, len);

		if (child == NULL && dot == NULL) {
			*attr = hj_schema_attr(path, len);
			return *attr != HJ_NATTRS &&
				(e->attrs >> *attr & 1) != 0
			    ? e
			    : NULL;
		}
		e = child;
		n -= dot != NULL ? len + 1 : len;
		path += dot != NULL ? len + 1 : len;
	}
	return e;
}
