#include "core/vault/tombstone_record.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static int
put(struct hj_record *r, const char *name, const char *text,
    struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r), *n;
	const struct hj_elem *def =
	    hj_schema_child(root->def, name, strlen(name));

	if (hj_record_add(r, root, def, &n, err) != HJ_OK)
		return (int)err->code;
	return text != NULL ? hj_record_set_text(r, n, text, strlen(text), err)
			    : hj_record_set_attr(r, n, "known", "withheld",
				  strlen("withheld"), err);
}

int
hj_tombstone_record(const struct hj_tombstone *t, struct hj_record **ret,
    struct hj_error *err)
{
	char id[HJ_ID_CHARS + 1], day[16] = "";
	char part[sizeof(t->kind) + sizeof(t->element) + 2];
	struct hj_record *r = NULL;
	time_t when = (time_t)t->time;
	struct tm utc;
	int rc;

	hj_id_text(&t->id, id);
	if (gmtime_r(&when, &utc) != NULL)
		(void)strftime(day, sizeof(day), "%Y-%m-%d", &utc);
	(void)snprintf(part, sizeof(part),
	    t->element[0] != '\0' ? "%s[%s]" : "%s", t->kind, t->element);
	if ((rc = hj_record_new("tombstone", &r, err)) == HJ_OK &&
	    (rc = hj_record_set_attr(r, hj_record_root(r), "id", id,
		 HJ_ID_CHARS, err)) == HJ_OK &&
	    (rc = put(r, "erased", day, err)) == HJ_OK &&
	    (rc = put(r, "ground", NULL, err)) == HJ_OK &&
	    (t->kind[0] == '\0' || (rc = put(r, "part", part, err)) == HJ_OK)) {
		*ret = r;
		r = NULL;
	}
	hj_record_free(r);
	return rc;
}

/* "person[k7m2qx]", or "title". */
static void
read_part(const char *part, struct hj_tombstone_told *ret)
{
	size_t n = strcspn(part, "[");

	(void)snprintf(ret->word, sizeof(ret->word), "%.*s", (int)n, part);
	ret->kind = ret->word;
	if (part[n] == '\0')
		return;
	part += n + 1;
	(void)snprintf(ret->name, sizeof(ret->name), "%.*s",
	    (int)strcspn(part, "]"), part);
	ret->element = ret->name;
}

bool
hj_tombstone_read(const struct hj_record *r, struct hj_tombstone_told *ret)
{
	const struct hj_node *root = hj_record_root(r);
	const char *part;

	*ret = (struct hj_tombstone_told){ .id = hj_node_attr(root, "id") };
	if (strcmp(root->name, "tombstone") != 0)
		return false;
	ret->erased = hj_node_value(root, "erased");
	part = hj_node_value(root, "part");
	if (part != NULL && *part != '\0')
		read_part(part, ret);
	return true;
}

/* The word of an element, as the outline has them. */
static bool
is_word(const char *p)
{
	return *p != '\0' &&
	    p[strspn(p, "abcdefghijklmnopqrstuvwxyz-")] == '\0';
}

bool
hj_tombstone_of(const struct hj_tombstone_told *t, struct hj_tombstone *ret)
{
	struct hj_error ignored = HJ_ERROR;
	struct tm day = { .tm_year = 0 };
	const char *end;

	*ret = (struct hj_tombstone){ .time = 0 };
	if (t->id == NULL || t->erased == NULL ||
	    hj_id_parse(t->id, strlen(t->id), &ret->id, &ignored) != HJ_OK ||
	    (end = strptime(t->erased, "%Y-%m-%d", &day)) == NULL ||
	    *end != '\0' || day.tm_year < 70 || day.tm_year >= 1100 ||
	    (t->kind != NULL && !is_word(t->kind)) ||
	    (t->element != NULL &&
		!hj_element_id_valid(t->element, strlen(t->element))))
		return false;
	ret->time = (int64_t)timegm(&day);
	if (t->kind != NULL)
		(void)snprintf(ret->kind, sizeof(ret->kind), "%s", t->kind);
	if (t->element != NULL)
		(void)snprintf(ret->element, sizeof(ret->element), "%s",
		    t->element);
	return true;
}
