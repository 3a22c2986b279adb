#include <string.h>

#include "cli/cli.h"
#include "cli/leaving/exportcheck.h"
#include "core/vocab/vocab.h"
#include "export/consent/release.h"

bool
exportcheck_is_own(const struct export_opt *o)
{
	return strcmp(o->scope, HJ_SCOPE_OWN) == 0;
}

static int
check_scope(const struct export_opt *o, struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list("consent-scope");

	if (o->scope == NULL && o->subject != NULL)
		return HJ_OK;
	if (o->scope == NULL)
		return cli_usage(err,
		    "say for whom: --scope own for your own office, else a scope of consent; 'hanji codes consent-scope' lists them");
	if (strcmp(o->scope, HJ_SCOPE_OWN) == 0 ||
	    hj_vocab_find(l, o->scope, strlen(o->scope)) != NULL)
		return HJ_OK;
	return cli_usage(err,
	    "'%s' is no scope of consent; 'hanji codes consent-scope' lists them",
	    o->scope);
}

static int
check_withheld(const struct export_opt *o, struct hj_error *err)
{
	if (o->without && exportcheck_is_own(o))
		return cli_usage(err,
		    "your own office gets all of it: --withhold-rest needs another scope");
	return o->accept.n == 0 || o->withhold.n != 0 || o->without ||
		o->subject != NULL
	    ? HJ_OK
	    : cli_usage(err,
		  "--accept goes with --anonymous, --subject or --withhold");
}

static int
check_anonymous(const struct export_opt *o, struct hj_error *err)
{
	if (!o->anonymous)
		return check_withheld(o, err);
	if (o->withhold.n != 0 || o->without)
		return cli_usage(err,
		    "--anonymous replaces what --withhold leaves out: give one of them");
	if (strcmp(o->scope, HJ_SCOPE_OWN) == 0)
		return cli_usage(err,
		    "your own office gets files as they are: --anonymous needs another scope");
	/* A signature tells the vault and its state. */
	if (o->seal.sign)
		return hj_fail(err, HJ_EREFUSED,
		    "a signature would join the lists of two recipients: leave out --sign or --anonymous");
	/* So do proofs and the fingerprints in them. */
	if (o->format != NULL && strcmp(o->format, "bag") == 0)
		return hj_fail(err, HJ_EREFUSED,
		    "the proofs of a package would join the lists of two recipients: leave out --format bag or --anonymous");
	if (o->recipient == NULL)
		return cli_usage(err,
		    "--anonymous needs --recipient: everybody gets names of their own for the same persons");
	return HJ_OK;
}

static int
check_attachments(const struct export_opt *o, struct hj_error *err)
{
	const bool bag = o->format != NULL && strcmp(o->format, "bag") == 0;

	if (!bag)
		return o->attachments == NULL && o->as_is.n == 0
		    ? HJ_OK
		    : cli_usage(err,
			  "attachments leave in a package: give --format bag");
	if (o->attachments != NULL && strcmp(o->attachments, "exact") == 0 &&
	    strcmp(o->scope, HJ_SCOPE_OWN) != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "a file as it is tells who made it, where and when: to others go clean copies, or name the attachment with --as-it-is CASE/EVIDENCE:REASON");
	return HJ_OK;
}

/* Of a person's own copy; what is refused here has no meaning in it. */
static int
check_subject(const struct export_opt *o, struct hj_error *err)
{
	static const char *const documents[] = { "html", "pdf", "odt", "docx",
		"txt" };
	bool document = false;

	for (size_t i = 0; o->format != NULL && i < HJ_LEN(documents); i++)
		document |= strcmp(o->format, documents[i]) == 0;
	if (o->subject == NULL)
		return !document && o->language == NULL && o->attach.n == 0 &&
			!o->dry_run
		    ? HJ_OK
		    : cli_usage(err,
			  "documents to read, --language, --attach and --dry-run are for a person's own copy: give --subject PERSON");
	if (o->anonymous || o->without)
		return cli_usage(err,
		    "a person's own copy leaves out what is not theirs: --subject goes with neither --anonymous nor --withhold-rest");
	return o->attachments == NULL
	    ? HJ_OK
	    : cli_usage(err,
		  "of a person's own copy each attachment is named: --attach CASE/EVIDENCE");
}

int
exportcheck(const struct export_opt *o, struct hj_error *err)
{
	int rc;

	if ((rc = check_scope(o, err)) != HJ_OK ||
	    (rc = check_subject(o, err)) != HJ_OK || o->subject != NULL)
		return rc;
	return (rc = check_anonymous(o, err)) != HJ_OK
	    ? rc
	    : check_attachments(o, err);
}
