#include "core/links/family_own.h"

#include <stdlib.h>
#include <string.h>

#include "core/links/link.h"

void
hj_family_free(struct hj_family *f)
{
	if (f == NULL)
		return;
	free(f->relative);
	free(f->kinship);
	free(f);
}

static int
by_file_and_id(const void *a, const void *b)
{
	const struct hj_relative *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return strcmp(hj_node_attr(x->person, "id"),
	    hj_node_attr(y->person, "id"));
}

/* Everybody, in an order that does not hang on that of the elements. */
static int
list_people(struct hj_families *x, struct hj_error *err)
{
	struct hj_family *f = x->f;
	size_t n = 0;

	for (size_t i = 0; i < x->nfiles; i++)
		for (struct hj_node *p =
			 hj_node_child(hj_record_root(x->files[i]), "person");
		     p != NULL; p = hj_node_same(p))
			n++;
	if ((f->relative = calloc(n + 1, sizeof(*f->relative))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < x->nfiles; i++)
		for (struct hj_node *p =
			 hj_node_child(hj_record_root(x->files[i]), "person");
		     p != NULL; p = hj_node_same(p))
			if (hj_node_attr(p, "id") != NULL)
				f->relative[f->n++] =
				    (struct hj_relative){ .person = p,
					    .file = i };
	qsort(f->relative, f->n, sizeof(*f->relative), by_file_and_id);
	for (size_t i = 0; i < f->n; i++)
		f->relative[i].whole = f->relative[i].clan = i;
	return HJ_OK;
}

size_t
hj_family_find(const struct hj_families *x, size_t file, const char *id)
{
	size_t low = 0, high = x->f->n;

	while (id != NULL && low < high) {
		size_t i = low + (high - low) / 2;
		const struct hj_relative *r = &x->f->relative[i];
		int order = r->file != file
		    ? (r->file < file ? -1 : 1)
		    : strcmp(hj_node_attr(r->person, "id"), id);

		if (order == 0)
			return i;
		*(order < 0 ? &low : &high) = order < 0 ? i + 1 : i;
	}
	return SIZE_MAX;
}

size_t
hj_family_whole(const struct hj_family *f, size_t i)
{
	while (f->relative[i].whole != i)
		i = f->relative[i].whole;
	return i;
}

static size_t
file_of(const struct hj_families *x, const char *id)
{
	size_t i = 0;

	while (i < x->nfiles &&
	    (id == NULL ||
		strcmp(hj_node_attr(hj_record_root(x->files[i]), "id"), id) !=
		    0))
		i++;
	return i;
}

/* Whoever was split off is one person in two files. */
static void
join_halves(struct hj_families *x, size_t file)
{
	struct hj_node *n =
	    hj_node_child(hj_record_root(x->files[file]), "link");
	struct hj_link l;

	for (; n != NULL; n = hj_node_same(n)) {
		size_t a, b;

		hj_link_read(n, &l);
		if (l.kind == NULL ||
		    (strcmp(l.kind, HJ_LINK_SPLIT) != 0 &&
			strcmp(l.kind, HJ_LINK_SPLITOFF) != 0))
			continue;
		a = hj_family_find(x, file, l.person);
		b = hj_family_find(x, file_of(x, l.other), l.there);
		if (a == SIZE_MAX || b == SIZE_MAX)
			continue;
		a = hj_family_whole(x->f, a);
		b = hj_family_whole(x->f, b);
		x->f->relative[a < b ? b : a].whole = a < b ? a : b;
	}
}

int
hj_family_new(const struct hj_record *const *files, size_t n, enum hj_conf most,
    struct hj_family **ret, struct hj_error *err)
{
	struct hj_families x = { .files = files, .nfiles = n, .most = most };
	int rc;

	if ((x.f = calloc(1, sizeof(*x.f))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = list_people(&x, err)) != HJ_OK)
		goto out;
	for (size_t i = 0; i < n; i++)
		join_halves(&x, i);
	for (size_t i = 0; i < x.f->n; i++)
		x.f->relative[i].whole = hj_family_whole(x.f, i);
	if ((rc = hj_family_read(&x, err)) == HJ_OK &&
	    (rc = hj_family_place(&x, err)) == HJ_OK) {
		*ret = x.f;
		x.f = NULL;
	}
out:
	hj_family_free(x.f);
	return rc;
}
