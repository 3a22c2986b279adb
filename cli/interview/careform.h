/*
 * careform.h: one more need, task, service, referral or contact of a case.
 *
 * Each has a table of questions (intake.h) in which the new element has the
 * label +x.  The same answers may stand in the arguments, as FIELD=VALUE or,
 * for the first question, as the value alone:
 *
 *     hanji service k7m2 cash amount=300,000 currency=KRW
 *
 * Without them the command lists what there is, and on a terminal asks whether
 * one should be recorded.  What was given is read back before it is stored.
 */
#ifndef HJ_CLI_CAREFORM_H
#define HJ_CLI_CAREFORM_H

#include "cli/casefile/casefile.h"
#include "cli/interview/interview.h"
#include "cli/screen/emit.h"

struct careform_job;

struct careform {
	const char *element;
	const struct intake_question *questions; /* the first must be answered */
	size_t nquestions;
	/* Of the list: "id", names of attributes and of children. */
	const struct emit_column *columns;
	size_t ncolumns;
	const char *one; /* N_(): "Record a service now?" */
	bool needs_person; /* it is about somebody of the file */
	/* What goes along with the answers, and whether they can stand so;
	 * may be NULL. */
	int (*settle)(struct careform_job *j, struct hj_error *err);
	/* After the list, or in JSON beside it under a key; may be NULL. */
	int (*also)(struct cli *c, const struct hj_record *r,
	    struct hj_error *err);
};

extern const struct careform need_form, task_form, service_form, referral_form,
    contact_form;

/* A new element that is being filled in. */
struct careform_job {
	struct cli *c;
	const struct careform *form;
	struct casefile *file;
	struct interview iv;
	struct hj_node *node; /* NULL before the first answer */
	bool asked; /* at the terminal, not in arguments */
	bool dry_run;
	bool yes; /* out: it is to be stored */
	struct hj_buf reason; /* that was asked for; empty: --reason */
};

/* The whole command: a->rest is CASE and what belongs to it. */
int
careform_run(struct cli *c, const struct args *a, const struct careform *form,
    bool dry_run, struct hj_error *err) HJ_MUST_CHECK;

/* Or by parts, on a loaded file. */
void careform_begin(struct careform_job *j, struct cli *c,
    const struct careform *form, struct casefile *file);
void careform_end(struct careform_job *j);

/* FIELD=VALUE, or a value of the first question; a value - or @fd:N is read
 * from there. */
int careform_argument(struct careform_job *j, const char *arg,
    struct hj_error *err) HJ_MUST_CHECK;
/* One field by its name, in any language of the schema. */
int careform_give(struct careform_job *j, const char *field, size_t field_len,
    const char *value, size_t n, struct hj_error *err) HJ_MUST_CHECK;
int careform_ask(struct careform_job *j, struct hj_error *err) HJ_MUST_CHECK;

/* Settle, read back, store, print the id of the new element. */
int careform_store(struct careform_job *j, struct hj_error *err) HJ_MUST_CHECK;

/* The list alone. */
int careform_list(struct cli *c, const struct careform *form,
    const struct hj_record *r, struct hj_error *err) HJ_MUST_CHECK;

#endif
