/*
 * triplet_fuzz.c: any bytes as an encrypted packet: read, opened with a key,
 * audited with and without one; what is sealed from them opens as it was.
 */
#include "base/fuzzing.h"
#include "mxf/tripletaudit.h"
#include "mxf/tripletseal.h"

static void
audit(const uint8_t *bytes, size_t size, const struct tripletkey *key)
{
	static const struct trackfile file = {.kind = TRACKFILE_PICTURE};
	struct tripletaudit a = {.trackfile = &file, .key = key};
	struct tripletaudit_result r;
	struct bytes plain = {0}, text = {0};
	struct dcp_error err = {0};

	fuzzing_assert(tripletaudit_look(&a, bytes, size, &plain, &r, &err));
	tripletaudit_place(&a, &r);
	while (r.faults != 0)
		tripletaudit_explain(&a, &r, triplet_take_fault(&r.faults),
		    &text);
	fuzzing_assert(plain.size <= size);
	bytes_clear(&plain);
	bytes_clear(&text);
}

/* The bytes as essence, some of them left plain. */
static void
seal(const uint8_t *bytes, size_t size, const struct tripletkey *key)
{
	struct tripletseal_file file = {.no_mic = size % 2 == 0};
	struct bytes sealed = {0}, plain = {0};
	struct tripletseal_packet p = {.at = bytes, .size = size,
		.plaintext_offset = size > 0 ? bytes[0] % (size + 1) : 0,
		.to = &sealed};
	struct dcp_error err = {0};
	struct triplet t;
	unsigned faults;

	fuzzing_assert(tripletseal_run(key, &file, &p, 1, &err));
	fuzzing_assert(sealed.size == tripletseal_size(size,
	    p.plaintext_offset, file.no_mic));
	fuzzing_assert(triplet_parse(sealed.at, sealed.size, &t, &err));
	fuzzing_assert(triplet_open(&t, key, &plain, &faults, &err));
	fuzzing_assert(faults == (file.no_mic ? TRIPLET_NO_MIC : 0u));
	fuzzing_assert(plain.size == size &&
	    (size == 0 || memcmp(plain.at, bytes, size) == 0));
	bytes_clear(&sealed);
	bytes_clear(&plain);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const uint8_t content_key[TRIPLETKEY_SIZE] = {1};
	struct dcp_error err = {0};
	struct tripletkey *key;

	key = tripletkey_new(content_key, TRACKFILE_SMPTE, &err);
	fuzzing_assert(key != NULL);
	audit(bytes, size, NULL);
	audit(bytes, size, key);
	seal(bytes, size, key);
	tripletkey_free(key);
	return 0;
}
