/*
 * packing.h: a package on its way out (export/bag/bagging.h): documents, case files
 * and attachments, signed by the member.
 *
 * Case files are whole or have parts withheld (core/case/withhold.h), verbatim, each
 * with its salts and a proof that the log holds it.  Only for what leaves so: a
 * proof, a digest or the id of a vault would join what two recipients of a
 * pseudonymised export hold; there `proofs` is false, and no case file is in it.
 */
#ifndef HJ_CLI_PACKING_H
#define HJ_CLI_PACKING_H

#include "cli/leaving/ledger.h"
#include "core/case/digest.h"
#include "export/bag/bagging.h"

struct hj_prover;

struct packing_how {
	const struct leaving *to; /* whose recipients are signed */
	hj_export_fn *write;
	void *with;
	bool proofs;
	const char *readme; /* what is in it, in English; NULL: case files */
};

struct packing {
	struct cli *c;
	struct packing_how how;
	struct hj_bagging bag;
	struct hj_prover *prover; /* NULL: without proofs */
	struct hj_buf keys; /* of the logs, a line each */
	unsigned n; /* case files */
	unsigned nerased; /* tombstones */
	uint64_t weight; /* bytes of their files: no less than is read of them
			  * when it comes in */
	uint8_t signed_hash[HJ_DIGEST_BYTES]; /* SHA-256 of what was signed;
					       * after packing_finish() */
};

/* To be cleared in every case. */
int packing_begin(struct cli *c, const struct packing_how *how,
    struct packing *ret, struct hj_error *err) HJ_MUST_CHECK;
/* So many bytes more of a case file; first: of the next one.  HJ_ELIMIT: nobody
 * could take the package in. */
int packing_weigh(struct packing *p, bool first, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* row: to tell also which changes came before, by which another device of the
 * same office joins both; NULL: not told. */
int packing_case(struct packing *p, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err) HJ_MUST_CHECK;
/* What was erased here (core/vault/tombstone_record.h), as its record is stored. */
int packing_erased(struct packing *p, const struct hj_buf *record,
    struct hj_error *err) HJ_MUST_CHECK;
int packing_finish(struct packing *p, struct hj_error *err) HJ_MUST_CHECK;
void packing_clear(struct packing *p);

#endif
