/*
 * excising.h: part of a case file is erased: what goes with it, what stays, and
 * the questions before.
 */
#ifndef HJ_CLI_EXCISING_H
#define HJ_CLI_EXCISING_H

#include "cli/casefile/casefile.h"

struct excising_how {
	char *const *paths;
	int npaths;
	const char *ground; /* NULL with dry_run only */
	bool dry_run;
	bool keep_attachments; /* that nothing else of the file names */
};

/* f was found, and is loaded here.  HJ_EINVAL: what is left would be no valid
 * case file; HJ_EREFUSED: that part was erased before; HJ_EINTERRUPTED: somebody
 * said no; the codes of hj_vault_excise(). */
int excising_run(struct cli *c, struct casefile *f,
    const struct excising_how *how, struct hj_error *err) HJ_MUST_CHECK;

/* Who or what else in the file refers to the parts, and where their names stand
 * as text: the values of two open keys (excising_rest.c). */
struct hj_part;
int excising_refers(struct cli *c, const struct hj_record *r,
    const struct hj_part *part, size_t n, struct hj_error *err) HJ_MUST_CHECK;
int excising_named(struct cli *c, const struct hj_record *r,
    const struct hj_part *part, size_t n, struct hj_error *err) HJ_MUST_CHECK;

#endif
