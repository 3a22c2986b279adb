/*
 * gendocs.h: what the generators of documents share.  Theirs alone: they are
 * no part of hanji, and they alone print what they make.
 */
#ifndef HJ_CLI_GENDOCS_H
#define HJ_CLI_GENDOCS_H

/* A line of a template that is replaced by what `put` prints. */
struct gendocs_mark {
	const char *line; /* "@COMMANDS@\n"; NULL ends a list of them */
	void (*put)(void);
};

/* The template, filled.  Returns the exit status. */
int gendocs_fill(const char *template, const struct gendocs_mark *marks);

/* hanji-case(5) of its template. */
int gendocs_case(const char *template);

/* The tables of the completions. */
int gendocs_shell(void);

#endif
