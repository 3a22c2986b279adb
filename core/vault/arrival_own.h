/*
 * arrival_own.h: what weighing hands to putting.
 */
#ifndef HJ_CORE_ARRIVAL_OWN_H
#define HJ_CORE_ARRIVAL_OWN_H

#include "core/vault/arrival.h"

struct hj_weighed_own {
	struct hj_vault *v;
	const struct hj_row *row;
	const struct hj_arrival *a;
	struct hj_lineage *l;
	struct hj_kinset heads, sources;
	bool had; /* a revision here has the same bytes */
	/* Of one that came without a digest: as it will be. */
	uint8_t digest[HJ_DIGEST_BYTES], salt_key[HJ_SALT_KEY_BYTES];
};

#endif
