/*
 * obituary.h: what was erased here, told to those who hold it, in an export.
 *
 * A case file that was erased, or a part of one, leaves as a tombstone
 * (core/vault/tombstone_record.h): whoever has the case file can erase theirs.  Our own
 * office is told of all; anybody else only of what the ledger says that they
 * got, since nobody else is to learn that there was a case file of that number.
 * An export without names tells of nothing.  In a package they have no proof:
 * nobody can prove that something is gone, and the signature says who says so.
 */
#ifndef HJ_CLI_OBITUARY_H
#define HJ_CLI_OBITUARY_H

#include "cli/leaving/packing.h"
#include "core/vault/vault.h"
#include "export/bag/xml.h"

struct obituary {
	struct cli *c;
	bool own; /* our own office */
	bool all; /* no case file was named */
	bool unwanted; /* nothing is told, whatever there is */
	const char *recipient; /* NULL: nobody said */
	struct hj_buf *log; /* gets a line with their number */
	struct hj_buf stones; /* struct hj_tombstone, all of this vault */
	struct hj_buf marks; /* of each: what is known of it */
	size_t n; /* that are told */
};

/* What there is, and who got it.  log: of leaving_to.  To be cleared. */
int obituary_begin(struct obituary *o, struct hj_buf *log,
    struct hj_error *err) HJ_MUST_CHECK;
/* This case file leaves: parts of it that were erased are told. */
int obituary_case(struct obituary *o, const struct hj_id *id,
    struct hj_error *err) HJ_MUST_CHECK;
/* Somebody named a case file that is not here, as *err says: if it was erased,
 * that is told.  HJ_EREFUSED: the recipient never got it; else the error stays
 * as it is. */
int obituary_named(struct obituary *o, const char *typed,
    struct hj_error *err) HJ_MUST_CHECK;
int obituary_put(struct obituary *o, struct hj_xml *to,
    struct hj_error *err) HJ_MUST_CHECK;
int obituary_pack(struct obituary *o, struct packing *to,
    struct hj_error *err) HJ_MUST_CHECK;
void obituary_clear(struct obituary *o);

#endif
