/*
 * newvault.c: a vault with the least cost that core allows, for tests that open
 * one many times; `hanji init` refuses so little.
 *
 *	newvault DIR STATE          the passphrase, one line, from stdin
 */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/vault/vault.h"

int
main(int argc, char *argv[])
{
	const struct hj_kdf_cost cost = { .mem = HJ_KDF_MEM_MIN,
		.ops = HJ_KDF_OPS_MIN };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *passphrase = NULL;
	struct hj_vault_where at;
	char line[256];
	int rc;

	if (argc != 3 || sodium_init() < 0 ||
	    fgets(line, (int)sizeof(line), stdin) == NULL)
		return 2;
	at = (struct hj_vault_where){ .dir = argv[1], .state = argv[2] };
	line[strcspn(line, "\n")] = '\0';
	rc = hj_secret_copy(line, strlen(line), &passphrase, &err);
	if (rc == HJ_OK)
		rc = hj_vault_create(&at, &cost, passphrase, "tester", &err);
	hj_secret_free(passphrase);
	if (rc != HJ_OK)
		(void)fprintf(stderr, "newvault: %s\n", err.text);
	return rc != HJ_OK;
}
