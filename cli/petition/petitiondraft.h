/*
 * petitiondraft.h: a petition in the making: what case files put into it.
 *
 * Everybody whose role is victim, and the groups; the periods of detention; the
 * States complained of (core/mechanism/respondent.h), for a treaty only its parties; the
 * procedure, urgent or not (core/mechanism/urgency.h); for the Special Procedures the
 * mandates that the cases call for.  All of it is a proposal: whoever writes
 * the petition changes it like any other record.
 */
#ifndef HJ_CLI_PETITIONDRAFT_H
#define HJ_CLI_PETITIONDRAFT_H

#include "cli/cli.h"
#include "core/case/path.h"
#include "core/mechanism/mechanism.h"
#include "core/mechanism/urgency.h"

struct petitiondraft {
	struct cli *c;
	struct hj_record *r; /* borrowed */
	const struct hj_mechanism *m;
	bool told; /* which of two procedures: the code was typed */
	struct hj_urgency u; /* of the case that decided */
	char decided[HJ_ID_SHOWN]; /* its id */
	size_t ncases;
	uint8_t team; /* of the cases */
	uint32_t mandates; /* by their places in the list */
	bool no_party; /* none of the States is party to the treaty */
	struct hj_path_labels labels;
};

/* word: what was typed, a word or a code.  CLI_USAGE: it is none. */
int petitiondraft_begin(struct cli *c, struct hj_record *r, const char *word,
    struct petitiondraft *ret, struct hj_error *err) HJ_MUST_CHECK;
/* HJ_EINVAL: no case file, or nobody in it; HJ_EREFUSED: a follow-up case, or
 * one of another team than those before it and no --team. */
int petitiondraft_add(struct petitiondraft *d, const char *name,
    struct hj_error *err) HJ_MUST_CHECK;
/* When all cases are in. */
int petitiondraft_settle(struct petitiondraft *d,
    struct hj_error *err) HJ_MUST_CHECK;
/* On stderr: which procedure and why, what was suggested. */
int petitiondraft_say(const struct petitiondraft *d,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
