#include <stdio.h>
#include <string.h>

#include "core/case/datespan.h"
#include "core/store/dated.h"
#include "core/store/describe_own.h"

static void
widen(struct hj_describing *d, const struct hj_node *date)
{
	struct hj_span *all = &d->row->when, s;

	if (!hj_date_span(date, &s))
		return;
	if (!d->dated || s.earliest < all->earliest)
		all->earliest = s.earliest;
	if (!d->dated || s.latest > all->latest)
		all->latest = s.latest;
	d->dated = true;
}

int
hj_describe_dated(struct hj_describing *d, const char *what, const char *how,
    const struct hj_node *date, struct hj_error *err)
{
	uint8_t item[HJ_DATED_ITEM];
	struct hj_dated dated = { .when = { INT32_MIN, INT32_MAX } };
	char name[HJ_DATED_ITEM];
	size_t n;

	(void)snprintf(name, sizeof(name), "%s%s%s", what,
	    how != NULL ? ":" : "", how != NULL ? how : "");
	dated.what = name;
	dated.n = strlen(name);
	(void)hj_date_span(date, &dated.when);
	n = hj_dated_put(&dated, item);
	if (hj_describe_is_there(d, HJ_ROW_DATED, (const char *)item, n))
		return HJ_OK;
	return hj_describe_add(d, HJ_ROW_DATED, 0, item, n, err);
}

int
hj_describe_happening(struct hj_describing *d, const struct hj_node *node,
    struct hj_error *err)
{
	const struct hj_node *date = hj_node_child(node, "date");
	const struct hj_node *end = hj_node_child(node, "end");
	const char *name = node->name;

	if (strcmp(name, "event") == 0) {
		widen(d, date);
		widen(d, end);
		return hj_describe_dated(d, "event", hj_node_attr(node, "type"),
		    date, err);
	}
	if (strcmp(name, "repatriation") == 0) {
		widen(d, date);
		return hj_describe_dated(d, name, NULL, date, err);
	}
	if (strcmp(name, "detention") != 0)
		return HJ_OK;
	widen(d, date);
	if (hj_describe_dated(d, name, NULL, date, err) != HJ_OK)
		return (int)err->code;
	if (end == NULL)
		return HJ_OK;
	return hj_describe_dated(d, "end", hj_node_value(end, "how"),
	    hj_node_child(end, "date"), err);
}
