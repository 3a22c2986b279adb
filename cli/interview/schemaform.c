#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/interview/intakeform.h"
#include "cli/access/installed.h"
#include "cli/access/process.h"
#include "cli/screen/say.h"
#include "cli/interview/schemaform.h"
#include "cli/screen/ui.h"
#include "core/base/id.h"
#include "export/form/paper.h"
#include "export/form/xlsform.h"

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

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

int
schemaform_xlsform(struct cli *c, bool full, struct hj_buf *to,
    struct hj_error *err)
{
	char program[PATH_MAX];
	struct hj_sheet sheets[3] = { 0 };
	struct intakeform f;
	const struct hj_xlsform x = { .form = &f.form,
		.tongue = c->korean ? HJ_KOREAN : HJ_ENGLISH,
		.say = say_in };
	const struct hj_render r = { .program = program, .stop = stop };
	int rc;

	intakeform_build(full ? INTAKE_FULL : INTAKE_FIRST_CALL, &f);
	if ((rc = installed_program("hanji-render", program, err)) == HJ_OK &&
	    (rc = hj_xlsform_sheets(&x, sheets, err)) == HJ_OK)
		rc = hj_workbook_make(&r, sheets, HJ_LEN(sheets), to, err);
	for (size_t i = 0; i < HJ_LEN(sheets); i++)
		hj_sheet_clear(&sheets[i]);
	if (rc == HJ_OK)
		ui_say(c->ui, "%s",
		    _("warning: a telephone keeps what is typed into this form as plain text, and so does the server it goes to"));
	return rc;
}
