/*
 * vault_member.h: who may open a vault, as what, and in which teams.
 *
 * A member is one entry of the roll, signed by an owner (roll.h), and one place
 * of the header: name, slots, teams, sealed keyring.  The roll comes first: who
 * stands in it alone can open nothing, and who stands in the header alone
 * counts for nothing.  A removed member stays in the roll.
 */
#ifndef HJ_CORE_VAULT_MEMBER_H
#define HJ_CORE_VAULT_MEMBER_H

#include "core/keys/header.h"
#include "core/vault/vault.h"

/* ---- teams ---- */

/* Those of which this member holds the key (bit i: team i); 0: an auditor, who
 * sees no case. */
uint16_t hj_vault_teams(const struct hj_vault *v);
/* All that there are. */
uint16_t hj_vault_all_teams(const struct hj_vault *v);
/* New cases of this handle go to that team; else to the first that the member
 * is in.  HJ_EAUTH: they are not in it. */
int hj_vault_use_team(struct hj_vault *v, unsigned team,
    struct hj_error *err) HJ_MUST_CHECK;
/* The team that new cases of this handle go to. */
unsigned hj_vault_team(const struct hj_vault *v);
/* How many cases of other teams there are, which nothing here shows. */
int hj_vault_unseen(struct hj_vault *v, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Its name; empty: it was given none. */
int hj_vault_team_name(const struct hj_vault *v, unsigned team,
    char ret[static HJ_NAME_MAX + 1], struct hj_error *err) HJ_MUST_CHECK;

/* A new team with a key of its own, in which all owners are; *ret is its
 * number.  HJ_EAUTH: only an owner; HJ_EEXISTS: the name; HJ_ELIMIT:
 * HJ_TEAMS_MAX. */
int hj_vault_team_add(struct hj_vault *v, const char *name,
    const struct hj_wait *w, unsigned *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Another name for a team; also for the first, which has none. */
int hj_vault_team_rename(struct hj_vault *v, unsigned team, const char *name,
    const struct hj_wait *w, struct hj_error *err) HJ_MUST_CHECK;
/*
 * A case changes its team: row and key go to pages of the other one.  Who was in
 * the team before and copied the key of the case still opens what they could
 * copy, and with a copy of the file what is written of it later: moving is no
 * removal.  HJ_EAUTH: not in both teams, or no caseworker.
 */
int hj_change_move(struct hj_change *c, const struct hj_id *id, unsigned team,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- members ---- */

/* As the roll says; HJ_ROLE_NONE: no member, or none any more. */
int hj_vault_role(struct hj_vault *v, enum hj_role *ret,
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_vault_member {
	enum hj_role role; /* present; of who was removed: the last they had */
	char id[HJ_FINGERPRINT];
	uint64_t from, until; /* positions of the log; until 0: still */
	int64_t since, ended; /* seconds UTC; 0: from the beginning; still */
	/* From the header; to an auditor, and of who was removed, empty. */
	bool placed;
	unsigned place;
	char name[HJ_NAME_MAX + 1];
	struct hj_member_public keys; /* x25519 only when placed */
	uint16_t slots, teams;
};
/* Everybody who ever was one, in the order in which they came; a non-zero return
 * stops.  Then those in the header of whom the roll does not know. */
typedef int hj_vault_member_fn(void *to, const struct hj_vault_member *m,
    struct hj_error *err);
int hj_vault_members(struct hj_vault *v, hj_vault_member_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_member_adding {
	const char *name;
	enum hj_role role;
	uint16_t teams; /* an owner is in all, an auditor in none */
	const struct hj_secret *passphrase;
};
/*
 * New seed, slot and keyring; log entry and roll first, then both headers.  When
 * it stops in between the roll knows somebody who can open nothing and has no
 * name: add them again, which first takes that key out of the roll
 * (hj_vault_member_heal()).  HJ_EAUTH: only an owner; HJ_EEXISTS: somebody of this name;
 * HJ_EINVAL: name or teams; HJ_ELIMIT: no place, slot or statement is left.
 */
int hj_vault_member_add(struct hj_vault *v, const struct hj_member_adding *a,
    const struct hj_wait *w, char ret_id[static HJ_FINGERPRINT],
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * The member with this fingerprint goes: place, slots and keyring first, with
 * new `log`, `erase` and team keys for those who stay (rekey.h); then log entry
 * and roll; then all pages of rows and keys anew and a compact data.mdb.
 * Revisions are not sealed anew; what is written of a case from now on does not
 * open with what they could have copied (keyring.h).  What they copied they
 * have.
 *
 * Stopped anywhere, they are a member with all their keys, or have lost the
 * place; then the same call goes on to the end.  HJ_EAUTH: only an owner;
 * HJ_ENOTFOUND; HJ_EREFUSED: oneself, or the last owner; errors of
 * hj_rekey_begin() and hj_rekey_finish(): HJ_EBUSY when somebody else has the
 * vault open.
 */
int hj_vault_member_may_remove(struct hj_vault *v, const char *id,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_vault_member_remove(struct hj_vault *v, const char *id,
    const struct hj_wait *w, const struct hj_progress *p,
    struct hj_error *err) HJ_MUST_CHECK;

/* Whom the roll calls a member and the header does not know are none any more:
 * a removal, an addition or new keys stopped on the way.  By an owner; for others
 * nothing happens.  Nobody else may have the vault open. */
int hj_vault_member_settle(struct hj_vault *v, const struct hj_wait *w,
    struct hj_error *err) HJ_MUST_CHECK;

/* How many those are; 0 to an auditor, who cannot know. */
int hj_vault_member_unfinished(struct hj_vault *v, size_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same where nobody is alone yet, by the header as it stands then.  While
 * others have the vault open, or keys leave, nothing happens.  HJ_EBUSY: and they
 * may have replaced its files. */
int hj_vault_member_heal(struct hj_vault *v, const struct hj_wait *w,
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_new_keys {
	const struct hj_secret *passphrase;
	const struct hj_secret *key_file; /* with it, or NULL */
};
/*
 * A new seed for who opened the vault, an owner, be it the only one: new key
 * pairs, and the keys of all teams, `log`, `erase` and `header` with them, as
 * when a member is removed.  The old key signs in the roll that the new one is an
 * owner, the new one that the old one is none any more; this computer goes on
 * as a new device, for the key of the old one was sealed to the old member.  So
 * an old copy with its passphrase, shares and key file gives nothing that is
 * written afterwards, and signs nothing that counts.  What it held it holds.
 * Recovery shares are gone, and a key file is needed only when one is given.
 *
 * Stopped anywhere, the old passphrase opens the vault as before or the new one
 * does; hj_vault_member_settle() and hj_rekey_finish() then end it.  HJ_EAUTH:
 * no owner; errors of hj_rekey_begin() and hj_rekey_finish().
 */
int hj_vault_new_keys(struct hj_vault *v, const struct hj_new_keys *n,
    const struct hj_wait *w, const struct hj_progress *p,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
