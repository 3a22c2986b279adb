#include "cli/wording/sourcesay.h"

#include <string.h>

#include "cli/screen/say.h"
#include "core/base/word.h"

static int
one(const struct hj_record *r, const char *id, bool reveal, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *source = hj_record_find(r, id);
	const struct hj_node *title =
	    source != NULL ? hj_node_child(source, "title") : NULL;

	if (title != NULL && title->text != NULL &&
	    (reveal || hj_node_conf(title) != HJ_SECRET))
		return hj_buf_puts(to, title->text, err);
	return hj_buf_printf(to, err, _("source [%s]"), id);
}

int
sourcesay(const struct hj_record *r, const char *src, bool reveal,
    struct hj_buf *to, struct hj_error *err)
{
	size_t n;

	if (src == NULL)
		return hj_buf_puts(to, _("no source"), err);
	for (const char *p = src, *word; hj_word_next(&p, &word, &n);) {
		char id[HJ_ELEMENT_ID_CHARS + 1] = "";

		if (n < sizeof(id))
			memcpy(id, word, n);
		if (hj_buf_puts(to, word == src ? "" : ", ", err) != HJ_OK ||
		    one(r, id, reveal, to, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
