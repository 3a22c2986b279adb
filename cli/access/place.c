#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/access/keyfile.h"
#include "cli/access/place.h"
#include "cli/access/unlock.h"
#include "cli/casefile/aftermath.h"
#include "cli/command.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/file/dir.h"

#define TRIES 3

static int
join(char ret[static 4096], const char *a, const char *b, struct hj_error *err)
{
	if (snprintf(ret, 4096, "%s%s", a, b) >= 4096)
		return hj_fail(err, HJ_ELIMIT,
		    "the path of the vault is too long");
	return HJ_OK;
}

static int
below_home(const char *variable, const char *otherwise, char ret[static 4096],
    struct hj_error *err)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");
	char dir[4096];

	/* The XDG rule: a relative path there is to be ignored. */
	if (base != NULL && *base == '/')
		return join(ret, base, "/hanji", err);
	if (home == NULL || *home != '/')
		return hj_fail(err, HJ_EINVAL,
		    "no home folder is known: name the vault with --vault DIR and set %s",
		    variable);
	if (join(dir, home, otherwise, err) != HJ_OK)
		return (int)err->code;
	return join(ret, dir, "/hanji", err);
}

static const char *
named(const struct globals *g)
{
	const char *dir = g->vault != NULL ? g->vault : getenv("HANJI_VAULT");

	return dir != NULL && *dir != '\0' ? dir : NULL;
}

int
place_find(const struct globals *g, struct place *ret, struct hj_error *err)
{
	if (below_home("XDG_STATE_HOME", "/.local/state", ret->state, err) !=
	    HJ_OK)
		return (int)err->code;
	if (named(g) != NULL)
		return join(ret->dir, named(g), "", err);
	return below_home("XDG_DATA_HOME", "/.local/share", ret->dir, err);
}

int
place_prepare(const struct cli *c, struct hj_error *err)
{
	char above[4096];
	struct stat st;
	size_t n = strlen(c->where.dir);

	if (lstat(c->where.dir, &st) == 0)
		return hj_fail(err, HJ_EEXISTS,
		    "'%s' is there already: name a new folder with --vault DIR; 'hanji status' shows what a vault holds",
		    c->where.dir);
	while (n > 0 && c->where.dir[n - 1] == '/')
		n--;
	while (n > 0 && c->where.dir[n - 1] != '/')
		n--;
	while (n > 1 && c->where.dir[n - 1] == '/')
		n--;
	if (n == 0)
		return HJ_OK;
	(void)snprintf(above, sizeof(above), "%.*s", (int)n, c->where.dir);
	if (named(c->global) == NULL)
		return hj_dir_make_all(above, err);
	if (stat(above, &st) != 0 || !S_ISDIR(st.st_mode))
		return hj_fail(err, HJ_ENOTFOUND,
		    "'%s' is not a folder: is the name right, the medium plugged in?",
		    above);
	return HJ_OK;
}

static int
look(const char *dir, struct hj_error *err)
{
	struct stat st;

	if (stat(dir, &st) != 0 && errno == ENOENT)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no vault at '%s': make one with 'hanji init', or name another with --vault DIR",
		    dir);
	return HJ_OK;
}

/* With the seed that `unlock` left in the kernel keyring.  *ret stays NULL
 * when there is none.  For what can not be read nobody is asked a passphrase. */
static int
open_unlocked(struct cli *c, struct hj_vault_opening *how,
    struct hj_vault **ret, struct hj_error *err)
{
	struct hj_secret *seed = NULL;
	char id[33];
	int rc;

	if (ui_passphrase_is_piped(c->ui))
		return HJ_OK;
	if (hj_vault_peek_id(c->where.dir, id, err) != HJ_OK)
		return (int)err->code;
	if ((rc = unlock_find(id, &seed, err)) == HJ_ENOTFOUND) {
		err->code = HJ_OK;
		return HJ_OK;
	}
	if (rc != HJ_OK)
		return rc;
	how->seed = seed;
	rc = hj_vault_open(how, ret, err);
	how->seed = NULL;
	hj_secret_free(seed);
	/* The passphrase was changed elsewhere: ask for it. */
	if (rc == HJ_EAUTH) {
		err->code = HJ_OK;
		return HJ_OK;
	}
	return rc;
}

/*
 * Whoever sees that a letter went wrong types it all again at once: at the
 * shell's prompt it would be shown, and kept in the shell's history.
 */
static int
open_typed(struct cli *c, struct hj_vault_opening *how, struct hj_vault **ret,
    struct hj_error *err)
{
	bool person = ui_is_terminal(c->ui) && !ui_passphrase_is_piped(c->ui);

	for (int tries = person ? TRIES : 1;; tries--) {
		struct hj_secret *typed = NULL;
		int rc;

		rc = ui_passphrase(c->ui, _("Passphrase: "), &typed, err);
		if (rc != HJ_OK)
			return rc;
		how->passphrase = typed;
		rc = hj_vault_open(how, ret, err);
		how->passphrase = NULL;
		hj_secret_free(typed);
		if (rc != HJ_EAUTH || tries <= 1)
			return rc;
		ui_say(c->ui, "%s", err->text);
		err->code = HJ_OK;
	}
}

static void
say_strange(struct cli *c, const struct hj_vault *v)
{
	if (hj_vault_is_strange(v))
		ui_say(c->ui, "%s",
		    _("note: this vault was not used on this computer before, or its anchor is lost; the next change starts a new device log"));
}

/* What is the same whatever opens it. */
static int
prepare(struct cli *c, struct hj_vault_opening *how, struct hj_error *err)
{
	if (c->global->accept_rollback && c->global->reason == NULL)
		return cli_usage(err,
		    "--accept-rollback needs --reason TEXT, which is logged");
	if (c->global->accept_rollback)
		how->accept_rollback = c->global->reason;
	return look(c->where.dir, err);
}

int
place_open(struct cli *c, bool write, struct hj_vault **ret,
    struct hj_error *err)
{
	struct hj_vault_opening how = { .at = c->where,
		.write = write,
		.whole = (c->command->need & USE_WHOLE) != 0 };
	struct hj_secret *file = NULL;
	int rc;

	if ((rc = prepare(c, &how, err)) != HJ_OK ||
	    (rc = open_unlocked(c, &how, ret, err)) != HJ_OK || *ret != NULL)
		goto out;
	if (c->global->key_file != NULL &&
	    (rc = keyfile_read(c->global->key_file, &file, err)) != HJ_OK)
		goto out;
	how.key_file = file;
	rc = open_typed(c, &how, ret, err);
out:
	hj_secret_free(file);
	if (rc == HJ_OK)
		say_strange(c, *ret);
	return rc == HJ_OK ? aftermath_finish(c, *ret, write, err) : rc;
}

int
place_recover(struct cli *c, const struct hj_secret *secret,
    struct hj_error *err)
{
	struct hj_vault_opening how = { .at = c->where,
		.write = true,
		.recovery = secret };
	int rc;

	if ((rc = prepare(c, &how, err)) != HJ_OK ||
	    (rc = hj_vault_open(&how, &c->vault, err)) != HJ_OK)
		return rc;
	say_strange(c, c->vault);
	return HJ_OK;
}

int
place_try(struct cli *c, struct hj_error *err)
{
	struct hj_vault_opening how = { .at = c->where };
	struct hj_error none = HJ_ERROR;

	if (ui_passphrase_is_piped(c->ui))
		return place_open(c, false, &c->vault, err);
	if (look(c->where.dir, &none) == HJ_OK)
		(void)!open_unlocked(c, &how, &c->vault, &none);
	return HJ_OK;
}

bool
place_is_locked(const struct cli *c)
{
	struct hj_error none = HJ_ERROR;
	char id[33];

	return c->where.dir != NULL && c->vault == NULL &&
	    hj_vault_peek_id(c->where.dir, id, &none) == HJ_OK;
}

int
place_reopen(struct cli *c, bool write, struct hj_error *err)
{
	struct hj_vault_opening how = { .at = c->where,
		.write = write,
		.whole = (c->command->need & USE_WHOLE) != 0 };
	struct hj_secret *seed = NULL;
	int rc;

	if ((rc = hj_vault_seed(c->vault, &seed, err)) != HJ_OK)
		return rc;
	/* LMDB: one environment a process. */
	hj_vault_close(c->vault);
	c->vault = NULL;
	how.seed = seed;
	if (c->global->accept_rollback)
		how.accept_rollback = c->global->reason;
	rc = hj_vault_open(&how, &c->vault, err);
	hj_secret_free(seed);
	return rc;
}
