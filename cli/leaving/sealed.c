#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "cli/access/memberkeys.h"
#include "cli/leaving/sealed.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/case/digest.h"
#include "core/file/blob.h"
#include "core/file/dir.h"
#include "core/file/padme.h"
#include "core/log/checkpoint.h"

struct sealed {
	struct leaving *to;
	struct sealing who;
	bool seals, signs, lines, apart;
	struct hj_age_writer *age;
	uint64_t bytes; /* of the document */
	crypto_hash_sha256_state document;
	char hex[2 * crypto_hash_sha256_BYTES + 1]; /* once it has ended */
	crypto_generichash_state signing; /* of the file */
};

static int
out(void *with, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct sealed *s = with;

	(void)crypto_generichash_update(&s->signing, p, n);
	return leaving_out(s->to, p, n, err);
}

/* Where the signature goes. */
static int
beside(const struct leaving *l, struct hj_buf *to, const char **ret,
    struct hj_error *err)
{
	int rc = hj_buf_printf(to, err, "%s" HJ_MINISIGN_SUFFIX, l->path);

	return rc == HJ_OK ? hj_buf_text(to, ret, err) : rc;
}

static int
check_beside(const struct leaving *l, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_PATH_MAX);
	const char *path;
	int rc;

	if (l->path == NULL || strcmp(l->path, "-") == 0)
		return cli_usage(err,
		    "--sign writes a file beside the file: give -o FILE");
	if ((rc = beside(l, &b, &path, err)) == HJ_OK)
		rc = outfile_vacant(path, err);
	hj_buf_clear(&b);
	return rc;
}

int
leaving_seal(struct leaving *l, const struct sealing_opt *o, bool lines,
    struct hj_error *err)
{
	struct sealed *s;
	int rc;

	if (o->armor && !sealing_is_wanted(o))
		return cli_usage(err,
		    "say for whom it is sealed: --to KEY, or --with-passphrase");
	if (!sealing_is_wanted(o) && !o->sign)
		return HJ_OK;
	if (o->sign && (rc = check_beside(l, err)) != HJ_OK)
		return rc;
	if ((s = calloc(1, sizeof(*s))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	l->sealed = s;
	s->to = l;
	s->signs = o->sign;
	s->lines = lines;
	s->apart = o->apart;
	s->seals = sealing_is_wanted(o);
	(void)crypto_hash_sha256_init(&s->document);
	(void)crypto_generichash_init(&s->signing, NULL, 0, HJ_MINISIGN_HASH);
	return s->seals ? sealing_begin(l->c, o, &s->who, err) : HJ_OK;
}

/* The header leaves with the first byte: after whatever may refuse. */
int
sealed_put(struct sealed *s, const uint8_t *p, size_t n, struct hj_error *err)
{
	int rc = HJ_OK;

	(void)crypto_hash_sha256_update(&s->document, p, n);
	s->bytes += n;
	if (!s->seals)
		return out(s, p, n, err);
	if (s->age == NULL)
		rc = hj_age_begin(&s->who.to, out, s, &s->age, err);
	return rc == HJ_OK ? hj_age_put(s->age, p, n, err) : rc;
}

static int
pad(struct sealed *s, struct hj_error *err)
{
	uint64_t left = hj_padme(s->bytes) - s->bytes;
	uint8_t lines[4096];
	int rc = HJ_OK;

	memset(lines, '\n', sizeof(lines));
	while (rc == HJ_OK && left > 0) {
		size_t n = left < sizeof(lines) ? (size_t)left : sizeof(lines);

		rc = sealed_put(s, lines, n, err);
		left -= n;
	}
	return rc;
}

int
sealed_end(struct sealed *s, struct hj_error *err)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	int rc = HJ_OK;

	if (s->seals && (s->bytes == 0 || s->lines))
		rc = s->bytes == 0 ? sealed_put(s, (const uint8_t *)"", 0, err)
				   : pad(s, err);
	(void)crypto_hash_sha256_final(&s->document, hash);
	hj_digest_hex(hash, s->hex);
	return rc == HJ_OK && s->seals ? hj_age_end(s->age, err) : rc;
}

int
sealed_describe(const struct sealed *s, struct hj_buf *to, struct hj_error *err)
{
	int rc;

	if (!s->seals)
		return HJ_OK;
	if ((rc = hj_buf_puts(to, "sealed to", err)) != HJ_OK ||
	    (rc = sealing_names(&s->who, " ", to, err)) != HJ_OK)
		return rc;
	return hj_buf_printf(to, err, "\ninside %s\n", s->hex);
}

/* ---- the signature ---- */

int
leaving_recipients(const struct leaving *l, struct hj_buf *to,
    struct hj_error *err)
{
	return l->sealed != NULL && l->sealed->seals
	    ? sealing_names(&l->sealed->who, " ", to, err)
	    : hj_buf_puts(to, " anybody", err);
}

/* Vault, checkpoint, recipients: what nobody can put another file under. */
static int
comment(const struct sealed *s, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_vault_facts facts;
	struct hj_checkpoint at;
	char root[2 * HJ_HASH_BYTES + 1];
	size_t n = 0;
	int rc;

	if (s->apart)
		return hj_buf_puts(to, "hanji; to", err) == HJ_OK
		    ? leaving_recipients(s->to, to, err)
		    : (int)err->code;
	if ((rc = hj_vault_facts(s->to->c->vault, &facts, err)) != HJ_OK ||
	    (rc = hj_vault_checkpoint(s->to->c->vault, &note, err)) != HJ_OK)
		goto out;
	/* The text of the note ends in an empty line. */
	while (n + 1 < note.len &&
	    !(note.data[n] == '\n' && note.data[n + 1] == '\n'))
		n++;
	if ((rc = hj_checkpoint_parse((const char *)note.data, n + 1, &at,
		 err)) != HJ_OK)
		goto out;
	hj_digest_hex(at.root, root);
	rc = hj_buf_printf(to, err, "hanji vault %s; checkpoint %llu %s; to",
	    facts.vault_id, (unsigned long long)at.size, root);
	if (rc == HJ_OK)
		rc = leaving_recipients(s->to, to, err);
out:
	hj_buf_clear(&note);
	return rc;
}

int
sealed_sign(struct sealed *s, struct hj_error *err)
{
	struct hj_buf said = HJ_BUF(HJ_MINISIGN_COMMENT_MAX);
	struct hj_buf file = HJ_BUF(HJ_MINISIGN_MAX), at = HJ_BUF(HJ_PATH_MAX);
	uint8_t hash[HJ_MINISIGN_HASH];
	struct hj_member *m = NULL;
	const char *trusted, *path;
	int rc;

	if (!s->signs)
		return HJ_OK;
	(void)crypto_generichash_final(&s->signing, hash, sizeof(hash));
	if ((rc = comment(s, &said, err)) == HJ_OK &&
	    (rc = hj_buf_text(&said, &trusted, err)) == HJ_OK &&
	    (rc = beside(s->to, &at, &path, err)) == HJ_OK &&
	    (rc = memberkeys_open(s->to->c, &m, err)) == HJ_OK &&
	    (rc = hj_minisign_sign(m, hash, trusted, &file, err)) == HJ_OK)
		rc = outfile_write(path, &file, err);
	hj_member_free(m);
	hj_buf_clear(&said);
	hj_buf_clear(&file);
	hj_buf_clear(&at);
	return rc == HJ_OK
	    ? HJ_OK
	    : hj_while(err, "'%s' is written, its signature is not",
		  s->to->path);
}

void
sealed_free(struct sealed *s)
{
	if (s == NULL)
		return;
	hj_age_writer_free(s->age);
	sealing_clear(&s->who);
	free(s);
}
