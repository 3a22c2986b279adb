#include <string.h>

#include "cli/argument/personarg.h"
#include "cli/interview/interview.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/personname.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/sense/victim.h"

static int
holds(const char *text, const struct hj_buf *typed, bool *ret,
    struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_text_fold(text, strlen(text), &folded, err);

	if (rc == HJ_OK && folded.len > 0 &&
	    memmem(folded.data, folded.len, typed->data, typed->len) != NULL)
		*ret = true;
	hj_buf_clear(&folded);
	return rc;
}

/* Does any part of any name hold the text? */
static int
is_called(const struct hj_node *person, const struct hj_buf *typed, bool *ret,
    struct hj_error *err)
{
	for (const struct hj_node *n = hj_node_child(person, "name");
	     n != NULL && !*ret; n = hj_node_same(n))
		for (const struct hj_node *part = n->first;
		     part != NULL && !*ret; part = part->next)
			if (part->text != NULL &&
			    holds(part->text, typed, ret, err) != HJ_OK)
				return (int)err->code;
	return HJ_OK;
}

static int
fits(const struct hj_node *person, const char *typed,
    const struct hj_buf *folded, bool *ret, struct hj_error *err)
{
	const char *id = hj_node_attr(person, "id");

	*ret = false;
	if (typed == NULL)
		*ret = hj_is_victim(person);
	else if (id != NULL && strncmp(id, typed, strlen(typed)) == 0)
		*ret = true;
	else
		return is_called(person, folded, ret, err);
	return HJ_OK;
}

struct fit {
	struct hj_node *node;
	size_t n;
	struct hj_buf ids;
};

static int
look(const struct hj_record *r, const char *typed, const struct hj_buf *folded,
    struct fit *f, struct hj_error *err)
{
	struct hj_node *p = hj_node_child(hj_record_root(r), "person");

	for (; p != NULL; p = hj_node_same(p)) {
		const char *id = hj_node_attr(p, "id");
		bool yes;

		if (fits(p, typed, folded, &yes, err) != HJ_OK)
			return (int)err->code;
		if (!yes)
			continue;
		f->node = p;
		if (hj_buf_printf(&f->ids, err, "%s%s", f->n++ > 0 ? ", " : "",
			id != NULL ? id : "?") != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
judge(const struct hj_record *r, const char *typed, struct fit *f,
    struct hj_node **ret, struct hj_error *err)
{
	struct hj_node *first = hj_node_child(hj_record_root(r), "person");
	const char *ids;

	/* No victim, but nobody else either. */
	if (f->n == 0 && typed == NULL && first != NULL &&
	    hj_node_same(first) == NULL) {
		f->node = first;
		f->n = 1;
	}
	if (f->n == 1) {
		*ret = f->node;
		return HJ_OK;
	}
	if (f->n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no such person in this case file; 'hanji show CASE --fields' shows the ids");
	if (hj_buf_text(&f->ids, &ids, err) != HJ_OK)
		return (int)err->code;
	return hj_fail(err, HJ_EAMBIGUOUS, "say which person: %s", ids);
}

int
personarg_find(const struct hj_record *r, const char *typed,
    struct hj_node **ret, struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(HJ_LINE_MAX);
	struct fit f = { .ids = HJ_BUF(HJ_LINE_MAX) };
	int rc = HJ_OK;

	if (typed != NULL && *typed == '\0')
		return hj_fail(err, HJ_EINVAL,
		    "a person is named by an id or a name");
	if (typed != NULL)
		rc = hj_text_fold(typed, strlen(typed), &folded, err);
	if (rc == HJ_OK && (rc = look(r, typed, &folded, &f, err)) == HJ_OK)
		rc = judge(r, typed, &f, ret, err);
	hj_buf_clear(&folded);
	hj_buf_clear(&f.ids);
	return rc;
}

/* ---- asking ---- */

int
personarg_list(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	struct hj_node *p = hj_node_child(hj_record_root(r), "person");
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc = HJ_OK;

	for (; rc == HJ_OK && p != NULL; p = hj_node_same(p)) {
		hj_buf_reset(&name);
		if ((rc = personname(p, false, &name, err)) == HJ_OK &&
		    (rc = hj_buf_text(&name, &text, err)) == HJ_OK)
			ui_say(c->ui, "  %s  [%s]", text,
			    hj_node_attr(p, "id"));
	}
	hj_buf_clear(&name);
	return rc;
}

int
personarg_ask(struct cli *c, const struct hj_record *r, const char *typed,
    struct hj_node **ret, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc = personarg_find(r, typed, ret, &why);

	if (rc != HJ_EAMBIGUOUS || typed != NULL || !ui_is_terminal(c->ui)) {
		*err = why;
		return rc;
	}
	rc = personarg_list(c, r, err);
	for (bool found = false; rc == HJ_OK && !found;) {
		hj_buf_reset(&line);
		if ((rc = interview_line(c->ui,
			 _("Who? (an id or a part of the name) > "), NULL,
			 &line, err)) != HJ_OK ||
		    (rc = hj_buf_text(&line, &text, err)) != HJ_OK)
			break;
		if (*text == '\0')
			continue;
		found = personarg_find(r, text, ret, &why) == HJ_OK;
		if (why.code == HJ_ENOMEM) {
			*err = why;
			rc = HJ_ENOMEM;
		} else if (!found)
			ui_say(c->ui, "  %s", why.text);
	}
	hj_buf_clear(&line);
	return rc;
}
