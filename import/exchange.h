/*
 * exchange.h: the file around case files: x:exchange, x:record, or one case.
 *
 * Source: format.md 5.  `digest`, `parents`, `ancestors`, `join`, `salt` and
 * `salts` of x:record
 * are passed on as they are; the parent computes with them.
 */
#ifndef HJ_IMPORT_EXCHANGE_H
#define HJ_IMPORT_EXCHANGE_H

#include "import/shape.h"

enum hj_exchange_where {
	HJ_EXCHANGE_OUTSIDE,
	HJ_EXCHANGE_ROOT, /* inside x:exchange */
	HJ_EXCHANGE_RECORD, /* inside x:record */
	HJ_EXCHANGE_CASE,
};

struct hj_exchange {
	struct hj_outbox *report;
	struct hj_shape shape;
	enum hj_exchange_where where;
	bool bare; /* a case file without x:exchange around it */
	bool pseudonymised;
	bool refused; /* the file as a whole */
	size_t skip; /* open elements that are left out */
	unsigned in_record; /* case files so far */
	uint64_t line;
	struct hj_buf digest, key, salts, parents; /* of x:record, bytes */
	struct hj_buf ancestors;
	bool join;
};

void hj_exchange_init(struct hj_exchange *x, struct hj_outbox *report);
void hj_exchange_clear(struct hj_exchange *x);

int hj_exchange_start(struct hj_exchange *x, const struct hj_tag *tag,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_exchange_text(struct hj_exchange *x, const char *p, size_t n,
    uint64_t line, struct hj_error *err) HJ_MUST_CHECK;
int hj_exchange_end(struct hj_exchange *x, uint64_t line,
    struct hj_error *err) HJ_MUST_CHECK;

/* Refuse the rest of the file. */
int hj_exchange_refuse(struct hj_exchange *x, enum hj_fault fault,
    uint64_t line, const char *name, struct hj_error *err) HJ_MUST_CHECK;

#endif
