#include "export/render/package.h"

#include <string.h>

static int
put(struct hj_buf *to, const void *p, size_t n, struct hj_error *err)
{
	if (n > UINT32_MAX)
		return hj_fail(err, HJ_ELIMIT, "a part is too large");
	if (hj_buf_u32(to, (uint32_t)n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, p, n, err);
}

int
hj_package_make(const struct hj_render *r, const struct hj_part *parts,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX);
	int rc = hj_buf_puts(&in, HJ_PACKAGE_MAGIC, err);

	for (size_t i = 0; rc == HJ_OK && i < n; i++) {
		const struct hj_part *p = &parts[i];

		if ((rc = hj_buf_putc(&in, p->stored ? 1 : 0, err)) == HJ_OK &&
		    (rc = put(&in, p->name, strlen(p->name), err)) == HJ_OK)
			rc = put(&in, p->p, p->n, err);
	}
	if (rc == HJ_OK)
		rc = hj_render_run(r, &in, to, err);
	hj_buf_clear(&in);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "packing the file");
}

bool
hj_package_read(struct hj_cursor *c, struct hj_part parts[HJ_ZIP_PARTS],
    char names[HJ_ZIP_PARTS][HJ_ZIP_NAME + 1], size_t *n)
{
	for (*n = 0; c->left != 0; (*n)++) {
		uint8_t stored = hj_cursor_u8(c);
		uint32_t len = hj_cursor_u32(c);
		const uint8_t *name = hj_cursor_bytes(c, len);
		uint32_t size = hj_cursor_u32(c);
		const uint8_t *p = hj_cursor_bytes(c, size);

		if (c->bad || *n == HJ_ZIP_PARTS || stored > 1 ||
		    !hj_zip_name_valid((const char *)name, len))
			return false;
		memcpy(names[*n], name, len);
		names[*n][len] = '\0';
		parts[*n] = (struct hj_part){ .name = names[*n],
			.p = p,
			.n = size,
			.stored = stored == 1 };
	}
	return *n != 0;
}
