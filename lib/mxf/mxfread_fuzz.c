/* mxfread_fuzz.c: any file at all: open it, describe it, take units out. */
#define _GNU_SOURCE		/* memfd_create */
#include <assert.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fuzzing.h"
#include "mxf/mxfread.h"

#define UNITS	16u	/* from the front, and as many from the back */

static void
read_units(const struct mxfread *r)
{
	uint64_t i, duration = mxfread_trackfile(r)->duration;
	struct bytes b = {0};

	for (i = 0; i < duration; i++) {
		struct dcp_error err = {0};

		if (i == UNITS && duration > 2 * UNITS)
			i = duration - UNITS;
		if (!mxfread_raw(r, i, TRACKFILE_LEFT, &b, &err) ||
		    !mxfread_unit(r, i, TRACKFILE_RIGHT, &b, &err))
			assert(err.status != DCP_OK);
	}
	for (i = 0; i < mxfread_trackfile(r)->text.resource_count; i++) {
		struct dcp_error err = {0};

		if (!mxfread_resource(r, (size_t)i, &b, &err))
			assert(err.status != DCP_OK);
	}
	bytes_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct mxfread *r;
	char path[64];
	int fd = memfd_create("fuzz", 0);

	assert(fd != -1);
	assert(write(fd, bytes, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	r = mxfread_open(path, &err);
	assert(r != NULL || err.status != DCP_OK);
	if (r != NULL)
		read_units(r);
	mxfread_close(r);
	close(fd);
	return 0;
}
