#include <string.h>

#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/sense/tongue.h"
#include "export/petition/cell.h"
#include "export/petition/stageword.h"

const char *
hj_stageword(const struct hj_subject *s, const char *en, const char *ko)
{
	const char *word = hj_tongue(s->lang, "say", en);

	if (s->korean)
		return ko;
	return word != NULL ? word : en;
}

/* ---- when ---- */

/* What stands before a date, between two, and behind them. */
struct frame {
	const char *before, *between, *behind;
};

static struct frame
frame_of(const struct hj_subject *s, const struct hj_stage *g)
{
	bool begun = g->begin.date != NULL, ended = g->end.date != NULL;
	struct frame f = { "", "", "" };

	if (!begun && !ended) {
		f.before = !g->still
		    ? hj_stageword(s, "date not known", "날짜 모름")
		    : hj_stageword(s, "still, since when is not known",
			  "계속되고 있으나 시작은 알 수 없음");
	} else if (!g->lasts || g->begin.date == g->end.date) {
		/* One date says it all. */
	} else if (begun && ended && g->end.date->text != NULL &&
	    strchr(g->end.date->text, '/') != NULL) {
		/* "to from February to April" is no English. */
		f.before = hj_stageword(s, "since ", "");
		f.between =
		    hj_stageword(s, ", ended in the time ", "부터, 끝난 때: ");
	} else if (begun && ended) {
		f.between = hj_stageword(s, " to ", " ~ ");
	} else if (ended) {
		f.before = hj_stageword(s, "until ", "");
		f.behind = hj_stageword(s, ", beginning not known",
		    "까지, 시작은 알 수 없음");
	} else {
		f.before = hj_stageword(s, "since ", "");
		f.behind = g->still ? hj_stageword(s, ", still", "부터 계속")
				    : hj_stageword(s, ", end not known",
					  "부터, 끝은 알 수 없음");
	}
	return f;
}

/* Behind "since" and "until" with the article that some languages put there. */
static int
say_date(const struct hj_subject *s, const struct hj_node *date,
    const char *before, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_date_say_in(hj_subject_lang(s), date, &words, err);

	if (rc == HJ_OK && *before != '\0')
		rc = hj_buf_puts(to,
		    hj_tongue_article(s->lang, words.data, words.len), err);
	if (rc == HJ_OK)
		rc = hj_buf_add(to, words.data, words.len, err);
	hj_buf_clear(&words);
	return rc;
}

int
hj_stageword_when(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err)
{
	const struct hj_node *begin = g->begin.date, *end = g->end.date;
	struct frame f = frame_of(s, g);

	if (end == begin || !g->lasts)
		end = NULL;
	if (hj_buf_puts(to, f.before, err) != HJ_OK ||
	    say_date(s, begin, f.before, to, err) != HJ_OK ||
	    hj_buf_puts(to, f.between, err) != HJ_OK ||
	    say_date(s, end, begin == NULL ? f.before : "", to, err) != HJ_OK ||
	    hj_buf_puts(to, f.behind, err) != HJ_OK)
		return (int)err->code;
	if (!g->placed)
		return HJ_OK;
	return hj_buf_puts(to,
	    hj_stageword(s, ", after the detention before it",
		", 바로 앞의 구금 다음"),
	    err);
}

/* ---- what ---- */

static int
event(struct hj_cell *c, const struct hj_node *n)
{
	const struct hj_node *title = hj_node_child(n, "title");

	if (hj_cell_code(c, n, n->def->type, hj_node_attr(n, "type")) !=
		HJ_OK ||
	    (title != NULL && hj_node_conf(title) == HJ_PUBLIC &&
		hj_cell_say(c, title->text) != HJ_OK))
		return (int)c->err->code;
	return hj_cell_place_state(c, n, "state");
}

static int
detention(struct hj_cell *c, const struct hj_node *n)
{
	const struct hj_node *end = hj_node_child(n, "end");
	const struct hj_node *how =
	    end != NULL ? hj_node_child(end, "how") : NULL;

	if (hj_cell_say(c, hj_stageword(c->s, "Held", "구금")) != HJ_OK ||
	    hj_cell_code(c, n, "det-type", hj_node_attr(n, "type")) != HJ_OK ||
	    hj_cell_leaf(c, n, "facility") != HJ_OK ||
	    hj_cell_place_state(c, n, "state") != HJ_OK ||
	    hj_cell_authority(c, n, "authority") != HJ_OK)
		return (int)c->err->code;
	if (how == NULL || how->text == NULL ||
	    hj_node_conf(how) > HJ_CELL_MOST)
		return HJ_OK;
	if (hj_buf_puts(c->to,
		hj_stageword(c->s, ", how it ended: ", ", 종료: "),
		c->err) != HJ_OK)
		return (int)c->err->code;
	c->part = c->to->len;
	return hj_cell_leaf(c, end, "how");
}

static int
transfer(struct hj_cell *c, const struct hj_node *n)
{
	if (hj_cell_say(c, hj_stageword(c->s, "Moved on", "이송")) != HJ_OK ||
	    hj_cell_leaf(c, n, "facility") != HJ_OK ||
	    hj_cell_place(c, n) != HJ_OK)
		return (int)c->err->code;
	return hj_cell_authority(c, n, "authority");
}

/* "Repatriated, China → Democratic People's Republic of Korea, Tumen" */
static int
repatriation(struct hj_cell *c, const struct hj_node *n)
{
	size_t before;

	if (hj_cell_say(c, hj_stageword(c->s, "Repatriated", "송환")) !=
		HJ_OK ||
	    hj_cell_leaf(c, n, "from") != HJ_OK ||
	    hj_buf_puts(c->to, " → ", c->err) != HJ_OK)
		return (int)c->err->code;
	c->part = before = c->to->len;
	if (hj_cell_leaf(c, n, "to") != HJ_OK)
		return (int)c->err->code;
	if (c->to->len == before)
		c->to->len -= strlen(" → ");
	c->part = c->from;
	return hj_cell_leaf(c, n, "crossing");
}

int
hj_stageword_what(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_cell c = { .to = to,
		.from = to->len,
		.part = to->len,
		.s = s,
		.most = HJ_CELL_MOST,
		.err = err };

	switch (g->kind) {
	case HJ_STAGE_EVENT:
		return event(&c, g->node);
	case HJ_STAGE_DETENTION:
		return detention(&c, g->node);
	case HJ_STAGE_TRANSFER:
		return transfer(&c, g->node);
	case HJ_STAGE_REPATRIATION:
		return repatriation(&c, g->node);
	}
	return HJ_OK;
}

int
hj_stageword_account(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err)
{
	int rc;

	if (g->of < 2 || g->kind == HJ_STAGE_TRANSFER)
		return HJ_OK;
	rc = s->korean
	    ? hj_buf_printf(to, err, "진술 %zu건 가운데 %zu번째", g->of, g->nth)
	    : hj_buf_printf(to, err, "%s%zu%s%zu",
		  hj_stageword(s, "account ", ""), g->nth,
		  hj_stageword(s, " of ", ""), g->of);
	if (rc == HJ_OK && g->preferred)
		rc = hj_buf_puts(to, hj_stageword(s, ", preferred", ", 우선"),
		    err);
	return rc;
}
