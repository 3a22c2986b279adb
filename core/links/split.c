#include "core/links/split_own.h"

#include <stdlib.h>
#include <string.h>

#include "core/case/conflict.h"
#include "core/links/link.h"

/* By what a member can be told from the others: it stays in both files. */
static const char *const kept[] = { "name", "birth", "age", "sex",
	"placeholder" };

static bool
is_kept(const struct hj_node *node)
{
	for (size_t i = 0; i < HJ_LEN(kept); i++)
		if (strcmp(kept[i], node->name) == 0)
			return true;
	return false;
}

static int
check(const struct hj_record *from, const char *person, struct hj_node **ret,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(from);

	*ret = hj_record_find(from, person);
	if (*ret == NULL || (*ret)->parent != root ||
	    strcmp((*ret)->name, "person") != 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no such person in this case file");
	if (hj_link_own_case(from, person) != NULL)
		return hj_fail(err, HJ_EEXISTS,
		    "this person has a case file of their own: %s",
		    hj_link_own_case(from, person));
	if (hj_conflict_next(from, NULL) != NULL)
		return hj_fail(err, HJ_EREFUSED,
		    "versions of this case file are in conflict: settle that first");
	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root))
		if (n->def == NULL && strcmp(n->name, "withheld") == 0)
			return hj_fail(err, HJ_EREFUSED,
			    "parts of this case file are withheld: only a whole file is split");
	return HJ_OK;
}

static int
list_pieces(struct hj_split *s, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(s->from);

	for (const struct hj_node *n = root->first; n != NULL; n = n->next)
		s->n++;
	if ((s->piece = calloc(s->n + 1, sizeof(*s->piece))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	s->n = 0;
	for (struct hj_node *n = root->first; n != NULL; n = n->next)
		s->piece[s->n++].node = n;
	return HJ_OK;
}

static int
set_attr(struct hj_record *r, const char *name, const char *value,
    struct hj_error *err)
{
	return value == NULL ? HJ_OK
			     : hj_record_set_attr(r, hj_record_root(r), name,
				   value, strlen(value), err);
}

/* What goes along, in its order; as protected as the first file. */
static int
copy_pieces(struct hj_split *s, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(s->from);

	if (hj_record_new("case", &s->own, err) != HJ_OK ||
	    set_attr(s->own, "conf", hj_node_attr(root, "conf"), err) !=
		HJ_OK ||
	    set_attr(s->own, "kind", "person", err) != HJ_OK ||
	    set_attr(s->own, "status", "open", err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < s->n; i++)
		if (s->piece[i].how != HJ_SPLIT_STAYED &&
		    hj_record_graft(s->own, hj_record_root(s->own),
			s->piece[i].node, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* What moved is no longer in the first file. */
static void
take_away(struct hj_split *s)
{
	struct hj_node *next;

	for (size_t i = 0; i < s->n; i++)
		if (s->piece[i].how == HJ_SPLIT_MOVED)
			hj_record_remove(s->piece[i].node);
	for (struct hj_node *n = s->person->first; n != NULL; n = next) {
		next = n->next;
		if (!is_kept(n))
			hj_record_remove(n);
	}
}

static int
tell(struct hj_split *s, hj_split_fn *fn, void *to, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; fn != NULL && rc == HJ_OK && i < s->n; i++)
		rc = fn(to, s->piece[i].how, s->piece[i].node, err);
	return rc;
}

int
hj_split(struct hj_record *from, const char *person, hj_split_fn *fn, void *to,
    struct hj_record **ret, struct hj_error *err)
{
	struct hj_split s = { .from = from, .id = person };
	int rc;

	if ((rc = check(from, person, &s.person, err)) != HJ_OK ||
	    (rc = list_pieces(&s, err)) != HJ_OK)
		return rc;
	hj_split_choose(&s);
	if ((rc = copy_pieces(&s, err)) == HJ_OK &&
	    (rc = hj_split_rewrite(&s, err)) == HJ_OK &&
	    (rc = hj_split_link(&s, err)) == HJ_OK &&
	    (rc = tell(&s, fn, to, err)) == HJ_OK) {
		take_away(&s);
		*ret = s.own;
		s.own = NULL;
	}
	hj_record_free(s.own);
	free(s.piece);
	return rc;
}
