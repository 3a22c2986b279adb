#include <string.h>

#include "core/base/limits.h"
#include "core/crypto/box.h"
#include "core/crypto/seal.h"
#include "core/log/detail.h"

#define LABEL "hanji/0/detail"
#define AD_LEN (sizeof(LABEL) - 1 + HJ_VAULT_ID_LEN)

static struct hj_box_key
box_key(const uint8_t *key, const uint8_t *vault_id, uint8_t *ad)
{
	memcpy(ad, LABEL, sizeof(LABEL) - 1);
	memcpy(ad + sizeof(LABEL) - 1, vault_id, HJ_VAULT_ID_LEN);
	return (struct hj_box_key){ .use = HJ_USE_RECORD,
		.key = key,
		.ad = ad,
		.ad_len = AD_LEN };
}

int
hj_detail_seal(const uint8_t *key, const uint8_t *vault_id, const void *p,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	uint8_t ad[AD_LEN];
	struct hj_box_key k = box_key(key, vault_id, ad);
	uint8_t *at;

	if (n > HJ_DETAIL_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "the detail of a log entry is longer than %zu bytes",
		    HJ_DETAIL_MAX);
	if (hj_buf_extend(to, n + HJ_DETAIL_OVERHEAD, &at, err) != HJ_OK)
		return (int)err->code;
	hj_box_seal(&k, p, n, at);
	return HJ_OK;
}

int
hj_detail_open(const uint8_t *key, const uint8_t *vault_id, const uint8_t *p,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	uint8_t ad[AD_LEN];
	struct hj_box_key k = box_key(key, vault_id, ad);
	uint8_t *at;

	if (n < HJ_DETAIL_OVERHEAD)
		return hj_fail(err, HJ_ECORRUPT,
		    "the detail of a log entry is cut short");
	if (hj_buf_extend(to, n - HJ_DETAIL_OVERHEAD, &at, err) != HJ_OK)
		return (int)err->code;
	if (!hj_box_open(&k, p, n, at)) {
		to->len -= n - HJ_DETAIL_OVERHEAD;
		return hj_fail(err, HJ_ECORRUPT,
		    "the detail of a log entry does not open");
	}
	return HJ_OK;
}
