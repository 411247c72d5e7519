/* number_fuzz.c: a number that is read lies in its range. */
#include "base/fuzzing.h"
#include "base/number.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzzing_text(data, size);
	struct dcp_error err = {0};
	uint64_t natural;
	int64_t integer;

	if (number_parse(text, 5, UINT64_MAX - 5, &natural, &err))
		fuzzing_assert(natural >= 5 && natural <= UINT64_MAX - 5);
	if (number_parse_signed(text, INT64_MIN, -5, &integer, &err))
		fuzzing_assert(integer <= -5 && text[0] == '-');
	free(text);
	return 0;
}
