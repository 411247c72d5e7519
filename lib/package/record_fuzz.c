/* record_fuzz.c: a line that is a record is written as it was. */
#include "base/fuzzing.h"
#include "package/record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = fuzzing_text(data, size);
	struct dcp_error err = {0};
	struct bytes text = {0};
	struct record r, back;

	if (strchr(line, '\n') == NULL && record_parse(line, &r, &err)) {
		fuzzing_assert(record_format(&r, &text, &err));
		text.at[text.size - 1] = '\0';
		fuzzing_assert(record_parse((char *)text.at, &back, &err));
		fuzzing_assert(uuid_equal(&r.id, &back.id));
		fuzzing_assert(r.size == back.size);
		fuzzing_assert(r.modified == back.modified);
		fuzzing_assert(strcmp(r.path, back.path) == 0);
	}
	bytes_clear(&text);
	free(line);
	return 0;
}
