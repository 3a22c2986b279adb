/*
 * shown_own.h: for shown*.c only: one file on its way to what may be shown.
 */
#ifndef HJ_EXPORT_SHOWN_OWN_H
#define HJ_EXPORT_SHOWN_OWN_H

#include "export/petition/shown.h"
#include "export/redact/redact.h"

#define HJ_SHOWN_MOST HJ_INTERNAL /* nothing above it is ever shown */

struct hj_shown_file {
	const struct hj_record *from;
	struct hj_record *to;
	const struct hj_redact_profile *agreed;
	const struct hj_record *petition;
	/* Victims of this file, and how each is shown. */
	struct hj_shown_victim *victim;
	size_t nvictims;
	struct hj_error *err;
};

/* Fill x->to, an empty case of the same id. */
int hj_shown_copy(struct hj_shown_file *x) HJ_MUST_CHECK;

/* Sort, decade and facts of somebody who is not named, from the file itself. */
void hj_shown_describe(const struct hj_record *r, struct hj_shown_victim *v);

#endif
