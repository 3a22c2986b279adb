#include <string.h>
#include <time.h>

#include "cli/leaving/withholding.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/path.h"
#include "core/case/withhold.h"

bool
withholding_is_wanted(const struct withholding *w)
{
	return w->consent || w->paths->n != 0;
}

static bool
is_listed(void *with, const struct hj_node *node)
{
	const struct withholding *w = with;
	const struct hj_node *const *n = (const void *)w->nodes.data;

	for (size_t i = 0; i < w->nodes.len / sizeof(*n); i++)
		if (n[i] == node)
			return true;
	return false;
}

static int
add(struct withholding *w, const struct hj_node *node, struct hj_error *err)
{
	return hj_buf_add(&w->nodes, &node, sizeof(node), err);
}

static int
add_finding(void *to, const struct hj_finding *f, struct hj_error *err)
{
	return f->node->parent != NULL ? add(to, f->node, err) : HJ_OK;
}

static int
list(struct withholding *w, const struct hj_record *r, struct hj_error *err)
{
	enum hj_attr_name attr;
	struct hj_node *node;
	bool may;

	hj_buf_reset(&w->nodes);
	for (size_t i = 0; i < w->paths->n; i++) {
		if (hj_path_find(r, w->paths->v[i], &node, &attr, err) != HJ_OK)
			return hj_while(err, "--withhold");
		if (node->parent == NULL || attr != HJ_NATTRS)
			return hj_fail(err, HJ_EINVAL,
			    "--withhold takes an element with all in it, not the whole case file and no attribute");
		if (add(w, node, err) != HJ_OK)
			return (int)err->code;
	}
	return w->consent ? hj_release_whole(&w->releasing->release, r,
				add_finding, w, &may, err)
			  : HJ_OK;
}

/* ---- what is left ---- */

static bool
is_id(const struct hj_node *n)
{
	return n->def != NULL &&
	    (n->def->value == HJ_V_REF || n->def->value == HJ_V_FAR ||
		n->def->value == HJ_V_CASE || n->def->value == HJ_V_HEX);
}

static int
text_of(const struct hj_record *left, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_node *top = hj_record_root(left);
	int rc = HJ_OK;

	for (const struct hj_node *n = top; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, top))
		if (n->text != NULL && n->text_len != 0 && !is_id(n) &&
		    (rc = hj_buf_add(to, n->text, n->text_len, err)) == HJ_OK)
			rc = hj_buf_putc(to, '\n', err);
	return rc;
}

static bool
is_left(void *with, const struct hj_node *person)
{
	const char *id = hj_node_attr(person, "id");

	return id != NULL && hj_record_find(with, id) != NULL;
}

/* Whoever is withheld must not stand in what is left. */
static int
expose(const struct withholding *w, const struct hj_record *whole,
    struct hj_record *left, struct hj_error *err)
{
	const struct hj_record *const records[] = { whole };
	const struct exposing x = { .records = records,
		.nrecords = 1,
		.named = is_left,
		.with = left,
		.today = (int32_t)(time(NULL) / 86400),
		.accept = w->accept,
		.log = w->log };
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	int rc = text_of(left, &text, err);

	if (rc == HJ_OK)
		rc = exposure_ask(w->c, &x, &text, err);
	hj_buf_clear(&text);
	return rc;
}

/* ---- taking it out ---- */

static int
replace(struct hj_revision *rev, struct hj_buf *bytes, struct hj_buf *salts,
    struct hj_error *err)
{
	const struct hj_salts check = { .list = salts->data,
		.n = salts->len / HJ_SALT_BYTES };
	uint8_t digest[HJ_DIGEST_BYTES];

	if (hj_digest_case(bytes->data, bytes->len, &check, digest, err) !=
	    HJ_OK)
		return (int)err->code;
	if (memcmp(digest, rev->digest, sizeof(digest)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "what is left does not have the fingerprint of the case file");
	hj_buf_clear(&rev->bytes);
	hj_buf_clear(&rev->salts);
	rev->bytes = *bytes;
	rev->salts = *salts;
	*bytes = *salts = HJ_BUF(0);
	return HJ_OK;
}

static int
take_out(struct withholding *w, const struct hj_record *r,
    struct hj_revision *rev, size_t *hidden, struct hj_error *err)
{
	struct hj_salts salts = { .key = rev->salt_key };
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_buf left = HJ_BUF(HJ_RECORD_MAX);
	int rc;

	if (rev->salts.len != 0)
		salts = (struct hj_salts){ .list = rev->salts.data,
			.n = rev->salts.len / HJ_SALT_BYTES };
	rc = hj_withhold(r, rev->bytes.data, rev->bytes.len, &salts, is_listed,
	    w, &bytes, &left, hidden, err);
	if (rc == HJ_OK && *hidden != 0)
		rc = replace(rev, &bytes, &left, err);
	hj_buf_clear(&bytes);
	hj_buf_clear(&left);
	return rc;
}

int
withholding_apply(struct withholding *w, const struct hj_row *row,
    struct hj_revision *rev, bool check, struct hj_error *err)
{
	struct hj_record *r = NULL, *left = NULL;
	char id[HJ_ID_SHOWN];
	size_t hidden = 0;
	int rc;

	if ((rc = hj_codec_decode(rev->bytes.data, rev->bytes.len, &r, err)) !=
		HJ_OK ||
	    (rc = list(w, r, err)) != HJ_OK ||
	    (rc = take_out(w, r, rev, &hidden, err)) != HJ_OK || !check)
		goto out;
	hj_id_show(&row->id, id);
	ui_say(w->c->ui,
	    ngettext("case %s: %zu part stays behind",
		"case %s: %zu parts stay behind", hidden),
	    id, hidden);
	if (hidden != 0 &&
	    strcmp(w->releasing->release.scope, HJ_SCOPE_OWN) != 0 &&
	    (rc = hj_codec_decode(rev->bytes.data, rev->bytes.len, &left,
		 err)) == HJ_OK)
		rc = expose(w, r, left, err);
out:
	hj_record_free(r);
	hj_record_free(left);
	return rc;
}
