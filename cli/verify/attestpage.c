#include <string.h>

#include <sodium.h>

#include "cli/leaving/rendering.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/verify/attestout.h"
#include "cli/verify/attestpage.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/log/note.h"
#include "export/page/statepage.h"

static const struct hj_page_format *
format_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot != NULL && strchr(dot, '/') == NULL
	    ? hj_page_format_by_word(dot + 1)
	    : NULL;
}

static int
render(struct cli *c, const struct hj_page_format *f, const char *note,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX);
	char today[SPAN_TEXT];
	struct hj_qr code;
	const struct hj_statepage p = { .korean = c->korean,
		.note = note,
		.n = n,
		.code = &code,
		.today = today };
	int rc;

	span_today(today);
	if ((rc = rendering_code((const uint8_t *)note, n, &code, err)) ==
		HJ_OK &&
	    (rc = hj_statepage_build(&p, &xml, err)) == HJ_OK)
		rc = rendering_page(f, &xml, to, err);
	hj_buf_clear(&xml);
	return rc;
}

static void
emit_note(struct emit *out, const struct hj_buf *note)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];

	(void)crypto_hash_sha256(hash, note->data, note->len);
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	emit_map(out);
	emit_key(out, "checkpoint", NULL);
	emit_bytes(out, (const char *)note->data, note->len);
	emit_key(out, "sha256", NULL);
	emit_text(out, hex);
	emit_end(out);
}

int
attestpage_write(struct cli *c, const char *path, struct hj_error *err)
{
	const struct hj_page_format *f = format_of(path);
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX), out = HJ_BUF(HJ_RENDER_MAX);
	int rc;

	if (f == NULL)
		return cli_usage(err,
		    "the name of a page ends in .pdf, .html or .txt");
	if ((rc = outfile_vacant(path, err)) == HJ_OK &&
	    (rc = attestout_note(c, &note, err)) == HJ_OK &&
	    (rc = render(c, f, (const char *)note.data, note.len, &out, err)) ==
		HJ_OK &&
	    (rc = outfile_write(path, &out, err)) == HJ_OK &&
	    emit_is_json(c->out))
		emit_note(c->out, &note);
	hj_buf_clear(&note);
	hj_buf_clear(&out);
	return rc;
}
