/*
 * disclosure_own.h: of which files the log is asked, and what besides, for the files of
 * disclosure alone.
 */
#ifndef HJ_CLI_DISCLOSURE_OWN_H
#define HJ_CLI_DISCLOSURE_OWN_H

#include "cli/leaving/disclosure.h"

enum disclosure_whose {
	DISCLOSURE_OTHERS,
	DISCLOSURE_SELF,
	DISCLOSURE_TAKEN, /* a file that this one took in */
	DISCLOSURE_SPLIT, /* from which, or into which, the person was split */
};

/* id: HJ_ID_CHARS characters, whatever follows; person: or NULL. */
enum disclosure_whose
disclosure_whose(const struct casefile *f, const char *person, const char *id);

/* Is it the person, by the id here or by the one in that file? */
bool disclosure_is_person(const struct casefile *f, const char *person,
    const char *id, const char *is);

/* The row of the file that an entry is about, if it is this one or one that it
 * took in and that can still be opened: through says which, "" for this one. */
int disclosure_row(struct cli *c, const struct casefile *f,
    const struct hj_log_entry *e, struct hj_row *ret, struct hj_buf *items,
    char through[static HJ_ID_CHARS + 1], bool *found,
    struct hj_error *err) HJ_MUST_CHECK;

/* What stands in referrals: disclosure_each() without the log. */
int disclosure_referrals(struct cli *c, const struct casefile *f,
    const char *person, disclosure_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
