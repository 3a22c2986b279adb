#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/process.h"
#include "cli/arriving/parcel.h"
#include "cli/casefile/attachment.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/log/log.h"
#include "core/vault/vault_blob.h"

struct keeping {
	struct cli *c;
	const struct parcel *p;
	struct hj_change *change;
	size_t n;
};

/* A piece of a file of the package. */
struct piece {
	int fd;
	uint64_t at, left;
};

static int
read_some(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct piece *x = from;
	ssize_t k;

	if (process_check(err) != HJ_OK)
		return (int)err->code;
	n = n < x->left ? n : (size_t)x->left;
	do
		k = pread(x->fd, p, n, (off_t)x->at);
	while (k < 0 && errno == EINTR);
	if (k < 0)
		return hj_fail_errno(err, errno, "cannot read '%s'",
		    _("memory"));
	*got = (size_t)k;
	x->at += (size_t)k;
	x->left -= (size_t)k;
	return HJ_OK;
}

static const struct parcel_file *
find(const struct parcel *p, const char *sha256)
{
	const struct parcel_file *f = (const void *)p->files.data;

	for (size_t i = 0; i < p->files.len / sizeof(*f); i++)
		if (strcmp(f[i].sha256, sha256) == 0)
			return &f[i];
	return NULL;
}

static int
note(struct keeping *k, const struct hj_row *row, const struct attachment *a,
    struct hj_error *err)
{
	char detail[160];

	(void)snprintf(detail, sizeof(detail),
	    "evidence %s\nevent receive\nsha256 %s\n", a->id, a->sha256);
	k->n++;
	return hj_change_note(k->change, HJ_DID_CUSTODY, row, detail, err);
}

/* What is here already is not looked at: it is not ours to replace. */
static int
keep(struct keeping *k, const struct hj_row *row, const struct attachment *a,
    struct hj_error *err)
{
	const struct parcel_file *f =
	    a->sha256 != NULL ? find(k->p, a->sha256) : NULL;
	struct hj_error absent = HJ_ERROR;
	struct hj_blob_facts facts;
	struct piece from;
	char hex[65];

	if (f == NULL ||
	    hj_vault_has(k->c->vault, a->blob, &absent) != HJ_ENOTFOUND)
		return HJ_OK;
	from = (struct piece){ k->p->package, f->offset, f->size };
	if (hj_vault_attach_as(k->c->vault, row, a->blob, read_some, &from,
		&facts, err) != HJ_OK)
		return (int)err->code;
	(void)sodium_bin2hex(hex, sizeof(hex), facts.sha256,
	    sizeof(facts.sha256));
	if (strcmp(hex, a->sha256) == 0)
		return note(k, row, a, err);
	if (hj_vault_detach(k->c->vault, a->blob, err) != HJ_OK)
		return (int)err->code;
	return hj_fail(err, HJ_ECORRUPT,
	    "the package was changed while it was being read");
}

/* As the file stands here now: what it does not name does not come in. */
static int
keep_of(struct keeping *k, const struct hj_id *id, struct hj_error *err)
{
	struct hj_error none = HJ_ERROR;
	struct casefile f = CASEFILE;
	struct attachment a;
	int rc = hj_vault_row(k->c->vault, id, &f.row, &f.items, &none);

	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK)
		return hj_fail(err, none.code, "%s", none.text);
	if ((rc = hj_vault_get(k->c->vault, &f.row, 0, &f.revision, err)) ==
		HJ_OK &&
	    (rc = hj_codec_decode(f.revision.bytes.data, f.revision.bytes.len,
		 &f.record, err)) == HJ_OK)
		for (const struct hj_node *n =
			 hj_node_child(hj_record_root(f.record), "evidence");
		     n != NULL && rc == HJ_OK; n = hj_node_same(n))
			if (attachment_of(n, &a))
				rc = keep(k, &f.row, &a, err);
	casefile_clear(&f);
	return rc;
}

int
parcel_keep(struct cli *c, const struct parcel *p, const struct hj_buf *ids,
    size_t *n, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };
	struct keeping k = { .c = c, .p = p };
	struct hj_id id;
	int rc;

	*n = 0;
	if (p->files.len == 0)
		return HJ_OK;
	if ((rc = hj_vault_begin(c->vault, &w, &k.change, err)) != HJ_OK)
		return rc;
	for (size_t at = 0; rc == HJ_OK && at < ids->len; at += sizeof(id)) {
		memcpy(&id, ids->data + at, sizeof(id));
		rc = keep_of(&k, &id, err);
	}
	*n = k.n;
	if (rc == HJ_OK && k.n != 0)
		return hj_change_commit(k.change, err);
	hj_change_abort(k.change);
	return rc;
}
