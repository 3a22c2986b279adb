/*
 * casefile.h: a case as commands handle it: named, loaded, changed, saved.
 */
#ifndef HJ_CLI_CASEFILE_H
#define HJ_CLI_CASEFILE_H

#include "cli/cli.h"
#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/record.h"
#include "core/vault/vault.h"

/* A case that a command works on.  Start with CASEFILE, end with _clear. */
struct casefile {
	struct hj_row row;
	struct hj_buf items; /* what the row borrows */
	struct hj_revision revision;
	struct hj_record *record; /* NULL: not loaded */
	bool told; /* what the check finds in it was said already */
	const struct casefile *from; /* a new one that was taken out of this */
};

#define CASEFILE ((struct casefile){ .items = HJ_BUF(HJ_RECORD_MAX) })

void casefile_clear(struct casefile *f);

/* What every new case file says of itself, unless somebody says otherwise:
 * about a person, open, opened today. */
int casefile_begin(struct hj_record **ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * The case that somebody means: a prefix of its id, else a name or title that
 * only one case has.  HJ_ENOTFOUND; HJ_EAMBIGUOUS with the candidates.
 */
int casefile_find(struct cli *c, const char *name, struct casefile *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Find it and read a revision: NULL the newest; "3" the third; else the first
 * characters of a revision's fingerprint. */
int casefile_load(struct cli *c, const char *name, const char *revision,
    struct casefile *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The record number of a revision named as above. */
int casefile_revision(struct cli *c, const struct casefile *f,
    const char *revision, uint64_t *ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Check f->record, report what is wrong on stderr, and store it as a new
 * revision with a log entry.  HJ_EINVAL: not a valid case file; HJ_EBUSY:
 * somebody else writes, or has changed this case since it was loaded; nothing
 * is stored.  what may be NULL.
 */
int casefile_save(struct cli *c, struct casefile *f, const char *action,
    const char *detail, enum hj_put_what *what,
    struct hj_error *err) HJ_MUST_CHECK;

/* Only the first half of it; what was found in it before the change counts no
 * more (finding.h). */
int casefile_check(struct cli *c, const struct casefile *f,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same, and what is found goes to fn. */
int casefile_judge(struct cli *c, const struct casefile *f, hj_finding_fn *fn,
    void *to, struct hj_error *err) HJ_MUST_CHECK;

/* The file as it was before the change, or the one that a new one was taken out
 * of; NULL: neither. */
int casefile_before(const struct casefile *f, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Make the file say what the vault's own codes in it mean (owncode.h); part of
 * the check, and wanted before codes are shown in words. */
int casefile_settle(struct cli *c, struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;

/* A log entry about the case, without a change of it: show, extract. */
int casefile_note(struct cli *c, const struct casefile *f, const char *action,
    const char *detail, struct hj_error *err) HJ_MUST_CHECK;

/* Before anything of a secret file is shown, that it will be is in the log,
 * durably; of other files nothing is kept.  The vault, opened for reading, is
 * opened again for this one entry, with the key that it already gave. */
int casefile_note_shown(struct cli *c, const struct casefile *f,
    const char *detail, struct hj_error *err) HJ_MUST_CHECK;

/* The title of the case, else a name in it, else "": borrowed from items. */
void casefile_title(const struct hj_row *row, const char **ret, size_t *n);

#endif
