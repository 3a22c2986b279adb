/*
 * oldrows.c: a vault as if an older hanji had made its catalogue.
 *
 *	oldrows DIR STATE          the passphrase, one line, from stdin
 */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "tests/unit/old_rows.h"

int
main(int argc, char *argv[])
{
	struct hj_vault_opening how = { .write = true };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *passphrase = NULL;
	struct hj_vault *v = NULL;
	char line[256];
	int rc;

	if (argc != 3 || sodium_init() < 0 ||
	    fgets(line, (int)sizeof(line), stdin) == NULL)
		return 2;
	how.at = (struct hj_vault_where){ .dir = argv[1], .state = argv[2] };
	line[strcspn(line, "\n")] = '\0';
	rc = hj_secret_copy(line, strlen(line), &passphrase, &err);
	how.passphrase = passphrase;
	if (rc == HJ_OK && (rc = hj_vault_open(&how, &v, &err)) == HJ_OK)
		rc = old_rows(v, &err);
	hj_vault_close(v);
	hj_secret_free(passphrase);
	if (rc != HJ_OK)
		(void)fprintf(stderr, "oldrows: %s\n", err.text);
	return rc != HJ_OK;
}
