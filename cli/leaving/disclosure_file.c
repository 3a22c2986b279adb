#include <string.h>

#include "cli/leaving/disclosure_own.h"
#include "core/links/absorb.h"
#include "core/links/link.h"

/* The next file that this one took in, after `n`, or the first; NULL: no more.
 * A file that was only found, not loaded, took in none. */
static const struct hj_node *
next_taken(const struct casefile *f, const struct hj_node *n,
    struct hj_link *ret)
{
	if (n != NULL)
		n = hj_node_same(n);
	else if (f->record != NULL)
		n = hj_node_child(hj_record_root(f->record), "link");
	for (; n != NULL; n = hj_node_same(n)) {
		hj_link_read(n, ret);
		if (ret->kind != NULL && ret->other != NULL &&
		    strcmp(ret->kind, HJ_LINK_ABSORBED) == 0 &&
		    strlen(ret->other) == HJ_ID_CHARS)
			return n;
	}
	return NULL;
}

enum disclosure_whose
disclosure_whose(const struct casefile *f, const char *person, const char *id)
{
	char self[HJ_ID_CHARS + 1], text[HJ_ID_CHARS + 1];
	struct hj_link l;

	hj_id_text(&f->row.id, self);
	memcpy(text, id, HJ_ID_CHARS);
	text[HJ_ID_CHARS] = '\0';
	if (strcmp(text, self) == 0)
		return DISCLOSURE_SELF;
	for (const struct hj_node *n = next_taken(f, NULL, &l); n != NULL;
	     n = next_taken(f, n, &l))
		if (strcmp(l.other, text) == 0)
			return DISCLOSURE_TAKEN;
	if (person != NULL &&
	    (hj_link_to(f->record, text, HJ_LINK_SPLIT) != NULL ||
		hj_link_to(f->record, text, HJ_LINK_SPLITOFF) != NULL))
		return DISCLOSURE_SPLIT;
	return DISCLOSURE_OTHERS;
}

bool
disclosure_is_person(const struct casefile *f, const char *person,
    const char *id, const char *is)
{
	struct hj_link l;

	if (strcmp(is, person) == 0)
		return true;
	for (const struct hj_node *n = next_taken(f, NULL, &l); n != NULL;
	     n = next_taken(f, n, &l))
		if (l.person != NULL && l.there != NULL &&
		    strncmp(l.other, id, HJ_ID_CHARS) == 0 &&
		    strcmp(l.person, person) == 0 && strcmp(l.there, is) == 0)
			return true;
	return false;
}

int
disclosure_row(struct cli *c, const struct casefile *f,
    const struct hj_log_entry *e, struct hj_row *ret, struct hj_buf *items,
    char through[static HJ_ID_CHARS + 1], bool *found, struct hj_error *err)
{
	struct hj_error none = { .say = err->say };
	const struct hj_node *n = NULL;
	struct hj_link l;
	struct hj_id id;

	*ret = f->row;
	through[0] = '\0';
	*found = memcmp(e->log_id, ret->log_id, sizeof(e->log_id)) == 0;
	while (!*found && (n = next_taken(f, n, &l)) != NULL) {
		if (hj_id_parse(l.other, HJ_ID_CHARS, &id, &none) != HJ_OK)
			continue;
		hj_buf_reset(items);
		switch (hj_vault_row(c->vault, &id, ret, items, &none)) {
		case HJ_OK:
			*found = memcmp(e->log_id, ret->log_id,
				     sizeof(e->log_id)) == 0;
			break;
		case HJ_ENOTFOUND:
		case HJ_EAUTH: /* of a team that this member is not in */
			break;
		default:
			return hj_fail(err, none.code, "%s", none.text);
		}
		if (*found)
			memcpy(through, l.other, HJ_ID_CHARS + 1);
	}
	return HJ_OK;
}
