#include "cli/argument/slotarg.h"

#include <string.h>

#include "cli/interview/interview.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/sense/group.h"
#include "core/vocab/vocab.h"

/* A group whose number is known, but none of its unnamed members. */
static bool
is_bare(const struct hj_node *group)
{
	return hj_node_child(group, "unnamed") == NULL;
}

static bool
has_room(const struct hj_node *slot)
{
	return hj_slot_identified(slot) < hj_slot_size(slot);
}

/* The next that can be meant: unnamed members in their groups, and groups
 * without any. */
static struct hj_node *
next_of(const struct hj_record *r, struct hj_node *after)
{
	struct hj_node *group, *slot;

	if (after == NULL) {
		group = hj_node_child(hj_record_root(r), "group");
	} else if (strcmp(after->name, "unnamed") == 0 &&
	    (slot = hj_node_same(after)) != NULL) {
		return slot;
	} else {
		group =
		    strcmp(after->name, "group") == 0 ? after : after->parent;
		group = hj_node_same(group);
	}
	if (group == NULL || is_bare(group))
		return group;
	return hj_node_child(group, "unnamed");
}

int
slotarg_find(const struct hj_record *r, const char *typed, struct hj_node **ret,
    struct hj_error *err)
{
	struct hj_buf ids = HJ_BUF(HJ_LINE_MAX);
	const char *list = "";
	size_t found = 0;
	int rc = HJ_OK;

	for (struct hj_node *n = next_of(r, NULL); rc == HJ_OK && n != NULL;
	     n = next_of(r, n)) {
		const char *id = hj_node_attr(n, "id");

		if (id == NULL || strncmp(id, typed, strlen(typed)) != 0)
			continue;
		*ret = n;
		rc = hj_buf_printf(&ids, err, "%s%s", found++ > 0 ? ", " : "",
		    id);
	}
	if (rc == HJ_OK && found == 0)
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "no such unnamed member in this case file; 'hanji show CASE' shows their ids");
	if (rc == HJ_OK && found > 1 &&
	    (rc = hj_buf_text(&ids, &list, err)) == HJ_OK)
		rc = hj_fail(err, HJ_EAMBIGUOUS, "say which unnamed member: %s",
		    list);
	hj_buf_clear(&ids);
	return rc;
}

/* ---- in words ---- */

static int
say_code(const struct hj_node *slot, const char *child, const char *list,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	const char *code = hj_node_value(slot, child);
	const struct hj_code_row *row = code != NULL
	    ? hj_vocab_find(hj_vocab_list(list), code, strlen(code))
	    : NULL;

	return row == NULL
	    ? HJ_OK
	    : hj_buf_printf(to, err, ", %s", hj_vocab_label(row, korean));
}

int
slotarg_say(const struct hj_node *slot, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	bool bare = strcmp(slot->name, "group") == 0;
	const char *label = hj_node_value(bare ? slot : slot->parent, "label");

	if (label != NULL && hj_buf_printf(to, err, "%s: ", label) != HJ_OK)
		return (int)err->code;
	if (bare)
		return hj_buf_puts(to, _("counted only, nobody listed"), err);
	if (hj_buf_printf(to, err, _("%u unnamed, %u of them identified"),
		hj_slot_size(slot), hj_slot_identified(slot)) != HJ_OK ||
	    say_code(slot, "sex", "sex", korean, to, err) != HJ_OK)
		return (int)err->code;
	return say_code(slot, "age", "age-group", korean, to, err);
}

/* ---- asking ---- */

static int
list(struct cli *c, const struct hj_record *r, size_t *n, struct hj_node **only,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc = HJ_OK;

	*n = 0;
	for (struct hj_node *s = next_of(r, NULL); rc == HJ_OK && s != NULL;
	     s = next_of(r, s)) {
		if (strcmp(s->name, "unnamed") == 0 && !has_room(s))
			continue;
		*only = s;
		++*n;
		hj_buf_reset(&line);
		if ((rc = slotarg_say(s, c->korean, &line, err)) == HJ_OK &&
		    (rc = hj_buf_text(&line, &text, err)) == HJ_OK)
			ui_say(c->ui, "  %zu  %s  [%s]", *n, text,
			    hj_node_attr(s, "id"));
	}
	hj_buf_clear(&line);
	return rc;
}

static struct hj_node *
nth(const struct hj_record *r, uint64_t n)
{
	struct hj_node *s = next_of(r, NULL);

	for (; s != NULL; s = next_of(r, s))
		if ((strcmp(s->name, "group") == 0 || has_room(s)) && --n == 0)
			break;
	return s;
}

int
slotarg_ask(struct cli *c, const struct hj_record *r, struct hj_node **ret,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	struct hj_error why = HJ_ERROR;
	uint64_t number = 0;
	const char *text;
	size_t n;
	int rc;

	if ((rc = list(c, r, &n, ret, err)) != HJ_OK)
		return rc;
	if (n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "nobody in this case file is without a name: there is no group, or all of it is identified");
	for (bool done = n == 1; rc == HJ_OK && !done;) {
		number = 0;
		hj_buf_reset(&line);
		if ((rc = interview_line(c->ui,
			 _("Which of them? (number or id) > "), NULL, &line,
			 err)) != HJ_OK ||
		    (rc = hj_buf_text(&line, &text, err)) != HJ_OK)
			break;
		if (hj_text_number(text, strlen(text), 1, n, &number, &why) ==
		    HJ_OK)
			*ret = nth(r, number);
		done = number != 0 ||
		    (*text != '\0' &&
			slotarg_find(r, text, ret, &why) == HJ_OK);
		if (!done)
			ui_say(c->ui, "  %s",
			    _("type one of the numbers, or the beginning of an id"));
	}
	hj_buf_clear(&line);
	return rc;
}
