#include <stdio.h>
#include <string.h>

#include "cli/access/installed.h"
#include "cli/leaving/rendering.h"
#include "cli/petition/petitiondoc.h"
#include "cli/screen/outfile.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "export/petition/dossier.h"

#define LANGUAGE 16

/* The words of a language.  HJ_ENOTFOUND: the style sheets do not speak it. */
static int
read_words(const char *lang, struct hj_buf *to, struct hj_error *err)
{
	char name[64], path[PATH_MAX];

	(void)snprintf(name, sizeof(name), "templates/words.%s.xml", lang);
	if (installed_data(name, path, err) != HJ_OK)
		return (int)err->code;
	return outfile_read(path, to, err);
}

static int
choose_words(const struct petition *p, char lang[static LANGUAGE],
    struct hj_buf *to, struct hj_error *err)
{
	const char *wanted =
	    hj_node_value(hj_record_root(p->file.record), "language");
	struct hj_error none = HJ_ERROR;

	if (wanted != NULL && strlen(wanted) < LANGUAGE) {
		(void)snprintf(lang, LANGUAGE, "%s", wanted);
		if (read_words(lang, to, &none) == HJ_OK)
			return HJ_OK;
	}
	(void)snprintf(lang, LANGUAGE, "en");
	return read_words(lang, to, err);
}

/* In the language of the document, or the form has one of its own. */
static const char *
title_of(const struct petition *p, const char *lang)
{
	const struct hj_node *title =
	    hj_node_child(hj_record_root(p->file.record), "title");
	const char *is = title != NULL ? hj_node_attr(title, "lang") : NULL;

	if (title == NULL || (is != NULL && strcmp(is, lang) != 0))
		return NULL;
	return title->text;
}

static int
build(const struct petition *p, int32_t today, bool with_words,
    struct hj_buf *to, struct hj_annex_facts *ret, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	char lang[LANGUAGE], date[SPAN_TEXT];
	const struct hj_shown_asking ask = { .petition = p->file.record,
		.scope = p->form->scope,
		.recipient = p->recipient,
		.today = today,
		.victims = p->victims,
		.nvictims = p->nvictims };
	struct hj_dossier d = {
		.petition = p->file.record,
		.form = p->form->word,
		.annex = { .lang = lang, .scope = p->form->scope, .date = date }
	};
	struct hj_shown *shown = NULL;
	const char *begin;
	int rc;

	span_today(date);
	if ((rc = choose_words(p, lang, &words, err)) != HJ_OK ||
	    (rc = hj_buf_text(&words, &begin, err)) != HJ_OK)
		goto out;
	/* Behind the XML declaration and what stands before the root. */
	if (with_words && (d.words = strstr(begin, "<words")) != NULL)
		d.words_len = strlen(d.words);
	d.annex.title = title_of(p, lang);
	if ((rc = hj_shown_new(&ask, &shown, err)) != HJ_OK)
		goto out;
	d.annex.shown = shown;
	rc = hj_dossier_build(&d, to, ret, err);
out:
	hj_shown_free(shown);
	hj_buf_clear(&words);
	return rc;
}

int
petitiondoc_xml(const struct petition *p, int32_t today, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err)
{
	return build(p, today, false, to, ret, err);
}

int
petitiondoc_page(const struct petition *p, int32_t today, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err)
{
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX);
	char style[64];
	int rc;

	(void)snprintf(style, sizeof(style), "%s.xsl", p->form->template);
	if ((rc = build(p, today, true, &xml, ret, err)) == HJ_OK)
		rc = rendering_style(style, &xml, to, err);
	hj_buf_clear(&xml);
	return rc;
}
