#include <string.h>

#include "core/sense/tongue.h"
#include "core/vocab/vocab.h"
#include "export/page/markup.h"
#include "export/petition/annex.h"
#include "export/petition/stageword.h"

static const struct {
	const char *word, *en, *ko;
} sorts[] = {
	[HJ_SORT_PERSON] = { "person", "person", "사람" },
	[HJ_SORT_CHILD] = { "child", "child", "아동" },
	[HJ_SORT_WOMAN] = { "woman", "woman", "여성" },
	[HJ_SORT_GIRL] = { "girl", "girl", "여자아이" },
	[HJ_SORT_MAN] = { "man", "man", "남성" },
	[HJ_SORT_BOY] = { "boy", "boy", "남자아이" },
};

static const char *const kinds[] = { [HJ_SHOWN_ARREST] = "arrest",
	[HJ_SHOWN_HELD] = "held",
	[HJ_SHOWN_SENT_BACK] = "sent-back",
	[HJ_SHOWN_LOST] = "lost" };

static const char *
label_of(const struct hj_subject *s, const char *list, const char *code)
{
	const char *word = hj_tongue(s->lang, list, code);
	const struct hj_list *l = hj_vocab_list(list);
	const struct hj_code_row *row =
	    l != NULL ? hj_vocab_find(l, code, strlen(code)) : NULL;

	if (word != NULL || row == NULL)
		return word;
	return hj_vocab_label(row, s->korean);
}

static int
put_code(const struct hj_subject *s, const char *name, const char *list,
    const char *code, struct hj_buf *to, struct hj_error *err)
{
	const char *label = code != NULL ? label_of(s, list, code) : NULL;

	if (label == NULL)
		return HJ_OK;
	if (hj_buf_printf(to, err, "<%s", name) != HJ_OK ||
	    hj_markup_attr(to, "code", code, err) != HJ_OK ||
	    hj_buf_putc(to, '>', err) != HJ_OK ||
	    hj_markup_text(to, label, strlen(label), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_printf(to, err, "</%s>", name);
}

static int
put_fact(const struct hj_subject *s, const struct hj_shown_fact *f,
    struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_printf(to, err, "<fact of=\"%s\"", kinds[f->kind]) !=
		HJ_OK ||
	    (f->year != 0 &&
		hj_buf_printf(to, err, " year=\"%d\"", f->year) != HJ_OK) ||
	    hj_buf_putc(to, '>', err) != HJ_OK ||
	    put_code(s, "province", "province", f->province, to, err) !=
		HJ_OK ||
	    put_code(s, "state", "country", f->state, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, "</fact>\n", err);
}

static int
put_decade(const struct hj_subject *s, int decade, struct hj_buf *to,
    struct hj_error *err)
{
	const char *years = hj_tongue(s->lang, "say", "years");

	if (years != NULL)
		return hj_buf_printf(to, err, ", %d–%d%s", decade, decade + 9,
		    years);
	return hj_buf_printf(to, err, s->korean ? ", %d대" : ", %ds", decade);
}

/* "Person 2 (woman, 40s)" */
static int
put_called(const struct hj_subject *s, const struct hj_shown_victim *v,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_printf(to, err, "<placeholder>%s%zu%s",
		hj_stageword(s, "Person ", ""), n,
		s->korean ? "번" : "") != HJ_OK)
		return (int)err->code;
	if (v->described &&
	    (hj_buf_printf(to, err, " (%s",
		 hj_stageword(s, sorts[v->sort].en, sorts[v->sort].ko)) !=
		    HJ_OK ||
		(v->decade >= 0 && put_decade(s, v->decade, to, err) != HJ_OK) ||
		hj_buf_putc(to, ')', err) != HJ_OK))
		return (int)err->code;
	return hj_buf_puts(to, "</placeholder>\n", err);
}

int
hj_annex_placeholder(const struct hj_shown_victim *v, size_t n,
    const char *lang, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_subject s = { .korean = strcmp(lang, "ko") == 0,
		.lang = lang };

	if (put_called(&s, v, n, to, err) != HJ_OK)
		return (int)err->code;
	if (!v->described)
		return HJ_OK;
	if (hj_buf_printf(to, err, "<described sort=\"%s\"",
		sorts[v->sort].word) != HJ_OK ||
	    (v->decade >= 0 &&
		hj_buf_printf(to, err, " decade=\"%d\"", v->decade) != HJ_OK) ||
	    hj_buf_puts(to, "></described>\n", err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < v->nfacts; i++)
		if (put_fact(&s, &v->fact[i], to, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}
