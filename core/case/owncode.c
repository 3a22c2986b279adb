#include "core/base/word.h"
#include "core/case/owncode.h"

#include <string.h>

static bool
plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool
hj_owncode_valid(const char *p, size_t n)
{
	if (n < 3 || n > HJ_OWNCODE_MAX || p[0] != 'x' || p[1] != '-')
		return false;
	for (size_t i = 2; i < n; i++)
		if (!plain(p[i]) && (p[i] != '-' || p[i - 1] == '-'))
			return false;
	return p[n - 1] != '-';
}

static bool
is_word(const char *p, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(p, word, n) == 0;
}

static bool
is_open(const char *name, size_t n)
{
	return hj_vocab_find(hj_vocab_list("own-list"), name, n) != NULL;
}

bool
hj_owncode_allowed(const struct hj_list *l)
{
	const char *p = l->of != NULL ? l->of : l->name, *name;
	size_t n;

	while (hj_word_next(&p, &name, &n))
		if (is_open(name, n))
			return true;
	return false;
}

/* Is a code of `list` one of the list called `name` too? */
static bool
belongs(const char *list, const char *name)
{
	const struct hj_list *l;

	if (strcmp(list, name) == 0)
		return true;
	l = hj_vocab_list(name);
	return l != NULL && hj_word_among(l->of, list);
}

static const struct hj_node *
top(const struct hj_node *node)
{
	while (node->parent != NULL)
		node = node->parent;
	return node;
}

struct hj_node *
hj_owncode_find(const struct hj_node *in, const char *list, const char *code,
    size_t n)
{
	struct hj_node *at = hj_node_child(top(in), HJ_OWNCODE);

	for (; at != NULL; at = hj_node_same(at)) {
		const char *its = hj_node_value(at, "list");
		const char *word = hj_node_value(at, "code");

		if (its != NULL && word != NULL && is_word(code, n, word) &&
		    belongs(its, list))
			return at;
	}
	return NULL;
}

static const char *
value(const struct hj_node *owncode, const char *child)
{
	const char *text = hj_node_value(owncode, child);

	return text != NULL ? text : "";
}

void
hj_owncode_row(const struct hj_node *owncode, struct hj_code_row *ret)
{
	*ret = (struct hj_code_row){
		.code = value(owncode, "code"),
		.en = value(owncode, "en"),
		.ko = value(owncode, "ko"),
		.from = value(owncode, "from"),
		.to = value(owncode, "to"),
	};
}

bool
hj_code_find(const struct hj_node *in, const char *list, const char *code,
    size_t n, struct hj_code_row *ret)
{
	const struct hj_list *l = hj_vocab_list(list);
	const struct hj_code_row *row;
	const struct hj_node *own;

	if (l == NULL)
		return false;
	if ((row = hj_vocab_find(l, code, n)) != NULL) {
		*ret = *row;
		return true;
	}
	if (in == NULL || !hj_owncode_valid(code, n) ||
	    (own = hj_owncode_find(in, list, code, n)) == NULL)
		return false;
	hj_owncode_row(own, ret);
	return true;
}

static enum hj_conf
highest(enum hj_conf a, enum hj_conf b)
{
	return a > b ? a : b;
}

const char *
hj_owncode_common(const struct hj_node *in, const char *list, const char *code)
{
	const struct hj_node *own;

	if (list == NULL || code[0] != 'x' || code[1] != '-')
		return code;
	own = hj_owncode_find(in, list, code, strlen(code));
	return own != NULL ? value(own, "near") : "";
}

enum hj_conf
hj_owncode_level(const struct hj_node *node, const char *code)
{
	const struct hj_list *ours = hj_vocab_list("violation");
	enum hj_conf level = node->def->conf;
	bool told = false;

	for (const struct hj_node *at = hj_node_child(top(node), HJ_OWNCODE);
	     at != NULL; at = hj_node_same(at)) {
		const char *near = value(at, "near");

		if (strcmp(value(at, "code"), code) != 0)
			continue;
		told = true;
		if (strcmp(value(at, "list"), ours->name) == 0 &&
		    hj_vocab_find(ours, near, strlen(near)) == NULL)
			level = highest(level, HJ_RESTRICTED);
		else
			level =
			    highest(level, hj_schema_level(node->def, near));
	}
	return told ? level : highest(level, HJ_RESTRICTED);
}
