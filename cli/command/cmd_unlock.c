#include <string.h>

#include "cli/access/installed.h"
#include "cli/access/process.h"
#include "cli/access/unlock.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/confine/helper.h"

#define USUAL_SECONDS 600
/* Of waiting for hanji-sleep, at ten looks a second. */
#define PATIENCE 50

struct unlock_opt {
	uint64_t seconds, idle;
};

static bool
is_tired(void *to)
{
	unsigned *looks = to;

	return process_interrupted() || ++*looks > PATIENCE;
}

/* Somebody who takes the key away when the computer sleeps. */
static bool
watch_sleep(const char *id)
{
	struct hj_buf in = HJ_BUF(64), out = HJ_BUF(64);
	struct hj_error err = HJ_ERROR;
	unsigned looks = 0;
	const struct hj_helper_watch w = { .stop = is_tired, .to = &looks };
	struct hj_helper_end end;
	char program[PATH_MAX];
	bool ready;

	ready = installed_program("hanji-sleep", program, &err) == HJ_OK &&
	    hj_buf_add(&in, id, strlen(id), &err) == HJ_OK &&
	    hj_helper_errand(program, &in, &out, &w, 1000, &end, &err) ==
		HJ_OK &&
	    out.len != 0;
	hj_buf_clear(&in);
	hj_buf_clear(&out);
	return ready;
}

static int
unlock(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct unlock_opt *o = a->opt;
	uint64_t seconds = o->seconds != 0 ? o->seconds : USUAL_SECONDS;
	uint64_t idle = o->idle != 0 ? o->idle : USUAL_SECONDS;
	struct hj_secret *seed = NULL;
	char id[33];
	int rc;

	if (seconds > UNLOCK_SECONDS_MAX || o->idle > UNLOCK_SECONDS_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "--for and --idle take at most 24h");
	if (idle > seconds)
		idle = seconds;
	if ((rc = hj_vault_peek_id(c->where.dir, id, err)) != HJ_OK ||
	    (rc = hj_vault_seed(c->vault, &seed, err)) != HJ_OK)
		return rc;
	rc = unlock_keep(id, seed, (unsigned)seconds, (unsigned)idle, err);
	hj_secret_free(seed);
	if (rc != HJ_OK)
		return rc;
	ui_say(c->ui,
	    _("Unlocked for %llu minutes, or until nobody uses it for %llu; 'hanji lock' ends it earlier."),
	    (unsigned long long)((seconds + 59) / 60),
	    (unsigned long long)((idle + 59) / 60));
	if (!watch_sleep(id))
		ui_say(c->ui,
		    _("Nothing here tells when this computer sleeps: lock the vault yourself before you close it."));
	return HJ_OK;
}

static const struct option_def unlock_options[] = {
	{ 0, "for", OPT_TIME, offsetof(struct unlock_opt, seconds), "TIME",
	    NULL, N_("how long: 90 (seconds), 10m, 8h; 10m") },
	{ 0, "idle", OPT_TIME, offsetof(struct unlock_opt, idle), "TIME", NULL,
	    N_("locked earlier when nobody used it for so long; 10m") },
	{ 0 },
};

static const struct command_example unlock_examples[] = {
	{ "unlock", N_("no passphrase for the next ten minutes") },
	{ "unlock --for 2h", N_("for an interview") },
	{ NULL, NULL },
};

const struct command_page unlock_page = {
	.text =
	    N_("Leaves the key with the kernel for a while, so that the passphrase is typed\nonce.  It is never written to the disk, and gone when the time is over, when\nnobody uses it for a while, at 'hanji lock', and when the computer sleeps or\nstops, its lid is closed or its screen is locked."),
	.options = unlock_options,
	.opt_size = sizeof(struct unlock_opt),
	.examples = unlock_examples,
	.run = unlock,
};
