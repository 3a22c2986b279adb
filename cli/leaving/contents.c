#include <stdio.h>
#include <string.h>

#include "cli/leaving/contents.h"
#include "export/expose/expose.h"

struct item {
	char name[16];
	struct hj_buf bytes;
};

struct enclosed {
	struct hj_id id;
	char evidence[HJ_ELEMENT_ID_CHARS + 1];
	bool clean;
};

#define ITEMS(k) ((struct item *)(void *)(k)->items.data)
#define NITEMS(k) ((k)->items.len / sizeof(struct item))

int
contents_add(struct contents *k, const char *name, struct hj_buf *bytes,
    struct hj_error *err)
{
	struct item i = { .bytes = *bytes };

	*bytes = HJ_BUF(0);
	(void)snprintf(i.name, sizeof(i.name), "%s", name);
	if (hj_buf_add(&k->items, &i, sizeof(i), err) == HJ_OK)
		return HJ_OK;
	hj_buf_clear(&i.bytes);
	return (int)err->code;
}

int
contents_text(struct contents *k, const struct hj_buf *markup,
    struct hj_error *err)
{
	if (hj_expose_plain((const char *)markup->data, markup->len, &k->text,
		err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(&k->text, '\n', err);
}

int
contents_attach(struct contents *k, struct enclosing *e,
    const struct casefile *f, const struct attachment *a, struct hj_error *err)
{
	struct enclosed in = { .id = f->row.id, .clean = true };
	struct hj_buf copy = ATTACHMENT_COPY;
	char name[16];
	int rc;

	(void)snprintf(in.evidence, sizeof(in.evidence), "%s", a->id);
	if ((rc = enclosing_copy(e, f, a, &copy, name, &in.clean, err)) ==
		HJ_OK &&
	    (rc = enclosing_read(e, f, a, &copy, name, &k->text, err)) ==
		HJ_OK &&
	    (rc = hj_buf_add(&k->enclosed, &in, sizeof(in), err)) == HJ_OK)
		rc = contents_add(k, name, &copy, err);
	hj_buf_clear(&copy);
	return rc;
}

const struct hj_buf *
contents_first(const struct contents *k)
{
	return &ITEMS(k)->bytes;
}

size_t
contents_attachments(const struct contents *k)
{
	return k->enclosed.len / sizeof(struct enclosed);
}

int
contents_pack(const struct contents *k, struct hj_bagging *to,
    struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < NITEMS(k); i++)
		rc = hj_bagging_payload(to, ITEMS(k)[i].name,
		    ITEMS(k)[i].bytes.data, ITEMS(k)[i].bytes.len, err);
	return rc;
}

int
contents_note(const struct contents *k, struct leaving *to,
    struct hj_error *err)
{
	const struct enclosed *e = (const void *)k->enclosed.data;
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < contents_attachments(k); i++)
		rc = leaving_enclosed(to, &e[i].id, e[i].evidence, e[i].clean,
		    err);
	return rc;
}

void
contents_clear(struct contents *k)
{
	for (size_t i = 0; i < NITEMS(k); i++)
		hj_buf_clear(&ITEMS(k)[i].bytes);
	hj_buf_clear(&k->items);
	hj_buf_clear(&k->enclosed);
	hj_buf_clear(&k->text);
}
