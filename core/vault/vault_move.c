#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/vault/vault_member.h"
#include "core/vault/vault_state.h"

struct moving {
	struct hj_change *c;
	struct hj_id id;
	struct hj_row row;
	struct hj_buf items;
	uint64_t page; /* of its row */
	unsigned from, to;
	bool done; /* its key was taken out of a page of the old team */
};

static int
locate(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct moving *m = to;

	return hj_vault_locate(v, &m->id, &m->page, err);
}

/* Seal a page of keys without that of the case. */
static int
take_out(struct moving *m, uint64_t number, struct hj_buf *page, size_t at,
    struct hj_error *err)
{
	struct hj_change *c = m->c;
	const uint8_t *key;

	hj_buf_reset(&c->scratch);
	if (hj_page_replace(page, at, HJ_KEY_ENTRY, NULL, 0, err) != HJ_OK ||
	    hj_vault_page_key(c->v, m->from, &key, err) != HJ_OK ||
	    hj_page_fill(page, &c->scratch, err) != HJ_OK)
		return (int)err->code;
	return hj_vault_seal_record(c->v, number, HJ_KIND_KEYS, key,
	    c->scratch.data, c->scratch.len, NULL, err);
}

static int
look_into(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct hj_buf page = HJ_PAGE;
	struct hj_error why = { .say = err->say };
	struct moving *m = to;
	unsigned team;
	int rc;

	(void)place;
	if (m->done)
		return HJ_OK;
	rc = hj_vault_page_team(m->c->v, item->number, &team, &why);
	if (rc == HJ_EAUTH || (rc == HJ_OK && team != m->from))
		return HJ_OK;
	if (rc != HJ_OK) {
		*err = why;
		return rc;
	}
	if ((rc = hj_vault_open_record(m->c->v, item->number, HJ_KIND_KEYS,
		 NULL, &page, err)) == HJ_OK)
		rc = hj_page_trim_keys(&page, err);
	for (size_t at = 0; rc == HJ_OK && at + HJ_KEY_ENTRY <= page.len;
	     at += HJ_KEY_ENTRY)
		if (memcmp(page.data + at, m->id.b, HJ_ID_BYTES) == 0) {
			m->done = true;
			rc = take_out(m, item->number, &page, at, err);
			break;
		}
	hj_buf_clear(&page);
	return rc;
}

static int
take_key(struct hj_vault *v, void *to, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);

	return hj_list_each(&v->keys, 0, &io, look_into, to, err);
}

static int
move(struct moving *m, struct hj_error *err)
{
	struct hj_change *c = m->c;
	char detail[64];

	m->from = m->row.team;
	m->row.team = (uint8_t)m->to;
	(void)snprintf(detail, sizeof(detail), "team %u to %u", m->from, m->to);
	if (hj_change_row(c, &m->row, m->page, err) != HJ_OK ||
	    hj_change_key(c, &m->row, err) != HJ_OK ||
	    hj_change_pages(c, err) != HJ_OK)
		return (int)err->code;
	/* The page that is open may be the one to change. */
	hj_buf_reset(&c->keys);
	c->keys_number = 0;
	if (hj_vault_reading(c->v, take_key, m, err) != HJ_OK)
		return (int)err->code;
	return hj_change_note(c, HJ_DID_MOVE, &m->row, detail, err);
}

int
hj_change_move(struct hj_change *c, const struct hj_id *id, unsigned team,
    struct hj_error *err)
{
	struct moving m = { .c = c, .id = *id, .to = team };
	const uint8_t *key;
	int rc;

	m.items = HJ_BUF(HJ_RECORD_MAX);
	if ((rc = hj_vault_page_key(c->v, team, &key, err)) == HJ_OK &&
	    (rc = hj_vault_row(c->v, id, &m.row, &m.items, err)) == HJ_OK &&
	    m.row.team != team &&
	    (rc = hj_vault_reading(c->v, locate, &m, err)) == HJ_OK &&
	    (rc = move(&m, err)) != HJ_OK)
		c->broken = true;
	hj_buf_clear(&m.items);
	sodium_memzero(&m.row, sizeof(m.row));
	return rc;
}
