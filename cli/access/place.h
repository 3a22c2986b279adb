/*
 * place.h: where the vault is and how its door is opened.
 *
 * Directory: --vault, else $HANJI_VAULT, else $XDG_DATA_HOME/hanji, else
 * ~/.local/share/hanji.  Anchors: $XDG_STATE_HOME/hanji, else
 * ~/.local/state/hanji.
 */
#ifndef HJ_CLI_PLACE_H
#define HJ_CLI_PLACE_H

#include "cli/cli.h"

struct place {
	char dir[4096];
	char state[4096];
};

/* HJ_EINVAL: no home folder is known; HJ_ELIMIT: a path too long. */
int place_find(const struct globals *g, struct place *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * Before anybody is asked for a passphrase: may a vault be made at c->where?
 * The folder above the usual place is made when it is missing; one that the
 * user named must be there, or a stick that is not plugged in would get its
 * vault on the disk.  HJ_EEXISTS, HJ_ENOTFOUND, HJ_EIO.
 */
int place_prepare(const struct cli *c, struct hj_error *err) HJ_MUST_CHECK;

/* Open the vault at c->where: with what `unlock` left, else with the
 * passphrase.  Codes of hj_vault_open(); HJ_ENOTFOUND: nothing is there. */
int place_open(struct cli *c, bool write, struct hj_vault **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* For writing, with what recovery shares gave: c->vault. */
int place_recover(struct cli *c, const struct hj_secret *secret,
    struct hj_error *err) HJ_MUST_CHECK;

/* For commands that do without: c->vault, when there is one that opens without
 * a question (what `unlock` left, or --passphrase-fd).  Only of the latter
 * something can go wrong. */
int place_try(struct cli *c, struct hj_error *err) HJ_MUST_CHECK;
/* Is there a vault at c->where that was not opened? */
bool place_is_locked(const struct cli *c);

/* The same vault, now for writing (or reading), without asking again. */
int place_reopen(struct cli *c, bool write, struct hj_error *err) HJ_MUST_CHECK;

#endif
