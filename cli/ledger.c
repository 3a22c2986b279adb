#include <string.h>
#include <unistd.h>

#include "cli/ledger.h"
#include "cli/outfile.h"
#include "cli/process.h"
#include "core/digest.h"
#include "core/limits.h"

/* The ids of ten thousand cases; a larger export is known by its number and
 * its fingerprint. */
#define IDS_MAX ((size_t)256 << 10)
#define ID_LINE ((size_t)HJ_ID_CHARS + 1)

static bool
is_stdout(const struct leaving *l)
{
	return l->path == NULL || strcmp(l->path, "-") == 0;
}

int
leaving_begin(struct cli *c, const char *path, struct leaving *ret,
    struct hj_error *err)
{
	struct outfile at;

	*ret = (struct leaving){ .c = c,
		.path = path,
		.fd = STDOUT_FILENO,
		.cases = HJ_BUF(IDS_MAX) };
	crypto_hash_sha256_init(&ret->hash);
	if (is_stdout(ret))
		return HJ_OK;
	if (access(path, F_OK) == 0)
		return hj_fail(err, HJ_EEXISTS,
		    "'%s' is there already and is not replaced", path);
	if (outfile_split(path, &at, err) != HJ_OK)
		return (int)err->code;
	return hj_file_begin(at.dir, &ret->file, &ret->fd, err);
}

int
leaving_write(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct leaving *l = to;

	if (process_check(err) != HJ_OK)
		return (int)err->code;
	crypto_hash_sha256_update(&l->hash, p, n);
	l->bytes += n;
	return hj_fd_write(l->fd, is_stdout(l) ? "standard output" : l->path, p,
	    n, err);
}

int
leaving_case(struct leaving *l, const struct hj_id *id, struct hj_error *err)
{
	char text[HJ_ID_CHARS + 1];

	l->ncases++;
	if (l->cases.len + sizeof(text) > IDS_MAX)
		return HJ_OK;
	hj_id_text(id, text);
	text[HJ_ID_CHARS] = '\n';
	return hj_buf_add(&l->cases, text, sizeof(text), err);
}

/* The sentence of the first entry, up to where the ids begin. */
static int
describe(struct leaving *l, const struct leaving_to *to, struct hj_buf *b,
    struct hj_error *err)
{
	const char *reason = l->c->global->reason;

	return hj_buf_printf(b, err,
	    "scope %s\nrecipient %s\npurpose %s\nreason %s\nsha256 %s\nbytes %llu\ncases %llu\n",
	    to->scope, to->recipient != NULL ? to->recipient : "-",
	    to->purpose != NULL ? to->purpose : "-",
	    reason != NULL ? reason : "-", l->sha256,
	    (unsigned long long)l->bytes, (unsigned long long)l->ncases);
}

/*
 * The detail of an entry has a ceiling, and a vault has more cases than go
 * into one: the ids go on in further entries of the same commit, each of
 * which names the file by its fingerprint.
 */
static int
note_all(struct leaving *l, const struct leaving_to *to,
    struct hj_change *change, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_DETAIL_MAX + 1); /* and its NUL */
	const char *text;
	size_t at = 0;
	int rc = describe(l, to, &b, err);

	while (rc == HJ_OK) {
		size_t n = 0;

		if (b.len < HJ_DETAIL_MAX)
			n = (HJ_DETAIL_MAX - b.len) / ID_LINE * ID_LINE;
		if (n > l->cases.len - at)
			n = l->cases.len - at;
		if ((rc = hj_buf_add(&b, l->cases.data + at, n, err)) !=
			HJ_OK ||
		    (rc = hj_buf_text(&b, &text, err)) != HJ_OK ||
		    (rc = hj_change_note(change, to->action, NULL, text,
			 err)) != HJ_OK)
			break;
		if ((at += n) == l->cases.len)
			break;
		hj_buf_reset(&b);
		rc = hj_buf_printf(&b, err, "sha256 %s\n", l->sha256);
	}
	hj_buf_clear(&b);
	return rc;
}

static int
log_it(struct leaving *l, const struct leaving_to *to, struct hj_error *err)
{
	const struct hj_wait wait = { (unsigned)l->c->global->wait };
	uint8_t hash[crypto_hash_sha256_BYTES];
	struct hj_change *change = NULL;
	int rc;

	crypto_hash_sha256_final(&l->hash, hash);
	hj_digest_hex(hash, l->sha256);
	if ((rc = hj_vault_begin(l->c->vault, &wait, &change, err)) != HJ_OK)
		return rc;
	if ((rc = note_all(l, to, change, err)) == HJ_OK)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

int
leaving_finish(struct leaving *l, const struct leaving_to *to,
    struct hj_error *err)
{
	struct hj_file_new *file = l->file;
	struct outfile at;
	int rc;

	if ((rc = log_it(l, to, err)) != HJ_OK || is_stdout(l) ||
	    (rc = outfile_split(l->path, &at, err)) != HJ_OK)
		return rc;
	l->file = NULL;
	return hj_file_finish(file, at.name, false, err);
}

void
leaving_drop(struct leaving *l)
{
	hj_file_drop(l->file);
	l->file = NULL;
	hj_buf_clear(&l->cases);
}
