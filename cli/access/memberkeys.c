#include "cli/access/memberkeys.h"

int
memberkeys_open(struct cli *c, struct hj_member **ret, struct hj_error *err)
{
	struct hj_secret *seed = NULL;
	int rc = hj_vault_seed(c->vault, &seed, err);

	if (rc == HJ_OK)
		rc = hj_member_new(seed, ret, err);
	hj_secret_free(seed);
	return rc;
}

void
memberkeys_say(const struct hj_member_public *p, struct memberkeys *ret)
{
	struct hj_minisign_key k;

	hj_agekey_say(p->x25519, ret->recipient);
	hj_minisign_key(p->ed25519, &k);
	hj_minisign_key_say(&k, ret->minisign);
}
