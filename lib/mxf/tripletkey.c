/* tripletkey.c: see tripletkey.h. */
#include "mxf/tripletkey.h"

#include <stdlib.h>

#include "crypt/mickey.h"
#include "crypt/secret.h"

static bool
load(struct tripletkey *k, const uint8_t *key, enum trackfile_dialect dialect,
    struct dcp_error *err)
{
	uint8_t mic[MICKEY_SIZE];

	mickey_derive(dialect == TRACKFILE_INTEROP ? MICKEY_INTEROP :
	    MICKEY_SMPTE, key, mic);
	k->hmac = hmac_new(mic, sizeof(mic), err);
	secret_wipe(mic, sizeof(mic));
	return k->hmac != NULL && (k->aes = aes_new(key, err)) != NULL;
}

struct tripletkey *
tripletkey_new(const uint8_t key[TRIPLETKEY_SIZE],
    enum trackfile_dialect dialect, struct dcp_error *err)
{
	struct tripletkey *k = calloc(1, sizeof(*k));

	if (k == NULL) {
		error_memory(err);
		return NULL;
	}
	if (!load(k, key, dialect, err)) {
		tripletkey_free(k);
		return NULL;
	}
	return k;
}

void
tripletkey_free(struct tripletkey *k)
{
	if (k == NULL)
		return;
	aes_free(k->aes);
	hmac_free(k->hmac);
	free(k);
}
