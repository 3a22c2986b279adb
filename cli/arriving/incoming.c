#include <string.h>

#include "cli/access/process.h"
#include "cli/arriving/incoming.h"
#include "cli/arriving/received.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/log/log.h"

/* Plaintext and pages that wait in memory before a commit. */
#define BATCH ((size_t)8 << 20)

/* Seconds for the next batch, when another writer came in between. */
#define BETWEEN 600

/* What is here of the case that comes. */
struct present {
	bool known;
	struct hj_row row;
	struct hj_buf items;
	struct hj_revision head;
};

static void
forget(struct present *p)
{
	hj_buf_clear(&p->items);
	hj_revision_clear(&p->head);
}

static int
look_up(struct incoming *in, const char *id, struct present *p,
    struct hj_error *err)
{
	struct hj_error none = HJ_ERROR;
	struct hj_id key;
	int rc;

	if ((rc = hj_id_parse(id, HJ_ID_CHARS, &key, err)) != HJ_OK)
		return rc;
	rc = hj_vault_row(in->c->vault, &key, &p->row, &p->items, &none);
	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK)
		return hj_fail(err, none.code, "%s", none.text);
	p->known = true;
	return hj_vault_get(in->c->vault, &p->row, 0, &p->head, err);
}

/* The first batch may find the vault busy; the others go on. */
static struct hj_wait
patience(const struct incoming *in)
{
	const struct incoming_count *n = &in->in;
	unsigned seconds = (unsigned)in->c->global->wait;

	if (n->fresh + n->changed + n->merged != 0 && seconds < BETWEEN)
		seconds = BETWEEN;
	return (struct hj_wait){ seconds };
}

int
incoming_open(struct incoming *in, struct hj_error *err)
{
	const struct hj_wait wait = patience(in);

	return in->change != NULL
	    ? HJ_OK
	    : hj_vault_begin(in->c->vault, &wait, &in->change, err);
}

/* A case file that is not here yet, with its sender's history. */
static int
store(struct incoming *in, const struct hj_import_case *k, struct hj_error *err)
{
	const bool named = k->has_digest && k->salt_key != NULL;
	uint8_t parents[HJ_IMPORT_PARENTS][HJ_DIGEST_BYTES];
	struct hj_put put = { .bytes = k->bytes,
		.n = k->n,
		.record = k->record,
		.action = HJ_DID_IMPORT,
		.detail = in->detail,
		/* The same revision keeps its fingerprint in every vault. */
		.salt_key = named ? k->salt_key : NULL,
		.join = k->join,
		.ancestors = k->ancestors,
		.nancestors = k->nancestors,
		.revive = in->bring_back };
	struct hj_record *settled = NULL;
	enum hj_put_what what;
	int rc;

	if (k->nparents != 0) {
		memcpy(parents, k->parents, k->nparents * HJ_DIGEST_BYTES);
		put.parents = (const uint8_t(*)[HJ_DIGEST_BYTES])parents;
		put.nparents = k->nparents;
	}
	if ((rc = incoming_open(in, err)) != HJ_OK ||
	    (rc = hj_change_put(in->change, &put, &what, err)) != HJ_OK ||
	    (rc = incoming_learn(in, k, err)) != HJ_OK ||
	    (rc = incoming_settle(in, k->id, k->record, NULL, &settled, err)) !=
		HJ_OK)
		return rc;
	hj_record_free(settled);
	return incoming_enough(in, err);
}

static int
take_new(struct incoming *in, const struct hj_import_case *k,
    struct hj_error *err)
{
	struct hj_record *settled = NULL;
	bool out;

	if (incoming_stays_out(in, k, k->record, false, &out, err) != HJ_OK)
		return (int)err->code;
	if (out)
		return HJ_OK;
	in->pending.fresh++;
	if (!in->plan)
		return store(in, k, err);
	if (in->count_only)
		return HJ_OK;
	incoming_say(in, "new", _("new"), k->id, k->line);
	if (incoming_settle(in, k->id, k->record, NULL, &settled, err) != HJ_OK)
		return (int)err->code;
	hj_record_free(settled);
	return incoming_say_twins(in, k->record, err);
}

static int
compare(struct incoming *in, struct present *p, const struct hj_import_case *k,
    struct hj_error *err)
{
	bool named = k->has_digest && k->salt_key != NULL;
	int rc;

	if ((rc = look_up(in, k->id, p, err)) != HJ_OK)
		return rc;
	if (!p->known)
		return take_new(in, k, err);
	/* Equal bytes are nothing new, but with another fingerprint: then both
	 * have to learn that they are one. */
	if (p->head.bytes.len == k->n &&
	    memcmp(p->head.bytes.data, k->bytes, k->n) == 0 &&
	    (!named ||
		memcmp(p->head.digest, k->digest, HJ_DIGEST_BYTES) == 0)) {
		in->pending.same++;
		return HJ_OK;
	}
	return incoming_meet(in, &p->row, &p->head, k, err);
}

/* Kept beside, once: the same document again is the same record. */
static int
keep(struct incoming *in, const struct hj_import_case *k, struct hj_error *err)
{
	struct hj_import_case as = { .index = k->index, .line = k->line };
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r = NULL;
	char id[HJ_ID_CHARS + 1];
	struct present p = { .items = HJ_BUF(HJ_RECORD_MAX) };
	struct hj_id key;
	int rc;

	if ((rc = received_record(k, &r, err)) != HJ_OK ||
	    (rc = hj_codec_encode(r, &bytes, err)) != HJ_OK ||
	    (rc = hj_record_id(r, &key, err)) != HJ_OK)
		goto out;
	hj_id_text(&key, id);
	as.id = id;
	as.record = r;
	as.bytes = bytes.data;
	as.n = bytes.len;
	if ((rc = look_up(in, id, &p, err)) != HJ_OK)
		goto out;
	if (p.known) {
		in->pending.same++;
		goto out;
	}
	in->pending.received++;
	if (!in->count_only)
		incoming_say(in, "received",
		    _("kept as a received document: parts of it are withheld or replaced"),
		    id, k->line);
	if (!in->plan)
		rc = store(in, &as, err);
out:
	forget(&p);
	hj_record_free(r);
	hj_buf_clear(&bytes);
	return rc;
}

/* Its attachments may follow. */
static int
remember(struct incoming *in, const struct hj_import_case *k,
    struct hj_error *err)
{
	struct hj_id id;

	if (in->ids == NULL)
		return HJ_OK;
	if (hj_id_parse(k->id, HJ_ID_CHARS, &id, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(in->ids, &id, sizeof(id), err);
}

int
incoming_take(void *to, const struct hj_import_case *k, struct hj_error *err)
{
	struct incoming *in = to;
	struct present p = { .items = HJ_BUF(HJ_RECORD_MAX) };
	const uint64_t same = in->pending.same;
	bool told = false;
	int rc = incoming_told(in, k, &told, err);

	if (rc != HJ_OK || told)
		return rc;
	if (k->withheld || k->pseudonymised)
		rc = keep(in, k, err);
	else if ((rc = remember(in, k, err)) == HJ_OK)
		rc = compare(in, &p, k, err);
	forget(&p);
	incoming_let_go(in, k->index, in->pending.same <= same);
	return rc;
}

int
incoming_progress(void *to, uint64_t done, uint64_t total, struct hj_error *err)
{
	struct incoming *in = to;

	if (in->watch.fn(in->watch.to, done, total) != 0)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	return HJ_OK;
}

bool
incoming_stop(void *to)
{
	(void)to;
	return process_interrupted();
}

static void
add_counts(struct incoming_count *to, const struct incoming_count *from)
{
	to->fresh += from->fresh;
	to->changed += from->changed;
	to->same += from->same;
	to->older += from->older;
	to->unsure += from->unsure;
	to->received += from->received;
	to->alike += from->alike;
	to->alike_pairs += from->alike_pairs;
	to->merged += from->merged;
	to->conflicts += from->conflicts;
	to->duties += from->duties;
	to->erased += from->erased;
	to->told += from->told;
}

int
incoming_enough(struct incoming *in, struct hj_error *err)
{
	return hj_change_size(in->change) < BATCH ? HJ_OK
						  : incoming_commit(in, err);
}

int
incoming_commit(struct incoming *in, struct hj_error *err)
{
	struct hj_change *change = in->change;
	int rc = HJ_OK;

	in->change = NULL;
	if (change != NULL)
		rc = hj_change_commit(change, err);
	if (rc == HJ_OK)
		add_counts(&in->in, &in->pending);
	memset(&in->pending, 0, sizeof(in->pending));
	return rc;
}

void
incoming_drop(struct incoming *in)
{
	if (in->change != NULL)
		hj_change_abort(in->change);
	in->change = NULL;
	memset(&in->pending, 0, sizeof(in->pending));
}

static int
describe(struct incoming *in, const struct hj_import_summary *sum,
    struct hj_buf *to, const char **ret, struct hj_error *err)
{
	char hex[2 * HJ_DIGEST_BYTES + 1];

	hj_digest_hex(sum->sha256, hex);
	if (hj_buf_printf(to, err, "sha256 %s\nbytes %ju\n", hex,
		(uintmax_t)sum->bytes) != HJ_OK ||
	    (in->source != NULL &&
		hj_buf_printf(to, err, "source %s\n", in->source) != HJ_OK) ||
	    (sum->origin.producer[0] != '\0' &&
		hj_buf_printf(to, err, "producer %s\n", sum->origin.producer) !=
		    HJ_OK) ||
	    (sum->origin.created[0] != '\0' &&
		hj_buf_printf(to, err, "created %s\n", sum->origin.created) !=
		    HJ_OK))
		return (int)err->code;
	return hj_buf_text(to, ret, err);
}

int
incoming_log(struct incoming *in, const struct hj_import_summary *sum,
    struct hj_error *err)
{
	const struct hj_wait wait = patience(in);
	struct hj_buf text = HJ_BUF(HJ_DETAIL_MAX);
	const char *detail = NULL;
	int rc;

	if (in->in.fresh + in->in.changed + in->in.merged + in->pending.fresh +
		in->pending.changed + in->pending.merged + in->in.told +
		in->pending.told ==
	    0)
		return HJ_OK;
	if ((rc = describe(in, sum, &text, &detail, err)) == HJ_OK &&
	    in->change == NULL)
		rc = hj_vault_begin(in->c->vault, &wait, &in->change, err);
	if (rc == HJ_OK)
		rc = hj_change_note(in->change, HJ_DID_IMPORT, NULL, detail,
		    err);
	hj_buf_clear(&text);
	return rc;
}
