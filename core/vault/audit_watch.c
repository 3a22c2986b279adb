#include <string.h>

#include "core/vault/audit_own.h"

static int
compare(struct hj_audit *a, const struct hj_watch *w, struct hj_error *err)
{
	uint8_t root[HJ_HASH_BYTES];

	hj_tree_root(&a->log[w->log].tree, root);
	if (memcmp(root, w->root, sizeof(root)) == 0)
		return HJ_OK;
	return hj_report(a->report, HJ_FOUND_TAMPERED,
	    "the log had other entries when this checkpoint was signed", err,
	    "%s", w->name);
}

/* The smallest size that somebody waits for and that is still to come. */
static void
next(struct hj_audit *a, size_t log)
{
	uint64_t now = a->log[log].tree.size;

	a->log[log].watch = UINT64_MAX;
	for (size_t i = 0; i < a->nwatches; i++)
		if (a->watch[i].log == log && a->watch[i].size > now &&
		    a->watch[i].size < a->log[log].watch)
			a->log[log].watch = a->watch[i].size;
}

int
hj_audit_reached(struct hj_audit *a, size_t log, struct hj_error *err)
{
	for (size_t i = 0; i < a->nwatches; i++)
		if (a->watch[i].log == log &&
		    a->watch[i].size == a->log[log].tree.size &&
		    compare(a, &a->watch[i], err) != HJ_OK)
			return (int)err->code;
	next(a, log);
	return HJ_OK;
}

int
hj_audit_watch(struct hj_audit *a, const char *name,
    const struct hj_checkpoint *c, struct hj_error *err)
{
	struct hj_checkpoint said = { .size = 0 };
	struct hj_watch w = { .name = name, .size = c->size };

	memcpy(w.root, c->root, sizeof(w.root));
	for (; w.log < a->head->ndevices; w.log++) {
		hj_device_log_checkpoint(a->head, a->log[w.log].said, &said);
		if (strcmp(said.origin, c->origin) == 0)
			break;
	}
	if (w.log == a->head->ndevices || a->nwatches == HJ_WATCHES_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "%s is not of this vault, or of a device that never wrote "
		    "in it",
		    name);
	if (c->size > said.size)
		return hj_report(a->report, HJ_FOUND_ROLLBACK,
		    "the log has fewer entries than this checkpoint says", err,
		    "%s", name);
	a->watch[a->nwatches++] = w;
	if (w.size == 0)
		return compare(a, &w, err);
	next(a, w.log);
	return HJ_OK;
}
