/*
 * outbox.h: the child's side of the pipe: frames, in the order of the file.
 *
 * Counts cases and faults, keeps the number of findings of one case bounded,
 * and gathers frames until there is a good deal to write.
 */
#ifndef HJ_IMPORT_OUTBOX_H
#define HJ_IMPORT_OUTBOX_H

#include "import/frame.h"

/* Takes all n bytes.  HJ_EIO: the parent is gone. */
typedef int
hj_outbox_fn(void *to, const uint8_t *p, size_t n, struct hj_error *err);

struct hj_outbox {
	hj_outbox_fn *put;
	void *to;
	struct hj_buf out;
	uint64_t cases, rejected;
	/* Of the case at hand; 0: the file around cases. */
	uint64_t index;
	char id[HJ_ID_CHARS + 1];
	bool bad;
	unsigned faults, notes;
};

/* The last findings of a case that are still sent one by one. */
#define HJ_OUTBOX_MOST 20

void hj_outbox_init(struct hj_outbox *r, hj_outbox_fn *put, void *to);
void hj_outbox_clear(struct hj_outbox *r);

int hj_outbox_begin(struct hj_outbox *r, const struct hj_confine_report *c,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_outbox_origin(struct hj_outbox *r, const struct hj_import_origin *o,
    struct hj_error *err) HJ_MUST_CHECK;

/* A case begins, and ends: taken with its frame, or with NULL and rejected. */
void hj_outbox_open(struct hj_outbox *r);
int hj_outbox_close(struct hj_outbox *r, struct hj_frame *f,
    struct hj_error *err) HJ_MUST_CHECK;

/* Path and name: any bytes; what is no plain name is replaced. */
int hj_outbox_find(struct hj_outbox *r, enum hj_fault fault, uint64_t line,
    const char *path, const char *name, struct hj_error *err) HJ_MUST_CHECK;

int hj_outbox_progress(struct hj_outbox *r, uint64_t bytes,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_outbox_end(struct hj_outbox *r, uint64_t bytes,
    const uint8_t sha256[static 32], struct hj_error *err) HJ_MUST_CHECK;

#endif
