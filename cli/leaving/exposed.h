/*
 * exposed.h: what the exposure check found, and what of it somebody accepts.
 */
#ifndef HJ_CLI_EXPOSED_H
#define HJ_CLI_EXPOSED_H

#include "cli/leaving/exposure.h"

/* One thing of one case that stands in the text. */
struct exposed_hit {
	struct hj_id id; /* of the case */
	bool vault; /* of no case: the vault's own */
	char element[HJ_ELEMENT_ID_CHARS + 1]; /* "-": the case itself */
	enum hj_expose_kind kind;
	uint32_t line; /* the first */
	bool firm; /* nobody can accept it */
	bool accepted;
	uint64_t what; /* the same for the same text, whoever has it */
};

struct exposed {
	struct hj_buf hits; /* an array */
	uint8_t secret[16]; /* for `what` */
};
void exposed_init(struct exposed *e);
void exposed_clear(struct exposed *e);

/* Remember one, unless it is known: of staff the same name once, of others the
 * same kind once for each element. */
int exposed_add(struct exposed *e, const struct hj_id *id, bool firm,
    const struct hj_expose_hit *hit, struct hj_error *err) HJ_MUST_CHECK;

/*
 * By the options first, then at the terminal, one by one.  Each that is
 * accepted becomes a line in x->log.  HJ_EREFUSED, HJ_EINVAL as in exposure.h.
 */
int exposed_settle(struct exposed *e, struct cli *c, const struct exposing *x,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
