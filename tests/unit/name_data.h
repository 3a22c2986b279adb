/*
 * name_data.h: tables of names beside the repository, line by line.
 *
 * They are names of real people in public lists, so they stay outside:
 * ../shared/data/names.  A test that needs one is skipped where it is absent.
 */
#ifndef HJ_TESTS_NAME_DATA_H
#define HJ_TESTS_NAME_DATA_H

#define DATA "../shared/data/names/"

/* The next line in fields; false at the end. */
static inline size_t
fields_of(FILE *f, char *line, size_t size, char **field, size_t most)
{
	size_t n = 0;

	do {
		if (fgets(line, (int)size, f) == NULL)
			return 0;
	} while (line[0] == '#');
	line[strcspn(line, "\n")] = '\0';
	for (char *p = line; p != NULL && n < most;) {
		field[n++] = p;
		if ((p = strchr(p, '\t')) != NULL)
			*p++ = '\0';
	}
	return n;
}

static inline FILE *
open_data(const char *file)
{
	FILE *f = fopen(file, "r");

	if (f == NULL) {
		print_message("skipped: no %s\n", file);
		skip();
	}
	return f;
}

#endif
