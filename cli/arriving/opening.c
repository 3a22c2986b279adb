#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/memberkeys.h"
#include "cli/access/process.h"
#include "cli/arriving/opening.h"
#include "cli/arriving/spare.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/file/file.h"

#define IDENTITIES_MAX ((size_t)64 << 10)
#define START 64 /* bytes that tell an age file */

/* ---- what opens it ---- */

static int
read_identity(const char *file, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(IDENTITIES_MAX);
	int rc = outfile_read(file, &b, err);

	if (rc == HJ_OK &&
	    (rc = hj_agekey_file((const char *)b.data, b.len, ret, err)) !=
		HJ_OK)
		rc = hj_while(err, "'%s'", file);
	hj_buf_clear(&b);
	return rc;
}

static int
own_identity(struct cli *c, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_member *m = NULL;
	int rc;

	if (c->vault == NULL)
		return hj_fail(err, HJ_EAUTH,
		    "it is sealed to keys: give the secret one with --identity FILE");
	if ((rc = memberkeys_open(c, &m, err)) == HJ_OK)
		rc = hj_member_identity(m, ret, err);
	hj_member_free(m);
	return rc;
}

int
opening_ask(struct cli *c, const struct opening_opt *o, enum hj_age_asks asks,
    struct opening *ret, struct hj_error *err)
{
	int rc = HJ_OK;

	*ret = (struct opening){ .identity = NULL };
	switch (asks) {
	case HJ_AGE_ASKS_PASSPHRASE:
		rc = o->fd > STDERR_FILENO
		    ? ui_passphrase_from(c->ui, o->fd, &ret->passphrase, err)
		    : ui_passphrase_typed(c->ui,
			  _("Passphrase of the sealed file: "),
			  N_("no passphrase for the file and nobody to ask: use --file-passphrase-fd N"),
			  &ret->passphrase, err);
		break;
	case HJ_AGE_ASKS_KEY:
		rc = o->identity != NULL
		    ? read_identity(o->identity, &ret->identity, err)
		    : own_identity(c, &ret->identity, err);
		break;
	}
	ret->with.identity = ret->identity;
	ret->with.passphrase = ret->passphrase;
	return rc;
}

void
opening_clear(struct opening *o)
{
	hj_secret_free(o->identity);
	hj_secret_free(o->passphrase);
	*o = (struct opening){ .identity = NULL };
}

/* ---- into memory ---- */

struct source {
	int fd;
	const char *file;
	bool hashing; /* what is read goes into `hash` */
	crypto_generichash_state hash;
};

static int
get(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct source *s = from;

	if (process_check(err) != HJ_OK ||
	    hj_fd_read(s->fd, s->file, p, n, got, err) != HJ_OK)
		return (int)err->code;
	if (s->hashing)
		(void)crypto_generichash_update(&s->hash, p, *got);
	return HJ_OK;
}

static int
again(const struct source *s, struct hj_error *err)
{
	return lseek(s->fd, 0, SEEK_SET) == 0
	    ? HJ_OK
	    : hj_fail_errno(err, errno, "cannot read '%s'", s->file);
}

/* Opened by `with`, or as it is where that is NULL. */
static int
fill(struct source *s, const struct hj_age_with *with, int memory,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_STREAM_CHUNK);
	struct hj_age_reader *r = NULL;
	uint64_t bytes = 0;
	uint8_t *room;
	size_t got = 1;
	int rc;

	if ((rc = hj_buf_extend(&b, HJ_STREAM_CHUNK, &room, err)) == HJ_OK &&
	    with != NULL)
		rc = hj_age_open(with, get, s, &r, err);
	while (rc == HJ_OK && got != 0) {
		rc = r != NULL ? hj_age_get(r, room, HJ_STREAM_CHUNK, &got, err)
			       : get(s, room, HJ_STREAM_CHUNK, &got, err);
		if (rc == HJ_OK)
			rc = spare_grow(bytes, got, err);
		bytes += got;
		if (rc == HJ_OK && bytes > HJ_OPENED_MAX)
			rc = hj_fail(err, HJ_ELIMIT,
			    "the file holds more than %llu MiB",
			    (unsigned long long)HJ_OPENED_MAX >> 20);
		if (rc == HJ_OK && got != 0)
			rc = hj_fd_write(memory, _("memory"), room, got, err);
	}
	/* What age did not need was signed, too. */
	for (got = 1; rc == HJ_OK && r != NULL && got != 0;)
		rc = get(s, room, HJ_STREAM_CHUNK, &got, err);
	hj_age_reader_free(r);
	hj_buf_clear(&b);
	return rc;
}

/* Nothing can write into it any more: what was verified is what is read. */
static int
freeze(int memory, struct hj_error *err)
{
	if (fcntl(memory, F_ADD_SEALS,
		F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) !=
		0 ||
	    lseek(memory, 0, SEEK_SET) != 0)
		return hj_fail_errno(err, errno, "cannot use memory");
	return HJ_OK;
}

/* The public half, as a sender names it. */
static void
say_key(const struct hj_secret *identity, char to[static HJ_AGEKEY_SHOWN])
{
	uint8_t key[HJ_AGEKEY_LEN];

	if (crypto_scalarmult_base(key, hj_secret_peek(identity)) == 0)
		hj_agekey_say(key, to);
}

static int
unlock(struct cli *c, const struct opening_opt *o, struct source *s,
    struct opening *w, struct opened *ret, struct hj_error *err)
{
	enum hj_age_asks asks = HJ_AGE_ASKS_KEY;

	if (hj_age_peek(get, s, &asks, err) != HJ_OK ||
	    again(s, err) != HJ_OK || opening_ask(c, o, asks, w, err) != HJ_OK)
		return (int)err->code;
	if (w->identity != NULL)
		say_key(w->identity, ret->key);
	return HJ_OK;
}

/* *to: memory with what is in it. */
static int
take(struct cli *c, const struct opening_opt *o, struct source *s,
    uint8_t *hash, struct opened *ret, int *to, struct hj_error *err)
{
	struct opening w = { .identity = NULL };
	int memory = -1, rc = HJ_OK;

	if (ret->sealed && (rc = unlock(c, o, s, &w, ret, err)) != HJ_OK)
		goto out;
	s->hashing = hash != NULL;
	if (s->hashing)
		(void)crypto_generichash_init(&s->hash, NULL, 0,
		    HJ_MINISIGN_HASH);
	memory = memfd_create("hanji", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (memory < 0)
		rc = hj_fail_errno(err, errno, "cannot use memory");
	else if ((rc = fill(s, ret->sealed ? &w.with : NULL, memory, err)) ==
	    HJ_OK)
		rc = freeze(memory, err);
	if (hash != NULL)
		(void)crypto_generichash_final(&s->hash, hash,
		    HJ_MINISIGN_HASH);
	if (rc == HJ_OK)
		*to = memory;
	else if (memory >= 0)
		(void)close(memory);
out:
	opening_clear(&w);
	return rc;
}

int
opening_into_memory(struct cli *c, const struct opening_opt *o,
    const char *file, int *fd, uint8_t *hash, struct opened *ret,
    struct hj_error *err)
{
	struct source s = { .fd = *fd, .file = file };
	uint8_t start[START];
	struct stat st;
	size_t got = 0;
	int memory, rc;

	*ret = (struct opened){ .sealed = false };
	if (fstat(*fd, &st) != 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", file);
	/* A pipe, or a folder. */
	if (lseek(*fd, 0, SEEK_CUR) != 0 || !S_ISREG(st.st_mode))
		return HJ_OK;
	if ((rc = get(&s, start, sizeof(start), &got, err)) != HJ_OK ||
	    (rc = again(&s, err)) != HJ_OK)
		return rc;
	ret->sealed = hj_age_looks(start, got);
	if (!ret->sealed && hash == NULL)
		return HJ_OK;
	if ((rc = take(c, o, &s, hash, ret, &memory, err)) != HJ_OK)
		return hj_while(err, "'%s'", file);
	if (*fd != STDIN_FILENO)
		(void)close(*fd);
	*fd = memory;
	return HJ_OK;
}

int
opening_replace(struct cli *c, const struct opening_opt *o, const char *file,
    int *fd, struct opened *ret, struct hj_error *err)
{
	return opening_into_memory(c, o, file, fd, NULL, ret, err);
}
