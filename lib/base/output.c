/* output.c: see output.h. */
#include "base/output.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

#define PART_SUFFIX_SIZE	48	/* bytes of ".part-PID-N" and the NUL */
#define PART_TRIES		1000u	/* leftovers of killed processes */

struct output {
	int fd;
	uint64_t size;
	char *path;		/* the final name */
	char *part;		/* the temporary name */
	bool resumable;		/* by that name */
	bool secret;		/* of output_secret() */
};

static void
output_free(struct output *out)
{
	if (out == NULL)
		return;
	if (out->fd != -1)
		close(out->fd);
	free(out->path);
	free(out->part);
	free(out);
}

static struct output *
output_new(const char *path, size_t part_size, struct dcp_error *err)
{
	struct output *out = calloc(1, sizeof(*out));

	if (out == NULL || (out->path = strdup(path)) == NULL ||
	    (out->part = calloc(1, part_size)) == NULL) {
		error_memory(err);
		output_free(out);
		return NULL;
	}
	out->fd = -1;
	return out;
}

/*
 * Make a temporary file that no other process has; what a killed process of
 * the same number left behind is stepped over.
 */
static bool
create_part(struct output *out, struct dcp_error *err)
{
	size_t size = strlen(out->path) + PART_SUFFIX_SIZE;
	unsigned n;

	for (n = 0; n < PART_TRIES; n++) {
		snprintf(out->part, size, "%s.part-%ld-%u", out->path,
		    (long)getpid(), n);
		out->fd = open(out->part,
		    O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
		    out->secret ? 0600 : 0666);
		if (out->fd != -1 || errno != EEXIST)
			break;
	}
	if (out->fd != -1)
		return true;
	error_system(err);
	return error_in(err, "%s", out->path);
}

/*
 * The last rename would fail on a folder, hours later, and would put a file in
 * the place of a device such as /dev/null.
 */
static bool
may_replace(const char *path, struct dcp_error *err)
{
	struct stat st;

	if (stat(path, &st) == -1 || S_ISREG(st.st_mode))
		return true;
	error_set(err, DCP_IO, S_ISDIR(st.st_mode) ? "is a folder, want the "
	    "name of a file" : "is not a regular file");
	return error_in(err, "%s", path);
}

static struct output *
begin(const char *path, bool secret, struct dcp_error *err)
{
	struct output *out;

	out = output_new(path, strlen(path) + PART_SUFFIX_SIZE, err);
	if (out == NULL)
		return NULL;
	out->secret = secret;
	if (!create_part(out, err)) {
		output_free(out);
		return NULL;
	}
	return out;
}

struct output *
output_open(const char *path, struct dcp_error *err)
{
	return may_replace(path, err) ? begin(path, false, err) : NULL;
}

static bool
refuse_to_replace(const char *path, struct dcp_error *err)
{
	error_set(err, DCP_REFUSED, "exists already, and is never replaced");
	return error_in(err, "%s", path);
}

struct output *
output_secret(const char *path, struct dcp_error *err)
{
	struct stat st;

	if (lstat(path, &st) == 0) {
		refuse_to_replace(path, err);
		return NULL;
	}
	return begin(path, true, err);
}

/* Open ${out}'s part for this process alone; what it holds is kept. */
static bool
open_part(struct output *out, struct dcp_error *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	struct stat st;

	out->fd = open(out->part,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
	if (out->fd == -1 || fstat(out->fd, &st) == -1)
		return error_system(err);
	if (!S_ISREG(st.st_mode))
		return error_set(err, DCP_IO, "is not a regular file");
	if (fcntl(out->fd, F_SETLK, &whole) == -1)
		return errno == EACCES || errno == EAGAIN ? error_set(err,
		    DCP_REFUSED, "another process is writing it")
		    : error_system(err);
	out->size = (uint64_t)st.st_size;
	return true;
}

struct output *
output_resume(const char *path, const char *part, struct dcp_error *err)
{
	size_t part_size = strlen(part) + 1;
	struct output *out;

	if (!may_replace(path, err) ||
	    (out = output_new(path, part_size, err)) == NULL)
		return NULL;
	memcpy(out->part, part, part_size);
	out->resumable = true;
	if (!open_part(out, err)) {
		error_in(err, "%s", part);
		output_free(out);
		return NULL;
	}
	return out;
}

const char *
output_path(const struct output *out)
{
	return out->path;
}

uint64_t
output_size(const struct output *out)
{
	return out->size;
}

static bool
fail(const struct output *out, struct dcp_error *err)
{
	error_system(err);
	return error_in(err, "%s", out->path);
}

static bool
write_at(const struct output *out, uint64_t offset, const uint8_t *from,
    size_t size, struct dcp_error *err)
{
	ssize_t n;

	while (size > 0) {
		n = pwrite(out->fd, from, size, (off_t)offset);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return fail(out, err);
		from += n;
		offset += (uint64_t)n;
		size -= (size_t)n;
	}
	return true;
}

bool
output_write(struct output *out, const void *from, size_t size,
    struct dcp_error *err)
{
	if (!write_at(out, out->size, from, size, err))
		return false;
	out->size += size;
	return true;
}

bool
output_place(const struct output *out, uint64_t offset, const void *from,
    size_t size, struct dcp_error *err)
{
	return write_at(out, offset, from, size, err);
}

bool
output_patch(struct output *out, uint64_t offset, const void *from,
    size_t size, struct dcp_error *err)
{
	assert(offset <= out->size && size <= out->size - offset);
	return write_at(out, offset, from, size, err);
}

bool
output_read(struct output *out, uint64_t offset, void *to, size_t size,
    struct dcp_error *err)
{
	uint8_t *at = to;
	ssize_t n;

	assert(offset <= out->size && size <= out->size - offset);
	while (size > 0) {
		n = pread(out->fd, at, size, (off_t)offset);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;	/* another process cut the file */
		if (n <= 0)
			return fail(out, err);
		at += n;
		offset += (uint64_t)n;
		size -= (size_t)n;
	}
	return true;
}

bool
output_cut(struct output *out, uint64_t size, struct dcp_error *err)
{
	assert(size <= out->size);
	if (ftruncate(out->fd, (off_t)size) == -1)
		return fail(out, err);
	out->size = size;
	return true;
}

bool
output_sync(struct output *out, struct dcp_error *err)
{
	return fdatasync(out->fd) == 0 || fail(out, err);
}

/*
 * Give a file a name that none has yet.  A second name that is not made if it
 * exists is the one way that POSIX has; where a file system has no second
 * names, two processes that begin at the same moment may meet.
 */
static bool
name_new(const struct output *out, struct dcp_error *err)
{
	struct stat st;

	if (link(out->part, out->path) == 0)
		return unlink(out->part) == 0 || fail(out, err);
	if (errno == EEXIST || lstat(out->path, &st) == 0)
		return refuse_to_replace(out->path, err);
	return rename(out->part, out->path) == 0 || fail(out, err);
}

/* Wait until the disk has the name of the file. */
static bool
sync_folder(const struct output *out, struct dcp_error *err)
{
	char *folder = path_folder(out->path);
	int fd;
	bool ok;

	if (folder == NULL)
		return error_memory(err);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	/* Some file systems cannot wait for a folder, and need not. */
	ok = fd != -1 && (fsync(fd) == 0 || errno == EINVAL);
	if (!ok)
		fail(out, err);
	if (fd != -1)
		close(fd);
	return ok;
}

static bool
give_name(const struct output *out, struct dcp_error *err)
{
	if (out->secret)
		return name_new(out, err) && sync_folder(out, err);
	return rename(out->part, out->path) == 0 || fail(out, err);
}

bool
output_commit(struct output *out, struct dcp_error *err)
{
	int fd = out->fd;
	bool ok;

	/* A disk that is full or bad may say so only here. */
	ok = fsync(fd) == 0;
	out->fd = -1;
	ok = (close(fd) == 0 && ok) || fail(out, err);
	if (!ok || !give_name(out, err)) {
		if (out->resumable)
			output_suspend(out);
		else
			output_abandon(out);
		return false;
	}
	output_free(out);
	return true;
}

void
output_abandon(struct output *out)
{
	if (out != NULL)
		unlink(out->part);
	output_free(out);
}

void
output_suspend(struct output *out)
{
	output_free(out);
}

static bool
save(struct output *out, const void *from, size_t size, struct dcp_error *err)
{
	if (out == NULL)
		return false;
	if (!output_write(out, from, size, err)) {
		output_abandon(out);
		return false;
	}
	return output_commit(out, err);
}

bool
output_save(const char *path, const void *from, size_t size,
    struct dcp_error *err)
{
	return save(output_open(path, err), from, size, err);
}

bool
output_save_secret(const char *path, const void *from, size_t size,
    struct dcp_error *err)
{
	return save(output_secret(path, err), from, size, err);
}
