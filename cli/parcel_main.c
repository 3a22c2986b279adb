/*
 * hanji-parcel: a package of somebody else on descriptor 0, frames about it on
 * descriptor 1 (cli/arriving/parcel_own.h).
 *
 * Started by hanji, never by hand.  Exit status: 0 = all was said in frames,
 * also that the package is refused; 1 = it could not even say that.
 */
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/arriving/parcel_own.h"
#include "cli/screen/say.h"
#include "export/render/errand.h"

struct errand {
	const char *word;
	const struct hj_confine_profile *may;
	int (*run)(struct hj_error *err);
};

static const struct errand errands[] = {
	{ PARCEL_FOLDER, &hj_confine_folder, parcel_spool },
	{ PARCEL_APART, &hj_confine_parcel, parcel_take_apart },
	{ PARCEL_LIST, &hj_confine_parcel, parcel_list },
};

static const struct errand *
find(const char *word)
{
	for (size_t i = 0; i < HJ_LEN(errands); i++)
		if (strcmp(errands[i].word, word) == 0)
			return &errands[i];
	return NULL;
}

static int
tell(const struct hj_error *why)
{
	uint8_t body[1 + sizeof(why->text)] = { (uint8_t)why->code };
	struct hj_error err = HJ_ERROR;
	size_t n = strlen(why->text);

	memcpy(body + 1, why->text, n);
	return parcel_send(PARCEL_FAILED, body, n + 1, &err);
}

int
main(int argc, char *argv[])
{
	const struct errand *e = argc == 3 ? find(argv[1]) : NULL;
	struct hj_error err = { .say = say_format };
	int rc;

	if (e == NULL || sodium_init() < 0)
		return 1;
	(void)say_start(argv[2]);
	/* The catalogue of translations is opened with its first text. */
	(void)_("holds");
	/* The one folder that may be read has a name then, whatever it is. */
	if (e->may == &hj_confine_folder && fchdir(STDIN_FILENO) != 0)
		return 1;
	if (!hj_errand_confine(e->may))
		return 1;
	if (e->run(&err) == HJ_OK)
		rc = parcel_send(PARCEL_END, NULL, 0, &err);
	else
		rc = tell(&err);
	/* What would run after main may need calls that are not allowed. */
	_exit(rc == HJ_OK ? 0 : 1);
}
