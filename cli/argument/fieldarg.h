/*
 * fieldarg.h: PATH=VALUE arguments onto a record (record.md 3).
 *
 * A value "-" or "@fd:N" is read from there.  Dates and ages are read in words
 * (typed.h); what was understood is said on stderr.  What was changed is collected
 * as the sealed detail of the log entry: the reason and the paths, no values.
 */
#ifndef HJ_CLI_FIELDARG_H
#define HJ_CLI_FIELDARG_H

#include "cli/cli.h"
#include "core/base/limits.h"
#include "core/case/path.h"
#include "core/date/dateread.h"

struct fieldargs {
	struct cli *c;
	struct hj_path_labels labels;
	struct hj_date_how dates; /* how bare numbers are read */
	struct hj_buf detail;
	bool composed; /* some value was brought to NFC */
};

#define FIELDARGS(cli)                                                         \
	((struct fieldargs){ .c = (cli), .detail = HJ_BUF(HJ_TEXT_MAX) })

void fieldargs_clear(struct fieldargs *f);

/* One argument.  Codes of hj_path_apply(). */
int fieldargs_apply(struct fieldargs *f, struct hj_record *r, const char *arg,
    struct hj_error *err) HJ_MUST_CHECK;
/* Each of them; warns on a terminal that arguments stay in history. */
int fieldargs_apply_all(struct fieldargs *f, struct hj_record *r,
    char *const *args, int n, struct hj_error *err) HJ_MUST_CHECK;
/* A file of such lines ("-": standard input); empty lines and lines that
 * begin with # are skipped.  Errors name the line. */
int fieldargs_apply_file(struct fieldargs *f, struct hj_record *r,
    const char *file, struct hj_error *err) HJ_MUST_CHECK;

/* The detail for the log: reason (may be NULL) first, then the paths as far as
 * they fit, and how many more there were.  Borrowed. */
int fieldargs_detail(struct fieldargs *f, const char *reason, const char **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Which ids the labels got: on stderr, or as the value of an open key. */
void fieldargs_say_labels(struct fieldargs *f, const struct hj_record *r);

#endif
