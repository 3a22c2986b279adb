#include "core/vault/repair_own.h"
#include "core/vault/verify_own.h"

struct checking {
	struct hj_verify x;
	struct hj_survey s;
};

static int
survey(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct checking *c = to;

	return hj_survey(v, &c->x.report, &c->s, err);
}

static int
repair(struct checking *c, struct hj_error *err)
{
	struct hj_settings_found settings = { .there = false };
	int rc;

	if ((rc = hj_repair_find_settings(c->x.v, &settings, err)) == HJ_OK &&
	    (rc = hj_repair(c->x.v, &c->s, &settings, err)) == HJ_OK)
		rc = hj_repair_say_settings(&settings, &c->x.report, err);
	return rc;
}

/* Once over everything: the proofs, then the pages. */
static int
look(struct checking *c, struct hj_error *err)
{
	if (hj_vault_may_read(c->x.v, err) != HJ_OK ||
	    hj_verify_run(&c->x, err) != HJ_OK)
		return (int)err->code;
	return hj_vault_reading(c->x.v, survey, c, err);
}

static void
clear(struct checking *c)
{
	hj_verify_clear(&c->x);
	hj_survey_clear(&c->s);
}

int
hj_vault_check(struct hj_vault *v, bool mend, hj_damage_fn *fn, void *to,
    const struct hj_progress *p, struct hj_verify_facts *ret,
    struct hj_error *err)
{
	struct checking c = { .x = { .v = v,
				  .deep = true,
				  .progress = p,
				  .report = { .fn = fn, .to = to } } };
	int rc = look(&c, err);

	/* Their rows would be lost to the index that is made anew. */
	if (rc == HJ_OK && mend && c.s.foreign != 0 && c.x.report.damaged != 0)
		rc = hj_fail(err, HJ_EAUTH,
		    "there are case files of teams that you are not in: let an owner run hanji check --repair");
	if (rc == HJ_OK && mend && c.x.report.damaged != 0 &&
	    (rc = repair(&c, err)) == HJ_OK) {
		/* What remains is what counts now. */
		clear(&c);
		c = (struct checking){
			.x = { .v = v, .deep = true, .progress = p }
		};
		rc = look(&c, err);
	}
	/* While anything is damaged nobody knows all names. */
	if (rc == HJ_OK && c.x.report.damaged == 0 && c.s.foreign == 0) {
		c.x.report.fn = fn;
		c.x.report.to = to;
		rc = hj_repair_sweep(v, &c.x.blobs, mend, &c.x.report, err);
	}
	if (rc == HJ_OK)
		rc = hj_report_end(&c.x.report, err);
	*ret = c.x.facts;
	ret->damaged = c.x.report.damaged;
	clear(&c);
	return rc;
}
