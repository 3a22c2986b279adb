#include <string.h>

#include <sodium.h>

#include "cli/leaving/disclosed.h"
#include "core/case/path.h"
#include "export/expose/expose_file.h"

static enum hj_consent_answer
decide(const struct petition *p, size_t i, int32_t today, const char **consent)
{
	const struct hj_consent_question q = { .record = p->victims[i].record,
		.person = p->victims[i].person,
		.scope = p->form->scope,
		.recipient = p->recipient,
		.today = today };

	*consent = NULL;
	return q.person != NULL ? hj_consent_decide(&q, consent)
				: HJ_CONSENT_NONE;
}

int
disclosed_tell(const struct petition *p, int32_t today, struct leaving *l,
    struct hj_error *err)
{
	const char *consent;

	for (size_t i = 0; i < p->ncases; i++)
		if (leaving_case(l, &p->cases[i].row.id, err) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < p->nvictims; i++)
		if (decide(p, i, today, &consent) == HJ_CONSENT_YES &&
		    leaving_named(l, &p->cases[p->victim_case[i]].row.id,
			p->victims[i].person, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* ---- by the text ---- */

struct reading {
	struct leaving *l;
	const struct hj_id *id; /* of the case that is asked for */
	const char *last; /* the person who was told last */
};

static bool
nobody_is_named(void *to, const struct hj_node *person)
{
	(void)to;
	(void)person;
	return false;
}

static int
nothing_is_known(void *to, const char *text, size_t n, bool *ret,
    struct hj_error *err)
{
	(void)to;
	(void)text;
	(void)n;
	(void)err;
	*ret = false;
	return HJ_OK;
}

static int
tell_hit(void *to, const struct hj_expose_hit *h, struct hj_error *err)
{
	struct reading *x = to;

	if ((h->kind != HJ_X_NAME && h->kind != HJ_X_SOUND) ||
	    h->element == NULL || h->element == x->last)
		return HJ_OK;
	x->last = h->element;
	return leaving_named(x->l, x->id, h->element, err);
}

int
disclosed_tell_text(const struct petition *p, const struct hj_buf *text,
    struct leaving *l, struct hj_error *err)
{
	struct reading x = { .l = l };
	struct hj_expose_asking a = { .named = nobody_is_named,
		.known = nothing_is_known,
		.hit = tell_hit,
		.to = &x };
	int rc =
	    hj_expose_new((const char *)text->data, text->len, &a.text, err);

	for (size_t i = 0; i < p->ncases && rc == HJ_OK; i++) {
		x.id = &p->cases[i].row.id;
		if ((rc = leaving_case(l, x.id, err)) == HJ_OK)
			rc = hj_expose_file(&a, p->cases[i].record, err);
	}
	hj_expose_free(a.text);
	return rc;
}

/* ---- the snapshot ---- */

static int
say_node(const struct hj_node *n, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_puts(to, n->name, err) != HJ_OK)
		return (int)err->code;
	for (const struct hj_attr *a = n->attrs; a != NULL; a = a->next)
		if (hj_buf_printf(to, err, " %s=\"%s\"", a->name, a->value) !=
		    HJ_OK)
			return (int)err->code;
	return hj_buf_printf(to, err, " %s\n", n->text != NULL ? n->text : "");
}

static int
say_consent(const struct hj_record *r, const char *id, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *top = id != NULL ? hj_record_find(r, id) : NULL;
	int rc = HJ_OK;

	for (const struct hj_node *n = top; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, top))
		rc = say_node(n, to, err);
	return rc;
}

static int
say_victim(const struct petition *p, size_t i, int32_t today,
    struct hj_buf *state, struct hj_buf *ids, struct hj_error *err)
{
	const struct hj_annex_victim *v = &p->victims[i];
	char id[HJ_ID_CHARS + 1];
	const char *consent;
	enum hj_consent_answer a = decide(p, i, today, &consent);

	hj_id_text(&p->cases[p->victim_case[i]].row.id, id);
	if (hj_buf_printf(state, err, "%s %s %s %d\n", id,
		v->person != NULL ? v->person : "-", p->form->scope,
		(int)a) != HJ_OK ||
	    say_consent(v->record, consent, state, err) != HJ_OK)
		return (int)err->code;
	if (consent == NULL || ids->len + sizeof(id) + 16 > HJ_LINE_MAX)
		return HJ_OK;
	return hj_buf_printf(ids, err, "%s%s %s", ids->len != 0 ? ", " : "", id,
	    consent);
}

static int
set(struct hj_record *r, const char *path, const char *value,
    struct hj_error *err)
{
	return hj_path_apply(r, path, strlen(path), HJ_PATH_SET, value,
	    strlen(value), NULL, NULL, err);
}

int
disclosed_snapshot(const struct petition *p, int32_t today, struct hj_record *r,
    struct hj_error *err)
{
	struct hj_buf state = HJ_BUF(HJ_TEXT_MAX), ids = HJ_BUF(HJ_LINE_MAX);
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	const char *list;
	int rc = HJ_OK;

	for (size_t i = 0; i < p->nvictims && rc == HJ_OK; i++)
		rc = say_victim(p, i, today, &state, &ids, err);
	if (rc == HJ_OK) {
		(void)crypto_hash_sha256(hash, state.data, state.len);
		hj_digest_hex(hash, hex);
		rc = set(r, "consent-snapshot.digest", hex, err);
	}
	if (rc == HJ_OK && ids.len != 0 &&
	    (rc = hj_buf_text(&ids, &list, err)) == HJ_OK)
		rc = set(r, "consent-snapshot.ids", list, err);
	hj_buf_clear(&state);
	hj_buf_clear(&ids);
	return rc;
}
