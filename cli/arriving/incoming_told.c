#include <stdio.h>
#include <string.h>

#include "cli/arriving/incoming.h"
#include "cli/screen/say.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/path.h"
#include "core/vault/excision.h"
#include "core/vault/tombstone_record.h"

/* A part may have left with the change that came before this, and stands in the
 * versions that are older than that. */
static int
has_part(struct incoming *in, const struct hj_row *row,
    const struct hj_tombstone_told *t, bool *ret, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_part part;
	char path[sizeof(t->word) + sizeof(t->name) + 2];
	int rc;

	*ret = true;
	if (t->kind == NULL)
		return HJ_OK;
	(void)snprintf(path, sizeof(path), t->element != NULL ? "%s[%s]" : "%s",
	    t->kind, t->element != NULL ? t->element : "");
	rc = hj_excise_find(in->c->vault, row, path, &part, &why);
	*ret = rc == HJ_OK;
	if (rc == HJ_OK || rc == HJ_ENOTFOUND || rc == HJ_EINVAL ||
	    rc == HJ_EAMBIGUOUS)
		return HJ_OK;
	*err = why;
	return rc;
}

/* Asked once, whatever became of it. */
static bool
is_asked(const struct hj_record *r, const char *text)
{
	for (const struct hj_node *n = hj_node_child(hj_record_root(r), "task");
	     n != NULL; n = hj_node_same(n)) {
		const char *has = hj_node_value(n, "text");

		if (has != NULL && strcmp(has, text) == 0)
			return true;
	}
	return false;
}

static int
words(const struct hj_tombstone_told *t, struct hj_buf *to, const char **ret,
    struct hj_error *err)
{
	const char *day = t->erased != NULL ? t->erased : "?";
	int rc;

	if (t->kind == NULL)
		rc = hj_buf_printf(to, err,
		    _("Erased where it came from (%s): decide whether it is erased here too"),
		    day);
	else if (t->element == NULL)
		rc = hj_buf_printf(to, err,
		    _("%s was erased where it came from (%s): decide whether it is erased here too"),
		    t->kind, day);
	else
		rc = hj_buf_printf(to, err,
		    _("%s[%s] was erased where it came from (%s): decide whether it is erased here too"),
		    t->kind, t->element, day);
	return rc == HJ_OK ? hj_buf_text(to, ret, err) : rc;
}

static int
set(struct hj_record *r, struct hj_path_labels *labels, const char *path,
    const char *value, struct hj_error *err)
{
	return hj_path_apply(r, path, strlen(path), HJ_PATH_SET, value,
	    strlen(value), labels, NULL, err);
}

static int
add_task(struct incoming *in, struct hj_record *r, const char *text,
    struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	struct hj_vault_facts vault;
	char today[SPAN_TEXT];

	span_today(today);
	if (hj_vault_facts(in->c->vault, &vault, err) != HJ_OK ||
	    set(r, &labels, "task[+x].status", "todo", err) != HJ_OK ||
	    set(r, &labels, "task[+x].text", text, err) != HJ_OK ||
	    set(r, &labels, "task[+x].due", today, err) != HJ_OK ||
	    set(r, &labels, "task[+x].priority", "now", err) != HJ_OK)
		return (int)err->code;
	return set(r, &labels, "task[+x].owner", vault.member_name, err);
}

/* Of a case file that is here, or of a received document that is a copy of it: a
 * task in it. */
static int
mark(struct incoming *in, const struct hj_tombstone_told *t,
    const struct hj_row *row, bool copy, bool *here, struct hj_error *err)
{
	struct hj_revision head = { .number = 0 };
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	struct hj_record *r = NULL;
	const char *said = "";
	int rc;

	if ((rc = hj_vault_get(in->c->vault, row, 0, &head, err)) != HJ_OK ||
	    (rc = hj_codec_decode(head.bytes.data, head.bytes.len, &r, err)) !=
		HJ_OK ||
	    (rc = words(t, &text, &said, err)) != HJ_OK)
		goto out;
	if (copy)
		*here = incoming_copy_has(r, t->element);
	else
		rc = has_part(in, row, t, here, err);
	if (rc != HJ_OK || !*here || in->plan || row->root != 'c' ||
	    is_asked(r, said))
		goto out;
	if ((rc = incoming_open(in, err)) == HJ_OK &&
	    (rc = add_task(in, r, said, err)) == HJ_OK &&
	    (rc = incoming_put_on(in, r, "add task, erased elsewhere\n",
		 err)) == HJ_OK)
		rc = incoming_enough(in, err);
out:
	hj_revision_clear(&head);
	hj_record_free(r);
	hj_buf_clear(&text);
	return rc;
}

static void
say(struct incoming *in, const char *id, uint64_t line, bool here)
{
	in->pending.told += here;
	if (!in->count_only)
		incoming_say(in, "told",
		    here
			? _("was erased where it comes from; here it stays: 'hanji erase' erases it here, too")
			: _("was erased where it comes from, and is not here"),
		    id, line);
}

static int
mark_at(struct incoming *in, const struct hj_tombstone_told *t,
    const struct hj_id *id, bool copy, bool *here, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error none = HJ_ERROR;
	struct hj_row row;
	int rc = hj_vault_row(in->c->vault, id, &row, &items, &none);

	*here = false;
	if (rc == HJ_OK)
		rc = mark(in, t, &row, copy, here, err);
	else if (rc == HJ_ENOTFOUND)
		rc = HJ_OK;
	else
		*err = none;
	hj_buf_clear(&items);
	return rc;
}

/* What was kept of it as a document, parts of it withheld. */
static int
mark_copies(struct incoming *in, const struct hj_import_case *k,
    const struct hj_tombstone_told *t, const struct hj_id *id, bool *any,
    struct hj_error *err)
{
	const struct incoming_copy *c;
	char text[HJ_ID_CHARS + 1];
	bool here;

	if (incoming_copies(in, err) != HJ_OK)
		return (int)err->code;
	c = (const void *)in->copies.data;
	for (size_t i = 0; i < in->copies.len / sizeof(*c); i++) {
		if (memcmp(&c[i].of, id, sizeof(*id)) != 0)
			continue;
		if (mark_at(in, t, &c[i].id, true, &here, err) != HJ_OK)
			return (int)err->code;
		*any = *any || here;
		hj_id_text(&c[i].id, text);
		if (here)
			say(in, text, k->line, true);
	}
	return HJ_OK;
}

int
incoming_told(struct incoming *in, const struct hj_import_case *k, bool *ret,
    struct hj_error *err)
{
	struct hj_tombstone_told t;
	struct hj_id id;
	bool here = false, copies = false;
	int rc = HJ_OK;

	*ret = hj_tombstone_read(k->record, &t);
	if (!*ret)
		return HJ_OK;
	/* What came before it in the same file is looked at, too. */
	if ((in->change == NULL || (rc = incoming_commit(in, err)) == HJ_OK) &&
	    (rc = hj_id_parse(k->id, HJ_ID_CHARS, &id, err)) == HJ_OK &&
	    (rc = mark_at(in, &t, &id, false, &here, err)) == HJ_OK)
		rc = mark_copies(in, k, &t, &id, &copies, err);
	if (rc == HJ_OK && (here || !copies))
		say(in, k->id, k->line, here);
	return rc;
}
