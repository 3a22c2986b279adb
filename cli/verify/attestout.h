/* attestout.h: the states of the log, and what others attested of them, as
 * files for those who verify them without hanji. */
#ifndef HJ_CLI_ATTESTOUT_H
#define HJ_CLI_ATTESTOUT_H

#include "cli/cli.h"

/*
 * Into the new folder `dir`: log.vkey, witnesses.vkey, and for the last state
 * and each one that was attested, by its number of entries:
 *
 *	000017.checkpoint	signed by the log alone: what is time-stamped
 *	000017.cosigned		with the cosignatures
 *	000017-1.tsr, .ots	time stamps, as they came
 */
int attestout_folder(struct cli *c, const char *dir,
    struct hj_error *err) HJ_MUST_CHECK;

/* The last state, signed by the log alone: appended. */
int attestout_note(struct cli *c, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The last state, signed by the log alone, into the new file `path`, and the
 * request to a time stamp authority into `query`. */
int attestout_query(struct cli *c, const char *path, const char *query,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
