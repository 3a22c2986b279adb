#include <time.h>

#include "cli/casefile/owncase.h"
#include "cli/leaving/releasing.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

static int
name_refusal(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct releasing *r = to;

	(void)err;
	ui_say(r->c->ui, "  %s: %s", f->path, _(f->text));
	return HJ_OK;
}

/* The file in which their consents are kept. */
static int
consents(void *with, const struct hj_record *r, const char *person,
    const struct hj_record **ret, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct releasing *x = with;
	int rc;

	casefile_clear(&x->own);
	rc = owncase_load(x->c, r, person, &x->own, &why);
	if (rc == HJ_OK)
		*ret = x->own.record;
	if (rc == HJ_OK || rc == HJ_ENOTFOUND)
		return HJ_OK;
	*err = why;
	return rc;
}

void
releasing_begin(struct cli *c, const char *scope, const char *recipient,
    struct releasing *ret)
{
	*ret = (struct releasing){ .c = c,
		.release = { .scope = scope,
		    .recipient = recipient,
		    .today = (int32_t)(time(NULL) / 86400),
		    .consents = consents,
		    .with = ret },
		.own = CASEFILE };
}

int
releasing_judge(struct releasing *r, const struct hj_id *id,
    const struct hj_record *record, struct hj_error *err)
{
	char shown[HJ_ID_SHOWN];
	bool may = false;
	int rc = hj_release_whole(&r->release, record, NULL, NULL, &may, err);

	if (rc != HJ_OK || may)
		return rc;
	hj_id_show(id, shown);
	r->refused++;
	ui_say(r->c->ui, _("case %s may not leave for this scope:"), shown);
	return hj_release_whole(&r->release, record, name_refusal, r, &may,
	    err);
}

void
releasing_clear(struct releasing *r)
{
	casefile_clear(&r->own);
}
