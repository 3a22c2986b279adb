#include <string.h>

#include "core/base/text.h"
#include "core/names/namekey.h"
#include "core/store/describe_own.h"

/* The keys of the name in d->text. */
static int
add_keys(struct hj_describing *d, struct hj_error *err)
{
	struct hj_name_keys keys;
	struct hj_name name;
	uint8_t be[4 * HJ_NAME_KEYS];
	int rc;

	if (d->namer == NULL)
		return HJ_OK;
	if ((rc = hj_name_read(d->namer, (const char *)d->text.data,
		 d->text.len, &name, err)) != HJ_OK)
		return rc;
	hj_name_keys(&name, HJ_KEEP, &keys);
	for (size_t i = 0; i < keys.n; i++) {
		uint32_t h =
		    hj_name_key_hash(keys.key[i].text, keys.key[i].tier);

		for (size_t k = 0; k < 4; k++)
			be[4 * i + k] = (uint8_t)(h >> (24 - 8 * k));
	}
	if (keys.n != 0)
		rc = hj_describe_add(d, HJ_ROW_KEYS, HJ_NAME_VERSION, be,
		    4 * keys.n, err);
	hj_name_clear(&name);
	return rc;
}

/* The name in d->text, and how it is matched. */
static int
add_name(struct hj_describing *d, enum hj_conf level, struct hj_error *err)
{
	const char *p = (const char *)d->text.data;
	size_t n = d->text.len;

	if (n == 0 || hj_describe_is_there(d, HJ_ROW_NAME, p, n))
		return HJ_OK;
	hj_buf_reset(&d->folded);
	if (hj_describe_add(d, HJ_ROW_NAME, level, p, n, err) != HJ_OK ||
	    hj_text_fold(p, n, &d->folded, err) != HJ_OK)
		return (int)err->code;
	if ((d->folded.len != n || memcmp(p, d->folded.data, n) != 0) &&
	    hj_describe_add(d, HJ_ROW_FOLDED, level, d->folded.data,
		d->folded.len, err) != HJ_OK)
		return (int)err->code;
	return add_keys(d, err);
}

/* Korean and Chinese names are written together, others apart. */
static bool
written_together(const char *family)
{
	uint32_t c = 0;

	(void)hj_text_decode(family, strlen(family), &c);
	return c >= 0x1100;
}

int
hj_describe_name(struct hj_describing *d, const struct hj_node *name,
    struct hj_error *err)
{
	const char *full = hj_node_value(name, "full");
	const char *family = hj_node_value(name, "family");
	const char *given = hj_node_value(name, "given");
	enum hj_conf level = hj_node_conf(name);

	hj_buf_reset(&d->text);
	if (full != NULL &&
	    (hj_buf_puts(&d->text, full, err) != HJ_OK ||
		add_name(d, level, err) != HJ_OK))
		return (int)err->code;
	if (family == NULL && given == NULL)
		return HJ_OK;
	hj_buf_reset(&d->text);
	if (family != NULL && hj_buf_puts(&d->text, family, err) != HJ_OK)
		return (int)err->code;
	if (family != NULL && given != NULL && !written_together(family) &&
	    hj_buf_putc(&d->text, ' ', err) != HJ_OK)
		return (int)err->code;
	if (given != NULL && hj_buf_puts(&d->text, given, err) != HJ_OK)
		return (int)err->code;
	return add_name(d, level, err);
}
