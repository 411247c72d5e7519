/*
 * issuername_fuzz.c: any two lines as names and as serial numbers: each equals
 * itself, is another with an attribute more, and equality has no direction.
 */
#include "base/fuzzing.h"
#include "trust/issuername.h"

static void
check_itself(const char *name)
{
	size_t size = strlen(name);
	char *more = malloc(size + sizeof(" , O=a"));

	fuzzing_assert(more != NULL);
	memcpy(more, name, size);
	memcpy(more + size, " , O=a", sizeof(" , O=a"));
	fuzzing_assert(issuername_equal(more, more));
	fuzzing_assert(!issuername_equal(name, more));
	free(more);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *a = fuzzing_text(bytes, size);
	char *b = strchr(a, '\n');
	bool equal;

	if (b != NULL)
		*b++ = '\0';
	else
		b = a;
	equal = issuername_equal(a, b);
	fuzzing_assert(equal == issuername_equal(b, a));
	fuzzing_assert(equal || strcmp(a, b) != 0);
	fuzzing_assert(issuername_equal_serial(a, b) ==
	    issuername_equal_serial(b, a));
	check_itself(a);
	free(a);
	return 0;
}
