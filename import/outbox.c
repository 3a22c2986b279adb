#include <string.h>

#include "import/outbox.h"

/* As much as a pipe takes at once. */
#define ENOUGH ((size_t)64 << 10)

void
hj_outbox_init(struct hj_outbox *r, hj_outbox_fn *put, void *to)
{
	*r = (struct hj_outbox){ .put = put,
		.to = to,
		.out = HJ_BUF(HJ_FRAME_MAX + 2 * ENOUGH) };
}

void
hj_outbox_clear(struct hj_outbox *r)
{
	hj_buf_clear(&r->out);
}

static int
flush(struct hj_outbox *r, struct hj_error *err)
{
	int rc = r->put(r->to, r->out.data, r->out.len, err);

	hj_buf_reset(&r->out);
	return rc;
}

static int
send(struct hj_outbox *r, const struct hj_frame *f, struct hj_error *err)
{
	if (hj_frame_write(f, &r->out, err) != HJ_OK)
		return (int)err->code;
	return r->out.len < ENOUGH ? HJ_OK : flush(r, err);
}

int
hj_outbox_begin(struct hj_outbox *r, const struct hj_confine_report *c,
    struct hj_error *err)
{
	struct hj_frame f = { .type = HJ_FRAME_BEGIN, .confined = *c };

	if (send(r, &f, err) != HJ_OK)
		return (int)err->code;
	return flush(r, err);
}

int
hj_outbox_origin(struct hj_outbox *r, const struct hj_import_origin *o,
    struct hj_error *err)
{
	struct hj_frame f = { .type = HJ_FRAME_ORIGIN, .origin = *o };

	return send(r, &f, err);
}

void
hj_outbox_open(struct hj_outbox *r)
{
	r->index = r->cases + r->rejected + 1;
	r->id[0] = '\0';
	r->bad = false;
	r->faults = r->notes = 0;
}

int
hj_outbox_close(struct hj_outbox *r, struct hj_frame *f, struct hj_error *err)
{
	int rc = HJ_OK;

	if (f != NULL) {
		f->type = HJ_FRAME_CASE;
		f->kase.index = r->index;
		rc = send(r, f, err);
		r->cases++;
	} else
		r->rejected++;
	r->index = 0;
	r->id[0] = '\0';
	r->faults = r->notes = 0;
	return rc;
}

/* What an element may be called in a path; a file can call it anything. */
static void
clean(char *to, size_t size, const char *from)
{
	size_t i;

	for (i = 0; i + 1 < size && from[i] != '\0'; i++)
		to[i] = from[i] > ' ' && from[i] < 0x7f ? from[i] : '?';
	to[i] = '\0';
}

int
hj_outbox_find(struct hj_outbox *r, enum hj_fault fault, uint64_t line,
    const char *path, const char *name, struct hj_error *err)
{
	struct hj_frame f = { .type = HJ_FRAME_FINDING };
	bool note = fault > HJ_F_LAST_REJECT;
	bool file = fault <= HJ_F_LAST_OF_FILE;
	unsigned *n = note ? &r->notes : &r->faults;

	if (!note && !file && r->index != 0)
		r->bad = true;
	if (!file && ++*n > HJ_OUTBOX_MOST)
		return HJ_OK;
	if (!file && !note && *n == HJ_OUTBOX_MOST)
		fault = HJ_F_MORE;
	f.finding.fault = fault;
	f.finding.index = r->index;
	f.finding.line = line;
	memcpy(f.finding.id, r->id, sizeof(r->id));
	clean(f.finding.path, sizeof(f.finding.path), path);
	clean(f.finding.name, sizeof(f.finding.name), name);
	return send(r, &f, err);
}

int
hj_outbox_progress(struct hj_outbox *r, uint64_t bytes, struct hj_error *err)
{
	struct hj_frame f = { .type = HJ_FRAME_PROGRESS, .bytes = bytes };

	if (send(r, &f, err) != HJ_OK)
		return (int)err->code;
	return flush(r, err);
}

int
hj_outbox_end(struct hj_outbox *r, uint64_t bytes,
    const uint8_t sha256[static 32], struct hj_error *err)
{
	/* A case that is still open is the one where the file was refused. */
	struct hj_frame f = { .type = HJ_FRAME_END,
		.bytes = bytes,
		.cases = r->cases,
		.rejected = r->rejected + (r->index != 0) };

	memcpy(f.sha256, sha256, sizeof(f.sha256));
	if (send(r, &f, err) != HJ_OK)
		return (int)err->code;
	return flush(r, err);
}
