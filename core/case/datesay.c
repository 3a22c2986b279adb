#include <string.h>

#include "core/case/datesay.h"
#include "core/case/datesay_own.h"
#include "core/case/record.h"

enum tongue { ENGLISH, KOREAN, FRENCH, SPANISH, TONGUES };

/* What stands before, between and after the two ends, or instead of them. */
struct frame {
	const char *before, *between, *after;
};

/* [from][to][tongue] */
static const struct frame intervals[3][3][TONGUES] = {
	[HJ_EDGE_DAY] = {
		[HJ_EDGE_DAY] = { { "from ", " to ", "" },
		    { "", "부터 ", "까지" },
		    { "", " – ", "" },
		    { "", " – ", "" } },
		[HJ_EDGE_OPEN] = { { "from ", "", " (still going on)" },
		    { "", "", "부터 계속" },
		    { "depuis ", "", " (se poursuit)" },
		    { "desde ", "", " (continúa)" } },
		[HJ_EDGE_UNKNOWN] = { { "from ", "", " (end not known)" },
		    { "", "", "부터(끝은 알 수 없음)" },
		    { "depuis ", "", " (fin inconnue)" },
		    { "desde ", "", " (fin desconocido)" } },
	},
	[HJ_EDGE_OPEN] = {
		[HJ_EDGE_DAY] = { { "until ", "", " (no beginning)" },
		    { "", "", "까지(시작 없음)" },
		    { "jusqu’à ", "", " (sans début)" },
		    { "hasta ", "", " (sin comienzo)" } },
		[HJ_EDGE_OPEN] = { { "always, without beginning or end", "", "" },
		    { "시작도 끝도 없음", "", "" },
		    { "toujours, sans début ni fin", "", "" },
		    { "siempre, sin comienzo ni fin", "", "" } },
		[HJ_EDGE_UNKNOWN] = { { "no beginning, end not known", "", "" },
		    { "시작 없음, 끝은 알 수 없음", "", "" },
		    { "sans début, fin inconnue", "", "" },
		    { "sin comienzo, fin desconocido", "", "" } },
	},
	[HJ_EDGE_UNKNOWN] = {
		[HJ_EDGE_DAY] = { { "until ", "", " (beginning not known)" },
		    { "", "", "까지(시작은 알 수 없음)" },
		    { "jusqu’à ", "", " (début inconnu)" },
		    { "hasta ", "", " (comienzo desconocido)" } },
		[HJ_EDGE_OPEN] = { { "beginning not known, still going on", "", "" },
		    { "시작은 알 수 없음, 계속 중", "", "" },
		    { "début inconnu, se poursuit", "", "" },
		    { "comienzo desconocido, continúa", "", "" } },
		[HJ_EDGE_UNKNOWN] = { { "beginning and end not known", "", "" },
		    { "시작과 끝을 알 수 없음", "", "" },
		    { "début et fin inconnus", "", "" },
		    { "comienzo y fin desconocidos", "", "" } },
	},
};

/* A range in a set: [is it all of them?][tongue] */
static const struct frame ranges[2][TONGUES] = {
	{ { "some time from ", " to ", "" }, { "", "에서 ", " 사이의 어느 때" },
	    { "à un moment entre ", " et ", "" },
	    { "en algún momento entre ", " y ", "" } },
	{ { "all from ", " to ", "" }, { "", "부터 ", "까지 모두" },
	    { "toute la période ", " – ", "" },
	    { "todo el período ", " – ", "" } },
};
static const char *const earlier[2][TONGUES] = {
	{ " or earlier", " 또는 그 이전", " ou avant", " o antes" },
	{ " and all before", " 및 그 이전 모두", " et tout ce qui précède",
	    " y todo lo anterior" },
};
static const char *const later[2][TONGUES] = {
	{ " or later", " 또는 그 이후", " ou après", " o después" },
	{ " and all after", " 및 그 이후 모두", " et tout ce qui suit",
	    " y todo lo posterior" },
};

/* Two members that are plain dates, and any other set. */
static const struct frame pairs[2][TONGUES] = {
	{ { "either ", " or ", "" }, { "", " 또는 ", " 중 하나" },
	    { "soit ", ", soit ", "" }, { "", " o ", "" } },
	{ { "both ", " and ", "" }, { "", " 및 ", " 모두" }, { "", " et ", "" },
	    { "", " y ", "" } },
};
static const char *const lists[2][TONGUES] = {
	{ "one of: ", "다음 중 하나: ", "l’une de ces dates : ",
	    "una de estas fechas: " },
	{ "all of: ", "다음 모두: ", "toutes ces dates : ",
	    "todas estas fechas: " },
};

static void
one_date(struct hj_words *w, const struct hj_edtf_date *d, enum tongue in)
{
	w->open = in == KOREAN ? "(" : " (";
	w->remarks = 0;
	switch (in) {
	case KOREAN:
		hj_date_say_ko(w, d);
		break;
	case FRENCH:
	case SPANISH:
		hj_date_say_romance(w, in == FRENCH ? &hj_french : &hj_spanish,
		    d);
		break;
	case ENGLISH:
	case TONGUES:
		hj_date_say_en(w, d);
		break;
	}
	hj_words_close(w);
}

static void
end(struct hj_words *w, const struct hj_edtf_end *e, enum tongue in)
{
	if (e->edge == HJ_EDGE_DAY)
		one_date(w, &e->date, in);
}

static void
framed(struct hj_words *w, const struct frame *f,
    const struct hj_edtf_end *from, const struct hj_edtf_end *to,
    enum tongue in)
{
	hj_words_add(w, f->before);
	end(w, from, in);
	hj_words_add(w, f->between);
	end(w, to, in);
	hj_words_add(w, f->after);
}

static void
member(struct hj_words *w, const struct hj_edtf_part *part, bool all,
    enum tongue in)
{
	if (!part->range) {
		end(w, &part->from, in);
	} else if (part->from.edge != HJ_EDGE_DAY) {
		end(w, &part->to, in);
		hj_words_add(w, earlier[all][in]);
	} else if (part->to.edge != HJ_EDGE_DAY) {
		end(w, &part->from, in);
		hj_words_add(w, later[all][in]);
	} else {
		framed(w, &ranges[all][in], &part->from, &part->to, in);
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
set(struct hj_words *w, const struct hj_edtf *e, enum tongue in)
{
	bool all = e->shape == HJ_EDTF_ALL_OF;

	if (e->nparts == 1 && e->part[0].range) {
		member(w, &e->part[0], all, in);
		return;
	}
	if (e->nparts == 2 && is_simple(&e->part[0]) &&
	    is_simple(&e->part[1])) {
		framed(w, &pairs[all][in], &e->part[0].from, &e->part[1].from,
		    in);
		return;
	}
	hj_words_add(w, lists[all][in]);
	for (size_t i = 0; i < e->nparts; i++) {
		if (i > 0)
			hj_words_add(w, ", ");
		member(w, &e->part[i], all, in);
	}
}

static int
say(const struct hj_edtf *e, bool lunar, enum tongue in, struct hj_buf *to,
    struct hj_error *err)
{
	static const char *const calendar[TONGUES] = { "lunar calendar: ",
		"음력 ", "calendrier lunaire : ", "calendario lunar: " };
	struct hj_words w = { .to = to, .err = err, .lunar = lunar };
	const struct hj_edtf_part *part = &e->part[0];

	if (lunar)
		hj_words_add(&w, calendar[in]);
	switch (e->shape) {
	case HJ_EDTF_DATE:
		one_date(&w, &part->from.date, in);
		break;
	case HJ_EDTF_INTERVAL:
		framed(&w, &intervals[part->from.edge][part->to.edge][in],
		    &part->from, &part->to, in);
		break;
	case HJ_EDTF_ONE_OF:
	case HJ_EDTF_ALL_OF:
		set(&w, e, in);
		break;
	}
	return w.rc;
}

int
hj_date_say(const struct hj_edtf *e, bool lunar, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	return say(e, lunar, korean ? KOREAN : ENGLISH, to, err);
}

static int
say_text(const char *p, size_t n, const char *cal, enum tongue in,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	struct hj_edtf e;

	if (hj_edtf_parse(p, n, &e, &ignored) != HJ_OK)
		return hj_buf_add(to, p, n, err);
	return say(&e, cal != NULL && strcmp(cal, "lunar") == 0, in, to, err);
}

int
hj_date_say_text(const char *p, size_t n, const char *cal, bool korean,
    struct hj_buf *to, struct hj_error *err)
{
	return say_text(p, n, cal, korean ? KOREAN : ENGLISH, to, err);
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

int
hj_date_say_text_in(const char *lang, const char *p, size_t n, const char *cal,
    struct hj_buf *to, struct hj_error *err)
{
	static const char *const names[TONGUES] = { "en", "ko", "fr", "es" };
	enum tongue in = ENGLISH;

	for (size_t i = 0; lang != NULL && i < TONGUES; i++)
		if (strcmp(lang, names[i]) == 0)
			in = (enum tongue)i;
	return say_text(p, n, cal, in, to, err);
}

int
hj_date_say_in(const char *lang, const struct hj_node *node, struct hj_buf *to,
    struct hj_error *err)
{
	if (node == NULL || node->text == NULL)
		return HJ_OK;
	return hj_date_say_text_in(lang, node->text, node->text_len,
	    hj_node_attr(node, "cal"), to, err);
}
