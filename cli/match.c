#include <stdio.h>
#include <string.h>

#include "cli/match.h"
#include "core/codec.h"
#include "core/limits.h"
#include "core/text.h"
#include "export/annex.h"

#define CANDIDATES 8

int
match_init(struct match *m, struct cli *c, const char *typed,
    struct hj_error *err)
{
	struct hj_error not_an_id = HJ_ERROR;
	size_t n = 0;

	*m = (struct match){ .c = c,
		.typed = HJ_BUF(HJ_LINE_MAX),
		.scratch = HJ_BUF(HJ_LINE_MAX) };
	if (hj_id_typed(typed, strlen(typed), m->prefix, &n, &not_an_id) !=
	    HJ_OK)
		m->prefix[0] = '\0';
	return hj_text_fold(typed, strlen(typed), &m->typed, err);
}

void
match_clear(struct match *m)
{
	hj_buf_clear(&m->typed);
	hj_buf_clear(&m->scratch);
}

static bool
holds(const struct match *m, const uint8_t *p, size_t n)
{
	return m->typed.len != 0 &&
	    memmem(p, n, m->typed.data, m->typed.len) != NULL;
}

/* Does this item fit?  A folded form stands for the name before it. */
static int
item_fits(struct match *m, const struct hj_row_item *item, bool *ret,
    struct hj_error *err)
{
	*ret = false;
	switch ((enum hj_row_tag)item->tag) {
	case HJ_ROW_FOLDED:
		*ret = holds(m, item->p, item->len);
		return HJ_OK;
	case HJ_ROW_NAME:
	case HJ_ROW_TITLE:
	case HJ_ROW_EXTERNAL:
		hj_buf_reset(&m->scratch);
		if (hj_text_fold((const char *)item->p, item->len, &m->scratch,
			err) != HJ_OK)
			return (int)err->code;
		*ret = holds(m, m->scratch.data, m->scratch.len);
		return HJ_OK;
	case HJ_ROW_CODE:
	case HJ_ROW_DUE:
	case HJ_ROW_CUT:
		return HJ_OK;
	}
	return HJ_OK;
}

static int
name_fits(void *to, const char *name, size_t n, struct hj_error *err)
{
	struct match *m = to;

	hj_buf_reset(&m->scratch);
	if (hj_text_fold(name, n, &m->scratch, err) != HJ_OK)
		return (int)err->code;
	m->inside = m->inside || holds(m, m->scratch.data, m->scratch.len);
	return HJ_OK;
}

/* Its row holds only some of its names: ask the record itself. */
static int
look_inside(struct match *m, const struct hj_row *row, struct hj_error *err)
{
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	m->inside = false;
	if ((rc = hj_vault_get(m->c->vault, row, 0, &rev, err)) != HJ_OK ||
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) !=
		HJ_OK)
		goto out;
	for (struct hj_node *n = hj_node_child(hj_record_root(r), "person");
	     n != NULL && rc == HJ_OK; n = hj_node_same(n))
		rc = hj_annex_names(n, name_fits, m, err);
out:
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

int
match_row(struct match *m, const struct hj_row *row, struct match_why *ret,
    struct hj_error *err)
{
	static const char *const words[] = { [HJ_ROW_NAME] = "name",
		[HJ_ROW_TITLE] = "title",
		[HJ_ROW_EXTERNAL] = "external",
		[HJ_ROW_FOLDED] = "name" };
	struct hj_row_item item, name = { .len = 0 };
	char id[HJ_ID_CHARS + 1];
	size_t at = 0;

	*ret = (struct match_why){ NULL, NULL, 0 };
	hj_id_text(&row->id, id);
	if (m->prefix[0] != '\0' &&
	    strncmp(id, m->prefix, strlen(m->prefix)) == 0) {
		ret->word = "id";
		return HJ_OK;
	}
	while (hj_row_next(row, &at, &item)) {
		bool fits;

		if (item.tag == HJ_ROW_CUT) {
			if (look_inside(m, row, err) != HJ_OK)
				return (int)err->code;
			ret->word = m->inside ? "name" : NULL;
			return HJ_OK;
		}
		if (item.tag == HJ_ROW_NAME)
			name = item;
		if (item_fits(m, &item, &fits, err) != HJ_OK)
			return (int)err->code;
		if (!fits)
			continue;
		ret->word = words[item.tag];
		if (item.tag == HJ_ROW_FOLDED)
			item = name;
		ret->text = (const char *)item.p;
		ret->n = item.len;
		return HJ_OK;
	}
	return HJ_OK;
}

struct only {
	struct match m;
	struct hj_id id;
	size_t found;
	char list[CANDIDATES * (HJ_ID_SHOWN + 2)];
};

static int
only_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct only *o = to;
	struct match_why why;
	size_t n = strlen(o->list);

	if (match_row(&o->m, row, &why, err) != HJ_OK)
		return (int)err->code;
	if (why.word == NULL)
		return HJ_OK;
	o->id = row->id;
	if (++o->found <= CANDIDATES) {
		char shown[HJ_ID_SHOWN];

		hj_id_show(&row->id, shown);
		(void)snprintf(o->list + n, sizeof(o->list) - n, "%s%s",
		    n != 0 ? ", " : "", shown);
	}
	return HJ_OK;
}

int
match_only(struct cli *c, const char *typed, struct hj_id *ret,
    struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct only o = { .found = 0 };
	int rc;

	if ((rc = match_init(&o.m, c, typed, err)) == HJ_OK)
		rc = hj_vault_scan(c->vault, only_row, &o, &nobody, err);
	match_clear(&o.m);
	if (rc != HJ_OK)
		return rc;
	if (o.found == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no case has this id or name; 'hanji find' searches");
	if (o.found > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "%zu cases fit: %s%s; give more of the id", o.found, o.list,
		    o.found > CANDIDATES ? ", ..." : "");
	*ret = o.id;
	return HJ_OK;
}
