#include "cli/show/linkview.h"

#include <string.h>

#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/personname.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/links/absorb.h"
#include "core/links/link.h"
#include "core/log/log.h"
#include "core/vocab/vocab.h"

static const struct emit_column columns[] = {
	{ "kind", N_("linked as"), false },
	{ "id", N_("case"), false },
	{ "title", N_("title"), false },
	{ "person", N_("person here"), false },
	{ "relation", N_("is"), false },
	{ "other", N_("person there"), false },
	{ "present", NULL, false },
	{ "back", NULL, false },
};

/* One link, and the file that it leads to. */
struct seeing {
	struct cli *c;
	const struct casefile *from;
	struct casefile to;
	struct hj_link link;
	bool present, back, open; /* open: its names may be shown */
};

int
linkview_load(struct cli *c, const char *id, struct casefile *ret,
    struct hj_error *err)
{
	struct hj_id to;
	int rc;

	if ((rc = hj_id_parse(id, strlen(id), &to, err)) != HJ_OK ||
	    (rc = hj_vault_row(c->vault, &to, &ret->row, &ret->items, err)) !=
		HJ_OK ||
	    (rc = hj_vault_get(c->vault, &ret->row, 0, &ret->revision, err)) !=
		HJ_OK)
		return rc;
	return hj_codec_decode(ret->revision.bytes.data,
	    ret->revision.bytes.len, &ret->record, err);
}

/* Does the file there link back to this one? */
static bool
links_back(const struct seeing *s)
{
	struct hj_error ignored = HJ_ERROR;
	char id[HJ_ID_CHARS + 1];
	struct hj_link back;

	hj_id_text(&s->from->row.id, id);
	if (hj_link_reverse(&s->link, id, &back, &ignored) != HJ_OK)
		return false;
	/* The rest of a merged file has no persons that a link could name. */
	if (strcmp(back.kind, HJ_LINK_MERGED) == 0 ||
	    strcmp(back.kind, HJ_LINK_ABSORBED) == 0)
		return hj_link_to(s->to.record, id, back.kind) != NULL;
	return hj_link_find(s->to.record, &back) != NULL;
}

static int
look(struct seeing *s, bool reveal, struct hj_error *err)
{
	int rc = s->link.other != NULL
	    ? linkview_load(s->c, s->link.other, &s->to, err)
	    : HJ_ENOTFOUND;

	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK)
		return hj_while(err, "linked case %s", s->link.other);
	s->present = true;
	s->back = links_back(s);
	s->open = s->to.row.level != HJ_SECRET || reveal;
	if (s->to.row.level != HJ_SECRET || !reveal)
		return HJ_OK;
	return casefile_note_shown(s->c, &s->to, "shown beside a linked case",
	    err);
}

/* People read who it is, programs the id. */
static int
person(struct seeing *s, const char *key, const struct hj_record *r,
    const char *id, bool reveal, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *node =
	    r != NULL && id != NULL ? hj_record_find(r, id) : NULL;
	int rc = HJ_OK;

	emit_key(s->c->out, key, NULL);
	if (emit_is_json(s->c->out) || node == NULL)
		emit_text(s->c->out, id);
	else if ((rc = personname(node, reveal, &name, err)) == HJ_OK)
		emit_bytes(s->c->out, (const char *)name.data, name.len);
	hj_buf_clear(&name);
	return rc;
}

static void
code(struct cli *c, const char *key, const char *list, const char *code)
{
	const struct hj_list *l = hj_vocab_list(list);
	const struct hj_code_row *row =
	    code != NULL ? hj_vocab_find(l, code, strlen(code)) : NULL;

	emit_key(c->out, key, NULL);
	emit_text(c->out,
	    row == NULL || emit_is_json(c->out)
		? code
		: hj_vocab_label(row, c->korean));
}

static void
title(const struct seeing *s)
{
	struct emit *e = s->c->out;
	const char *text;
	size_t n;

	emit_key(e, "title", NULL);
	if (!s->present || !s->open) {
		emit_text(e,
		    emit_is_json(e)  ? NULL
			: s->present ? PERSONNAME_HIDDEN
				     : _("(not in this vault)"));
		return;
	}
	casefile_title(&s->to.row, &text, &n);
	emit_bytes(e, text, n);
}

static int
row(struct seeing *s, bool reveal, struct hj_error *err)
{
	struct emit *e = s->c->out;
	char id[HJ_ID_SHOWN];
	struct hj_id to;
	int rc;

	if (s->link.other == NULL ||
	    hj_id_parse(s->link.other, strlen(s->link.other), &to, err) !=
		HJ_OK)
		return HJ_OK;
	hj_id_show(&to, id);
	emit_map(e);
	code(s->c, "kind", "link-kind", s->link.kind);
	emit_key(e, "id", NULL);
	emit_text(e, id);
	title(s);
	if ((rc = person(s, "person", s->from->record, s->link.person, reveal,
		 err)) != HJ_OK)
		return rc;
	code(s->c, "relation", "relation", s->link.relation);
	if ((rc = person(s, "other", s->open ? s->to.record : NULL,
		 s->link.there, reveal, err)) != HJ_OK)
		return rc;
	emit_key(e, "present", NULL);
	emit_flag(e, s->present);
	emit_key(e, "back", NULL);
	emit_flag(e, s->back);
	emit_end(e);
	return HJ_OK;
}

int
linkview_show(struct cli *c, const struct casefile *f, bool reveal,
    struct hj_error *err)
{
	struct hj_node *n = hj_node_child(hj_record_root(f->record), "link");
	size_t oneway = 0;
	int rc = HJ_OK;

	if (n == NULL && !emit_is_json(c->out))
		return HJ_OK;
	emit_say(c->out, "%s", "");
	emit_table(c->out, columns, HJ_LEN(columns));
	for (; rc == HJ_OK && n != NULL; n = hj_node_same(n)) {
		struct seeing s = { .c = c, .from = f, .to = CASEFILE };

		hj_link_read(n, &s.link);
		if ((rc = look(&s, reveal, err)) == HJ_OK)
			rc = row(&s, reveal, err);
		oneway += s.present && !s.back;
		casefile_clear(&s.to);
	}
	if (rc != HJ_OK)
		return rc;
	emit_end(c->out);
	if (oneway != 0)
		emit_say(c->out,
		    ngettext("%zu of them does not show this one yet: 'hanji link CASE CASE KIND' links both.",
			"%zu of them do not show this one yet: 'hanji link CASE CASE KIND' links both.",
			oneway),
		    oneway);
	return HJ_OK;
}
