#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/addressee.h"
#include "cli/memberkeys.h"
#include "cli/parcel_own.h"
#include "cli/process.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "core/confine.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/tar.h"
#include "core/text.h"

#define INDEX_MAX ((size_t)32 << 20)

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

static int
broken(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "whoever read it was stopped: the file attacked it, or the installation is damaged");
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
	return broken(err);
}

static int
read_index(struct parcel *p, int fd, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(INDEX_MAX);
	struct stat st;
	uint8_t *room;
	size_t got = 0;
	int rc;

	if (fstat(fd, &st) != 0 || lseek(fd, 0, SEEK_SET) != 0 ||
	    st.st_size <= 0 || (uint64_t)st.st_size >= INDEX_MAX)
		return broken(err);
	if ((rc = hj_buf_extend(&b, (size_t)st.st_size, &room, err)) == HJ_OK)
		rc = hj_fd_read(fd, _("memory"), room, (size_t)st.st_size, &got,
		    err);
	for (size_t at = 0; rc == HJ_OK && at < got;) {
		char *line = (char *)b.data + at, *end;

		if ((end = memchr(line, '\n', got - at)) == NULL) {
			rc = broken(err);
			break;
		}
		*end = '\0';
		at += (size_t)(end - line) + 1;
		rc = read_line(p, line, err);
	}
	hj_buf_clear(&b);
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
	*ret = memfd_create("hanji", MFD_CLOEXEC);
	return *ret >= 0 ? HJ_OK
			 : hj_fail_errno(err, errno, "cannot use memory");
}

static int
run(struct parcel_task *t, bool folder, struct hj_error *err)
{
	const struct hj_confine_path read = { .path = t->file };
	const struct hj_confine_profile profile = { .filter = true,
		.open_files = true,
		.paths = &read,
		.npaths = folder ? 1 : 0,
		.memory = UINT64_MAX, /* the map of the vault is in it */
		.descriptors = 64,
		.output = true,
		.cpu = 600 };
	const int keep[] = { t->fd, t->exchange, t->index, t->package };

	return process_fork_confined(parcel_take_apart, t, &profile, keep,
	    folder ? 4 : 3, err);
}

int
parcel_open(struct cli *c, const struct opening_opt *o, const char *file,
    int fd, struct parcel *ret, struct hj_error *err)
{
	/* For whom it is, this process asks, who knows the member. */
	const struct opened any = { .sealed = false };
	struct parcel_task t = { .file = file,
		.fd = fd,
		.package = fd,
		.index = -1,
		.exchange = -1,
		.came = &any };
	struct stat st;
	bool folder = fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
	int rc = HJ_OK;

	if (folder && (rc = memory(&ret->package, err)) == HJ_OK)
		t.package = ret->package;
	if (rc == HJ_OK && (rc = memory(&ret->exchange, err)) == HJ_OK &&
	    (rc = memory(&t.index, err)) == HJ_OK) {
		t.exchange = ret->exchange;
		if ((rc = run(&t, folder, err)) == HJ_OK &&
		    (rc = read_index(ret, t.index, err)) == HJ_OK &&
		    (rc = judge_signer(c, o, ret, err)) == HJ_OK)
			rc = say_summary(c, file, ret, err);
	}
	if (!folder)
		ret->package = dup(fd);
	if (t.index >= 0)
		(void)close(t.index);
	if (rc == HJ_OK && lseek(ret->exchange, 0, SEEK_SET) != 0)
		rc = hj_fail_errno(err, errno, "cannot use memory");
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
