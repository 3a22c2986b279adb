#include <string.h>

#include "cli/screen/emit.h"
#include "cli/show/backuplist.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#define FILE_LINE "file "
#define ENTRY_LINE "entry "

/* A case file that was erased. */
struct erased {
	uint8_t log_id[HJ_LOGID_LEN];
	uint64_t born, gone; /* positions in the log */
};

struct reading {
	struct cli *c;
	struct backuplist *list;
	struct hj_buf erased; /* struct erased */
	struct hj_buf detail;
};

size_t
backuplist_count(const struct backuplist *l)
{
	return l->ones.len / sizeof(struct backuplist_one);
}

struct backuplist_one *
backuplist_at(const struct backuplist *l, size_t i)
{
	return (struct backuplist_one *)(void *)l->ones.data + i;
}

void
backuplist_clear(struct backuplist *l)
{
	hj_buf_clear(&l->ones);
	hj_buf_clear(&l->texts);
}

static size_t
count_erased(const struct reading *r)
{
	return r->erased.len / sizeof(struct erased);
}

static struct erased *
erased_at(const struct reading *r, size_t i)
{
	return (struct erased *)(void *)r->erased.data + i;
}

/* What stands behind a word at the beginning of a line of the detail. */
static int
find_line(struct reading *r, const struct hj_log_entry *e, const char *word,
    const char **ret, size_t *n, struct hj_error *err)
{
	const char *p, *end;

	*n = 0;
	hj_buf_reset(&r->detail);
	if (!e->has_detail)
		return HJ_OK;
	if (hj_vault_detail(r->c->vault, NULL, e, &r->detail, err) != HJ_OK)
		return (int)err->code;
	p = (const char *)r->detail.data;
	end = p + r->detail.len;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		const size_t len = (size_t)((stop != NULL ? stop : end) - p);

		if (len > strlen(word) && memcmp(p, word, strlen(word)) == 0) {
			*ret = p + strlen(word);
			*n = len - strlen(word);
			return HJ_OK;
		}
		p += len + 1;
	}
	return HJ_OK;
}

static int
take_backup(struct reading *r, const struct hj_log_entry *e,
    struct hj_error *err)
{
	struct backuplist_one one = { .entry = e->position, .time = e->time };
	const char *file = NULL;

	if (find_line(r, e, FILE_LINE, &file, &one.file_len, err) != HJ_OK)
		return (int)err->code;
	one.file = r->list->texts.len;
	if (one.file_len != 0 &&
	    hj_buf_add(&r->list->texts, file, one.file_len, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&r->list->ones, &one, sizeof(one), err);
}

static int
take_gone(struct reading *r, const struct hj_log_entry *e, struct hj_error *err)
{
	const char *number = NULL;
	uint64_t entry = 0;
	size_t n = 0;

	if (find_line(r, e, ENTRY_LINE, &number, &n, err) != HJ_OK)
		return (int)err->code;
	if (n == 0)
		return HJ_OK;
	if (hj_text_number(number, n, 0, UINT64_MAX, &entry, err) != HJ_OK)
		return hj_while(err, "a log entry about a backup");
	for (size_t i = 0; i < backuplist_count(r->list); i++)
		if (backuplist_at(r->list, i)->entry == entry)
			backuplist_at(r->list, i)->gone = true;
	return HJ_OK;
}

static int
take_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct erased gone = { .born = UINT64_MAX, .gone = e->position };
	struct reading *r = to;

	if (strcmp(e->action, HJ_DID_BACKUP) == 0)
		return take_backup(r, e, err);
	if (strcmp(e->action, HJ_DID_BACKUP_GONE) == 0)
		return take_gone(r, e, err);
	if (strcmp(e->action, HJ_DID_ERASE) != 0 || !e->has_case)
		return HJ_OK;
	memcpy(gone.log_id, e->log_id, sizeof(gone.log_id));
	return hj_buf_add(&r->erased, &gone, sizeof(gone), err);
}

/* Since when was it there? */
static int
take_birth(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct reading *r = to;

	(void)err;
	for (size_t i = 0; e->has_case && i < count_erased(r); i++) {
		struct erased *one = erased_at(r, i);

		if (e->position < one->born &&
		    memcmp(one->log_id, e->log_id, HJ_LOGID_LEN) == 0)
			one->born = e->position;
	}
	return HJ_OK;
}

static void
count(struct reading *r)
{
	for (size_t i = 0; i < backuplist_count(r->list); i++) {
		struct backuplist_one *b = backuplist_at(r->list, i);

		for (size_t k = 0; k < count_erased(r); k++)
			b->erased += erased_at(r, k)->born < b->entry &&
			    b->entry < erased_at(r, k)->gone;
	}
}

int
backuplist_read(struct cli *c, struct backuplist *ret, struct hj_error *err)
{
	struct reading r = { .c = c,
		.list = ret,
		.erased = HJ_BUF((size_t)64 << 20),
		.detail = HJ_BUF(HJ_DETAIL_MAX) };
	int rc = hj_vault_log(c->vault, NULL, take_entry, &r, err);

	if (rc == HJ_OK && count_erased(&r) != 0)
		rc = hj_vault_log(c->vault, NULL, take_birth, &r, err);
	if (rc == HJ_OK)
		count(&r);
	hj_buf_clear(&r.erased);
	hj_buf_clear(&r.detail);
	return rc;
}

void
backuplist_say(struct emit *to, const struct backuplist *l,
    const struct backuplist_one *one)
{
	emit_key(to, "entry", NULL);
	emit_number(to, (int64_t)one->entry);
	emit_key(to, "time", NULL);
	emit_time(to, one->time);
	emit_key(to, "file", NULL);
	if (one->file_len != 0)
		emit_bytes(to, (const char *)l->texts.data + one->file,
		    one->file_len);
	else
		emit_none(to);
}
