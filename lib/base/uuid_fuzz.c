/* uuid_fuzz.c: a name that is read is written with the same digits. */
#include "base/fuzzing.h"
#include "base/uuid.h"

#include <strings.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzzing_text(data, size), again[UUID_URN_SIZE];
	size_t length = strlen(text);
	struct dcp_error err = {0};
	struct uuid u;

	if (uuid_parse(text, &u, &err)) {
		uuid_format_urn(again, &u);
		fuzzing_assert(length <= UUID_URN_SIZE - 1);
		fuzzing_assert(strcasecmp(text,
		    again + (UUID_URN_SIZE - 1 - length)) == 0);
	}
	free(text);
	return 0;
}
