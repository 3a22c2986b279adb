#include <stdio.h>
#include <string.h>

#include "cli/find/match.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/codec.h"
#include "export/petition/annex.h"

int
match_init(struct match *m, struct cli *c, const char *typed,
    struct hj_error *err)
{
	*m = (struct match){ .c = c, .scratch = HJ_BUF(HJ_LINE_MAX) };
	return wanted_init(&m->wanted, typed, err);
}

int
match_twin(const struct match *m, struct match *ret, struct hj_error *err)
{
	*ret = (struct match){ .c = m->c,
		.wide = m->wide,
		.row_only = true,
		.scratch = HJ_BUF(HJ_LINE_MAX) };
	return wanted_twin(&m->wanted, &ret->wanted, err);
}

void
match_clear(struct match *m)
{
	wanted_clear(&m->wanted);
	hj_buf_clear(&m->scratch);
}

/* Keep the surer of the two. */
static void
offer(struct match_why *best, enum match_sure sure, double score,
    const char *word, const char *text, size_t n)
{
	if (sure > best->sure || (sure == best->sure && score > best->score))
		*best = (struct match_why){ sure, score, word, text, n,
			.cut = best->cut };
}

static bool
is_place(const struct match *m, const struct hj_row_item *item)
{
	for (size_t i = 0; i < m->wanted.ncodes; i++)
		if (strlen(m->wanted.code[i]) == item->len &&
		    memcmp(m->wanted.code[i], item->p, item->len) == 0)
			return true;
	return false;
}

static bool
is_phone(const struct match *m, const struct hj_row_item *item)
{
	const char *digits = m->wanted.digits;

	return digits[0] != '\0' &&
	    memmem(item->p, item->len, digits, strlen(digits)) != NULL;
}

/* A name that shares a key is compared. */
static int
compare(struct match *m, const struct hj_row_item *keys,
    const struct hj_row_item *name, struct match_why *best,
    struct hj_error *err)
{
	static const enum match_sure sure[] = { [HJ_UNLIKE] = MATCH_NOT,
		[HJ_WIDE] = MATCH_WIDE,
		[HJ_LIKELY] = MATCH_LIKELY,
		[HJ_SAME_NAME] = MATCH_SAME_NAME };
	enum hj_likeness like;
	double score;

	/* Keys of another table of names say nothing: compare anyway. */
	if (keys->aux == HJ_NAME_VERSION &&
	    !wanted_shares(&m->wanted, keys->p, keys->len, m->wide))
		return HJ_OK;
	if (wanted_likens(&m->wanted, (const char *)name->p, name->len, &score,
		&like, err) != HJ_OK)
		return (int)err->code;
	/* Who searches widely with a surname wants all who have it. */
	if (like == HJ_UNLIKE && m->wide && m->wanted.name.n != 0 &&
	    m->wanted.name.reading[0].n == 1)
		like = HJ_WIDE;
	if (like > HJ_WIDE || (like == HJ_WIDE && m->wide))
		offer(best, sure[like], score, "name", (const char *)name->p,
		    name->len);
	return HJ_OK;
}

/* Does this item fit?  A folded form and keys belong to the name before. */
static int
look_at(struct match *m, const struct hj_row_item *item,
    const struct hj_row_item *name, struct match_why *best,
    struct hj_error *err)
{
	static const char *const words[] = { [HJ_ROW_NAME] = "name",
		[HJ_ROW_TITLE] = "title",
		[HJ_ROW_EXTERNAL] = "external" };
	bool in = false;

	switch ((enum hj_row_tag)item->tag) {
	case HJ_ROW_FOLDED:
		if (wanted_in_folded(&m->wanted, item->p, item->len))
			offer(best, MATCH_TEXT, 0, "name",
			    (const char *)name->p, name->len);
		return HJ_OK;
	case HJ_ROW_NAME:
	case HJ_ROW_TITLE:
	case HJ_ROW_EXTERNAL:
		if (wanted_in(&m->wanted, (const char *)item->p, item->len,
			&m->scratch, &in, err) != HJ_OK)
			return (int)err->code;
		if (in)
			offer(best, MATCH_TEXT, 0, words[item->tag],
			    (const char *)item->p, item->len);
		return HJ_OK;
	case HJ_ROW_KEYS:
		return compare(m, item, name, best, err);
	case HJ_ROW_PHONE:
		if (is_phone(m, item))
			offer(best, MATCH_TEXT, 0, "phone", NULL, 0);
		return HJ_OK;
	case HJ_ROW_CODE:
		if (is_place(m, item))
			offer(best, MATCH_TEXT, 0, "place",
			    (const char *)item->p, item->len);
		return HJ_OK;
	case HJ_ROW_DUE:
	case HJ_ROW_LINK:
	case HJ_ROW_PERSON:
	case HJ_ROW_CONFLICTS:
	case HJ_ROW_DATED:
	case HJ_ROW_MADE:
	case HJ_ROW_CUT:
	case HJ_ROW_LAST:
		return HJ_OK;
	}
	return HJ_OK;
}

static int
name_fits(void *to, const char *name, size_t n, struct hj_error *err)
{
	struct match *m = to;
	bool in;

	if (wanted_in(&m->wanted, name, n, &m->scratch, &in, err) != HJ_OK)
		return (int)err->code;
	m->inside = m->inside || in;
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
	struct hj_row_item item, name = { .len = 0 };
	const char *prefix = m->wanted.prefix;
	char id[HJ_ID_CHARS + 1];
	size_t at = 0;

	*ret = (struct match_why){ .sure = MATCH_NOT };
	hj_id_text(&row->id, id);
	if (prefix[0] != '\0' && strncmp(id, prefix, strlen(prefix)) == 0)
		offer(ret, MATCH_TEXT, 0, "id", NULL, 0);
	while (ret->sure < MATCH_TEXT && hj_row_next(row, &at, &item)) {
		if (item.tag == HJ_ROW_CUT) {
			ret->cut = m->row_only;
			if (m->row_only)
				return HJ_OK;
			if (look_inside(m, row, err) != HJ_OK)
				return (int)err->code;
			if (m->inside)
				offer(ret, MATCH_TEXT, 0, "name", NULL, 0);
			return HJ_OK;
		}
		if (item.tag == HJ_ROW_NAME)
			name = item;
		if (look_at(m, &item, &name, ret, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
