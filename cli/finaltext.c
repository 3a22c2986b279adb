#include <string.h>

#include "cli/finaltext.h"
#include "core/text.h"

int
finaltext_read(const char *media, const struct hj_buf *bytes, struct hj_buf *to,
    struct hj_error *err)
{
	if (media == NULL || strncmp(media, "text/", 5) != 0)
		return hj_fail(err, HJ_EINVAL,
		    "the text of such a document cannot be read: give it as .txt or .html");
	if (!hj_text_is_utf8((const char *)bytes->data, bytes->len))
		return hj_fail(err, HJ_EINVAL,
		    "the document is not text in UTF-8");
	return hj_buf_add(to, bytes->data, bytes->len, err);
}
