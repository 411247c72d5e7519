/* screens_fuzz.c: any bytes as a table of screens. */
#include <stdio.h>
#include <unistd.h>

#include "base/fuzzing.h"
#include "master/screens.h"

static void
ignore(void *context, size_t line, bool bad, const char *text)
{
	(void)line;
	*(bool *)context |= bad;
	fuzzing_assert(*text != '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct screens_defaults defaults = {.until = "+1d"};
	char path[] = "/tmp/dcp-fuzz-XXXXXX";
	struct dcp_error err = {0};
	struct screens screens;
	bool bad = false;
	int fd = mkstemp(path);

	fuzzing_assert(fd >= 0);
	fuzzing_assert(write(fd, bytes, size) == (ssize_t)size);
	close(fd);
	if (screens_load(path, &defaults, &screens, ignore, &bad, &err))
		fuzzing_assert(bad == (screens.bad_count > 0) &&
		    screens.count > 0);
	else
		fuzzing_assert(err.status != DCP_OK);
	screens_clear(&screens);
	unlink(path);
	return 0;
}
