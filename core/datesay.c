#include <string.h>

#include "core/datesay.h"
#include "core/datesay_own.h"
#include "core/record.h"

/* What stands before, between and after the two ends, or instead of them. */
struct frame {
	const char *before, *between, *after;
};

/* [from][to][korean] */
static const struct frame intervals[3][3][2] = {
	[HJ_EDGE_DAY] = {
		[HJ_EDGE_DAY] = { { "from ", " to ", "" },
		    { "", "부터 ", "까지" } },
		[HJ_EDGE_OPEN] = { { "from ", "", " (still going on)" },
		    { "", "", "부터 계속" } },
		[HJ_EDGE_UNKNOWN] = { { "from ", "", " (end not known)" },
		    { "", "", "부터(끝은 알 수 없음)" } },
	},
	[HJ_EDGE_OPEN] = {
		[HJ_EDGE_DAY] = { { "until ", "", " (no beginning)" },
		    { "", "", "까지(시작 없음)" } },
		[HJ_EDGE_OPEN] = { { "always, without beginning or end", "", "" },
		    { "시작도 끝도 없음", "", "" } },
		[HJ_EDGE_UNKNOWN] = { { "no beginning, end not known", "", "" },
		    { "시작 없음, 끝은 알 수 없음", "", "" } },
	},
	[HJ_EDGE_UNKNOWN] = {
		[HJ_EDGE_DAY] = { { "until ", "", " (beginning not known)" },
		    { "", "", "까지(시작은 알 수 없음)" } },
		[HJ_EDGE_OPEN] = { { "beginning not known, still going on", "", "" },
		    { "시작은 알 수 없음, 계속 중", "", "" } },
		[HJ_EDGE_UNKNOWN] = { { "beginning and end not known", "", "" },
		    { "시작과 끝을 알 수 없음", "", "" } },
	},
};

/* A range in a set: [is it all of them?][korean] */
static const struct frame ranges[2][2] = {
	{ { "some time from ", " to ", "" },
	    { "", "에서 ", " 사이의 어느 때" } },
	{ { "all from ", " to ", "" }, { "", "부터 ", "까지 모두" } },
};
static const char *const earlier[2][2] = {
	{ " or earlier", " 또는 그 이전" },
	{ " and all before", " 및 그 이전 모두" },
};
static const char *const later[2][2] = {
	{ " or later", " 또는 그 이후" },
	{ " and all after", " 및 그 이후 모두" },
};

/* Two members that are plain dates, and any other set. */
static const struct frame pairs[2][2] = {
	{ { "either ", " or ", "" }, { "", " 또는 ", " 중 하나" } },
	{ { "both ", " and ", "" }, { "", " 및 ", " 모두" } },
};
static const char *const lists[2][2] = {
	{ "one of: ", "다음 중 하나: " },
	{ "all of: ", "다음 모두: " },
};

static void
one_date(struct hj_words *w, const struct hj_edtf_date *d, bool korean)
{
	w->open = korean ? "(" : " (";
	w->remarks = 0;
	if (korean)
		hj_date_say_ko(w, d);
	else
		hj_date_say_en(w, d);
	hj_words_close(w);
}

static void
end(struct hj_words *w, const struct hj_edtf_end *e, bool korean)
{
	if (e->edge == HJ_EDGE_DAY)
		one_date(w, &e->date, korean);
}

static void
framed(struct hj_words *w, const struct frame *f,
    const struct hj_edtf_end *from, const struct hj_edtf_end *to, bool korean)
{
	hj_words_add(w, f->before);
	end(w, from, korean);
	hj_words_add(w, f->between);
	end(w, to, korean);
	hj_words_add(w, f->after);
}

static void
member(struct hj_words *w, const struct hj_edtf_part *part, bool all,
    bool korean)
{
	if (!part->range) {
		end(w, &part->from, korean);
	} else if (part->from.edge != HJ_EDGE_DAY) {
		end(w, &part->to, korean);
		hj_words_add(w, earlier[all][korean]);
	} else if (part->to.edge != HJ_EDGE_DAY) {
		end(w, &part->from, korean);
		hj_words_add(w, later[all][korean]);
	} else {
		framed(w, &ranges[all][korean], &part->from, &part->to, korean);
	}
}

/* A date that needs neither a comma nor brackets. */
static bool
is_simple(const struct hj_edtf_part *part)
{
	const struct hj_edtf_date *d = &part->from.date;

	return !part->range && hj_date_is_plain(d) && hj_date_doubt(d) == 0;
}

static void
set(struct hj_words *w, const struct hj_edtf *e, bool korean)
{
	bool all = e->shape == HJ_EDTF_ALL_OF;

	if (e->nparts == 1 && e->part[0].range) {
		member(w, &e->part[0], all, korean);
		return;
	}
	if (e->nparts == 2 && is_simple(&e->part[0]) &&
	    is_simple(&e->part[1])) {
		framed(w, &pairs[all][korean], &e->part[0].from,
		    &e->part[1].from, korean);
		return;
	}
	hj_words_add(w, lists[all][korean]);
	for (size_t i = 0; i < e->nparts; i++) {
		if (i > 0)
			hj_words_add(w, ", ");
		member(w, &e->part[i], all, korean);
	}
}

int
hj_date_say(const struct hj_edtf *e, bool lunar, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_words w = { .to = to, .err = err, .lunar = lunar };
	const struct hj_edtf_part *part = &e->part[0];

	if (lunar)
		hj_words_add(&w, korean ? "음력 " : "lunar calendar: ");
	switch (e->shape) {
	case HJ_EDTF_DATE:
		one_date(&w, &part->from.date, korean);
		break;
	case HJ_EDTF_INTERVAL:
		framed(&w, &intervals[part->from.edge][part->to.edge][korean],
		    &part->from, &part->to, korean);
		break;
	case HJ_EDTF_ONE_OF:
	case HJ_EDTF_ALL_OF:
		set(&w, e, korean);
		break;
	}
	return w.rc;
}

int
hj_date_say_text(const char *p, size_t n, const char *cal, bool korean,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	struct hj_edtf e;

	if (hj_edtf_parse(p, n, &e, &ignored) != HJ_OK)
		return hj_buf_add(to, p, n, err);
	return hj_date_say(&e, cal != NULL && strcmp(cal, "lunar") == 0, korean,
	    to, err);
}

int
hj_date_say_node(const struct hj_node *node, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	if (node == NULL || node->text == NULL)
		return HJ_OK;
	return hj_date_say_text(node->text, node->text_len,
	    hj_node_attr(node, "cal"), korean, to, err);
}
