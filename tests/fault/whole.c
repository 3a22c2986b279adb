/*
 * whole.c: every field and attribute of a case file as lines for hanji.
 *
 *	whole add          PATH=VALUE, for 'hanji add -f'
 *	whole other        PATH <tab> another value, for 'hanji update -f': only
 *	                   what can stand by itself, with labels in its path
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/gen_whole.h"

static struct gen_whole fields[GEN_WHOLE_MAX];

int
main(int argc, char *argv[])
{
	size_t n = gen_whole("case", fields, NULL);

	if (argc != 2)
		return 2;
	for (size_t i = 0; i < n; i++) {
		const struct gen_whole *g = &fields[i];

		if (strcmp(argv[1], "add") == 0)
			(void)printf("%s%s=%s\n", g->path, g->known ? "?" : "",
			    g->value);
		else if (g->other[0] != '\0' && !g->refers)
			(void)printf("%s\t%s\n", g->path, g->other);
	}
	return ferror(stdout) != 0;
}
