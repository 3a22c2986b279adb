#include <stdio.h>
#include <string.h>

#include "cli/find/match.h"

#define CANDIDATES 8

/* Cases that fit equally surely. */
struct fits {
	struct hj_id id;
	size_t n;
	char list[CANDIDATES * (HJ_ID_SHOWN + 2)];
};

struct only {
	struct match m;
	struct fits text, name; /* that hold it; of that name elsewise */
};

static void
add(struct fits *f, const struct hj_row *row)
{
	char shown[HJ_ID_SHOWN];
	size_t n = strlen(f->list);

	f->id = row->id;
	if (++f->n > CANDIDATES)
		return;
	hj_id_show(&row->id, shown);
	(void)snprintf(f->list + n, sizeof(f->list) - n, "%s%s",
	    n != 0 ? ", " : "", shown);
}

static int
only_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct only *o = to;
	struct match_why why;

	if (match_row(&o->m, row, &why, err) != HJ_OK)
		return (int)err->code;
	/* A case is named by what it is called, not by where it happened. */
	if (why.sure == MATCH_TEXT && strcmp(why.word, "place") != 0)
		add(&o->text, row);
	else if (why.sure == MATCH_SAME_NAME || why.sure == MATCH_LIKELY)
		add(&o->name, row);
	return HJ_OK;
}

int
match_only(struct cli *c, const char *typed, struct hj_id *ret,
    struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct only o = { .text = { .n = 0 } };
	const struct fits *f = &o.text;
	int rc;

	if ((rc = match_init(&o.m, c, typed, err)) == HJ_OK)
		rc = hj_vault_scan(c->vault, only_row, &o, &nobody, err);
	match_clear(&o.m);
	if (rc != HJ_OK)
		return rc;
	if (f->n == 0)
		f = &o.name;
	if (f->n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no case has this id or name; 'hanji find' searches");
	if (f->n > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "%zu cases fit: %s%s; give more of the id", f->n, f->list,
		    f->n > CANDIDATES ? ", ..." : "");
	*ret = f->id;
	return HJ_OK;
}
