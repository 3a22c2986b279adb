#include <string.h>

#include "core/sense/status_own.h"
#include "core/sense/victim.h"

/* Comparisons that a row of the catalogue is worth: a file made to need more
 * has no status in lists. */
#define PATIENCE ((size_t)1 << 20)

const char *
hj_status_reason(enum hj_status_why why)
{
	switch (why) {
	case HJ_WHY_NOTHING:
		return HJ_N_("nothing is recorded of it");
	case HJ_WHY_ONLY:
		return HJ_N_("one account");
	case HJ_WHY_AGREE:
		return HJ_N_("all accounts agree");
	case HJ_WHY_LATEST:
		return HJ_N_("the last of accounts that follow each other");
	case HJ_WHY_PREFERRED:
		return HJ_N_(
		    "the preferred account; what contradicts it is set aside");
	case HJ_WHY_CONTRADICT:
		return HJ_N_("accounts contradict each other");
	case HJ_WHY_HEARSAY:
		return HJ_N_(
		    "a single hearsay source ends no disappearance or detention and brings no death");
	case HJ_WHY_CONFLICT:
		return HJ_N_("two versions of the file differ on it");
	case HJ_WHY_MANY:
		return HJ_N_("too many accounts to compare");
	}
	return "";
}

bool
hj_status_above(const struct hj_status *s, enum hj_conf level)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->account[i].standing && s->account[i].conf > level)
			return true;
	return false;
}

struct combining {
	const struct hj_record *record;
	struct hj_origins *origins;
	size_t work;
	const char *code;
	bool disputed, various, hidden;
	struct hj_error *err;
};

static int
take(struct combining *c, const struct hj_node *subject)
{
	struct hj_status s;

	if (hj_status_derive(c->record, &c->origins, subject, &s, c->err) !=
	    HJ_OK)
		return (int)c->err->code;
	c->work += s.n * s.n;
	if (s.why == HJ_WHY_MANY || hj_status_above(&s, HJ_RESTRICTED)) {
		c->hidden = true;
	} else if (s.disputed) {
		c->disputed = true;
	} else if (s.row != NULL) {
		c->various = c->various ||
		    (c->code != NULL && strcmp(c->code, s.row->code) != 0);
		c->code = s.row->code;
	}
	hj_status_clear(&s);
	return HJ_OK;
}

static int
take_all(struct combining *c, const char *name, bool victims)
{
	const struct hj_node *root = hj_record_root(c->record);

	for (struct hj_node *n = hj_node_child(root, name); n != NULL;
	     n = hj_node_same(n)) {
		bool meant = strcmp(name, "group") == 0 ||
		    (victims ? hj_is_victim(n)
			     : hj_node_attr(n, "role") == NULL);

		if (c->work > PATIENCE)
			return HJ_OK;
		if (meant && take(c, n) != HJ_OK)
			return (int)c->err->code;
	}
	return HJ_OK;
}

static bool
any_victim(const struct hj_node *root)
{
	for (struct hj_node *n = hj_node_child(root, "person"); n != NULL;
	     n = hj_node_same(n))
		if (hj_is_victim(n))
			return true;
	return false;
}

int
hj_status_of_case(const struct hj_record *r, const char **ret,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct combining c = { .record = r, .err = err };
	size_t subjects =
	    hj_node_count(root, "person") + hj_node_count(root, "group");
	size_t occurrences = hj_node_count(root, "event") +
	    hj_node_count(root, "detention") +
	    hj_node_count(root, "repatriation");
	int rc = HJ_OK;

	*ret = NULL;
	/* Whom each of them concerns is looked up in each group. */
	if (subjects * occurrences > PATIENCE / 16)
		return HJ_OK;
	if ((rc = take_all(&c, "person", any_victim(root))) == HJ_OK)
		rc = take_all(&c, "group", true);
	hj_origins_free(c.origins);
	if (rc != HJ_OK || c.hidden || c.work > PATIENCE)
		return rc;
	*ret = c.disputed ? HJ_STATUS_DISPUTED
	    : c.various   ? HJ_STATUS_VARIOUS
			  : c.code;
	return HJ_OK;
}
