#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/intakeform.h"
#include "cli/schemaform.h"
#include "core/id.h"
#include "export/paper.h"

/* "K7M-2QX": random, so that it says nothing about how many there are or
 * when they were made. */
static void
draw(char to[static HJ_PAPER_NUMBER])
{
	char id[HJ_ELEMENT_ID_CHARS + 1];

	hj_element_id_random(id);
	for (size_t i = 0; i < HJ_ELEMENT_ID_CHARS; i++)
		id[i] = (char)toupper((unsigned char)id[i]);
	(void)snprintf(to, HJ_PAPER_NUMBER, "%.3s-%.3s", id, id + 3);
}

int
schemaform_paper(struct cli *c, bool full, uint64_t copies, struct hj_buf *to,
    struct hj_error *err)
{
	char numbers[SCHEMAFORM_COPIES][HJ_PAPER_NUMBER];
	struct intakeform f;
	struct hj_paper p = { .form = &f.form,
		.tongue = c->korean ? HJ_KOREAN : HJ_ENGLISH,
		.numbers = (const char(*)[HJ_PAPER_NUMBER])numbers,
		.copies = (size_t)copies };

	if (copies > SCHEMAFORM_COPIES)
		return cli_usage(err, "at most %d copies at once",
		    SCHEMAFORM_COPIES);
	for (size_t i = 0; i < p.copies; i++) {
		draw(numbers[i]);
		for (size_t j = 0; j < i; j++)
			if (strcmp(numbers[i], numbers[j]) == 0)
				draw(numbers[i]), j = 0;
	}
	intakeform_build(full ? INTAKE_FULL : INTAKE_FIRST_CALL, &f);
	return hj_paper_print(&p, to, err);
}
