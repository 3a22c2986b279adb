#include <stdlib.h>
#include <string.h>

#include "core/sense/origin_own.h"

uint32_t
hj_origin_key(const char *id, size_t n)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	uint32_t k = 0;

	if (id == NULL || !hj_element_id_valid(id, n))
		return 0;
	for (size_t i = 0; i < n; i++)
		k = k << 5 | (uint32_t)(strchr(digits, id[i]) - digits);
	return k;
}

static uint32_t
key_of_node(const struct hj_node *node)
{
	const char *id = hj_node_attr(node, "id");

	return id != NULL ? hj_origin_key(id, strlen(id)) : 0;
}

static int
by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct hj_origin_source *)a)->id;
	uint32_t y = ((const struct hj_origin_source *)b)->id;

	return (x > y) - (x < y);
}

struct hj_origin_source *
hj_origin_find(const struct hj_origins *o, uint32_t id)
{
	const struct hj_origin_source wanted = { .id = id };

	if (o->n == 0)
		return NULL;
	return bsearch(&wanted, o->source, o->n, sizeof(wanted), by_id);
}

bool
hj_origin_insert(struct hj_origin_set *s, uint32_t key)
{
	size_t i = s->n;

	while (i > 0 && s->key[i - 1] > key)
		i--;
	if (i > 0 && s->key[i - 1] == key)
		return false;
	if (s->n == HJ_ORIGIN_MOST) {
		bool news = !s->many;

		s->many = true;
		if (i == s->n)
			return news;
		s->n--;
	}
	memmove(s->key + i + 1, s->key + i, (s->n - i) * sizeof(*s->key));
	s->key[i] = key;
	s->n++;
	return true;
}

/* The evidence that this one was made from, in the end. */
static uint32_t
root_evidence(const struct hj_record *r, const char *id)
{
	for (int i = 0; i < HJ_ORIGIN_ROUNDS; i++) {
		const struct hj_node *e = hj_record_find(r, id);
		const char *of = e != NULL ? hj_node_value(e, "of") : NULL;

		if (of == NULL)
			return hj_origin_key(id, strlen(id));
		id = of;
	}
	return 0;
}

/* Of a source that is based on no other (rule 2). */
static uint32_t
own_origin(const struct hj_record *r, const struct hj_origin_source *s)
{
	const char *person = hj_node_value(s->node, "person");
	const char *evidence = hj_node_value(s->node, "evidence");
	uint32_t k = 0;

	if (person != NULL)
		k = hj_origin_key(person, strlen(person));
	else if (evidence != NULL)
		k = root_evidence(r, evidence);
	return k != 0 ? k : s->id;
}

static struct hj_node *
based_on(const struct hj_origin_source *s)
{
	return hj_node_child(s->node, "based-on");
}

/* One more step towards the origins; true when something was learnt. */
static bool
learn(struct hj_origins *o, struct hj_origin_source *s)
{
	bool more = false;

	for (struct hj_node *n = based_on(s); n != NULL; n = hj_node_same(n)) {
		uint32_t k = hj_origin_key(n->text, n->text_len);
		const struct hj_origin_source *of = hj_origin_find(o, k);

		if (of == NULL) {
			more |= hj_origin_insert(&s->set, k);
			continue;
		}
		for (size_t i = 0; i < of->set.n; i++)
			more |= hj_origin_insert(&s->set, of->set.key[i]);
		if (of->set.many && !s->set.many)
			more = s->set.many = true;
	}
	return more;
}

/* Sources that lead to nothing but each other: the first of them by id stands
 * for all (rule 3). */
static bool
lower(struct hj_origins *o, struct hj_origin_source *s, const bool *circular)
{
	uint32_t least = s->set.key[0];

	for (struct hj_node *n = based_on(s); n != NULL; n = hj_node_same(n)) {
		const struct hj_origin_source *of =
		    hj_origin_find(o, hj_origin_key(n->text, n->text_len));

		if (of != NULL && circular[of - o->source] &&
		    of->set.key[0] < least)
			least = of->set.key[0];
	}
	if (least == s->set.key[0])
		return false;
	s->set.key[0] = least;
	return true;
}

static int
close_circles(struct hj_origins *o, bool unsettled, struct hj_error *err)
{
	bool *circular = calloc(o->n, sizeof(*circular));
	bool more = true;

	if (circular == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < o->n; i++) {
		circular[i] = o->source[i].set.n == 0;
		if (circular[i])
			(void)hj_origin_insert(&o->source[i].set,
			    o->source[i].id);
	}
	for (int round = 0; round < HJ_ORIGIN_ROUNDS && more; round++) {
		more = false;
		for (size_t i = 0; i < o->n; i++)
			if (circular[i])
				more |= lower(o, &o->source[i], circular);
	}
	/* What did not come to an end is nobody's. */
	for (size_t i = 0; i < o->n && (more || unsettled); i++)
		if (circular[i])
			o->source[i].set.key[0] = 0;
	free(circular);
	return HJ_OK;
}

static void
list(struct hj_origins *o, size_t room, const struct hj_record *r)
{
	for (struct hj_node *n = hj_node_child(hj_record_root(r), "source");
	     n != NULL && o->n < room; n = hj_node_same(n)) {
		struct hj_origin_source *s = &o->source[o->n];
		const char *kind = hj_node_attr(n, "kind");

		*s = (struct hj_origin_source){ .id = key_of_node(n),
			.node = n };
		if (s->id == 0)
			continue;
		s->state = kind != NULL && strcmp(kind, "state") == 0;
		s->derived = based_on(s) != NULL;
		o->n++;
	}
	if (o->n > 1)
		qsort(o->source, o->n, sizeof(*o->source), by_id);
}

static int
resolve(struct hj_origins *o, struct hj_error *err)
{
	bool more = true;

	for (size_t i = 0; i < o->n; i++)
		if (!o->source[i].derived)
			(void)hj_origin_insert(&o->source[i].set,
			    own_origin(o->record, &o->source[i]));
	for (int round = 0; round < HJ_ORIGIN_ROUNDS && more; round++) {
		more = false;
		for (size_t i = 0; i < o->n; i++)
			if (o->source[i].derived)
				more |= learn(o, &o->source[i]);
	}
	return o->n != 0 ? close_circles(o, more, err) : HJ_OK;
}

int
hj_origins_new(const struct hj_record *r, struct hj_origins **ret,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_origins *o = calloc(1, sizeof(*o));
	size_t n = 0;

	for (struct hj_node *s = hj_node_child(root, "source"); s != NULL;
	     s = hj_node_same(s))
		n++;
	if (o == NULL ||
	    (n != 0 && (o->source = calloc(n, sizeof(*o->source))) == NULL)) {
		free(o);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	o->record = r;
	list(o, n, r);
	if (resolve(o, err) != HJ_OK) {
		hj_origins_free(o);
		return (int)err->code;
	}
	*ret = o;
	return HJ_OK;
}

void
hj_origins_free(struct hj_origins *o)
{
	if (o == NULL)
		return;
	free(o->source);
	free(o);
}
