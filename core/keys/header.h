/*
 * header.h: the two files with which a vault opens, header.a and header.b.
 *
 * Each is 65,536 bytes (integers big-endian):
 *
 *	    0  magic "hanji\r\n\x1a" 8 | format version 2 | word size in bytes 1 |
 *	       byte order of data.mdb 1 (1 little, 2 big) | zero 4
 *	   16  generation 8 | vault id 16
 *	   40  Argon2id: salt 16 | passes 4 | zero 4 | memory in bytes 8
 *	   72  zero 56
 *	  128  16 slots of 128: type 1 | state 1 | zero 6 | box of the member's
 *	       seed 104 | random 16.  One not in use: type and state zero, then
 *	       random.  Key of a slot, use `slot`: the 32 bytes of Argon2id; of
 *	       a passphrase with a key file the 32 bytes of HKDF(salt = key
 *	       file, those of Argon2id, use `key-file`); the recovery secret.
 *	 2176  members: box under `header`, use `record`, of 16 places of 160:
 *	       role 1 | length of the name 1 | slots 2 (bit i: slot i) |
 *	       teams 2 (bit i: team i) | zero 2 | X25519 32 | Ed25519 32 |
 *	       name 64 | recovery shares: made 8 | tested 8 | needed 1 | of 1 |
 *	       not tried yet: needed 1 | of 1 | zero 4
 *	 4808  16 keyrings of 3,258 (keyring.h), the i-th sealed to the i-th
 *	       member; one not in use: random public key, random
 *	56936  names of teams: box under `header`, use `record`, of 16 places of
 *	       80: length of the name 1 | zero 15 | name 64.  Random: no team
 *	       has a name
 *	58288  random
 *	65472  MAC 32: HMAC-SHA-256 of all before it, key HKDF(`header`, mac)
 *	65504  SHA-256 of all before it
 *
 * A box is nonce 24 | commitment 32 | ciphertext | tag 16 (box.h).  Every
 * later version keeps magic, version, size and final SHA-256 where they are,
 * so that an old hanji can tell a newer header from a torn one.
 *
 * All passphrase slots share salt and cost: one run of Argon2id, then each is
 * tried.  An auditor's keyring has no `header`: no names, and the MAC cannot
 * be checked.
 *
 * Whoever holds `header` can write these files, for everybody may change their
 * own passphrase.  What the list of members says of roles is for people to
 * read: what somebody may do is said by the roll (roll.h), in which only owners
 * sign, and by the keys in their keyring.  A place that somebody made without
 * an owner opens what its maker could have copied, and counts for nothing.
 */
#ifndef HJ_CORE_HEADER_H
#define HJ_CORE_HEADER_H

#include "core/crypto/kdf.h"
#include "core/keys/keyring.h"
#include "core/keys/member.h"
#include "core/keys/role.h"

#define HJ_HEADER_LEN 65536
#define HJ_SLOTS 16
#define HJ_MEMBERS_MAX 16
#define HJ_NAME_MAX 64 /* bytes of a member's name */
#define HJ_KEY_FILE_LEN 32

/* Both: a passphrase and a key file, neither of which opens alone. */
enum hj_slot_type {
	HJ_SLOT_PASSPHRASE = 1,
	HJ_SLOT_RECOVERY = 2,
	HJ_SLOT_BOTH = 3
};
/* Pending: a recovery slot that nobody has tried yet. */
enum hj_slot_state { HJ_SLOT_ACTIVE = 1, HJ_SLOT_PENDING = 2 };

struct hj_header;

/* ---- birth ---- */

struct hj_header_birth {
	const struct hj_kdf_cost *cost;
	const struct hj_secret *passphrase;
	const struct hj_member *member;
	const char *name; /* of the member, UTF-8 */
	const struct hj_keyring *keyring; /* not an auditor's */
};

/* In memory: new vault id, one member in place 0, one passphrase in slot 0.
 * HJ_ELIMIT: cost outside the limits; HJ_EINVAL: name empty or longer than
 * HJ_NAME_MAX; HJ_ENOMEM. */
int hj_header_new(const struct hj_header_birth *b, struct hj_header **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_EINVAL: not a header; HJ_EVERSION: made by a newer hanji, or on a machine
 * of another kind; HJ_ECORRUPT: torn (the SHA-256 does not fit). */
int hj_header_parse(const uint8_t *p, size_t n, struct hj_header **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * The whole one of header.a and header.b with the highest generation.
 * HJ_EINVAL: no vault in `dir`; HJ_EVERSION: one of them is whole and newer;
 * HJ_ECORRUPT: neither is whole (or a header at all: keys that were destroyed
 * leave random bytes), or they are of two vaults; HJ_ENOMEM, also where one of
 * them could be read.  Never writes.
 */
int hj_header_load(const char *dir, struct hj_header **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_header_free(struct hj_header *h);
/* Only the id, of a vault that is opened next: where both files are equal
 * nothing else is looked at.  Errors of hj_header_load(). */
int hj_header_peek_id(const char *dir, uint8_t ret[static HJ_VAULT_ID_LEN],
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- what anybody can see ---- */

struct hj_header_facts {
	uint64_t generation;
	uint8_t vault_id[HJ_VAULT_ID_LEN];
	struct hj_kdf_cost cost;
	unsigned slots; /* in use */
	/* The name of a file that is missing or not whole, else NULL; the
	 * next write repairs it. */
	const char *damaged;
	/* Whole, but of an older generation: a write was cut short. */
	bool lagging;
};
void hj_header_facts(const struct hj_header *h, struct hj_header_facts *ret);

/* ---- opening ---- */

#define HJ_NO_SLOT HJ_SLOTS

struct hj_opened {
	struct hj_member *member;
	struct hj_keyring *keyring;
	unsigned place; /* of the member */
	unsigned slot; /* of the passphrase that opened; without one: the
			* member's first, or HJ_NO_SLOT (an auditor's is not
			* known) */
	unsigned recovery; /* slot that recovery shares opened, or HJ_NO_SLOT */
	bool checked; /* the MAC; false for an auditor only */
	enum hj_role role; /* as the list of members says */
	char name[HJ_NAME_MAX + 1]; /* empty for an auditor */
};

/*
 * With a passphrase (one run of Argon2id) or a member's seed; the other is
 * NULL.  HJ_EAUTH: wrong passphrase, or no such member any more; HJ_ELIMIT:
 * KDF cost outside the limits, before memory is asked for; HJ_ENOMEM;
 * HJ_ECORRUPT: the MAC does not fit, or the keyring does not open.
 */
int hj_header_open(const struct hj_header *h,
    const struct hj_secret *passphrase, const struct hj_secret *seed,
    struct hj_opened *ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_opened_clear(struct hj_opened *o);

/* Everything that can open a vault: one of passphrase, seed and recovery. */
struct hj_header_ways {
	const struct hj_secret *passphrase;
	const struct hj_secret *key_file; /* with it, or NULL */
	const struct hj_secret *seed;
	const struct hj_secret *recovery; /* what recovery shares give */
	bool pending; /* also by shares that nobody has tried yet */
};
/* The same with any of them.  HJ_EAUTH: also when a key file is missing or not
 * the right one, and for shares that are revoked, of another vault, or not
 * tried yet. */
int
hj_header_enter(const struct hj_header *h, const struct hj_header_ways *with,
    struct hj_opened *ret, struct hj_error *err) HJ_MUST_CHECK;

/* ---- changing: in memory, then hj_header_write() ---- */

/*
 * A passphrase for a member in a slot, used or not.  When no other passphrase
 * slot is in use, salt and cost are new too; else they are kept and `cost`
 * must be NULL or equal to them (HJ_EREFUSED).  `by` is whoever holds
 * `header`.  HJ_EEXISTS: the slot is another member's; HJ_ELIMIT, HJ_ENOMEM:
 * the header is unchanged.
 */
int hj_header_passphrase(struct hj_header *h, const struct hj_keyring *by,
    unsigned slot, unsigned place, const struct hj_member *member,
    const struct hj_kdf_cost *cost, const struct hj_secret *passphrase,
    struct hj_error *err) HJ_MUST_CHECK;
/* From now on this passphrase opens with that key file only (HJ_KEY_FILE_LEN
 * bytes), or again without one when it is NULL. */
int
hj_header_passphrase_and_file(struct hj_header *h, const struct hj_keyring *by,
    unsigned slot, unsigned place, const struct hj_member *member,
    const struct hj_kdf_cost *cost, const struct hj_secret *passphrase,
    const struct hj_secret *key_file, struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ELIMIT: all slots are in use. */
int hj_header_free_slot(const struct hj_header *h, unsigned *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Does this slot need a key file besides the passphrase? */
bool hj_header_needs_file(const struct hj_header *h, unsigned slot);

/* Recovery shares of one member: needed of how many; 0 of 0: there are none. */
struct hj_header_shares {
	uint8_t needed, of;
};
struct hj_header_recovery {
	int64_t made, tested; /* seconds UTC */
	struct hj_header_shares active, pending;
};

struct hj_header_member {
	enum hj_role role;
	struct hj_member_public keys;
	uint16_t slots; /* bit i: slot i */
	uint16_t teams; /* bit i: team i; an owner has all */
	char name[HJ_NAME_MAX + 1];
	struct hj_header_recovery recovery;
};
/* HJ_ENOTFOUND: nobody in this place; HJ_ECORRUPT. */
int hj_header_member(const struct hj_header *h, const struct hj_keyring *by,
    unsigned place, struct hj_header_member *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Add or replace a member and seal this keyring to them (the same call gives
 * new keys to everybody after a renewal). */
int hj_header_set_member(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, const struct hj_header_member *m,
    const struct hj_keyring *keyring, struct hj_error *err) HJ_MUST_CHECK;
/* Seal of this keyring, which holds every key, anew to every member what their
 * role and their teams allow.  `by` as above; it may be the same keyring. */
int hj_header_reseal(struct hj_header *h, const struct hj_keyring *by,
    const struct hj_keyring *keyring, struct hj_error *err) HJ_MUST_CHECK;
/* A new `header` key in `by`, and under it the members and the names of teams.
 * The keyring has to be sealed to everybody next. */
int hj_header_renew_key(struct hj_header *h, struct hj_keyring *by,
    struct hj_error *err) HJ_MUST_CHECK;
/* Remove a member: place, keyring and slots become random. */
int hj_header_drop_member(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, struct hj_error *err) HJ_MUST_CHECK;

/* The first place that nobody has.  HJ_ELIMIT: none is left. */
int hj_header_free_place(const struct hj_header *h, const struct hj_keyring *by,
    unsigned *ret, struct hj_error *err) HJ_MUST_CHECK;

/* All teams of anybody. */
int hj_header_teams(const struct hj_header *h, const struct hj_keyring *by,
    uint16_t *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Names of teams; empty: none was given. */
int hj_header_team(const struct hj_header *h, const struct hj_keyring *by,
    unsigned team, char ret[static HJ_NAME_MAX + 1],
    struct hj_error *err) HJ_MUST_CHECK;
int hj_header_set_team(struct hj_header *h, const struct hj_keyring *by,
    unsigned team, const char *name, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Recovery: a slot whose key is the secret that the shares give (32 bytes).  It
 * opens nothing until somebody came in with the shares (pending), so that shares
 * which were copied wrongly are found at once and the old ones hold until then.
 */
/* In place of a pending one of this member, if there is one.  HJ_ELIMIT. */
int hj_header_offer_recovery(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, const struct hj_member *member,
    const struct hj_secret *secret, struct hj_header_shares shares,
    struct hj_error *err) HJ_MUST_CHECK;
/* Who came in by this slot proved its shares at `now`.  A pending one becomes
 * active, and every other recovery slot of the member is gone; *ret says so. */
int hj_header_prove_recovery(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, unsigned slot, int64_t now, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* All of this member, pending ones too.  HJ_ENOTFOUND: there is none. */
int hj_header_revoke_recovery(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, struct hj_error *err) HJ_MUST_CHECK;

/*
 * What the log does not say yet.  A change that is written here before its entry
 * is written there says so in the same write: what it is, whose, and how many
 * entries the log has.  The entry is the next one; when the log has still as many,
 * whoever changed it was stopped in between.  Nobody without `header` can read it.
 */
struct hj_header_owed {
	uint8_t what; /* a number of the caller's */
	uint8_t place; /* of the member */
};
void hj_header_owe(struct hj_header *h, const struct hj_keyring *by,
    const struct hj_header_owed *o, uint64_t entries);
/* false: nothing, or an auditor asks. */
bool hj_header_owes(const struct hj_header *h, const struct hj_keyring *by,
    uint64_t entries, struct hj_header_owed *ret);
/* Does one of the files of `dir` say that it is newer than this?  Nothing of it
 * is checked. */
bool hj_header_is_newer(const char *dir, uint64_t generation);

/*
 * Next generation, MAC and SHA-256 into both files of `dir`: the older or
 * damaged one first, fdatasync, then the other.  HJ_EIO: when the text names
 * the second file, the new header is in effect but the old one can still be
 * read there: repeat.  When it names the first, the old header is in effect
 * (unless the disk kept what it said it could not write).  HJ_EREFUSED: an
 * auditor has no `header` and cannot write.
 */
int hj_header_write(struct hj_header *h, const struct hj_keyring *by,
    const char *dir, struct hj_error *err) HJ_MUST_CHECK;

#endif
