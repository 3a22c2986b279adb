#include <stdio.h>
#include <string.h>

#include "core/base/word.h"
#include "core/log/detail.h"
#include "core/vault/excision_own.h"

#define POSITIONS_MAX ((size_t)64 << 20)

static int
note_position(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	static const char *const list[] = { HJ_DID_ATTACH, HJ_DID_EXTRACT,
		HJ_DID_CUSTODY };

	for (size_t i = 0; i < HJ_LEN(list); i++)
		if (e->has_detail && strcmp(e->action, list[i]) == 0)
			return hj_buf_add(to, &e->position, sizeof(e->position),
			    err);
	return HJ_OK;
}

static bool
speaks_of(const struct hj_buf *text, const struct hj_buf *ids)
{
	for (size_t i = 0; i < ids->len; i += HJ_ELEMENT_ID_CHARS)
		if (memmem(text->data, text->len, ids->data + i,
			HJ_ELEMENT_ID_CHARS) != NULL)
			return true;
	return false;
}

/* Its first line says of which entry it is. */
static int
seal_anew(struct hj_change *c, const struct hj_row *to, uint64_t position,
    const struct hj_buf *text, struct hj_error *err)
{
	struct hj_buf plain = HJ_BUF(HJ_DETAIL_MAX);
	struct hj_buf sealed = HJ_BUF(HJ_PAGE_STORED);
	struct hj_log_entry e = { .action = HJ_DID_RESEAL, .has_case = true };
	size_t n;
	int rc;

	memcpy(e.log_id, to->log_id, sizeof(e.log_id));
	if ((rc = hj_buf_printf(&plain, err, HJ_DETAIL_OF,
		 (unsigned long long)position)) != HJ_OK)
		goto out;
	n = HJ_DETAIL_MAX - plain.len;
	if ((rc = hj_buf_add(&plain, text->data, text->len < n ? text->len : n,
		 err)) == HJ_OK &&
	    (rc = hj_detail_seal(to->dek, c->v->facts.vault_id, plain.data,
		 plain.len, &sealed, err)) == HJ_OK) {
		e.sealed = sealed.data;
		e.sealed_len = sealed.len;
		rc = hj_log_writer_add(c->log, &e, err);
	}
out:
	hj_buf_clear(&plain);
	hj_buf_clear(&sealed);
	return rc;
}

static int
keep(struct hj_change *c, const struct hj_row *from, const struct hj_row *to,
    uint64_t position, const struct hj_buf *gone, struct hj_error *err)
{
	struct hj_buf page = HJ_PAGE;
	struct hj_buf text = HJ_BUF(HJ_PAGE_STORED);
	struct hj_log_entry e;
	int rc;

	if ((rc = hj_vault_entry(c->v, position, &e, &page, err)) == HJ_OK &&
	    (rc = hj_vault_detail(c->v, from, &e, &text, err)) == HJ_OK &&
	    text.len != 0 && !speaks_of(&text, gone))
		rc = seal_anew(c, to, position, &text, err);
	hj_buf_clear(&page);
	hj_buf_clear(&text);
	return rc;
}

int
hj_excise_details(struct hj_change *c, const struct hj_row *from,
    const struct hj_row *to, const struct hj_buf *gone, struct hj_error *err)
{
	struct hj_buf positions = HJ_BUF(POSITIONS_MAX);
	const uint64_t *position;
	int rc = hj_vault_log(c->v, from, note_position, &positions, err);

	position = (const void *)positions.data;
	for (size_t i = 0; rc == HJ_OK && i < positions.len / sizeof(*position);
	     i++)
		rc = keep(c, from, to, position[i], gone, err);
	hj_buf_clear(&positions);
	return rc;
}
