/* dciprofile_fuzz.c: the profile reader on arbitrary text. */
#include "base/fuzzing.h"
#include "j2k/dciprofile.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct dciprofile p;

	if (dciprofile_parse(&p, "fuzz", span_of(data, size, 0), &err) &&
	    dciprofile_limits(&p, (struct rational){24, 1}, false).frame_size >
	    p.bit_rate)
		__builtin_trap();
	return 0;
}
