#include <string.h>

#include <sodium.h>

#include "cli/leaving/exposed.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

#define HITS_MAX 4096
#define SHORTEST 4 /* characters of a case id that may stand for all of it */
#define REASON_MAX 400 /* bytes: an entry of the log holds several */

#define HIT(e, i) (((struct exposed_hit *)(void *)(e)->hits.data)[i])
#define NHITS(e) ((e)->hits.len / sizeof(struct exposed_hit))

void
exposed_init(struct exposed *e)
{
	e->hits = HJ_BUF(HITS_MAX * sizeof(struct exposed_hit));
	randombytes_buf(e->secret, sizeof(e->secret));
}

void
exposed_clear(struct exposed *e)
{
	hj_buf_clear(&e->hits);
}

static bool
is_same(const struct exposed_hit *a, const struct exposed_hit *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == HJ_X_STAFF && a->what == b->what)
		return true;
	return a->vault == b->vault &&
	    (a->vault || memcmp(&a->id, &b->id, sizeof(a->id)) == 0) &&
	    strcmp(a->element, b->element) == 0;
}

int
exposed_add(struct exposed *e, const struct hj_id *id, bool firm,
    const struct hj_expose_hit *hit, struct hj_error *err)
{
	struct exposed_hit new = { .vault = id == NULL,
		.element = "-",
		.kind = hit->kind,
		.line = hit->line,
		.firm = firm };
	uint8_t hash[crypto_shorthash_BYTES];

	if (id != NULL)
		new.id = *id;
	if (hit->element != NULL && strlen(hit->element) < sizeof(new.element))
		memcpy(new.element, hit->element, strlen(hit->element) + 1);
	crypto_shorthash(hash, (const uint8_t *)hit->text, hit->n, e->secret);
	memcpy(&new.what, hash, sizeof(new.what));
	for (size_t i = 0; i < NHITS(e); i++)
		if (is_same(&HIT(e, i), &new)) {
			if (new.line < HIT(e, i).line)
				HIT(e, i).line = new.line;
			return HJ_OK;
		}
	if (NHITS(e) == HITS_MAX)
		return hj_fail(err, HJ_EREFUSED,
		    "the document names more than %d persons and things that it must not; nothing was exported",
		    HITS_MAX);
	return hj_buf_add(&e->hits, &new, sizeof(new), err);
}

static void
name_of(const struct exposed_hit *h, char ret[static HJ_ID_SHOWN])
{
	if (h->vault)
		memcpy(ret, "vault", sizeof("vault"));
	else
		hj_id_show(&h->id, ret);
}

/* Does "CASE/ELEMENT" mean this hit?  Hyphens in ids do not count. */
static bool
is_meant(const struct exposed_hit *h, const char *said, size_t n)
{
	const char *slash = memchr(said, '/', n);
	char shown[HJ_ID_SHOWN];
	size_t k = 0, typed = 0;

	if (slash == NULL ||
	    strlen(h->element) != n - (size_t)(slash - said) - 1 ||
	    memcmp(h->element, slash + 1, strlen(h->element)) != 0)
		return false;
	name_of(h, shown);
	for (const char *p = said; p < slash; p++) {
		if (*p == '-')
			continue;
		while (shown[k] == '-')
			k++;
		if (shown[k] == '\0' || shown[k++] != *p)
			return false;
		typed++;
	}
	return typed >= SHORTEST;
}

static int
note(const struct exposing *x, const struct exposed_hit *h, const char *reason,
    struct hj_error *err)
{
	char id[HJ_ID_SHOWN];

	if (x->log == NULL)
		return HJ_OK;
	name_of(h, id);
	return hj_buf_printf(x->log, err, "accepted %s/%s (%s): %s\n", id,
	    h->element, hj_expose_words(h->kind), reason);
}

/* One --accept: all kinds of what it names. */
static int
take(struct exposed *e, const struct exposing *x, const char *said,
    struct hj_error *err)
{
	const char *colon = strchr(said, ':');
	bool met = false;

	if (colon == NULL || colon[1] == '\0')
		return cli_usage(err,
		    "--accept needs the case, the person or element, and a reason: --accept k7m2/p3q9zt:\"another woman of that name\"");
	if (strlen(colon + 1) > REASON_MAX)
		return cli_usage(err,
		    "the reason of --accept is longer than %d bytes",
		    REASON_MAX);
	if (strpbrk(colon, "\r\n") != NULL)
		return cli_usage(err, "the reason of --accept is one line");
	for (size_t i = 0; i < NHITS(e); i++) {
		struct exposed_hit *h = &HIT(e, i);

		if (!is_meant(h, said, (size_t)(colon - said)))
			continue;
		met = true;
		if (h->firm || h->accepted)
			continue;
		h->accepted = true;
		if (note(x, h, colon + 1, err) != HJ_OK)
			return (int)err->code;
	}
	if (!met)
		return hj_fail(err, HJ_EINVAL,
		    "nothing of what an --accept names stands in the document: look at the list, and leave it out");
	return HJ_OK;
}

static void
say(struct cli *c, const struct exposed_hit *h, bool left)
{
	char id[HJ_ID_SHOWN];

	name_of(h, id);
	ui_say(c->ui, _("  line %u: %s, %s/%s%s"), h->line,
	    _(hj_expose_words(h->kind)), id, h->element,
	    h->firm && !left ? _(" (did not agree, and cannot be accepted)")
			     : "");
}

/* At the terminal each is asked about; without an answer it stays refused. */
static int
ask(struct cli *c, const struct exposing *x, struct exposed_hit *h,
    struct hj_error *err)
{
	struct hj_buf reason = HJ_BUF(REASON_MAX);
	const char *text;
	int rc =
	    ui_line(c->ui, _("Why may it stand there?  (Enter: it may not) "),
		NULL, NULL, &reason, err);

	if (rc == HJ_OK && reason.len != 0 &&
	    (rc = hj_buf_text(&reason, &text, err)) == HJ_OK) {
		h->accepted = true;
		rc = note(x, h, text, err);
	}
	hj_buf_clear(&reason);
	return rc;
}

/* What to do next is another thing where the person tells it themselves. */
static int
refuse(const struct exposing *x, size_t left, struct hj_error *err)
{
	if (x->ncopies != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "the copy would tell %zu things of somebody else; nothing was exported: leave those texts out with --withhold PATH ('hanji show CASE --fields' has the paths), or say of each why it may stay with --accept CASE/PERSON:REASON",
		    left);
	return hj_fail(err, HJ_EREFUSED,
	    "the document would tell %zu things that it must not; nothing was exported: change the text or its level, record the consent, or say of each why it may stand there with --accept CASE/PERSON:REASON",
	    left);
}

int
exposed_settle(struct exposed *e, struct cli *c, const struct exposing *x,
    struct hj_error *err)
{
	bool person = ui_is_terminal(c->ui) && x->log != NULL;
	size_t left = 0;
	int rc = HJ_OK;

	for (size_t i = 0; x->accept != NULL && i < x->accept->n; i++)
		if ((rc = take(e, x, x->accept->v[i], err)) != HJ_OK)
			return rc;
	for (size_t i = 0; i < NHITS(e) && rc == HJ_OK; i++) {
		struct exposed_hit *h = &HIT(e, i);

		if (h->accepted)
			continue;
		say(c, h, x->left != NULL);
		if (x->left != NULL) {
			h->accepted = true;
			rc = note(x, h, x->left, err);
		} else if (person && !h->firm)
			rc = ask(c, x, h, err);
		left += !h->accepted;
	}
	if (rc == HJ_OK && left != 0)
		rc = refuse(x, left, err);
	return rc;
}
