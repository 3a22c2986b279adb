/*
 * crew.h: work that several threads share, its results in the order in which
 * it was handed out.
 *
 * Items go round in a ring: the caller fills a free one and gives it away,
 * some thread works on it, and when all before it are done the caller takes it
 * back.  Whoever waits for a result works meanwhile.  With one worker no thread
 * is started: each item is worked on and taken back as it is given.
 *
 * An item is touched by one thread at a time, and so is a worker.  Threads take
 * no signals.
 */
#ifndef HJ_CORE_CREW_H
#define HJ_CORE_CREW_H

#include "core/base/error.h"

#define HJ_CREW_MAX 8

struct hj_crew;

/* In some thread; its worker is nobody else's.  After an error the item is not
 * taken back, and the error is that of hj_crew_give() or hj_crew_end(). */
typedef int hj_crew_work_fn(void *worker, void *item, struct hj_error *err);
/* In the caller's thread, in the order of giving. */
typedef int hj_crew_take_fn(void *to, void *item, struct hj_error *err);

struct hj_crew_plan {
	size_t nworkers; /* 1 to HJ_CREW_MAX */
	void *const *worker;
	size_t nitems; /* at least one; of one worker only the first goes round */
	void *const *item;
	hj_crew_work_fn *work;
	hj_crew_take_fn *take;
	void *to;
};

/* What the plan points at has to live as long.  Where no thread can be started
 * fewer work, down to the caller alone.  HJ_ENOMEM. */
int hj_crew_new(const struct hj_crew_plan *plan, struct hj_crew **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The item to fill next; nobody else touches it until it is given. */
void *hj_crew_item(struct hj_crew *c);
/* Hand it out, and take back what is done; a free item is there afterwards. */
int hj_crew_give(struct hj_crew *c, struct hj_error *err) HJ_MUST_CHECK;
/* Take back everything. */
int hj_crew_end(struct hj_crew *c, struct hj_error *err) HJ_MUST_CHECK;
/* Waits for the threads; what was not taken back is dropped. */
void hj_crew_free(struct hj_crew *c);

#endif
