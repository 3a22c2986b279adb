/* inject.h: one system call of the command that inject runs. */
#ifndef HJ_TESTS_INJECT_H
#define HJ_TESTS_INJECT_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#define INJECT_PATH 4200

/* Where a call says on which file it works. */
enum inject_kind { BY_FD, BY_PATH, BY_AT, BY_TWO, BY_FIFTH, SELF };

struct watched {
	long nr;
	enum inject_kind kind;
	char letter; /* in the record; 0: changes nothing on the disk */
};

struct call {
	pid_t pid;
	const struct watched *w;
	long nr;
	unsigned long long arg[5];
	char path[INJECT_PATH], second[INJECT_PATH];
	bool was; /* the path was there before */
	long offset; /* of a write */
	bool dsync; /* durable when it returns */
};

/* Fill in what is behind `arg`, from the arguments of the call. */
void call_describe(struct call *c);
/* Append to the record what a call did that returned `result`. */
void call_record(const struct call *c, long long result, FILE *to);
/* The test can not go on: say so and exit with 70. */
void inject_stop(const char *what);

#endif
