#include <unistd.h>

#include "cli/access/host.h"
#include "cli/access/place.h"
#include "cli/access/process.h"
#include "cli/casefile/attachment.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/custody.h"
#include "cli/show/viewer.h"
#include "core/file/file.h"

struct view_opt {
	bool force;
};

static int
write_some(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	const int *fd = to;

	if (process_check(err) != HJ_OK)
		return (int)err->code;
	return hj_fd_write(*fd, _("memory"), p, n, err);
}

static int
unseal(struct cli *c, const struct casefile *f, const struct attachment *a,
    struct slate *s, struct hj_error *err)
{
	int fd, rc;

	if ((rc = slate_begin(s, &fd, err)) != HJ_OK)
		return rc;
	rc = hj_vault_extract(c->vault, &f->row, a->blob, write_some, &fd, err);
	(void)close(fd);
	return rc;
}

static int
judge(const struct slate_end *end, struct hj_error *err)
{
	if (end->signal == 0 && end->status == VIEWER_NONE)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no program here shows such a file: install one (imv, mupdf, mpv), or set $HANJI_VIEWER");
	if (end->signal == 0 && end->status == 127)
		return hj_fail(err, HJ_EIO, "the viewer could not be started");
	return HJ_OK;
}

static int
view(struct cli *c, const struct args *a, struct slate *s, struct hj_error *err)
{
	const struct slate_watch watch = { .saved = NULL };
	const struct custody_event seen = { .event = "view" };
	struct casefile f = CASEFILE;
	struct attachment of;
	struct slate_end end;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &f, err)) == HJ_OK &&
	    (rc = attachment_find(&f, a->rest[1], &of, err)) == HJ_OK &&
	    /* In the log, durably, before anything is seen. */
	    (rc = custody_record(c, &f, &of, &seen, err)) == HJ_OK &&
	    (rc = unseal(c, &f, &of, s, err)) == HJ_OK &&
	    (rc = slate_edit(s, 0, &watch, &end, err)) == HJ_OK)
		rc = judge(&end, err);
	casefile_clear(&f);
	return rc;
}

/* The viewer's folder first: its keeper must have nothing of the vault. */
static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct view_opt *o = a->opt;
	const struct slate_how how = { .program = &viewer_program,
		.force = o->force,
		.terminal = ui_is_terminal(c->ui) };
	struct slate *s = NULL;
	int rc;

	if ((rc = slate_open(&how, &s, err)) == HJ_OK &&
	    (rc = place_open(c, true, &c->vault, err)) == HJ_OK) {
		if (host_swap() == HOST_SWAP_OPEN)
			ui_say(c->ui, "%s",
			    _("note: swap on this computer is not encrypted, and what a viewer holds may be written there; 'hanji doctor' says more"));
		rc = view(c, a, s, err);
	}
	slate_close(s);
	return rc;
}

static const struct option_def options[] = {
	{ 0, "force", OPT_FLAG, offsetof(struct view_opt, force), NULL, NULL,
	    N_("even where the kernel cannot keep the viewer from writing elsewhere") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "view k7m2 e4n9tw", N_("shows an attachment and leaves no copy") },
	{ NULL, NULL },
};

const struct command_page view_page = {
	.text =
	    N_("Shows an attachment without a copy on any disk: it is unsealed into memory and\nwiped when the viewer ends.  That it was viewed, and that it was whole, is in the\nlog before anything is seen.\n\nThe viewer is the first there is of a few that show such a file by themselves, or\nthe program in $HANJI_VIEWER.  It can write nowhere else and reach no network; it\ntalks to the screen, and what else listens there could be told what it knows."),
	.options = options,
	.opt_size = sizeof(struct view_opt),
	.examples = examples,
	.run = run,
};
