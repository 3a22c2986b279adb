/*
 * memberkeys.h: this member's own keys, for what is sealed, opened and signed.
 *
 * From the seed that opened the vault (core/keys/member.h): one pair that others
 * seal to, one that signs.  Free the member as soon as it was used.
 */
#ifndef HJ_CLI_MEMBERKEYS_H
#define HJ_CLI_MEMBERKEYS_H

#include "cli/cli.h"
#include "core/keys/agekey.h"
#include "core/keys/member.h"
#include "core/keys/minisign.h"

/* Of whom opened c->vault.  HJ_ENOMEM. */
int memberkeys_open(struct cli *c, struct hj_member **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* As `age -r` and `minisign -P` take them. */
struct memberkeys {
	char recipient[HJ_AGEKEY_SHOWN];
	char minisign[HJ_MINISIGN_KEY];
};
void memberkeys_say(const struct hj_member_public *p, struct memberkeys *ret);

#endif
