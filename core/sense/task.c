#include "core/sense/task.h"

#include <string.h>

#include "core/base/text.h"
#include "core/date/edtf.h"
#include "core/date/recur.h"

/* What the next occurrence has of the one before. */
static const char *const kept[] = { "text", "every", "unit", "counted", "owner",
	"priority" };

static int
set(struct hj_record *r, struct hj_node *task, const char *name,
    const char *text, size_t n, struct hj_node **ret, struct hj_error *err)
{
	struct hj_node *child = hj_node_child(task, name);

	if (child == NULL &&
	    hj_record_add(r, task,
		hj_schema_child(task->def, name, strlen(name)), &child,
		err) != HJ_OK)
		return (int)err->code;
	hj_record_drop_attr(child, "known");
	*ret = child;
	return hj_record_set_text(r, child, text, n, err);
}

/* A leaf with what is said about it: its language, its level. */
static int
copy(struct hj_record *r, const struct hj_node *from, struct hj_node *task,
    struct hj_error *err)
{
	struct hj_node *made = NULL;

	if (from == NULL || from->text == NULL)
		return HJ_OK;
	if (set(r, task, from->name, from->text, from->text_len, &made, err) !=
	    HJ_OK)
		return (int)err->code;
	for (const struct hj_attr *a = from->attrs; a != NULL; a = a->next)
		if (hj_record_set_attr(r, made, a->name, a->value, a->len,
			err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

bool
hj_task_recurs(const struct hj_node *task)
{
	return hj_node_value(task, "every") != NULL;
}

static int
read_rule(const struct hj_node *task, struct hj_recur *ret,
    struct hj_error *err)
{
	static const char *const words[] = { [HJ_RECUR_DAY] = "day",
		[HJ_RECUR_WEEK] = "week",
		[HJ_RECUR_MONTH] = "month",
		[HJ_RECUR_YEAR] = "year" };
	const char *every = hj_node_value(task, "every");
	const char *unit = hj_node_value(task, "unit");
	const char *counted = hj_node_value(task, "counted");
	uint64_t n;

	if (hj_text_number(every, strlen(every), 1, HJ_RECUR_MAX, &n, err) !=
	    HJ_OK)
		return hj_while(err, "task.every");
	for (size_t i = 0; unit != NULL && i < HJ_LEN(words); i++)
		if (strcmp(words[i], unit) == 0) {
			*ret = (struct hj_recur){ .every = (uint32_t)n,
				.unit = (enum hj_recur_unit)i,
				.from_done = counted != NULL &&
				    strcmp(counted, "done") == 0 };
			return HJ_OK;
		}
	return hj_fail(err, HJ_EINVAL,
	    "a task that comes again needs task.unit: day, week, month or year");
}

static int
add_next(struct hj_record *r, struct hj_node *task, const char *due,
    const char *first, struct hj_node **ret, struct hj_error *err)
{
	const char *conf = hj_node_attr(task, "conf");
	struct hj_node *next = NULL, *ignored = NULL;

	if (hj_record_add(r, task->parent, task->def, &next, err) != HJ_OK ||
	    hj_record_set_attr(r, next, "status", "todo", strlen("todo"),
		err) != HJ_OK ||
	    (conf != NULL &&
		hj_record_set_attr(r, next, "conf", conf, strlen(conf), err) !=
		    HJ_OK))
		return (int)err->code;
	for (size_t i = 0; i < HJ_LEN(kept); i++)
		if (copy(r, hj_node_child(task, kept[i]), next, err) != HJ_OK)
			return (int)err->code;
	if (set(r, next, "due", due, strlen(due), &ignored, err) != HJ_OK ||
	    (first != NULL &&
		set(r, next, "first", first, strlen(first), &ignored, err) !=
		    HJ_OK))
		return (int)err->code;
	*ret = next;
	return HJ_OK;
}

int
hj_task_check(const struct hj_node *task, struct hj_error *err)
{
	struct hj_buf due = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_recur rule = { .every = 0 };
	int rc;

	if (!hj_task_recurs(task))
		return HJ_OK;
	if ((rc = read_rule(task, &rule, err)) == HJ_OK)
		rc = hj_recur_next(&rule, hj_node_value(task, "first"),
		    hj_node_value(task, "due"), 0, &due, err);
	hj_buf_clear(&due);
	return rc;
}

/* The date of the next one, before anything is changed. */
static int
find_next(const struct hj_node *task, const struct hj_task_done *how,
    struct hj_recur *rule, struct hj_buf *due, struct hj_error *err)
{
	int32_t begin, end;

	if (hj_edtf_span(how->on, strlen(how->on), &begin, &end, err) != HJ_OK)
		return hj_while(err, "task.done");
	if (how->last || !hj_task_recurs(task))
		return HJ_OK;
	if (begin == INT32_MIN || end == INT32_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "a task is done on a day that has come");
	if (read_rule(task, rule, err) != HJ_OK)
		return (int)err->code;
	return hj_recur_next(rule, hj_node_value(task, "first"),
	    hj_node_value(task, "due"), end, due, err);
}

static int
mark(struct hj_record *r, struct hj_node *task, const struct hj_task_done *how,
    struct hj_error *err)
{
	struct hj_node *made = NULL;

	if (set(r, task, "done", how->on, strlen(how->on), &made, err) !=
		HJ_OK ||
	    hj_record_set_attr(r, task, "status", "done", strlen("done"),
		err) != HJ_OK)
		return (int)err->code;
	if (how->result == NULL)
		return HJ_OK;
	if (set(r, task, "result", how->result, strlen(how->result), &made,
		err) != HJ_OK)
		return (int)err->code;
	return how->lang == NULL ? HJ_OK
				 : hj_record_set_attr(r, made, "lang",
				       how->lang, strlen(how->lang), err);
}

int
hj_task_complete(struct hj_record *r, struct hj_node *task,
    const struct hj_task_done *how, struct hj_node **next, struct hj_error *err)
{
	const char *status = hj_node_attr(task, "status");
	struct hj_buf due = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_recur rule = { .every = 0 };
	const char *text, *first;
	int rc;

	*next = NULL;
	if (task->def == NULL || strcmp(task->name, "task") != 0)
		return hj_fail(err, HJ_EINVAL, "this is not a task");
	if (status != NULL && strcmp(status, "done") == 0)
		return hj_fail(err, HJ_EINVAL, "this task is done already");
	if ((rc = find_next(task, how, &rule, &due, err)) != HJ_OK)
		goto out;
	first = hj_node_value(task, "first");
	if (first == NULL)
		first = hj_node_value(task, "due");
	if (due.len != 0 &&
	    ((rc = hj_buf_text(&due, &text, err)) != HJ_OK ||
		(rc = add_next(r, task, text, rule.from_done ? NULL : first,
		     next, err)) != HJ_OK))
		goto out;
	rc = mark(r, task, how, err);
out:
	hj_buf_clear(&due);
	return rc;
}
