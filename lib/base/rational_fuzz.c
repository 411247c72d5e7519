/* rational_fuzz.c: a rate that is read is one, and counts go there and back. */
#include "base/fuzzing.h"
#include "base/rational.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rational base = {48000, 1};
	char *text = fuzzing_text(data, size), again[RATIONAL_SIZE];
	char timecode[TIMECODE_SIZE];
	struct dcp_error err = {0};
	struct rational r, back;
	uint64_t there, here;

	if (rational_parse(text, &r, &err)) {
		fuzzing_assert(rational_is_rate(r));
		rational_format(again, r);
		fuzzing_assert(rational_parse(again, &back, &err));
		fuzzing_assert(rational_equal(r, back));
		fuzzing_assert(rational_compare(r, back) == 0);
		rational_timecode(timecode, UINT64_MAX - size, r);
		if (rational_rescale(size, r, base, &there)) {
			fuzzing_assert(rational_rescale(there, base, r, &here));
			fuzzing_assert(here == size);
		}
	}
	free(text);
	return 0;
}
