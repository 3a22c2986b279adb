#include <string.h>

#include "cli/answer.h"
#include "core/limits.h"
#include "core/word.h"

static const char *
id_of(const struct hj_path_labels *labels, const char *label, size_t n)
{
	for (size_t i = 0; i < labels->n; i++)
		if (strlen(labels->made[i].label) == n &&
		    memcmp(labels->made[i].label, label, n) == 0)
			return labels->made[i].id;
	return NULL;
}

/* "person[+v].sex[+x]" with the ids that the labels got.  HJ_ENOTFOUND: one
 * of them was never made. */
static int
expand(const struct interview *iv, const char *path, struct hj_buf *to,
    struct hj_error *err)
{
	while (*path != '\0') {
		size_t n = strcspn(path, "[");
		const char *id;

		if (hj_buf_add(to, path, n, err) != HJ_OK)
			return (int)err->code;
		path += n;
		if (*path == '\0')
			break;
		n = strcspn(path, "]");
		id = n > 2 && path[1] == '+'
		    ? id_of(&iv->labels, path + 2, n - 2)
		    : NULL;
		if (id == NULL)
			return hj_fail(err, HJ_ENOTFOUND, "not there yet");
		if (hj_buf_printf(to, err, "[%s]", id) != HJ_OK)
			return (int)err->code;
		path += n + 1;
	}
	return HJ_OK;
}

bool
answer_find(const struct interview *iv, const char *path, struct hj_node **node,
    enum hj_attr_name *attr)
{
	struct hj_buf whole = HJ_BUF(HJ_LINE_MAX);
	struct hj_error why = HJ_ERROR;
	const char *text;
	bool found = false;

	*node = NULL;
	*attr = HJ_NATTRS;
	if (expand(iv, path, &whole, &why) == HJ_OK &&
	    hj_buf_text(&whole, &text, &why) == HJ_OK)
		found =
		    hj_path_find(iv->record, text, node, attr, &why) == HJ_OK ||
		    why.code == HJ_EAMBIGUOUS;
	hj_buf_clear(&whole);
	return found;
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
