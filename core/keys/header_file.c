#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/keys/header_layout.h"

static const char *const names[2] = { "header.a", "header.b" };

/* One byte more than there should be, so that a longer file is seen. */
#define IMAGE HJ_BUF(HJ_HEADER_LEN + 1)

static int
read_one(const char *dir, unsigned which, struct hj_buf *to,
    struct hj_error *err)
{
	int rc = hj_file_read(dir, names[which], HJ_HEADER_LEN + 1, to, err);

	return rc != HJ_ELIMIT
	    ? rc
	    : hj_fail(err, HJ_ECORRUPT, "'%s' has not %d bytes", names[which],
		  HJ_HEADER_LEN);
}

static int
parse_one(unsigned which, const struct hj_buf *b, struct hj_header **ret,
    struct hj_error *err)
{
	int rc = hj_header_parse(b->data, b->len, ret, err);

	return rc == HJ_OK ? rc : hj_while(err, "%s", names[which]);
}

static bool
same_bytes(const struct hj_buf *a, const struct hj_buf *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* Both files: the code of each, and the header where it is whole.  Usually
 * they are equal: the SHA-256 of one is that of the other, and the second
 * header stays NULL. */
static bool
load_both(const char *dir, struct hj_header *h[static 2], int each[static 2],
    struct hj_error *err)
{
	struct hj_buf b[2] = { IMAGE, IMAGE };
	bool equal = false;

	each[0] = read_one(dir, 0, &b[0], err);
	if (each[0] == HJ_OK)
		each[0] = parse_one(0, &b[0], &h[0], err);
	each[1] = read_one(dir, 1, &b[1], err);
	if (each[1] == HJ_OK)
		equal = h[0] != NULL && same_bytes(&b[0], &b[1]);
	if (each[1] == HJ_OK && !equal)
		each[1] = parse_one(1, &b[1], &h[1], err);
	hj_buf_clear(&b[0]);
	hj_buf_clear(&b[1]);
	return equal;
}

int
hj_header_peek_id(const char *dir, uint8_t ret[static HJ_VAULT_ID_LEN],
    struct hj_error *err)
{
	struct hj_buf b[2] = { IMAGE, IMAGE };
	struct hj_error none = HJ_ERROR;
	struct hj_header *h = NULL;
	const uint8_t *from = NULL;

	/* Two equal files were hardly damaged alike. */
	if (read_one(dir, 0, &b[0], &none) == HJ_OK &&
	    read_one(dir, 1, &b[1], &none) == HJ_OK &&
	    b[0].len == HJ_HEADER_LEN && same_bytes(&b[0], &b[1]) &&
	    hj_header_is(b[0].data))
		from = b[0].data;
	else if (hj_header_load(dir, &h, err) == HJ_OK)
		from = h->image;
	if (from != NULL)
		memcpy(ret, from + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN);
	hj_header_free(h);
	hj_buf_clear(&b[0]);
	hj_buf_clear(&b[1]);
	return from != NULL ? HJ_OK : (int)err->code;
}

/* Neither is whole: is it a vault at all? */
static int
neither(const char *dir, const int rc[static 2], struct hj_error *err)
{
	if (rc[1] == HJ_EIO)
		return rc[1]; /* whose text stands in err */
	if (rc[0] == HJ_EIO)
		return hj_fail(err, HJ_EIO, "cannot read '%s/header.a'", dir);
	for (unsigned i = 0; i < 2; i++)
		if (rc[i] == HJ_ECORRUPT)
			return hj_fail(err, HJ_ECORRUPT,
			    "header.a and header.b of '%s' are both damaged: restore a backup",
			    dir);
	/* Files are there: random bytes, after hj_destroy(), look like that. */
	if (rc[0] == HJ_EINVAL || rc[1] == HJ_EINVAL)
		return hj_fail(err, HJ_ECORRUPT,
		    "header.a and header.b of '%s' hold no keys: they were destroyed, or the files are damaged; restore a backup",
		    dir);
	return hj_fail(err, HJ_EINVAL,
	    "'%s' is not a vault: it has no header files", dir);
}

static unsigned
newest(struct hj_header *const h[static 2])
{
	if (h[0] == NULL || h[1] == NULL)
		return h[0] == NULL;
	return h[1]->generation > h[0]->generation;
}

static bool
same_vault(struct hj_header *const h[static 2])
{
	return h[0] == NULL || h[1] == NULL ||
	    memcmp(h[0]->image + HJ_AT_VAULT_ID, h[1]->image + HJ_AT_VAULT_ID,
		HJ_VAULT_ID_LEN) == 0;
}

int
hj_header_load(const char *dir, struct hj_header **ret, struct hj_error *err)
{
	struct hj_header *h[2] = { NULL, NULL };
	unsigned best;
	bool equal;
	int rc, each[2];

	equal = load_both(dir, h, each, err);
	for (unsigned i = 0; i < 2; i++) {
		if ((rc = each[i]) == HJ_EVERSION)
			goto out;
		/* Else a whole file would be called damaged, or the older of
		 * the two would count. */
		if (rc == HJ_ENOMEM) {
			rc = hj_fail(err, HJ_ENOMEM, "out of memory");
			goto out;
		}
	}
	if (h[0] == NULL && h[1] == NULL) {
		rc = neither(dir, each, err);
		goto out;
	}
	if (!same_vault(h)) {
		rc = hj_fail(err, HJ_ECORRUPT,
		    "header.a and header.b of '%s' are of two vaults: restore a backup",
		    dir);
		goto out;
	}
	best = newest(h);
	for (unsigned i = 0; i < 2; i++) {
		h[best]->whole[i] = h[i] != NULL || equal;
		h[best]->lagging[i] = h[i] != NULL &&
		    memcmp(h[i]->image, h[best]->image, HJ_HEADER_LEN) != 0;
	}
	*ret = h[best];
	h[best] = NULL;
	rc = HJ_OK;
out:
	hj_header_free(h[0]);
	hj_header_free(h[1]);
	return rc;
}

static int
write_one(const struct hj_header *h, const char *dir, unsigned which,
    struct hj_error *err)
{
	char path[HJ_PATH_MAX];
	int n = snprintf(path, sizeof(path), "%s/%s", dir, names[which]);
	int fd, rc;

	if (n < 0 || (size_t)n >= sizeof(path))
		return hj_fail(err, HJ_EINVAL,
		    "the path of a folder is too long");
	/* In place, for there is the other one; the SHA-256 tells a torn
	 * write. */
	fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot open '%s'",
		    names[which]);
	rc = hj_fd_write(fd, names[which], h->image, HJ_HEADER_LEN, err);
	if (rc == HJ_OK &&
	    (ftruncate(fd, HJ_HEADER_LEN) != 0 || fdatasync(fd) != 0))
		rc = hj_fail_errno(err, errno, "cannot write '%s'",
		    names[which]);
	(void)close(fd);
	return rc == HJ_OK ? hj_dir_sync(dir, err) : rc;
}

bool
hj_header_is_newer(const char *dir, uint64_t generation)
{
	uint8_t head[HJ_AT_GENERATION + 8];
	struct hj_error none = HJ_ERROR;
	bool newer = false;
	size_t got;
	int fd;

	for (unsigned i = 0; i < 2; i++) {
		if (hj_file_open(dir, names[i], &fd, &none) != HJ_OK)
			continue;
		newer = newer ||
		    (hj_fd_read(fd, names[i], head, sizeof(head), &got,
			 &none) == HJ_OK &&
			got == sizeof(head) &&
			hj_header_get(head + HJ_AT_GENERATION, 8) > generation);
		(void)close(fd);
	}
	return newer;
}

int
hj_header_write(struct hj_header *h, const struct hj_keyring *by,
    const char *dir, struct hj_error *err)
{
	const uint8_t *header = hj_keyring_header(by);
	unsigned first = !h->whole[0] || h->lagging[0] ? 0 : 1;

	if (header == NULL)
		return hj_fail(err, HJ_EREFUSED,
		    "an auditor cannot write the header of a vault");
	hj_header_put(h->image + HJ_AT_GENERATION, h->generation + 1, 8);
	hj_header_mac(h, header, h->image + HJ_AT_MAC);
	(void)crypto_hash_sha256(h->image + HJ_AT_HASH, h->image, HJ_AT_HASH);
	for (unsigned i = 0; i < 2; i++) {
		unsigned which = i == 0 ? first : !first;

		h->whole[which] = false;
		if (write_one(h, dir, which, err) != HJ_OK)
			return i == 0
			    ? (int)err->code
			    : hj_while(err,
				  "%s is renewed, but %s still holds the old keys (repeat the command)",
				  names[first], names[which]);
		h->whole[which] = true;
		h->lagging[which] = false;
		if (i == 0) {
			h->generation++;
			h->lagging[!first] = true;
		}
	}
	return HJ_OK;
}
