/*
 * fieldwork.h: what was taken in since case files are taken for a headquarters
 * (core/vault/trip.h): by the log, so that nothing is left out.
 *
 * A case file counts, and a petition, when any version of it was written since,
 * and then all of its versions do.
 */
#ifndef HJ_CLI_FIELDWORK_H
#define HJ_CLI_FIELDWORK_H

#include "cli/casefile/casefile.h"
#include "core/vault/trip.h"

struct fieldwork_revision {
	uint8_t log_id[HJ_LOGID_LEN];
	uint64_t position; /* in the log */
	uint64_t number;
	uint8_t digest[HJ_DIGEST_BYTES];
};

struct fieldwork_case {
	struct hj_id id;
	size_t first, n; /* of the revisions, oldest first */
};

struct fieldwork {
	struct hj_buf revisions; /* struct fieldwork_revision */
	struct hj_buf cases; /* struct fieldwork_case */
	uint64_t drafts; /* begun and not finished: in no package */
};

#define FIELDWORK                                                              \
	((struct fieldwork){ .revisions = HJ_BUF((size_t)64 << 20),            \
	    .cases = HJ_BUF((size_t)16 << 20) })

/* *ret is FIELDWORK; to be cleared in every case. */
int fieldwork_gather(struct cli *c, uint64_t from, struct fieldwork *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void fieldwork_clear(struct fieldwork *w);

size_t fieldwork_count(const struct fieldwork *w);
const struct fieldwork_case *fieldwork_at(const struct fieldwork *w, size_t i);
const struct fieldwork_revision *
fieldwork_revisions(const struct fieldwork *w, const struct fieldwork_case *x);

/* Case files of which some version is not in this package. */
size_t fieldwork_beyond(const struct fieldwork *w, const struct hj_trip *t,
    const struct hj_trip_package *p);

/* Attachments of the case that its newest version does not name any more: they
 * travel with nothing. */
int fieldwork_loose(struct cli *c, const struct hj_row *row, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* How many entries the log has now. */
int
fieldwork_now(struct cli *c, uint64_t *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
