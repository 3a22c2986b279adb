#include <string.h>

#include "cli/interview/answer.h"
#include "core/base/word.h"

bool
answer_find(const struct interview *iv, const char *path, struct hj_node **node,
    enum hj_attr_name *attr)
{
	struct hj_error why = HJ_ERROR;
	struct hj_path_reach at;

	*node = NULL;
	*attr = HJ_NATTRS;
	if (hj_path_reach(iv->record, path, strlen(path), &iv->labels, &at,
		&why) != HJ_OK)
		return why.code == HJ_EAMBIGUOUS;
	if (at.missing != 0 ||
	    (at.attr != HJ_NATTRS &&
		hj_node_attr(at.node, hj_schema_attr_name(at.attr)) == NULL))
		return false;
	*node = at.node;
	*attr = at.attr;
	return true;
}

static const char *
value_at(const struct interview *iv, const char *path)
{
	enum hj_attr_name attr;
	struct hj_node *node;

	if (!answer_find(iv, path, &node, &attr) || node == NULL)
		return NULL;
	if (attr != HJ_NATTRS)
		return hj_node_attr(node, hj_schema_attr_name(attr));
	return node->text;
}

bool
answer_applies(const struct interview *iv, const struct intake_question *q)
{
	char path[256];
	enum hj_attr_name attr;
	struct hj_node *node;
	const char *words;
	size_t n;
	bool is;

	if (q->form > iv->form)
		return false;
	if (q->when == NULL)
		return true;
	n = strcspn(q->when, "=!");
	if (n >= sizeof(path))
		return false;
	memcpy(path, q->when, n);
	path[n] = '\0';
	words = q->when + n + 1;
	is = *words == '\0' ? answer_find(iv, path, &node, &attr)
			    : hj_word_among(words, value_at(iv, path));
	/* Whose day of birth nobody knows is asked for the age. */
	if (q->when[n] == '!' && *words == '\0' && is && node != NULL)
		is = hj_node_attr(node, "known") == NULL;
	return is == (q->when[n] == '=');
}
