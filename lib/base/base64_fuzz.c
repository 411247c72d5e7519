/* base64_fuzz.c: what is read is written with the same digits. */
#include "base/base64.h"
#include "base/fuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzzing_text(data, size), again[BASE64_SIZE(64)];
	const char *a, *b;
	uint8_t to[64];
	size_t n;

	if (base64_parse(text, to, sizeof(to), &n)) {
		base64_format(again, to, n);
		for (a = text, b = again; *b != '\0'; b++) {
			a += strspn(a, " \t\r\n");
			fuzzing_assert(*a++ == *b);
		}
		fuzzing_assert(a[strspn(a, " \t\r\n")] == '\0');
	}
	free(text);
	return 0;
}
