#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/leaving/exposure_own.h"
#include "export/expose/expose_fact.h"
#include "export/expose/expose_sound.h"

/* The province tells nobody. */
static bool
is_small(const struct hj_person_fact *f)
{
	return f->kind == HJ_FACT_PLACE &&
	    (f->list == NULL || strcmp(f->list, "province") != 0);
}

int
exposure_places(struct exposure *x, const struct hj_record *r,
    const struct hj_node *person, struct hj_error *err)
{
	struct hj_person_fact f[HJ_FACTS_MAX];
	size_t n = hj_facts_of(r, person, f);

	if (x->places.len == 0 && hj_buf_putc(&x->places, '\n', err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if (is_small(&f[i]) &&
		    hj_buf_printf(&x->places, err, "%s\n", f[i].code) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
is_told(const struct exposure *x, const char *code, bool *ret,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX + 2);
	int rc = hj_buf_printf(&line, err, "\n%s\n", code);

	if (rc == HJ_OK)
		*ret = x->places.len != 0 &&
		    memmem(x->places.data, x->places.len, line.data,
			line.len) != NULL;
	hj_buf_clear(&line);
	return rc;
}

int
exposure_small_places(struct exposure *x, const struct hj_record *r,
    const struct hj_node *person, hj_expose_hit_fn *hit, struct hj_error *err)
{
	struct hj_person_fact f[HJ_FACTS_MAX];
	size_t n = hj_facts_of(r, person, f);
	int rc = HJ_OK;

	for (size_t i = 0; i < n && rc == HJ_OK; i++) {
		struct hj_expose_hit h = { .kind = HJ_X_PLACE,
			.element = hj_node_attr(person, "id"),
			.text = "" };
		bool told = false;

		if (!is_small(&f[i]))
			continue;
		if ((rc = is_told(x, f[i].code, &told, err)) == HJ_OK && !told)
			rc = hj_fact_each(x->text, &f[i], hj_expose_first_line,
			    &h.line, err);
		if (rc == HJ_OK && h.line != 0)
			rc = hit(x, &h, err);
	}
	return rc;
}

static int
add(struct exposure *x, enum hj_expose_kind kind, const char *p,
    hj_expose_known_fn *known, struct hj_error *err)
{
	struct hj_expose_hit h = { .kind = kind, .text = p, .n = strlen(p) };
	bool may = false;
	int rc;

	if ((rc = known(x, p, h.n, &may, err)) != HJ_OK || may)
		return rc;
	if ((rc = hj_expose_each(x->text, p, h.n, hj_expose_first_line, &h.line,
		 err)) != HJ_OK)
		return rc;
	if (h.line == 0 && kind == HJ_X_STAFF &&
	    (rc = hj_sounds_seek(hj_expose_sounds(x->text), p, h.n, NULL,
		 &h.line, err)) != HJ_OK)
		return rc;
	return h.line != 0 ? exposed_add(&x->found, NULL, false, &h, err)
			   : HJ_OK;
}

static int
add_file(struct exposure *x, enum hj_expose_kind kind, uint32_t line,
    struct hj_error *err)
{
	const struct hj_expose_hit h = { .kind = kind,
		.line = line,
		.text = "" };

	return exposed_add(&x->found, NULL, false, &h, err);
}

/* A page that says who made it, or with what. */
static int
page_meta(struct exposure *x, const struct hj_buf *text, struct hj_error *err)
{
	static const char *const names[] = { "\"author\"", "\"creator\"",
		"\"generator\"", "\"dc.creator\"", "\"publisher\"" };
	const char *p = (const char *)text->data;
	uint32_t line = 1;

	for (size_t i = 0; i + 5 < text->len; i++) {
		line += p[i] == '\n';
		if (strncasecmp(p + i, "name=", 5) != 0)
			continue;
		for (size_t k = 0; k < HJ_LEN(names); k++) {
			size_t n = strlen(names[k]);

			if (i + 5 + n <= text->len &&
			    strncasecmp(p + i + 5, names[k], n) == 0)
				return add_file(x, HJ_X_META, line, err);
		}
	}
	return HJ_OK;
}

int
exposure_meta(struct exposure *x, const struct hj_buf *text,
    struct hj_error *err)
{
	const struct finalfacts *f = x->how->facts;
	int rc = page_meta(x, text, err);

	if (rc == HJ_OK && f != NULL && f->is_signed)
		rc = add_file(x, HJ_X_META, 1, err);
	if (rc == HJ_OK && f != NULL && f->remarks != 0)
		rc = add_file(x, HJ_X_REMARK, 1, err);
	return rc;
}

int
exposure_own(struct exposure *x, hj_expose_known_fn *known,
    struct hj_error *err)
{
	struct hj_vault_facts f;

	if (hj_vault_facts(x->c->vault, &f, err) != HJ_OK ||
	    add(x, HJ_X_STAFF, f.member_name, known, err) != HJ_OK ||
	    add(x, HJ_X_ID, f.vault_id, known, err) != HJ_OK ||
	    add(x, HJ_X_ID, f.member, known, err) != HJ_OK ||
	    add(x, HJ_X_ID, f.device, known, err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}
