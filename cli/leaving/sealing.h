/*
 * sealing.h: for whom a file is sealed, or under which passphrase.
 *
 * The options of every command that lets something out as an age file
 * (core/keys/age.h).  A passphrase is asked on the terminal, twice, or comes from a
 * descriptor; never as an argument.
 */
#ifndef HJ_CLI_SEALING_H
#define HJ_CLI_SEALING_H

#include "cli/cli.h"
#include "cli/screen/opt.h"
#include "core/keys/age.h"

struct sealing_opt {
	struct opt_each to;
	bool passphrase;
	int fd; /* 0: none */
	bool armor;
	bool sign;
	bool apart; /* the signature says nothing by which two exports join */
};

/* Rows of an option table whose struct has a sealing_opt called `seal`. */
#define SEALING_AT(type, field) (offsetof(type, seal.field))
#define SEALING_TO(type)                                                                               \
	{                                                                                              \
		0, "to", OPT_EACH, SEALING_AT(type, to), "KEY", NULL,                                  \
		    N_("seal it to this age key, which 'member list' shows there; may be given again") \
	}
#define SEALING_PASSPHRASE(type)                                               \
	{ 0, "with-passphrase", OPT_FLAG, SEALING_AT(type, passphrase), NULL,  \
		NULL, N_("seal it under a passphrase of its own") },           \
	{                                                                      \
		0, "file-passphrase-fd", OPT_FD, SEALING_AT(type, fd), "N",    \
		    NULL,                                                      \
		    N_("read that passphrase, one line, from descriptor N")    \
	}
#define SEALING_ARMOR(type)                                                    \
	{                                                                      \
		0, "armor", OPT_FLAG, SEALING_AT(type, armor), NULL, NULL,     \
		    N_("as text, for mail and messengers")                     \
	}
#define SEALING_SIGN(type)                                                     \
	{                                                                      \
		0, "sign", OPT_FLAG, SEALING_AT(type, sign), NULL, NULL,       \
		    N_("write FILE.minisig beside it, which minisign checks")  \
	}

bool sealing_is_wanted(const struct sealing_opt *o);

struct sealing {
	uint8_t keys[HJ_AGE_RECIPIENTS_MAX][HJ_AGEKEY_LEN];
	struct hj_secret *passphrase;
	struct hj_age_to to; /* borrows from the rest */
};

/* Reads the keys, asks for the passphrase.  CLI_USAGE: both or neither were
 * given; HJ_EINVAL: not a key, or too short; HJ_EAUTH: nobody to ask. */
int sealing_begin(struct cli *c, const struct sealing_opt *o,
    struct sealing *ret, struct hj_error *err) HJ_MUST_CHECK;
void sealing_clear(struct sealing *s);

/* Append each key behind `before`, or "passphrase": for the log, and for what
 * is signed. */
int sealing_names(const struct sealing *s, const char *before,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
