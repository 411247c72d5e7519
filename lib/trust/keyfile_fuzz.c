/* keyfile_fuzz.c: any text of keys; what is taken comes back as it was. */
#include "base/fuzzing.h"
#include "crypt/secret.h"
#include "trust/keyfile.h"

static void
compare(const struct keyring *a, const struct keyring *b)
{
	const struct keyring_key *x, *y;
	size_t i;

	fuzzing_assert(keyring_count(a) == keyring_count(b));
	for (i = 0; i < keyring_count(a); i++) {
		x = keyring_at(a, i);
		y = keyring_at(b, i);
		fuzzing_assert(uuid_equal(&x->id, &y->id));
		fuzzing_assert(uuid_equal(&x->cpl, &y->cpl));
		fuzzing_assert(strcmp(x->type, y->type) == 0);
		fuzzing_assert(memcmp(x->key, y->key, KEYRING_KEY_SIZE) == 0);
		fuzzing_assert((x->note == NULL) == (y->note == NULL));
		fuzzing_assert(x->note == NULL ||
		    strcmp(x->note, y->note) == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err), *back = keyring_new(&err);
	size_t text_size;
	char *text;

	fuzzing_assert(ring != NULL && back != NULL);
	if (keyfile_parse((const char *)bytes, size, ring, &err)) {
		text = keyfile_format(ring, &text_size, &err);
		fuzzing_assert(text != NULL);
		fuzzing_assert(keyfile_parse(text, text_size, back, &err));
		compare(ring, back);
		secret_free(text);
	}
	keyring_free(ring);
	keyring_free(back);
	return 0;
}
