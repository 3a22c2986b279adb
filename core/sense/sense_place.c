#include <string.h>

#include "core/sense/sense_own.h"
#include "core/sense/status.h"

/* Finer than a province. */
static bool
is_fine(const struct hj_node *part)
{
	static const char *const names[] = { "county", "locality", "facility",
		"lat", "lon", "name" };

	for (size_t i = 0; i < HJ_LEN(names); i++)
		if (strcmp(part->name, names[i]) == 0)
			return true;
	return false;
}

/* Somebody has marked it, and nothing around it is above. */
static bool
is_marked_public(const struct hj_node *part)
{
	const char *conf = hj_node_attr(part, "conf");

	return part->text != NULL && conf != NULL &&
	    strcmp(conf, "public") == 0 && hj_node_conf(part) == HJ_PUBLIC;
}

/* Does the person come from there, was born or lives there? */
static bool
belongs(const struct hj_node *person, const char *place)
{
	static const char *const names[] = { "birth", "origin", "residence" };

	for (size_t i = 0; i < HJ_LEN(names); i++)
		for (struct hj_node *n = hj_node_child(person, names[i]);
		     n != NULL; n = hj_node_same(n)) {
			const char *id = hj_node_value(n, "place");

			if (id != NULL && strcmp(id, place) == 0)
				return true;
		}
	return false;
}

static int
is_safe(struct hj_sense *s, const struct hj_node *person, bool *ret)
{
	struct hj_origins *o = NULL;
	struct hj_status st;
	int rc = hj_status_derive(s->c.record, &o, person, &st, s->c.err);

	if (rc == HJ_OK) {
		*ret = st.row != NULL &&
		    (strcmp(st.row->code, "arrived") == 0 ||
			strcmp(st.row->code, "settled") == 0);
		hj_status_clear(&st);
	}
	hj_origins_free(o);
	return rc;
}

/* Of somebody who is not known to be safe? */
static int
is_telling(struct hj_sense *s, const char *place, bool *ret)
{
	const struct hj_node *root = hj_record_root(s->c.record);
	bool safe;

	*ret = false;
	for (struct hj_node *p = hj_node_child(root, "person");
	     p != NULL && !*ret; p = hj_node_same(p)) {
		if (!belongs(p, place))
			continue;
		if (is_safe(s, p, &safe) != HJ_OK)
			return (int)s->c.err->code;
		*ret = !safe;
	}
	return HJ_OK;
}

int
hj_sense_place(struct hj_sense *s, const struct hj_node *place)
{
	const char *id = hj_node_attr(place, "id");
	bool telling = false, asked = false;

	if (s->persons * (s->persons + s->occurrences) > HJ_SENSE_PATIENCE)
		return HJ_OK;
	for (const struct hj_node *n = place->first; n != NULL && id != NULL;
	     n = n->next) {
		if (n->def == NULL || !is_fine(n) || !is_marked_public(n))
			continue;
		if (!asked && is_telling(s, id, &telling) != HJ_OK)
			return (int)s->c.err->code;
		asked = true;
		if (telling &&
		    hj_check_warn(&s->c, n, HJ_NATTRS, "place-too-fine",
			"this is finer than a province and public, and somebody comes from there who is not known to be safe") !=
			HJ_OK)
			return (int)s->c.err->code;
	}
	return HJ_OK;
}
