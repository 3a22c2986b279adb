#include <stdio.h>
#include <string.h>

#include "tests/unit/gen_record.h"

static const char *const texts[] = { "", "x", "f", "yes", "no", "KP", "repat",
	"2012-13", "2012-02-30", "1985/", "2012-07-", "12", "007", "-1.5",
	"1e5", "2024-02-30T00:00:00Z", "2024-02-28T00:00:00Z", "a b",
	"line\nfeed", " f", "f ", "unknown", "abcdef", "0123456789abcdef",
	"\xe1\x84\x80\xe1\x85\xa1", "850412-2345678", "e\xcc\x81", "ab\xc2\x85",
	"한국", "F", "victim witness", "victim  witness" };

static const char *
word(struct gen *g)
{
	return texts[gen_below(g, HJ_LEN(texts))];
}

/* Any element with a row. */
static struct hj_node *
any(struct gen *g, struct hj_record *r)
{
	struct hj_node *root = hj_record_root(r), *found = root;
	uint32_t n = 0;

	for (struct hj_node *at = root; at != NULL; at = hj_node_next(at, root))
		if (at->def != NULL && gen_below(g, ++n) == 0)
			found = at;
	return found;
}

static void
text(struct gen *g, struct hj_record *r, struct hj_node *node)
{
	const char *s = word(g);
	char cut[256];
	size_t n = node->text_len;

	if (node->text != NULL && n < sizeof(cut) && n > 0 &&
	    gen_below(g, 2) == 0) {
		/* One ASCII character of it becomes another. */
		size_t i = gen_below(g, (uint32_t)n);

		memcpy(cut, node->text, n);
		if ((cut[i] & 0x80) == 0)
			cut[i] = "0a-~/X Z9.:"[gen_below(g, 11)];
		(void)!hj_record_set_text(r, node, cut, n, &g->err);
		return;
	}
	(void)!hj_record_set_text(r, node, s, strlen(s), &g->err);
}

static void
attribute(struct gen *g, struct hj_record *r, struct hj_node *node)
{
	enum hj_attr_name a = (enum hj_attr_name)gen_below(g, HJ_NATTRS);
	const char *name = hj_schema_attr_name(a);
	const char *value = word(g);

	if (gen_below(g, 3) == 0)
		hj_record_drop_attr(node, name);
	else
		(void)!hj_record_set_attr(r, node, name, value, strlen(value),
		    &g->err);
}

static void
swap(struct hj_node *node)
{
	struct hj_node *next = node->next, *parent = node->parent;

	if (parent == NULL || next == NULL)
		return;
	*(node->prev != NULL ? &node->prev->next : &parent->first) = next;
	*(next->next != NULL ? &next->next->prev : &parent->last) = node;
	next->prev = node->prev;
	node->next = next->next;
	node->prev = next;
	next->next = node;
}

/* Something where it does not belong, or once too often. */
static void
intrude(struct gen *g, struct hj_record *r, struct hj_node *parent)
{
	const struct hj_elem *def = any(g, r)->def;
	const struct hj_elem *own =
	    hj_schema_child(parent->def, def->name, strlen(def->name));
	struct hj_node *node = NULL;
	const char *s = word(g);

	if (own != NULL)
		def = own;
	if (hj_record_append(r, parent, def, def->name, strlen(def->name),
		&node, &g->err) != HJ_OK)
		return;
	if (def->nchildren == 0)
		(void)!hj_record_set_text(r, node, s, strlen(s), &g->err);
	if ((def->attrs & HJ_A(ID)) != 0 && gen_below(g, 4) > 0)
		(void)!hj_record_set_attr(r, node, "id", "zzzzzz", 6, &g->err);
}

static void
withheld(struct gen *g, struct hj_record *r, struct hj_node *parent)
{
	static const char hex[] = "0123456789abcdef0123456789abcdef"
				  "0123456789abcdef0123456789abcdef";
	struct hj_node *node = NULL, *kept = NULL;
	bool own = gen_below(g, 2) == 0;

	if (hj_record_append(r, parent, NULL, "withheld", 8, &node, &g->err) !=
		HJ_OK ||
	    hj_record_set_attr(r, node, own ? "own" : "digest", hex,
		64 - gen_below(g, 2) * gen_below(g, 2), &g->err) != HJ_OK)
		return;
	if (own != (gen_below(g, 6) == 0) &&
	    hj_record_append(r, node, NULL, "date", 4, &kept, &g->err) == HJ_OK)
		(void)!hj_record_set_text(r, kept, "2012", 4, &g->err);
}

void
gen_mutate(struct gen *g, struct hj_record *r)
{
	struct hj_node *node = any(g, r);

	switch (gen_below(g, 10)) {
	case 0:
	case 1:
	case 2:
		text(g, r, node);
		break;
	case 3:
	case 4:
	case 5:
		attribute(g, r, node);
		break;
	case 6:
		swap(node);
		break;
	case 7:
		if (node->parent != NULL)
			hj_record_remove(node);
		break;
	case 8:
		intrude(g, r, node);
		break;
	case 9:
		withheld(g, r, node);
		break;
	}
}
