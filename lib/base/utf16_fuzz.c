/* utf16_fuzz.c: what is decoded is UTF-8, and comes back when encoded. */
#include <assert.h>
#include <string.h>

#include "base/fuzzing.h"
#include "base/str.h"
#include "base/utf16.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bytes text = {0}, back = {0}, again = {0};

	utf16_decode(span_of(bytes, size, 0), &text);
	assert(str_is_utf8(text.at, text.size));
	utf16_encode(bytes_text(&text), &back);
	utf16_decode(span_of(back.at, back.size, 0), &again);
	assert(strcmp(bytes_text(&text), bytes_text(&again)) == 0);
	bytes_clear(&text);
	bytes_clear(&back);
	bytes_clear(&again);
	return 0;
}
