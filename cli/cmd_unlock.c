#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "cli/unlock.h"

#define USUAL_SECONDS 600

struct unlock_opt {
	uint64_t seconds;
};

static int
unlock(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct unlock_opt *o = a->opt;
	uint64_t seconds = o->seconds != 0 ? o->seconds : USUAL_SECONDS;
	struct hj_secret *seed = NULL;
	char id[33];
	int rc;

	if (seconds > UNLOCK_SECONDS_MAX)
		return hj_fail(err, HJ_EINVAL, "--for takes at most 24h");
	if ((rc = hj_vault_peek_id(c->where.dir, id, err)) != HJ_OK ||
	    (rc = hj_vault_seed(c->vault, &seed, err)) != HJ_OK)
		return rc;
	rc = unlock_keep(id, seed, (unsigned)seconds, err);
	hj_secret_free(seed);
	if (rc == HJ_OK)
		ui_say(c->ui,
		    _("Unlocked for %llu minutes; 'hanji lock' ends it earlier."),
		    (unsigned long long)((seconds + 59) / 60));
	return rc;
}

static int
lock(struct cli *c, const struct args *a, struct hj_error *err)
{
	char id[33];

	(void)a;
	if (hj_vault_peek_id(c->where.dir, id, err) != HJ_OK)
		return (int)err->code;
	return unlock_drop(id, err);
}

static const struct option_def unlock_options[] = {
	{ 0, "for", OPT_TIME, offsetof(struct unlock_opt, seconds), "TIME",
	    NULL, N_("how long: 90 (seconds), 10m, 8h; 10m") },
	{ 0 },
};

static const struct command_example unlock_examples[] = {
	{ "unlock", N_("no passphrase for the next ten minutes") },
	{ "unlock --for 2h", N_("for an interview") },
	{ NULL, NULL },
};

static const struct command_example lock_examples[] = {
	{ "lock", N_("forget the key now") },
	{ NULL, NULL },
};

const struct command_page unlock_page = {
	.text =
	    N_("Leaves the key with the kernel for a while, so that the passphrase is typed\nonce.  It is never written to the disk, and gone when the time is over, at\n'hanji lock' and when the computer stops."),
	.options = unlock_options,
	.opt_size = sizeof(struct unlock_opt),
	.examples = unlock_examples,
	.run = unlock,
};

const struct command_page lock_page = {
	.text = N_("Wipes the key that 'hanji unlock' left with the kernel."),
	.examples = lock_examples,
	.run = lock,
};
