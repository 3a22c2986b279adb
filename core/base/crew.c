#include "core/base/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

/* Reading a name keeps some ten values of 8 KB on the stack. */
#define STACK ((size_t)1 << 20)

struct slot {
	bool done;
	struct hj_error err;
};

struct member {
	struct hj_crew *crew;
	void *worker;
	pthread_t thread;
};

/* Places count up and never turn back; the slot is place % nitems. */
struct hj_crew {
	struct hj_crew_plan plan;
	const char *(*say)(const char *format); /* of errors */
	size_t nthreads;
	struct member member[HJ_CREW_MAX];
	size_t taken; /* all before it are back; the caller's alone */
	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t given_one, done_one;
	bool stop;
	size_t begun, given; /* begun by somebody; handed out */
	struct slot slot[];
};

static void
work_on(struct hj_crew *c, void *worker, size_t place)
{
	size_t i = place % c->plan.nitems;
	struct hj_error err = { .say = c->say };

	(void)c->plan.work(worker, c->plan.item[i], &err);
	(void)pthread_mutex_lock(&c->lock);
	c->slot[i].err = err;
	c->slot[i].done = true;
	(void)pthread_cond_signal(&c->done_one);
	(void)pthread_mutex_unlock(&c->lock);
}

static void *
run(void *arg)
{
	struct member *m = arg;
	struct hj_crew *c = m->crew;
	size_t place;
	bool stop;

	for (;;) {
		(void)pthread_mutex_lock(&c->lock);
		while (!c->stop && c->begun == c->given)
			(void)pthread_cond_wait(&c->given_one, &c->lock);
		stop = c->stop;
		place = stop ? 0 : c->begun++;
		(void)pthread_mutex_unlock(&c->lock);
		if (stop)
			return NULL;
		work_on(c, m->worker, place);
	}
}

/* The caller's signals are not for them. */
static void
start(struct hj_crew *c)
{
	sigset_t all, before;
	pthread_attr_t attr;

	if (pthread_attr_init(&attr) != 0)
		return;
	(void)pthread_attr_setstacksize(&attr, STACK);
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_BLOCK, &all, &before);
	for (size_t i = 1; i < c->plan.nworkers; i++) {
		struct member *m = &c->member[c->nthreads];

		*m = (struct member){ .crew = c, .worker = c->plan.worker[i] };
		if (pthread_create(&m->thread, &attr, run, m) != 0)
			break;
		c->nthreads++;
	}
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	(void)pthread_attr_destroy(&attr);
}

int
hj_crew_new(const struct hj_crew_plan *plan, struct hj_crew **ret,
    struct hj_error *err)
{
	struct hj_crew *c =
	    calloc(1, sizeof(*c) + plan->nitems * sizeof(c->slot[0]));

	if (c == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	c->plan = *plan;
	c->say = err->say;
	(void)pthread_mutex_init(&c->lock, NULL);
	(void)pthread_cond_init(&c->given_one, NULL);
	(void)pthread_cond_init(&c->done_one, NULL);
	if (plan->nworkers > 1)
		start(c);
	/* Alone there is nothing to wait for. */
	if (c->nthreads == 0)
		c->plan.nitems = 1;
	*ret = c;
	return HJ_OK;
}

void *
hj_crew_item(struct hj_crew *c)
{
	return c->plan.item[c->given % c->plan.nitems];
}

/* Is the oldest done?  If not and somebody has to have it: wait for it, and
 * work on what nobody has begun yet. */
static bool
is_done(struct hj_crew *c, bool wait)
{
	struct slot *s = &c->slot[c->taken % c->plan.nitems];
	size_t place = 0;
	bool done, mine;

	do {
		(void)pthread_mutex_lock(&c->lock);
		mine = wait && !s->done && c->begun != c->given;
		if (mine)
			place = c->begun++;
		else if (wait && !s->done)
			(void)pthread_cond_wait(&c->done_one, &c->lock);
		done = s->done;
		(void)pthread_mutex_unlock(&c->lock);
		if (mine)
			work_on(c, c->plan.worker[0], place);
	} while (wait && !done);
	return done;
}

static int
take(struct hj_crew *c, struct hj_error *err)
{
	size_t i = c->taken % c->plan.nitems;
	struct slot *s = &c->slot[i];

	s->done = false;
	c->taken++;
	if (s->err.code != HJ_OK) {
		*err = s->err;
		return (int)err->code;
	}
	return c->plan.take(c->plan.to, c->plan.item[i], err);
}

int
hj_crew_give(struct hj_crew *c, struct hj_error *err)
{
	(void)pthread_mutex_lock(&c->lock);
	c->given++;
	(void)pthread_cond_signal(&c->given_one);
	(void)pthread_mutex_unlock(&c->lock);
	while (c->taken != c->given &&
	    is_done(c, c->given - c->taken == c->plan.nitems))
		if (take(c, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_crew_end(struct hj_crew *c, struct hj_error *err)
{
	while (c->taken != c->given && is_done(c, true))
		if (take(c, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

void
hj_crew_free(struct hj_crew *c)
{
	if (c == NULL)
		return;
	(void)pthread_mutex_lock(&c->lock);
	c->stop = true;
	(void)pthread_cond_broadcast(&c->given_one);
	(void)pthread_mutex_unlock(&c->lock);
	for (size_t i = 0; i < c->nthreads; i++)
		(void)pthread_join(c->member[i].thread, NULL);
	(void)pthread_cond_destroy(&c->given_one);
	(void)pthread_cond_destroy(&c->done_one);
	(void)pthread_mutex_destroy(&c->lock);
	free(c);
}
