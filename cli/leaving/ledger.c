#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/leaving/ledger.h"
#include "cli/screen/say.h"
#include "cli/screen/outfile.h"
#include "cli/access/process.h"
#include "cli/leaving/sealed.h"
#include "core/case/digest.h"
#include "core/base/limits.h"
#include "core/log/log.h"

/* The ids of ten thousand cases; a larger export is known by its number and
 * its fingerprint. */
#define IDS_MAX ((size_t)256 << 10)
#define LINE_ROOM ((size_t)HJ_ID_CHARS + 1 + HJ_ELEMENT_ID_CHARS + 1)
#define PIECE ((size_t)64 << 10)
/* A hundred thousand attachments. */
#define ENCLOSED_MAX ((size_t)4 << 20)

struct enclosed {
	struct hj_id id; /* of the case */
	char evidence[HJ_ELEMENT_ID_CHARS + 1];
	bool clean;
};

static bool
is_stdout(const struct leaving *l)
{
	return l->path == NULL || strcmp(l->path, "-") == 0;
}

/* What goes to standard output waits in memory until its entry is durable. */
static int
begin_waiting(struct leaving *l, struct hj_error *err)
{
	l->fd = memfd_create("hanji", MFD_CLOEXEC);
	return l->fd >= 0 ? HJ_OK
			  : hj_fail_errno(err, errno, "cannot use memory");
}

/* The entry is durable: let it go. */
static int
let_go(const struct leaving *l, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(PIECE);
	size_t got = 1;
	uint8_t *p;
	int rc = hj_buf_extend(&b, PIECE, &p, err);

	if (rc == HJ_OK && lseek(l->fd, 0, SEEK_SET) != 0)
		rc = hj_fail_errno(err, errno, "cannot use memory");
	while (rc == HJ_OK && got != 0) {
		if ((rc = process_check(err)) == HJ_OK &&
		    (rc = hj_fd_read(l->fd, _("memory"), p, PIECE, &got,
			 err)) == HJ_OK &&
		    got != 0)
			rc = hj_fd_write(STDOUT_FILENO, _("standard output"), p,
			    got, err);
	}
	hj_buf_clear(&b);
	return rc;
}

int
leaving_begin(struct cli *c, const char *path, struct leaving *ret,
    struct hj_error *err)
{
	struct outfile at;

	*ret = (struct leaving){ .c = c,
		.path = path,
		.fd = -1,
		.cases = HJ_BUF(IDS_MAX),
		.enclosed = HJ_BUF(ENCLOSED_MAX) };
	crypto_hash_sha256_init(&ret->hash);
	if (is_stdout(ret) && c->global->json)
		return cli_usage(err,
		    "with --json the file needs a name: give -o FILE");
	if (is_stdout(ret))
		return begin_waiting(ret, err);
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

	return l->sealed != NULL ? sealed_put(l->sealed, p, n, err)
				 : leaving_out(l, p, n, err);
}

int
leaving_out(struct leaving *l, const uint8_t *p, size_t n, struct hj_error *err)
{
	if (process_check(err) != HJ_OK)
		return (int)err->code;
	crypto_hash_sha256_update(&l->hash, p, n);
	l->bytes += n;
	if (!is_stdout(l))
		return hj_fd_write(l->fd, l->path, p, n, err);
	if (l->bytes > HJ_OPENED_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "more than %llu MiB are too much for standard output: give -o FILE",
		    (unsigned long long)HJ_OPENED_MAX >> 20);
	return hj_fd_write(l->fd, _("memory"), p, n, err);
}

static int
add_line(struct leaving *l, const struct hj_id *id, const char *person,
    struct hj_error *err)
{
	char text[HJ_ID_CHARS + 1];

	if (l->cases.len + LINE_ROOM > IDS_MAX)
		return HJ_OK;
	hj_id_text(id, text);
	return hj_buf_printf(&l->cases, err, "%s%s%s\n", text,
	    person != NULL ? " " : "", person != NULL ? person : "");
}

int
leaving_case(struct leaving *l, const struct hj_id *id, struct hj_error *err)
{
	l->ncases++;
	return add_line(l, id, NULL, err);
}

int
leaving_named(struct leaving *l, const struct hj_id *id, const char *person,
    struct hj_error *err)
{
	return add_line(l, id, person, err);
}

int
leaving_enclosed(struct leaving *l, const struct hj_id *id,
    const char *evidence, bool clean, struct hj_error *err)
{
	struct enclosed e = { .id = *id, .clean = clean };

	(void)snprintf(e.evidence, sizeof(e.evidence), "%s", evidence);
	return hj_buf_add(&l->enclosed, &e, sizeof(e), err);
}

void
leaving_tell(struct cli *c, const struct hj_buf *bytes, struct leaving *ret)
{
	*ret = (struct leaving){ .c = c,
		.fd = -1,
		.cases = HJ_BUF(IDS_MAX),
		.bytes = bytes->len };
	crypto_hash_sha256_init(&ret->hash);
	crypto_hash_sha256_update(&ret->hash, bytes->data, bytes->len);
}

/* A line feed in one would begin a line that says something else. */
static int
check_lines(const char *const *texts, size_t n, struct hj_error *err)
{
	for (size_t i = 0; i < n; i++)
		if (texts[i] != NULL && strpbrk(texts[i], "\r\n") != NULL)
			return hj_fail(err, HJ_EINVAL,
			    "a recipient, a purpose and a reason are one line each");
	return HJ_OK;
}

static int
describe(const struct leaving *l, const struct leaving_to *to, const char *hex,
    struct hj_buf *b, struct hj_error *err)
{
	const char *reason = l->c->global->reason;
	const char *const texts[] = { to->recipient, to->purpose, reason };
	char petition[HJ_ID_CHARS + 1] = "-";

	if (check_lines(texts, HJ_LEN(texts), err) != HJ_OK)
		return (int)err->code;
	if (to->petition != NULL)
		hj_id_text(to->petition, petition);
	if (hj_buf_printf(b, err,
		"scope %s\nrecipient %s\npurpose %s\nreason %s\npetition %s\n",
		to->scope, to->recipient != NULL ? to->recipient : "-",
		to->purpose != NULL ? to->purpose : "-",
		reason != NULL ? reason : "-", petition) != HJ_OK ||
	    (l->sealed != NULL &&
		sealed_describe(l->sealed, b, err) != HJ_OK) ||
	    hj_buf_printf(b, err, "sha256 %s\nbytes %llu\n", hex,
		(unsigned long long)l->bytes) != HJ_OK)
		return (int)err->code;
	/* More than an entry holds is not cut, but refused. */
	if (to->accepted != NULL &&
	    hj_buf_add(b, to->accepted->data, to->accepted->len, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_printf(b, err, "%scases %llu\n",
	    to->unnamed ? "named none\n" : "", (unsigned long long)l->ncases);
}

static int
note(struct hj_change *change, const struct leaving_to *to, struct hj_buf *b,
    struct hj_error *err)
{
	const char *text;

	if (hj_buf_text(b, &text, err) != HJ_OK)
		return (int)err->code;
	return hj_change_note(change, to->action, NULL, text, err);
}

/* How many bytes of whole lines does an entry still hold? */
static size_t
room(const struct hj_buf *b, const uint8_t *p, size_t left)
{
	size_t n = b->len < HJ_DETAIL_MAX ? HJ_DETAIL_MAX - b->len : 0;

	if (left <= n)
		return left;
	while (n != 0 && p[n - 1] != '\n')
		n--;
	return n;
}

/* One entry, and more behind it when the lines need them: the fingerprint of
 * the file joins them. */
int
leaving_note(struct leaving *l, const struct leaving_to *to,
    struct hj_change *change, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_DETAIL_MAX + 1);
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	size_t at = 0, n;
	int rc;

	crypto_hash_sha256_final(&l->hash, hash);
	hj_digest_hex(hash, hex);
	memcpy(l->sha256, hex, sizeof(l->sha256));
	rc = describe(l, to, hex, &b, err);
	for (; rc == HJ_OK; at += n) {
		n = room(&b, l->cases.data + at, l->cases.len - at);
		if ((rc = hj_buf_add(&b, l->cases.data + at, n, err)) !=
			HJ_OK ||
		    (rc = note(change, to, &b, err)) != HJ_OK ||
		    at + n == l->cases.len)
			break;
		hj_buf_reset(&b);
		rc = hj_buf_printf(&b, err, "sha256 %s\n", hex);
	}
	hj_buf_clear(&b);
	return rc;
}

/* In the story of each attachment. */
static int
note_enclosed(struct leaving *l, struct hj_change *change, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_row row;
	struct enclosed e;
	char detail[64];
	int rc = HJ_OK;

	for (size_t at = 0; rc == HJ_OK && at < l->enclosed.len;
	     at += sizeof(e)) {
		memcpy(&e, l->enclosed.data + at, sizeof(e));
		(void)snprintf(detail, sizeof(detail), "evidence %s\n%s",
		    e.evidence, e.clean ? "copy clean\n" : "");
		hj_buf_reset(&items);
		if ((rc = hj_vault_row(l->c->vault, &e.id, &row, &items,
			 err)) == HJ_OK)
			rc = hj_change_note(change, HJ_DID_EXTRACT, &row,
			    detail, err);
	}
	hj_buf_clear(&items);
	return rc;
}

static int
enter(struct leaving *l, const struct leaving_to *to, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)l->c->global->wait };
	struct hj_change *change = NULL;
	int rc;

	if ((rc = hj_vault_begin(l->c->vault, &w, &change, err)) != HJ_OK)
		return rc;
	if ((rc = note_enclosed(l, change, err)) == HJ_OK &&
	    (rc = leaving_note(l, to, change, err)) == HJ_OK)
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

	if (l->sealed != NULL && (rc = sealed_end(l->sealed, err)) != HJ_OK)
		return rc;
	if ((rc = enter(l, to, err)) != HJ_OK)
		return rc;
	if (is_stdout(l))
		return let_go(l, err);
	if ((rc = outfile_split(l->path, &at, err)) != HJ_OK)
		return rc;
	l->file = NULL;
	rc = hj_file_finish(file, at.name, false, err);
	return rc == HJ_OK && l->sealed != NULL ? sealed_sign(l->sealed, err)
						: rc;
}

void
leaving_drop(struct leaving *l)
{
	/* A file's own is closed by whoever ends the file. */
	if (is_stdout(l) && l->fd > STDERR_FILENO)
		(void)close(l->fd);
	l->fd = -1;
	hj_file_drop(l->file);
	l->file = NULL;
	sealed_free(l->sealed);
	l->sealed = NULL;
	hj_buf_clear(&l->cases);
	hj_buf_clear(&l->enclosed);
}
