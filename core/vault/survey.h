/*
 * survey.h: what is in a vault's store, found by looking at every record.
 *
 * The masked head says of any record what it is, so that pages are found even
 * when no list leads to them.  Holds the numbers of pages, and of each case
 * its id and key (42 bytes), as key pages and rows give them.
 */
#ifndef HJ_CORE_SURVEY_H
#define HJ_CORE_SURVEY_H

#include "core/vault/report.h"
#include "core/vault/vault_state.h"

struct hj_page_found {
	uint64_t number;
	bool good; /* it opens and makes sense */
	size_t count; /* log pages: entries */
};

struct hj_pages_found {
	struct hj_page_found *page;
	size_t n, cap;
};

struct hj_case_key {
	struct hj_id id;
	uint8_t dek[HJ_KEY_LEN];
	bool has_row, has_key; /* seen in a row, in a key page */
	uint8_t team;
};

struct hj_survey {
	struct hj_vault *v;
	struct hj_report *report;
	struct hj_pages_found catalogue, keys, lists, log;
	struct hj_buf cases; /* struct hj_case_key, sorted by id */
	struct hj_buf page; /* scratch */
	size_t rows;
	size_t foreign; /* pages of other teams: counted as good */
	bool unindexed; /* a row to which the index does not lead */
	uint64_t snapshot; /* what was looked at */
};

/* Looks, reports and remembers.  Within a reading transaction. */
int hj_survey(struct hj_vault *v, struct hj_report *report,
    struct hj_survey *ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_survey_clear(struct hj_survey *s);

/* The cases, `n` of them. */
struct hj_case_key *hj_survey_cases(struct hj_survey *s, size_t *n);

/* Each row of a catalogue page. */
typedef int hj_survey_row_fn(void *to, const struct hj_row *row,
    uint64_t number, struct hj_error *err);
int hj_survey_rows(struct hj_survey *s, uint64_t number, hj_survey_row_fn *fn,
    void *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
