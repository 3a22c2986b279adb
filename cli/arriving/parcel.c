#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/access/memberkeys.h"
#include "cli/arriving/parcel.h"
#include "cli/arriving/parcel_own.h"
#include "cli/leaving/addressee.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/file/tar.h"

#define LINES_MAX ((size_t)32 << 20)

bool
parcel_looks(int fd)
{
	uint8_t head[HJ_TAR_BLOCK];
	struct stat st;

	if (fstat(fd, &st) != 0)
		return false;
	return S_ISDIR(st.st_mode) ||
	    (S_ISREG(st.st_mode) &&
		pread(fd, head, sizeof(head), 0) == sizeof(head) &&
		memcmp(head + 257, "ustar", 5) == 0);
}

/* ---- what the other process left ---- */

static bool
read_file(char *text, struct parcel_file *ret)
{
	char *offset = strchr(text, ' '), *size;
	struct hj_error ignored = HJ_ERROR;

	if (offset == NULL || (size = strchr(offset + 1, ' ')) == NULL ||
	    offset - text != 64 || strspn(text, "0123456789abcdef") != 64)
		return false;
	*offset++ = '\0';
	*size++ = '\0';
	memcpy(ret->sha256, text, sizeof(ret->sha256));
	return hj_text_number(offset, strlen(offset), 0, HJ_OPENED_MAX,
		   &ret->offset, &ignored) == HJ_OK &&
	    hj_text_number(size, strlen(size), 0, HJ_OPENED_MAX, &ret->size,
		&ignored) == HJ_OK;
}

/* Behind `word` and a blank; or NULL. */
static char *
value(char *line, const char *word)
{
	size_t n = strlen(word);

	return strncmp(line, word, n) == 0 && line[n] == ' ' ? line + n + 1
							     : NULL;
}

static int
read_line(struct parcel *p, char *line, struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	struct parcel_file f;
	char *v;

	if ((v = value(line, "signer")) != NULL) {
		(void)snprintf(p->signer, sizeof(p->signer), "%s", v);
		return HJ_OK;
	}
	if ((v = value(line, "signed")) != NULL) {
		(void)snprintf(p->sha256, sizeof(p->sha256), "%s", v);
		return HJ_OK;
	}
	if ((v = value(line, "comment")) != NULL)
		return hj_buf_puts(&p->comment, v, err);
	if ((v = value(line, "cases")) != NULL &&
	    hj_text_number(v, strlen(v), 0, UINT32_MAX, &p->cases, &ignored) ==
		HJ_OK)
		return HJ_OK;
	if ((v = value(line, "file")) != NULL && read_file(v, &f))
		return hj_buf_add(&p->files, &f, sizeof(f), err);
	return parcel_broken(err);
}

static int
read_lines(struct parcel *p, struct hj_buf *b, struct hj_error *err)
{
	int rc = b->len != 0 ? HJ_OK : parcel_broken(err);

	for (size_t at = 0; rc == HJ_OK && at < b->len;) {
		char *line = (char *)b->data + at;
		char *end = memchr(line, '\n', b->len - at);

		if (end == NULL)
			return parcel_broken(err);
		*end = '\0';
		at += (size_t)(end - line) + 1;
		rc = read_line(p, line, err);
	}
	return rc;
}

/* ---- whose, and for whom ---- */

static int
judge_signer(struct cli *c, const struct opening_opt *o, struct parcel *p,
    struct hj_error *err)
{
	struct hj_minisign_key given, has;
	struct hj_member *m = NULL;
	char own[HJ_AGEKEY_SHOWN];
	int rc;

	if ((rc = hj_minisign_key_parse(p->signer, strlen(p->signer), &has,
		 err)) != HJ_OK ||
	    (rc = memberkeys_open(c, &m, err)) != HJ_OK)
		return rc;
	hj_minisign_key(hj_member_public(m)->ed25519, &given);
	hj_agekey_say(hj_member_public(m)->x25519, own);
	hj_member_free(m);
	if (o->signer != NULL &&
	    (rc = hj_minisign_key_parse(o->signer, strlen(o->signer), &given,
		 err)) != HJ_OK)
		return hj_while(err, "--signed-by");
	p->known = memcmp(&given, &has, sizeof(has)) == 0;
	if (!p->known && o->signer != NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "another key than --signed-by has signed it: %s",
		    p->signer);
	if (addressee_is((const char *)p->comment.data, p->comment.len, own) ==
	    ADDRESSEE_OTHERS)
		return hj_fail(err, HJ_EREFUSED,
		    "it was signed for others and sent on: ask whoever signed it for a file of your own");
	return HJ_OK;
}

static int
say_summary(struct cli *c, const char *file, const struct parcel *p,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF((size_t)8 * HJ_MINISIGN_COMMENT_MAX);
	size_t files = p->files.len / sizeof(struct parcel_file);
	const char *text;
	int rc;

	if (p->known)
		ui_say(c->ui,
		    _("'%s' is a package signed by %s, and everything in it holds: %llu case files, %zu attachments"),
		    file, p->signer, (unsigned long long)p->cases, files);
	else
		ui_say(c->ui,
		    _("'%s' is a package, and everything in it holds: %llu case files, %zu attachments.  Whose key signed it is not known here: compare it with what the sender gave you, or give that with --signed-by: %s"),
		    file, (unsigned long long)p->cases, files, p->signer);
	if ((rc = hj_text_visible((const char *)p->comment.data, p->comment.len,
		 false, &b, err)) == HJ_OK &&
	    (rc = hj_buf_text(&b, &text, err)) == HJ_OK)
		ui_say(c->ui, "  %s", text);
	hj_buf_clear(&b);
	return rc;
}

/* ---- taking it apart ---- */

static int
memory(int *ret, struct hj_error *err)
{
	*ret = memfd_create("hanji", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	return *ret >= 0 ? HJ_OK
			 : hj_fail_errno(err, errno, "cannot use memory");
}

/* A tar of a folder's files: what is checked then is what was read now. */
static int
spool(int folder, int *ret, struct hj_error *err)
{
	struct parcel_hearing h = PARCEL_HEARING;
	int rc;

	if ((rc = memory(ret, err)) != HJ_OK)
		return rc;
	h.tar = *ret;
	if ((rc = parcel_errand(PARCEL_FOLDER, folder, &h, err)) == HJ_OK &&
	    fcntl(*ret, F_ADD_SEALS,
		F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
		rc = hj_fail_errno(err, errno, "cannot use memory");
	return rc;
}

static int
take_apart(struct parcel *p, struct hj_error *err)
{
	struct hj_buf lines = HJ_BUF(LINES_MAX);
	struct parcel_hearing h = PARCEL_HEARING;
	int rc;

	if ((rc = memory(&p->exchange, err)) != HJ_OK)
		return rc;
	h.exchange = p->exchange;
	h.lines = &lines;
	if ((rc = parcel_errand(PARCEL_APART, p->package, &h, err)) == HJ_OK)
		rc = read_lines(p, &lines, err);
	if (rc == HJ_OK && lseek(p->exchange, 0, SEEK_SET) != 0)
		rc = hj_fail_errno(err, errno, "cannot use memory");
	hj_buf_clear(&lines);
	return rc;
}

int
parcel_open(struct cli *c, const struct opening_opt *o, const char *file,
    int fd, struct parcel *ret, struct hj_error *err)
{
	struct stat st;
	int rc = HJ_OK;

	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		rc = spool(fd, &ret->package, err);
	else if ((ret->package = fcntl(fd, F_DUPFD_CLOEXEC, 3)) < 0)
		rc = hj_fail_errno(err, errno, "cannot use memory");
	if (rc == HJ_OK && (rc = take_apart(ret, err)) == HJ_OK &&
	    (rc = judge_signer(c, o, ret, err)) == HJ_OK)
		rc = say_summary(c, file, ret, err);
	return rc;
}

void
parcel_clear(struct parcel *p)
{
	if (p->package >= 0)
		(void)close(p->package);
	if (p->exchange >= 0)
		(void)close(p->exchange);
	hj_buf_clear(&p->comment);
	hj_buf_clear(&p->files);
	*p = PARCEL;
}
