#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/installed.h"
#include "cli/access/process.h"
#include "cli/arriving/arrived.h"
#include "cli/arriving/incoming.h"
#include "cli/casefile/attachment.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/vault/arrival.h"
#include "core/vault/tombstone_record.h"

struct looking {
	struct cli *c;
	const struct parcel *p;
	struct arrived *a;
	struct hj_id last; /* the case of the version before */
	uint64_t erased; /* that are told, and no case files */
	char missed[HJ_ID_CHARS + 1], why[256]; /* what was said last */
};

void
arrived_clear(struct arrived *a)
{
	hj_buf_clear(&a->versions);
}

/* Once for each case and reason. */
static void
miss(struct looking *x, const char *id, const char *why)
{
	x->a->missing++;
	if (strcmp(x->missed, id) == 0 && strcmp(x->why, why) == 0)
		return;
	(void)snprintf(x->missed, sizeof(x->missed), "%s", id);
	(void)snprintf(x->why, sizeof(x->why), "%s", why);
	ui_say(x->c->ui, _("case %s: %s"), id, why);
}

/* ---- attachments ---- */

static bool
is_in(const struct parcel *p, const char *sha256)
{
	const struct parcel_file *f = (const void *)p->files.data;

	for (size_t i = 0; i < p->files.len / sizeof(*f); i++)
		if (strcmp(f[i].sha256, sha256) == 0)
			return true;
	return false;
}

static int
hash_piece(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)crypto_hash_sha256_update(to, p, n);
	return process_check(err);
}

/* Every byte of it, since the other copy will be erased. */
static int
look_at_file(struct looking *x, const struct hj_row *row, const char *id,
    const struct attachment *a, struct hj_error *err)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	struct hj_error why = { .say = err->say };
	crypto_hash_sha256_state s;

	(void)crypto_hash_sha256_init(&s);
	if (hj_vault_extract(x->c->vault, row, a->blob, hash_piece, &s, &why) !=
	    HJ_OK) {
		if (why.code == HJ_EINTERRUPTED || why.code == HJ_ENOMEM ||
		    why.code == HJ_EIO)
			return hj_fail(err, why.code, "%s", why.text);
		miss(x, id, _("an attachment is not here"));
		return HJ_OK;
	}
	(void)crypto_hash_sha256_final(&s, hash);
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	if (strcmp(hex, a->sha256) != 0)
		miss(x, id, _("an attachment is not here"));
	else
		x->a->attachments++;
	return HJ_OK;
}

static int
look_at_files(struct looking *x, const struct hj_row *row,
    const struct hj_import_case *k, struct hj_error *err)
{
	const struct hj_node *n =
	    hj_node_child(hj_record_root(k->record), "evidence");
	struct attachment a;
	int rc = HJ_OK;

	for (; rc == HJ_OK && n != NULL; n = hj_node_same(n))
		if (attachment_of(n, &a) && a.sha256 != NULL &&
		    is_in(x->p, a.sha256))
			rc = look_at_file(x, row, k->id, &a, err);
	return rc;
}

/* ---- versions ---- */

static int
weigh(struct looking *x, const struct hj_row *row,
    const struct hj_import_case *k, struct hj_error *err)
{
	const struct hj_arrival arrival = incoming_arrival(k);
	struct hj_error why = { .say = err->say };
	struct hj_weighed w;
	bool here;
	int rc = hj_vault_weigh(x->c->vault, row, &arrival, &w, &why);

	if (rc == HJ_EINVAL || rc == HJ_ELIMIT) {
		miss(x, k->id, why.text);
		return HJ_OK;
	}
	if (rc != HJ_OK)
		return hj_fail(err, why.code, "%s", why.text);
	here = w.what == HJ_MEET_SAME || w.what == HJ_MEET_OLDER;
	hj_weighed_clear(&w);
	if (!here) {
		miss(x, k->id, _("a version of it is not here"));
		return HJ_OK;
	}
	return hj_buf_add(&x->a->versions, k->digest, HJ_DIGEST_BYTES, err);
}

static int
take(void *to, const struct hj_import_case *k, struct hj_error *err)
{
	struct hj_error none = { .say = err->say };
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_tombstone_told told;
	struct looking *x = to;
	struct hj_row row;
	struct hj_id id;
	int rc;

	if (hj_tombstone_read(k->record, &told)) {
		x->erased++;
		return HJ_OK;
	}
	if (k->withheld || k->pseudonymised || !k->has_digest ||
	    k->salt_key == NULL) {
		miss(x, k->id, _("parts of it are withheld"));
		return HJ_OK;
	}
	if ((rc = hj_id_parse(k->id, HJ_ID_CHARS, &id, err)) != HJ_OK)
		return rc;
	rc = hj_vault_row(x->c->vault, &id, &row, &items, &none);
	if (rc == HJ_ENOTFOUND) {
		miss(x, k->id, _("it is not here"));
		rc = HJ_OK;
	} else if (rc != HJ_OK) {
		rc = hj_fail(err, none.code, "%s", none.text);
	} else if ((rc = weigh(x, &row, k, err)) == HJ_OK) {
		if (memcmp(&x->last, &id, sizeof(id)) != 0)
			x->a->cases++;
		x->last = id;
		rc = look_at_files(x, &row, k, err);
	}
	hj_buf_clear(&items);
	return rc;
}

static int
reject(void *to, const struct hj_import_finding *f, struct hj_error *err)
{
	struct looking *x = to;

	(void)err;
	miss(x, f->id[0] != '\0' ? f->id : "-", f->text);
	return HJ_OK;
}

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

int
arrived_look(struct cli *c, const struct parcel *p, struct arrived *ret,
    struct hj_error *err)
{
	struct looking x = { .c = c, .p = p, .a = ret };
	const struct hj_import_sink sink = { .to = &x,
		.take = take,
		.reject = reject,
		.stop = stop,
		.today = span_today_day() };
	struct hj_import_summary sum = { .cases = 0 };
	char parser[PATH_MAX];
	int rc;

	if ((rc = installed_program("hanji-parse", parser, err)) == HJ_OK)
		rc =
		    hj_import_run("xml", p->exchange, parser, &sink, &sum, err);
	/* Each of them was looked at, or something was lost on the way. */
	if (rc == HJ_OK && ret->missing == 0 &&
	    sum.cases != p->cases + x.erased)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "%llu of the %llu case files of the package were read",
		    (unsigned long long)sum.cases,
		    (unsigned long long)p->cases);
	return rc;
}
