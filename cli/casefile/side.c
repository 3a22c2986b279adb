#include <stdlib.h>
#include <string.h>

#include "cli/casefile/side.h"
#include "core/case/codec.h"

/* How many revisions of one case are looked at. */
#define HISTORY 1024

void
side_clear(struct side *s)
{
	hj_buf_clear(&s->source);
}

/* What the entry of a revision says. */
static int
fill(struct cli *c, const struct casefile *f, const struct hj_revision *r,
    struct side *ret, struct hj_error *err)
{
	static const char word[] = "source ";
	struct hj_buf page = HJ_BUF(HJ_RECORD_MAX);
	struct hj_buf detail = HJ_BUF(HJ_TEXT_MAX);
	struct hj_log_entry e;
	const char *text = NULL;
	int rc;

	hj_digest_hex(r->digest, ret->fingerprint);
	rc = hj_vault_entry(c->vault, r->sequence, &e, &page, err);
	if (rc == HJ_OK) {
		ret->known = true;
		ret->time = e.time;
		memcpy(ret->action, e.action, sizeof(ret->action));
		memcpy(ret->member, e.member, sizeof(ret->member));
	}
	if (rc == HJ_OK && e.has_detail &&
	    (rc = hj_vault_detail(c->vault, &f->row, &e, &detail, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&detail, &text, err)) == HJ_OK &&
	    strncmp(text, word, strlen(word)) == 0)
		rc = hj_buf_add(&ret->source, text + strlen(word),
		    strcspn(text + strlen(word), "\n"), err);
	hj_buf_clear(&page);
	hj_buf_clear(&detail);
	return rc;
}

/* ---- of a row ---- */

struct search {
	uint64_t todo[HISTORY];
	size_t n, done;
};

static void
later(struct search *s, uint64_t number)
{
	for (size_t i = s->n; i > 0; i--)
		if (s->todo[i - 1] == number)
			return;
	if (number != 0 && s->n < HISTORY)
		s->todo[s->n++] = number;
}

static int
look_for(struct cli *c, const struct casefile *f, struct search *s,
    const char *digest, struct side *ret, struct hj_error *err)
{
	char hex[2 * HJ_DIGEST_BYTES + 1];
	int rc = HJ_OK;

	for (size_t i = 0; i < f->row.nheads; i++)
		later(s, f->row.head[i].number);
	while (s->done < s->n && rc == HJ_OK && !ret->known) {
		struct hj_revision r;

		if (hj_vault_get(c->vault, &f->row, s->todo[s->done++], &r,
			err) != HJ_OK)
			return (int)err->code;
		for (size_t i = 0; i < r.nparents; i++)
			later(s, r.parent[i].number);
		hj_digest_hex(r.digest, hex);
		if (strcmp(hex, digest) == 0)
			rc = fill(c, f, &r, ret, err);
		hj_revision_clear(&r);
	}
	return rc;
}

int
side_of_row(struct cli *c, const struct casefile *f,
    const struct hj_conflict *row, struct side *ret, struct hj_error *err)
{
	struct search *s;
	int rc = HJ_OK;

	*ret = (struct side){ .source = HJ_BUF(HJ_LINE_MAX) };
	if (row->side == NULL || strlen(row->side) != 2 * HJ_DIGEST_BYTES)
		return HJ_OK;
	memcpy(ret->fingerprint, row->side, sizeof(ret->fingerprint));
	if ((s = calloc(1, sizeof(*s))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	rc = look_for(c, f, s, row->side, ret, err);
	free(s);
	return rc;
}

/* ---- of what stands ---- */

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Does another revision say the same in that place? */
static bool
says_so(const struct hj_record *a, const struct hj_record *b,
    const struct hj_conflict *c)
{
	struct hj_node *x = NULL, *y = NULL;
	const char *name =
	    c->attr != HJ_NATTRS ? hj_schema_attr_name(c->attr) : NULL;

	if (!hj_conflict_target(a, c, &x, NULL, NULL) ||
	    !hj_conflict_target(b, c, &y, NULL, NULL))
		return false;
	if (x == NULL || y == NULL)
		return x == y;
	if (name != NULL)
		return same_text(hj_node_attr(x, name), hj_node_attr(y, name));
	for (enum hj_attr_name i = 0; i < HJ_NATTRS; i++)
		if (i != HJ_A_CONF && i != HJ_A_PREF &&
		    !same_text(hj_node_attr(x, hj_schema_attr_name(i)),
			hj_node_attr(y, hj_schema_attr_name(i))))
			return false;
	return same_text(x->text, y->text);
}

/* A parent of r that says so, too: *ret its number, else 0. */
static int
earlier(struct cli *c, const struct casefile *f, const struct hj_conflict *row,
    const struct hj_revision *r, uint64_t *ret, struct hj_error *err)
{
	int rc = HJ_OK;

	*ret = 0;
	for (size_t i = 0; i < r->nparents && *ret == 0 && rc == HJ_OK; i++) {
		struct hj_record *record = NULL;
		struct hj_revision p;

		if (r->parent[i].number == 0)
			continue;
		rc = hj_vault_get(c->vault, &f->row, r->parent[i].number, &p,
		    err);
		if (rc != HJ_OK)
			break;
		rc = hj_codec_decode(p.bytes.data, p.bytes.len, &record, err);
		if (rc == HJ_OK && says_so(f->record, record, row))
			*ret = p.number;
		hj_record_free(record);
		hj_revision_clear(&p);
	}
	return rc;
}

int
side_of_place(struct cli *c, const struct casefile *f,
    const struct hj_conflict *row, struct side *ret, struct hj_error *err)
{
	uint64_t number = f->revision.number, before = 0;
	struct hj_revision r;
	int rc = HJ_OK;

	*ret = (struct side){ .source = HJ_BUF(HJ_LINE_MAX) };
	for (size_t i = 0; i < HISTORY && rc == HJ_OK && number != 0; i++) {
		rc = hj_vault_get(c->vault, &f->row, number, &r, err);
		if (rc != HJ_OK)
			return rc;
		rc = earlier(c, f, row, &r, &before, err);
		if (rc == HJ_OK && before == 0)
			rc = fill(c, f, &r, ret, err);
		hj_revision_clear(&r);
		number = before;
	}
	return rc;
}
