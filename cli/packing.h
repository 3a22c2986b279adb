/*
 * packing.h: case files on their way out as a package: each whole and
 * verbatim, with its salts and a proof that the log holds it, and the whole
 * signed by the member.
 *
 * Only for what leaves verbatim: a proof, a digest or the id of a vault would
 * join what two recipients of a pseudonymised export hold.
 */
#ifndef HJ_CLI_PACKING_H
#define HJ_CLI_PACKING_H

#include "cli/ledger.h"
#include "core/digest.h"
#include "export/bagging.h"

struct hj_prover;

struct packing {
	struct cli *c;
	const struct leaving *to;
	struct hj_bagging bag;
	struct hj_prover *prover;
	struct hj_buf keys; /* of the logs, a line each */
	unsigned n; /* case files */
};

/* Writes through leaving_write().  To be cleared in every case. */
int packing_begin(struct cli *c, struct leaving *to, struct packing *ret,
    struct hj_error *err) HJ_MUST_CHECK;
int packing_case(struct packing *p, const struct hj_revision *rev,
    struct hj_error *err) HJ_MUST_CHECK;
int packing_finish(struct packing *p, struct hj_error *err) HJ_MUST_CHECK;
void packing_clear(struct packing *p);

#endif
