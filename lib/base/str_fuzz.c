/* str_fuzz.c: what is shown is printable UTF-8; names have one order. */
#include "base/fuzzing.h"
#include "base/str.h"

static void
check_shown(const uint8_t *data, size_t size)
{
	struct bytes to = {0};
	size_t i;

	str_print(&to, data, size);
	fuzzing_assert(!to.bad && str_is_utf8(to.at, to.size));
	for (i = 0; i < to.size; i++)
		fuzzing_assert(to.at[i] >= 0x20 && to.at[i] != 0x7f);
	bytes_clear(&to);
}

static void
check_order(const char *a, const char *b)
{
	int order = str_natural_compare(a, b);
	int other = str_natural_compare(b, a);

	fuzzing_assert((order < 0) == (other > 0));
	fuzzing_assert((order == 0) == (strcmp(a, b) == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *a = fuzzing_text(data, size / 2), *trimmed;
	char *b = fuzzing_text(data + size / 2, size - size / 2);

	check_shown(data, size);
	check_order(a, b);
	trimmed = str_trim(a);
	fuzzing_assert(*trimmed == '\0' || *trimmed > ' ' || *trimmed < 0 ||
	    strchr(" \t\r\n", *trimmed) == NULL);
	free(a);
	free(b);
	return 0;
}
