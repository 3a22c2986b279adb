#include <stdlib.h>
#include <string.h>

#include "core/log/logentry.h"
#include "core/vault/audit_own.h"

#define LEAF_MAX ((size_t)16 << 10)

int
hj_audit_new(const struct hj_log_head *head, struct hj_report *report,
    struct hj_audit **ret, struct hj_error *err)
{
	struct hj_audit *a = calloc(1, sizeof(*a));

	if (a != NULL)
		a->log = calloc((size_t)head->ndevices + 1, sizeof(*a->log));
	if (a == NULL || a->log == NULL) {
		free(a);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	a->head = head;
	a->report = report;
	a->roll = head->roll;
	a->roll.n = (uint16_t)hj_roll_genuine(&head->roll, head->vault_id);
	a->text = HJ_BUF(LEAF_MAX);
	for (size_t i = 0; i < head->ndevices; i++) {
		a->log[i].said = &head->device[i];
		a->log[i].watch = UINT64_MAX;
	}
	*ret = a;
	return HJ_OK;
}

void
hj_audit_free(struct hj_audit *a)
{
	if (a == NULL)
		return;
	hj_buf_clear(&a->text);
	free(a->log);
	free(a);
}

static int
check_time(struct hj_audit *a, struct hj_audited_log *l,
    const struct hj_log_entry *e, struct hj_error *err)
{
	bool back = e->time < l->time;

	l->time = e->time;
	if (!back)
		return HJ_OK;
	a->clock_back++;
	return hj_report(a->report, HJ_FOUND_NOTICE,
	    "older than the entry before it: the clock was set back", err,
	    "entry %llu of device %s", (unsigned long long)e->sequence,
	    e->device);
}

static int
add_entry(struct hj_audit *a, struct hj_audited_log *l,
    const struct hj_log_entry *e, struct hj_error *err)
{
	bool is_commit = hj_log_is_commit(e);
	uint8_t leaf[HJ_HASH_BYTES];

	if (!is_commit && l->commit.size == 0 &&
	    hj_audit_begin(a, l, err) != HJ_OK)
		return (int)err->code;
	if (is_commit && hj_audit_commit(a, l, e, err) != HJ_OK)
		return (int)err->code;
	if (check_time(a, l, e, err) != HJ_OK ||
	    hj_log_hash(e, &a->text, leaf, err) != HJ_OK)
		return (int)err->code;
	if (!is_commit) {
		if (l->commit.size == 0)
			memcpy(l->member, e->member, sizeof(l->member));
		hj_audit_right(a, l, e);
		l->mixed = l->commit.size != 0 &&
		    (l->mixed || strcmp(l->member, e->member) != 0);
		hj_tree_append(&l->commit, leaf);
	}
	hj_tree_append(&l->tree, leaf);
	l->next++;
	a->entries++;
	if (l->broken || l->tree.size != l->watch)
		return HJ_OK;
	return hj_audit_reached(a, (size_t)(l - a->log), err);
}

/* Say it once, and go on with what there is. */
static int
gap(struct hj_audit *a, struct hj_audited_log *l, uint64_t number,
    struct hj_error *err)
{
	bool said = a->lost;

	l->broken = l->partial = true;
	l->commit = HJ_TREE;
	a->lost = false;
	if (said)
		return HJ_OK;
	return hj_report(a->report, HJ_FOUND_TAMPERED,
	    "log entries before this page are missing or in another order", err,
	    "record %llu", (unsigned long long)number);
}

static int
find_log(struct hj_audit *a, const struct hj_logentry_reader *r,
    uint64_t number, uint64_t first, struct hj_audited_log **ret,
    struct hj_error *err)
{
	struct hj_audited_log *l = NULL;

	for (size_t i = 0; i < a->head->ndevices && l == NULL; i++)
		if (strcmp(a->head->device[i].id, r->device) == 0)
			l = &a->log[i];
	*ret = l;
	if (l == NULL)
		return hj_report(a->report, HJ_FOUND_TAMPERED,
		    "a log page of a device that never joined", err,
		    "record %llu", (unsigned long long)number);
	if ((r->first != l->next || first != a->position) &&
	    gap(a, l, number, err) != HJ_OK)
		return (int)err->code;
	a->lost = false;
	l->next = r->first;
	a->position = first;
	return HJ_OK;
}

int
hj_audit_page(struct hj_audit *a, uint64_t number, uint64_t first,
    const struct hj_buf *plain, hj_log_fn *each, void *to, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	struct hj_logentry_reader r;
	struct hj_audited_log *l = NULL;
	struct hj_log_entry e;
	bool more = true;

	if (hj_logentry_open(plain->data, plain->len, &r, &why) != HJ_OK)
		return hj_audit_lost(a, number, "a log page makes no sense",
		    err);
	if (find_log(a, &r, number, first, &l, err) != HJ_OK || l == NULL)
		return (int)err->code;
	for (;;) {
		if (hj_logentry_next(&r, &e, &more, &why) != HJ_OK)
			return hj_audit_lost(a, number,
			    "a log page makes no sense", err);
		if (!more)
			return HJ_OK;
		e.position = a->position++;
		if (add_entry(a, l, &e, err) != HJ_OK ||
		    (each != NULL && each(to, &e, err) != HJ_OK))
			return (int)err->code;
	}
}

int
hj_audit_lost(struct hj_audit *a, uint64_t number, const char *why,
    struct hj_error *err)
{
	a->lost = true;
	/* Of which device it was nobody knows any more. */
	for (size_t i = 0; i < a->head->ndevices; i++)
		if (a->log[i].next < a->log[i].said->tree.size)
			a->log[i].partial = a->log[i].broken = true;
	return hj_report(a->report, HJ_FOUND_DAMAGE, why, err, "record %llu",
	    (unsigned long long)number);
}

static int
end_log(struct hj_audit *a, struct hj_audited_log *l, struct hj_error *err)
{
	struct hj_checkpoint said;
	const char *fault = NULL;
	uint8_t root[HJ_HASH_BYTES];

	hj_device_log_checkpoint(a->head, l->said, &said);
	hj_tree_root(&l->tree, root);
	if (l->next < said.size)
		fault =
		    HJ_N_("the log was cut off: entries at its end are missing");
	else if (l->next > said.size || l->commit.size != 0)
		fault = HJ_N_("the log has entries that no checkpoint covers");
	else if (!l->broken && memcmp(root, said.root, sizeof(root)) != 0)
		fault = HJ_N_("the entries of the log are not those of its "
			      "checkpoint");
	if (fault != NULL && !a->lost &&
	    hj_report(a->report, HJ_FOUND_TAMPERED, fault, err,
		"log of device %s", l->said->id) != HJ_OK)
		return (int)err->code;
	if (hj_checkpoint_signed(&said, l->said->key, l->said->signature))
		return HJ_OK;
	return hj_report(a->report, HJ_FOUND_TAMPERED,
	    "the device's signature of the checkpoint does not fit", err,
	    "log of device %s", l->said->id);
}

int
hj_audit_end(struct hj_audit *a, struct hj_verify_facts *ret,
    struct hj_error *err)
{
	for (size_t i = 0; i < a->head->ndevices; i++)
		if (end_log(a, &a->log[i], err) != HJ_OK)
			return (int)err->code;
	if (hj_audit_roll(a, err) != HJ_OK)
		return (int)err->code;
	ret->entries = a->entries;
	ret->commits = a->commits;
	ret->clock_back = a->clock_back;
	return HJ_OK;
}
