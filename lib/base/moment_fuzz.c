/* moment_fuzz.c: any text as a point in time and as a zone. */
#include "base/fuzzing.h"
#include "base/moment.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct moment_context context = {.zone = "-09:30",
	    .has_base = true};
	struct dcp_error err = {0}, why = {0};
	char *text = fuzzing_text(bytes, size);
	struct timestamp t;
	int16_t minutes;

	if (moment_parse(text, &context, &t, &err))
		fuzzing_assert(t.zoned || *text == '+');
	else
		fuzzing_assert(err.status != DCP_OK);
	if (moment_parse_zone(text, &minutes, &why))
		fuzzing_assert(minutes >= -14 * 60 && minutes <= 14 * 60);
	free(text);
	return 0;
}
