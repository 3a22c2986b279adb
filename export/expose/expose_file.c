#include <string.h>

#include "core/base/limits.h"
#include "export/expose/expose_file.h"
#include "export/petition/annex.h"

/* What is asked for besides the names and ids of persons.  A name has more than
 * one word, or it is only asked for as it is written. */
static const struct {
	const char *parent, *child;
	enum hj_expose_kind kind;
} fields[] = {
	{ "contact", "value", HJ_X_NUMBER },
	{ "iddoc", "no", HJ_X_NUMBER },
	{ "external", "value", HJ_X_NUMBER },
	{ "case", "assigned", HJ_X_STAFF },
	{ "task", "owner", HJ_X_STAFF },
	{ "note", "author", HJ_X_STAFF },
	{ "contactlog", "by", HJ_X_STAFF },
	{ "service", "by", HJ_X_STAFF },
	{ "interview", "by", HJ_X_STAFF },
	{ "interview", "interpreter", HJ_X_STAFF },
	{ "interview", "present", HJ_X_STAFF },
	{ "consent", "interpreter", HJ_X_STAFF },
	{ "consent", "explained-by", HJ_X_STAFF },
	{ "resolved", "by", HJ_X_STAFF },
	{ "summary", "translator", HJ_X_STAFF },
	{ "summary", "checked", HJ_X_STAFF },
	{ "narrative", "translator", HJ_X_STAFF },
	{ "narrative", "checked", HJ_X_STAFF },
	{ "consent", "by", HJ_X_NAME },
	{ "withdrawal", "by", HJ_X_NAME },
};

const char *
hj_expose_field(size_t i, const char **parent)
{
	if (i >= HJ_LEN(fields))
		return NULL;
	*parent = fields[i].parent;
	return fields[i].child;
}

const char *
hj_expose_words(enum hj_expose_kind kind)
{
	switch (kind) {
	case HJ_X_NAME:
		return HJ_N_("a name");
	case HJ_X_SOUND:
		return HJ_N_("a name in another writing");
	case HJ_X_NUMBER:
		return HJ_N_("a telephone number, address or document number");
	case HJ_X_STAFF:
		return HJ_N_("a name of staff or of an interpreter");
	case HJ_X_ID:
		return HJ_N_("an internal number");
	case HJ_X_PLACE:
		return HJ_N_("a place below the province");
	case HJ_X_CELL:
		return HJ_N_("details that only few persons share");
	case HJ_X_META:
		return HJ_N_("who made the document");
	case HJ_X_REMARK:
		return HJ_N_("comments, or changes that can be taken back");
	}
	return "";
}

struct walk {
	const struct hj_expose_asking *a;
	const char *element; /* whose names these are */
	enum hj_expose_kind kind;
	struct hj_error *err;
};

static int
hit(const struct walk *w, enum hj_expose_kind kind, uint32_t line,
    const char *p, size_t n)
{
	struct hj_expose_hit h = { kind, w->element, line, p, n };

	return w->a->hit(w->a->to, &h, w->err);
}

/* Where the text stands as it is written; 0: nowhere, or it may. */
static int
written(const struct walk *w, const char *p, size_t n, uint32_t *line)
{
	bool known = false;
	int rc;

	*line = 0;
	if ((rc = hj_expose_each(w->a->text, p, n, hj_expose_first_line, line,
		 w->err)) != HJ_OK ||
	    *line == 0)
		return rc;
	if ((rc = w->a->known(w->a->to, p, n, &known, w->err)) == HJ_OK &&
	    known)
		*line = 0;
	return rc;
}

static int
seek_written(void *to, const char *name, size_t n, struct hj_error *err)
{
	struct walk *w = to;
	uint32_t line;
	int rc = written(w, name, n, &line);

	(void)err;
	return rc != HJ_OK || line == 0 ? rc : hit(w, w->kind, line, name, n);
}

static int
seek_sound(const struct walk *w, const char *p, size_t n)
{
	struct hj_sound_keys keys = w->a->keys != NULL
	    ? w->a->keys(w->a->to, p, n)
	    : (struct hj_sound_keys){ NULL, 0 };
	bool known = false;
	uint32_t line;
	int rc = hj_sounds_seek(hj_expose_sounds(w->a->text), p, n, &keys,
	    &line, w->err);

	if (rc != HJ_OK || line == 0)
		return rc;
	if ((rc = w->a->known(w->a->to, p, n, &known, w->err)) != HJ_OK ||
	    known)
		return rc;
	return hit(w, w->kind == HJ_X_NAME ? HJ_X_SOUND : w->kind, line, p, n);
}

/* Korean and Chinese names are written together, others apart. */
static int
whole_name(const struct hj_node *name, struct hj_buf *to, struct hj_error *err)
{
	const char *full = hj_node_value(name, "full");
	const char *family = hj_node_value(name, "family");
	const char *given = hj_node_value(name, "given");

	if (full != NULL)
		return hj_buf_puts(to, full, err);
	if (family == NULL || given == NULL)
		return HJ_OK;
	return hj_buf_printf(to, err, "%s%s%s", family,
	    (unsigned char)*family < 0xe1 ? " " : "", given);
}

typedef int name_fn(void *to, const char *p, size_t n, struct hj_error *err);

static int
each_whole(const struct hj_node *person, name_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	for (const struct hj_node *n = hj_node_child(person, "name");
	     n != NULL && rc == HJ_OK; n = hj_node_same(n)) {
		hj_buf_reset(&text);
		rc = whole_name(n, &text, err);
		if (rc == HJ_OK && text.len != 0)
			rc = fn(to, (const char *)text.data, text.len, err);
	}
	hj_buf_clear(&text);
	return rc;
}

static int
sound_of(void *to, const char *p, size_t n, struct hj_error *err)
{
	(void)err;
	return seek_sound(to, p, n);
}

static int
explain_one(void *to, const char *p, size_t n, struct hj_error *err)
{
	return hj_sounds_explain(hj_expose_sounds(to), p, n, err);
}

int
hj_expose_explain(struct hj_expose *text, const struct hj_node *person,
    struct hj_error *err)
{
	return each_whole(person, explain_one, text, err);
}

static int
ask_person(struct walk *w, const struct hj_node *person)
{
	int rc;

	if (w->a->named(w->a->to, person))
		return HJ_OK;
	w->kind = HJ_X_NAME;
	if ((rc = hj_annex_names(person, seek_written, w, w->err)) != HJ_OK)
		return rc;
	return each_whole(person, sound_of, w, w->err);
}

static int
ask_number(const struct walk *w, const struct hj_node *n)
{
	uint32_t line = hj_expose_digits(w->a->text, n->text, n->text_len);
	bool known = false;
	int rc;

	if (line == 0)
		rc = written(w, n->text, n->text_len, &line);
	else if ((rc = w->a->known(w->a->to, n->text, n->text_len, &known,
		      w->err)) == HJ_OK &&
	    known)
		line = 0;
	return rc != HJ_OK || line == 0
	    ? rc
	    : hit(w, HJ_X_NUMBER, line, n->text, n->text_len);
}

static int
ask_field(struct walk *w, const struct hj_node *n)
{
	uint32_t line;
	size_t i = 0;
	int rc;

	while (i < HJ_LEN(fields) &&
	    (strcmp(n->name, fields[i].child) != 0 ||
		strcmp(n->parent->name, fields[i].parent) != 0))
		i++;
	if (i == HJ_LEN(fields))
		return HJ_OK;
	w->kind = fields[i].kind;
	if (w->kind == HJ_X_NUMBER)
		return ask_number(w, n);
	/* "her mother" is no name. */
	if (w->kind == HJ_X_STAFF) {
		rc = written(w, n->text, n->text_len, &line);
		if (rc != HJ_OK || line != 0)
			return rc != HJ_OK
			    ? rc
			    : hit(w, w->kind, line, n->text, n->text_len);
	}
	return memchr(n->text, ' ', n->text_len) != NULL ||
		(unsigned char)*n->text >= 0xe1
	    ? seek_sound(w, n->text, n->text_len)
	    : HJ_OK;
}

/* The id of the element stands in the text. */
static int
ask_id(const struct walk *w, const char *id)
{
	uint32_t line = 0;
	int rc = hj_expose_each(w->a->text, id, strlen(id),
	    hj_expose_first_line, &line, w->err);

	return rc != HJ_OK || line == 0 ? rc
					: hit(w, HJ_X_ID, line, id, strlen(id));
}

int
hj_expose_file(const struct hj_expose_asking *a, const struct hj_record *r,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct walk w = { .a = a, .err = err };
	int rc = HJ_OK;

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root)) {
		const char *id = hj_node_attr(n, "id");

		w.element = NULL;
		for (const struct hj_node *up = n;
		     up != root && w.element == NULL; up = up->parent)
			w.element = hj_node_attr(up, "id");
		/* Of a contact or document the person is told. */
		for (const struct hj_node *up = n; up != root; up = up->parent)
			if (strcmp(up->name, "person") == 0 &&
			    up->parent == root)
				w.element = hj_node_attr(up, "id");
		if (id != NULL)
			rc = ask_id(&w, id);
		if (rc == HJ_OK && n->parent == root && n->first != NULL &&
		    strcmp(n->name, "person") == 0)
			rc = ask_person(&w, n);
		if (rc == HJ_OK && n->text != NULL && n->text_len != 0 &&
		    n->parent != NULL)
			rc = ask_field(&w, n);
	}
	return rc;
}
