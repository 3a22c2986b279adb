#include "core/links/split_own.h"

#include <string.h>

#include "core/base/word.h"
#include "core/sense/reach.h"

/* What is of use in any file about one of the group: what was done for all of
 * them, what endangers them, how the office sorts and assigns its work. */
static const char *const shared[] = { "assigned", "tag", "risk", "action" };
/* What a fact is known by and happened at. */
static const char *const referred[] = { "place", "authority", "source",
	"evidence" };

static bool
among(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Is it about the person, and speaks of nobody else?  Who visited or saw them
 * is not known in the new file: what names them stays here too. */
static bool
is_alone(const struct hj_split *s, const struct hj_node *fact)
{
	static const char *const people[] = { "person", "group" };

	for (const struct hj_node *n = fact; n != NULL;
	     n = hj_node_next(n, fact)) {
		const struct hj_node *to;

		if (n->def == NULL || n->def->value != HJ_V_REF ||
		    n->text == NULL || strcmp(n->text, s->id) == 0)
			continue;
		to = hj_record_find(s->from, n->text);
		if (to == NULL || among(people, HJ_LEN(people), to->name))
			return false;
	}
	return true;
}

static enum hj_split_how
first_choice(const struct hj_split *s, const struct hj_node *node)
{
	if (node == s->person)
		return HJ_SPLIT_COPIED;
	if (node->def == NULL)
		return HJ_SPLIT_STAYED;
	if (hj_reach_child(node->name) != NULL) {
		if (!hj_reach(s->from, s->id, node, NULL))
			return HJ_SPLIT_STAYED;
		return is_alone(s, node) ? HJ_SPLIT_MOVED : HJ_SPLIT_COPIED;
	}
	return among(shared, HJ_LEN(shared), node->name) ? HJ_SPLIT_COPIED
							 : HJ_SPLIT_STAYED;
}

static struct hj_split_piece *
piece_of(struct hj_split *s, const struct hj_node *node)
{
	const struct hj_node *root = hj_record_root(s->from);

	while (node != NULL && node->parent != root)
		node = node->parent;
	for (size_t i = 0; node != NULL && i < s->n; i++)
		if (s->piece[i].node == node)
			return &s->piece[i];
	return NULL;
}

/* The element with this id goes along, when it is one that facts refer to.
 * True: it did not before. */
static bool
take(struct hj_split *s, const char *id, size_t n)
{
	char word[HJ_ELEMENT_ID_CHARS + 1];
	struct hj_split_piece *p;
	struct hj_node *node;

	if (n >= sizeof(word))
		return false;
	memcpy(word, id, n);
	word[n] = '\0';
	if ((node = hj_record_find(s->from, word)) == NULL ||
	    !among(referred, HJ_LEN(referred), node->name) ||
	    (p = piece_of(s, node)) == NULL || p->how != HJ_SPLIT_STAYED)
		return false;
	p->how = HJ_SPLIT_COPIED;
	return true;
}

/* What a piece refers to goes along with it. */
static bool
take_referred(struct hj_split *s, const struct hj_node *top)
{
	bool more = false;

	for (const struct hj_node *n = top; n != NULL;
	     n = hj_node_next(n, top)) {
		const char *src = hj_node_attr(n, "src"), *id;
		size_t len;

		if (n->def != NULL && n->def->value == HJ_V_REF &&
		    n->text != NULL)
			more = take(s, n->text, n->text_len) || more;
		while (hj_word_next(&src, &id, &len))
			more = take(s, id, len) || more;
	}
	return more;
}

void
hj_split_choose(struct hj_split *s)
{
	bool more = true;

	for (size_t i = 0; i < s->n; i++)
		s->piece[i].how = first_choice(s, s->piece[i].node);
	while (more) {
		more = false;
		for (size_t i = 0; i < s->n; i++)
			if (s->piece[i].how != HJ_SPLIT_STAYED)
				more =
				    take_referred(s, s->piece[i].node) || more;
	}
}
