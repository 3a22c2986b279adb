/*
 * petition.h: a petition record and the case files that it names, loaded.
 */
#ifndef HJ_CLI_PETITION_H
#define HJ_CLI_PETITION_H

#include "cli/casefile/casefile.h"
#include "core/mechanism/mechanism.h"
#include "export/petition/annex.h"

struct petition {
	struct casefile file; /* of the petition itself */
	const struct hj_mechanism *form; /* by the code that is stored */
	struct casefile *cases; /* each once */
	size_t ncases;
	struct hj_annex_victim *victims; /* in the order of the petition */
	size_t *victim_case; /* which of cases each is in */
	size_t nvictims;
	const char *recipient; /* whom the document is for: recipient.h */
};

/* HJ_EINVAL: that id is no petition, or a victim is not in its case;
 * HJ_ENOTFOUND: a case of it is not in the vault; HJ_EREFUSED: one is a
 * follow-up case. */
int petition_load(struct cli *c, const char *name, struct petition *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* It goes to somebody else than the mechanism; NULL: to that.  Borrowed. */
void petition_for(struct petition *p, const char *said);
void petition_clear(struct petition *p);

/* Nobody has said yet that it is ready. */
bool petition_is_draft(const struct petition *p);

#endif
