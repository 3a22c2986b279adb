#include "cli/wording/personname.h"

#include "cli/wording/readback.h"

/* Is something of the first name that is said not to be shown? */
static bool
is_hidden(const struct hj_node *person)
{
	for (const struct hj_node *n = hj_node_child(person, "name"); n != NULL;
	     n = hj_node_same(n))
		for (const struct hj_node *p = n; p != NULL;
		     p = hj_node_next(p, n))
			if (hj_node_conf(p) == HJ_SECRET)
				return true;
	return false;
}

int
personname(const struct hj_node *person, bool reveal, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *placeholder =
	    hj_node_child(person, "placeholder");
	const char *label =
	    placeholder != NULL ? hj_node_value(placeholder, "label") : NULL;

	if (reveal || !is_hidden(person)) {
		if (hj_node_child(person, "name") != NULL || label == NULL)
			return readback_name(person, to, err);
		return hj_buf_puts(to, label, err);
	}
	return hj_buf_puts(to, label != NULL ? label : PERSONNAME_HIDDEN, err);
}
