#include <string.h>

#include "cli/arriving/incoming.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"

/* A finding that waits; after it stand its texts, each NUL-ended. */
struct held {
	uint64_t line;
	bool warning;
	size_t size; /* of the texts */
};

static void
say(struct incoming *in, const struct hj_import_finding *f)
{
	if (!in->plan && !emit_is_json(in->c->out) &&
	    (!f->warning || in->told >= INCOMING_WARNINGS))
		return;
	in->told += f->warning;
	incoming_say_finding(in, "note", f->warning ? _("warning") : _("note"),
	    f);
}

static const char *
next_text(const char **at)
{
	const char *text = *at;

	*at += strlen(text) + 1;
	return text;
}

void
incoming_let_go(struct incoming *in, uint64_t index, bool aloud)
{
	size_t at = 0;

	/* Of another case: that one did not come as far as this. */
	aloud = aloud || index != in->held_of;
	while (at < in->held.len) {
		struct hj_import_finding f = { .index = in->held_of };
		const char *text;
		struct held h;

		memcpy(&h, in->held.data + at, sizeof(h));
		at += sizeof(h);
		text = (const char *)in->held.data + at;
		at += h.size;
		f.line = h.line;
		f.warning = h.warning;
		f.id = next_text(&text);
		f.path = next_text(&text);
		f.code = next_text(&text);
		f.text = next_text(&text);
		f.remedy = next_text(&text);
		if (aloud)
			say(in, &f);
		else
			in->quiet += f.warning;
	}
	hj_buf_reset(&in->held);
}

static int
hold(struct incoming *in, const struct hj_import_finding *f,
    struct hj_error *err)
{
	const char *const texts[] = { f->id, f->path, f->code, f->text,
		f->remedy };
	struct held h = { .line = f->line, .warning = f->warning };

	for (size_t i = 0; i < HJ_LEN(texts); i++)
		h.size += strlen(texts[i]) + 1;
	in->held_of = f->index;
	if (hj_buf_add(&in->held, &h, sizeof(h), err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < HJ_LEN(texts); i++)
		if (hj_buf_add(&in->held, texts[i], strlen(texts[i]) + 1,
			err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
incoming_note(void *to, const struct hj_import_finding *f, struct hj_error *err)
{
	struct incoming *in = to;

	/* The second reading says it. */
	if (in->count_only)
		return HJ_OK;
	in->warnings += f->warning;
	if (f->index != in->held_of)
		incoming_let_go(in, f->index, true);
	/* Programs get all of it; of the file itself nobody has to wait. */
	if (f->index != 0 && !emit_is_json(in->c->out))
		return hold(in, f, err);
	say(in, f);
	return HJ_OK;
}

int
incoming_reject(void *to, const struct hj_import_finding *f,
    struct hj_error *err)
{
	(void)err;
	incoming_let_go(to, f->index, true);
	incoming_say_finding(to, "rejected", _("rejected"), f);
	return HJ_OK;
}
