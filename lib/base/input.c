/* input.c: see input.h. */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct input {
	int fd;
	uint64_t size;
	char path[];
};

static bool
open_regular(struct input *in, struct dcp_error *err)
{
	struct stat st;

	/* O_NONBLOCK: opening a pipe that nobody writes must not wait. */
	in->fd = open(in->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (in->fd == -1 || fstat(in->fd, &st) == -1)
		return error_system(err);
	if (S_ISDIR(st.st_mode))
		return error_set(err, DCP_IO, "is a folder, want a file");
	if (!S_ISREG(st.st_mode))
		return error_set(err, DCP_IO, "is not a regular file");
	in->size = (uint64_t)st.st_size;
	return true;
}

struct input *
input_open(const char *path, struct dcp_error *err)
{
	size_t length = strlen(path) + 1;
	struct input *in = calloc(1, sizeof(*in) + length);

	if (in == NULL) {
		error_memory(err);
		return NULL;
	}
	in->fd = -1;
	memcpy(in->path, path, length);
	if (!open_regular(in, err)) {
		error_in(err, "%s", path);
		input_close(in);
		return NULL;
	}
	return in;
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->fd != -1)
		close(in->fd);
	free(in);
}

const char *
input_path(const struct input *in)
{
	return in->path;
}

uint64_t
input_size(const struct input *in)
{
	return in->size;
}

static bool
read_all(const struct input *in, uint64_t offset, uint8_t *to, size_t size,
    struct dcp_error *err)
{
	ssize_t n;

	if (offset > in->size || size > in->size - offset)
		return error_set(err, DCP_BAD_INPUT, "ends at byte %" PRIu64
		    ", want %zu bytes at byte %" PRIu64, in->size, size,
		    offset);
	while (size > 0) {
		n = pread(in->fd, to, size, (off_t)offset);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return error_system(err);
		if (n == 0)
			return error_set(err, DCP_BAD_INPUT,
			    "became shorter while it was read");
		to += n;
		offset += (uint64_t)n;
		size -= (size_t)n;
	}
	return true;
}

bool
input_read(const struct input *in, uint64_t offset, void *to, size_t size,
    struct dcp_error *err)
{
	if (read_all(in, offset, to, size, err))
		return true;
	if (size > 0)
		memset(to, 0, size);
	return error_in(err, "%s", in->path);
}

void
input_sequential(const struct input *in)
{
	(void)posix_fadvise(in->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
}

void
input_forget(const struct input *in)
{
	(void)posix_fadvise(in->fd, 0, 0, POSIX_FADV_DONTNEED);
}

bool
input_load(const char *path, size_t limit, struct bytes *to,
    struct dcp_error *err)
{
	struct input *in = input_open(path, err);
	size_t before = to->size;
	bool ok = false;
	uint8_t *at;

	if (in == NULL)
		return false;
	if (in->size > limit) {
		error_set(err, DCP_REFUSED, "%s: %" PRIu64
		    " bytes, want at most %zu", path, in->size, limit);
		goto out;
	}
	at = bytes_room(to, (size_t)in->size);
	if (!bytes_ok(to, err))
		goto out;
	ok = input_read(in, 0, at, (size_t)in->size, err);
	if (!ok)
		to->size = before;
out:
	input_close(in);
	return ok;
}
