/*
 * exportcheck.h: what somebody said to `export`, and whether it goes together.
 */
#ifndef HJ_CLI_EXPORTCHECK_H
#define HJ_CLI_EXPORTCHECK_H

#include "cli/leaving/sealing.h"
#include "cli/screen/opt.h"

struct export_opt {
	const char *scope;
	const char *recipient;
	const char *purpose;
	const char *format;
	const char *output;
	struct sealing_opt seal;
	bool anonymous;
	struct opt_each accept;
	const char *attachments;
	struct opt_each as_is;
	struct opt_each withhold;
	bool without;
	const char *subject; /* subject.h, and what goes with it: */
	const char *language;
	struct opt_each attach;
	bool dry_run;
};

bool exportcheck_is_own(const struct export_opt *o);

/* CLI_USAGE: what is missing, or does not go with something else; HJ_EREFUSED:
 * what would join what two recipients have. */
int exportcheck(const struct export_opt *o, struct hj_error *err) HJ_MUST_CHECK;

#endif
