/* secretread.c: see secretread.h. */
#include "crypt/secretread.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "crypt/secret.h"

/* Room at first: most files of keys, in pages with the head of a secret. */
#define FIRST_SIZE	8000u

/* Move ${*bytes} to secret memory twice as large. */
static bool
grow(char **bytes, size_t *capacity, struct dcp_error *err)
{
	size_t more = *capacity == 0 ? FIRST_SIZE : 2 * *capacity;
	char *moved = secret_new(more, err);

	if (moved == NULL)
		return false;
	if (*bytes != NULL)
		memcpy(moved, *bytes, *capacity);
	secret_free(*bytes);
	*bytes = moved;
	*capacity = more;
	return true;
}

void *
secretread_all(int fd, size_t limit, size_t *size, struct dcp_error *err)
{
	size_t capacity = 0;
	char *bytes = NULL;
	ssize_t n;

	*size = 0;
	do {
		if (*size == capacity && !grow(&bytes, &capacity, err))
			goto fail;
		n = read(fd, bytes + *size, capacity - *size);
		if (n == -1 && errno != EINTR) {
			error_system(err);
			goto fail;
		}
		*size += n == -1 ? 0 : (size_t)n;
		if (*size > limit) {
			error_set(err, DCP_REFUSED,
			    "holds more than %zu bytes", limit);
			goto fail;
		}
	} while (n != 0);
	return bytes;
fail:
	secret_free(bytes);
	*size = 0;
	return NULL;
}

void *
secretread_file(const char *path, size_t limit, size_t *size,
    struct dcp_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	void *bytes;

	*size = 0;
	if (fd == -1) {
		error_system(err);
		return NULL;
	}
	bytes = secretread_all(fd, limit, size, err);
	close(fd);
	return bytes;
}
