/* timestamp_fuzz.c: a date that is read is written as the same moment. */
#include "base/fuzzing.h"
#include "base/timestamp.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzzing_text(data, size), again[TIMESTAMP_SIZE];
	struct dcp_error err = {0};
	struct timestamp t, back;

	if (timestamp_parse(text, &t, &err)) {
		timestamp_format(again, &t);
		/* A last midnight in year 9999 has no second writing. */
		if (timestamp_parse(again, &back, &err))
			fuzzing_assert(back.seconds == t.seconds &&
			    back.zone_minutes == t.zone_minutes);
		else
			fuzzing_assert(strncmp(text, "9999-12-31T24", 13) == 0);
	}
	free(text);
	return 0;
}
