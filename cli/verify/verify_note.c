#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/verify/verify_lone.h"
#include "core/base/limits.h"
#include "core/log/cosign.h"
#include "core/log/growth.h"

/* ---- cosignatures ---- */

static int
judge_witness(const struct hj_note_key *k, const char *note, size_t n,
    size_t text, struct hj_judge *j, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_cosignature c;
	char when[32];
	time_t t;
	struct tm utc;

	if (hj_cosign_find(note + text + 1, n - text - 1, k, note, text, &c,
		&why) != HJ_OK)
		return hj_rule(j, HJ_FAILS, "witness", k->name, err, "%s",
		    why.text);
	t = (time_t)c.time;
	gmtime_r(&t, &utc);
	(void)strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &utc);
	return hj_rule(j, HJ_HOLDS, "witness", k->name, err,
	    "cosigned by the witness whose key you gave, by its clock on %s",
	    when);
}

/* Whoever else signed. */
static int
judge_others(const struct verify_keys *keys, const char *origin,
    const char *note, size_t n, size_t text, struct hj_judge *j,
    struct hj_error *err)
{
	const char *at = note + text + 1;
	size_t left = n - text - 1;
	struct hj_note_line l;
	char name[HJ_NOTE_NAME_MAX];
	int rc = HJ_OK;

	while (rc == HJ_OK && hj_note_line(&at, &left, &l)) {
		bool known = false;

		(void)snprintf(name, sizeof(name), "%.*s", (int)l.name_len,
		    l.name);
		for (size_t i = 0; i < keys->nwitnesses; i++)
			known =
			    known || strcmp(keys->witness[i].name, name) == 0;
		if (!known && strcmp(name, origin) != 0)
			rc = hj_rule(j, HJ_UNCHECKED, "witness", name, err,
			    "it signed too; give its key with --witness");
	}
	return rc;
}

int
verify_witnesses(const struct verify_keys *keys, const char *note, size_t n,
    struct hj_judge *j, struct hj_error *err)
{
	size_t text = hj_note_text(note, n);
	struct hj_checkpoint at;
	int rc;

	if ((rc = hj_checkpoint_parse(note, text, &at, err)) != HJ_OK)
		return rc;
	for (size_t i = 0; i < keys->nwitnesses; i++)
		if ((rc = judge_witness(&keys->witness[i], note, n, text, j,
			 err)) != HJ_OK)
			return rc;
	return judge_others(keys, at.origin, note, n, text, j, err);
}

/* ---- a checkpoint ---- */

static int
judge_signer(const struct verify_ask *ask, const char *note, size_t n,
    const struct hj_checkpoint *at, struct hj_judge *j, bool *good,
    struct hj_error *err)
{
	const struct hj_note_key *k = &ask->keys.log;
	struct hj_error why = { .say = err->say };
	size_t text;

	if (!ask->keys.has_log)
		return hj_rule(j, HJ_UNCHECKED, "log-key", at->origin, err,
		    "whether this log signed it: give its key, from paper, with --log-key");
	*good = hj_note_open(note, n, k, &text, NULL, &why) == HJ_OK &&
	    strcmp(k->name, at->origin) == 0;
	if (*good)
		return hj_rule(j, HJ_HOLDS, "checkpoint", at->origin, err,
		    "signed with the key of the log that you gave, when it had %llu entries",
		    (unsigned long long)at->size);
	return hj_rule(j, HJ_FAILS, "checkpoint", at->origin, err, "%s",
	    why.code != HJ_OK
		? why.text
		: hj_said(err, HJ_N_("of another log than its key")));
}

int
verify_checkpoint(const struct verify_ask *ask, const char *note, size_t n,
    struct hj_judge *j, struct hj_checkpoint *ret, bool *ret_good,
    struct hj_error *err)
{
	size_t text = hj_note_text(note, n);
	struct hj_error why = { .say = err->say };
	int rc;

	*ret_good = true;
	if (text == 0 || hj_checkpoint_parse(note, text, ret, &why) != HJ_OK ||
	    hj_note_lines(note + text + 1, n - text - 1) == 0) {
		*ret_good = false;
		return hj_rule(j, HJ_FAILS, "checkpoint", ask->path, err,
		    "not the signed state of a log");
	}
	if ((rc = judge_signer(ask, note, n, ret, j, ret_good, err)) != HJ_OK)
		return rc;
	return verify_witnesses(&ask->keys, note, n, j, err);
}

/* ---- growth ---- */

static int
compare(const struct hj_growth *g, const struct hj_checkpoint *then,
    const struct hj_checkpoint *now, struct hj_judge *j, struct hj_error *err)
{
	if (strcmp(then->origin, now->origin) != 0)
		return hj_rule(j, HJ_FAILS, "growth", then->origin, err,
		    "the two states are of different logs");
	if (then->size == now->size && g == NULL) {
		if (memcmp(then->root, now->root, sizeof(now->root)) == 0)
			return hj_rule(j, HJ_HOLDS, "growth", now->origin, err,
			    "the same state as the earlier one");
		return hj_rule(j, HJ_FAILS, "fork", now->origin, err,
		    "FORK: two histories of %llu entries",
		    (unsigned long long)now->size);
	}
	if (g == NULL)
		return hj_rule(j, HJ_UNCHECKED, "growth", now->origin, err,
		    "whether it goes on from the earlier one: ask its owner for 'hanji audit prove --since' with that file");
	if (!hj_growth_holds(g, then, now))
		return hj_rule(j, HJ_FAILS, "growth", now->origin, err,
		    "nothing shows that the log of %llu entries goes on from the one of %llu: suspect another history",
		    (unsigned long long)now->size,
		    (unsigned long long)then->size);
	return hj_rule(j, HJ_HOLDS, "growth", now->origin, err,
	    "the log of %llu entries goes on from the earlier one of %llu, and nothing in that was changed",
	    (unsigned long long)now->size, (unsigned long long)then->size);
}

int
verify_growth(const struct verify_ask *ask, const struct verify_beside *with,
    const struct hj_buf *b, struct hj_judge *j, struct hj_error *err)
{
	const char *p = (const char *)b->data;
	struct hj_growth g = { .note = p, .note_len = b->len };
	bool alone = verify_lone_kind(b) == VERIFY_CHECKPOINT, good, before;
	/* Witnesses are asked of the newer one alone. */
	struct verify_ask earlier = *ask;
	struct hj_error why = { .say = err->say };
	struct hj_checkpoint now, then;
	int rc;

	if (!alone && hj_growth_parse(p, b->len, &g, &why) != HJ_OK)
		return hj_rule(j, HJ_FAILS, "growth", ask->path, err, "%s",
		    why.text);
	rc = verify_checkpoint(ask, g.note, g.note_len, j, &now, &good, err);
	if (rc != HJ_OK || !good)
		return rc;
	if (with->since.len == 0)
		return alone
		    ? HJ_OK
		    : hj_rule(j, HJ_UNCHECKED, "growth", now.origin, err,
			  "that it goes on from %llu entries: give the checkpoint that you have with --since",
			  (unsigned long long)g.old);
	earlier.keys.nwitnesses = 0;
	rc = verify_checkpoint(&earlier, (const char *)with->since.data,
	    with->since.len, j, &then, &before, err);
	if (rc != HJ_OK || !before)
		return rc;
	return compare(alone ? NULL : &g, &then, &now, j, err);
}

/* ---- a fork ---- */

int
verify_fork(const struct verify_ask *ask, const struct hj_buf *b,
    struct hj_judge *j, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_checkpoint smaller, larger;
	struct hj_fork f;

	if (hj_fork_parse((const char *)b->data, b->len, &f, &why) != HJ_OK)
		return hj_rule(j, HJ_FAILS, "fork", ask->path, err, "%s",
		    why.text);
	if (!ask->keys.has_log)
		return hj_rule(j, HJ_UNCHECKED, "log-key", ask->path, err,
		    "whether this log signed it: give its key, from paper, with --log-key");
	if (hj_fork_check(&f, &ask->keys.log, &smaller, &larger, &why) != HJ_OK)
		return hj_rule(j, HJ_FAILS, "fork", ask->path, err, "%s",
		    why.text);
	return hj_rule(j, HJ_WARNS, "fork", larger.origin, err,
	    "FORK: this key signed two histories, one of %llu entries and one of %llu that does not begin with it",
	    (unsigned long long)smaller.size, (unsigned long long)larger.size);
}
