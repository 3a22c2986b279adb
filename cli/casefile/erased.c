#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/casefile/erased.h"
#include "cli/screen/say.h"

void
erased_day(int64_t time, char ret[static ERASED_DAY])
{
	time_t t = (time_t)time;
	struct tm tm;

	ret[0] = '\0';
	if (gmtime_r(&t, &tm) != NULL)
		(void)strftime(ret, ERASED_DAY, "%Y-%m-%d", &tm);
}

int
erased_say(struct cli *c, const struct hj_id *id, char ret[static ERASED_TEXT],
    struct hj_error *err)
{
	struct hj_buf all = HJ_TOMBSTONES;
	char first[ERASED_DAY], last[ERASED_DAY];
	const struct hj_tombstone *t;
	int rc = hj_vault_tombstones(c->vault, id, &all, err);
	size_t n = all.len / sizeof(*t);

	ret[0] = '\0';
	if (rc == HJ_OK && n != 0) {
		t = (const void *)all.data;
		erased_day(t[0].time, first);
		erased_day(t[n - 1].time, last);
		/* Of several nobody can say which this was. */
		if (strcmp(first, last) == 0)
			(void)snprintf(ret, ERASED_TEXT, _("[erased on %s]"),
			    first);
		else
			(void)snprintf(ret, ERASED_TEXT,
			    _("[erased between %s and %s]"), first, last);
	}
	hj_buf_clear(&all);
	return rc;
}

bool
erased_is(const struct hj_node *node)
{
	return node->def == NULL && strcmp(node->name, "withheld") == 0;
}

/* As a word of its own: "person[k7m2qx].birth". */
static bool
names(const char *path, const char *id)
{
	const char *at = strstr(path, id);

	return at != NULL && at != path && at[-1] == '[' &&
	    at[strlen(id)] == ']';
}

void
erased_explain(struct cli *c, const struct hj_id *id, const char *path,
    struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	struct hj_buf all = HJ_TOMBSTONES;
	const struct hj_tombstone *t;
	char day[ERASED_DAY];

	if (hj_vault_tombstones(c->vault, id, &all, &ignored) == HJ_OK) {
		t = (const void *)all.data;
		for (size_t i = 0; i < all.len / sizeof(*t); i++) {
			if (t[i].element[0] == '\0' ||
			    !names(path, t[i].element))
				continue;
			erased_day(t[i].time, day);
			err->code = HJ_OK;
			(void)hj_fail(err, HJ_EREFUSED,
			    "'%s' was erased on %s: it cannot be shown or changed",
			    t[i].element, day);
			break;
		}
	}
	hj_buf_clear(&all);
}
