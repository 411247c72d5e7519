/* path.c: see path.h. */
#define _XOPEN_SOURCE 700	/* realpath */
#include "base/path.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/hex.h"
#include "base/limits.h"

char *
path_join(const char *folder, const char *name)
{
	size_t n = strlen(folder);
	size_t size = n + strlen(name) + 2;
	char *path = malloc(size);
	const char *slash = n == 0 || folder[n - 1] == '/' ? "" : "/";

	if (path != NULL)
		snprintf(path, size, "%s%s%s", folder, slash, name);
	return path;
}

const char *
path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

char *
path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return strdup(".");
	return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

bool
path_has_suffix(const char *path, const char *suffix)
{
	size_t n = strlen(path), m = strlen(suffix);

	return n >= m && strcasecmp(path + n - m, suffix) == 0;
}

/* Step over "file://" and a host, which must be empty or "localhost". */
static const char *
skip_scheme(const char *uri)
{
	static const char *const known[] = {"file:///", "file://localhost/",
	    "file:/"};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strncasecmp(uri, known[i], strlen(known[i])) == 0)
			return uri + strlen(known[i]);
	return uri;
}

/* Undo "%2f" and its like (RFC 3986, 2.1); a '%' without digits stays. */
static void
decode(const char *uri, struct bytes *to)
{
	uint8_t byte;

	for (; *uri != '\0'; uri++) {
		if (*uri == '%' && hex_parse(uri + 1, &byte, 1)) {
			bytes_u8(to, byte);
			uri += 2;
		} else {
			bytes_u8(to, (uint8_t)*uri);
		}
	}
}

static bool
is_harmless(const char *path, size_t size, struct dcp_error *err)
{
	const char *part = path, *end = path + size, *next;
	size_t i;

	if (size == 0)
		return error_set(err, DCP_REFUSED, "the path is empty");
	if (size > LIMIT_PATH)
		return error_set(err, DCP_REFUSED,
		    "the path has %zu bytes, want at most %d", size,
		    LIMIT_PATH);
	for (i = 0; i < size; i++)
		if ((unsigned char)path[i] < 0x20 || path[i] == 0x7f)
			return error_set(err, DCP_REFUSED,
			    "the path has a control character");
	if (path[0] == '/')
		return error_set(err, DCP_REFUSED, "'%.*s' is an absolute path",
		    (int)size, path);
	for (; part < end; part = next + 1) {
		next = memchr(part, '/', (size_t)(end - part));
		if (next == NULL)
			next = end;
		if (next - part == 2 && memcmp(part, "..", 2) == 0)
			return error_set(err, DCP_REFUSED,
			    "'%.*s' leads out of the package", (int)size,
			    path);
	}
	return true;
}

/* A colon before the first slash marks a scheme (RFC 3986, 3.1). */
static bool
has_scheme(const char *uri)
{
	size_t n = strcspn(uri, ":/");

	return n > 0 && uri[n] == ':';
}

bool
path_from_uri(const char *uri, struct bytes *to, struct dcp_error *err)
{
	const char *rest = skip_scheme(uri);

	bytes_reset(to);
	if (rest == uri && has_scheme(uri))
		return error_set(err, DCP_REFUSED,
		    "'%.80s' is not a path within the package", uri);
	while (strncmp(rest, "./", 2) == 0)
		rest += 2;
	decode(rest, to);
	if (!bytes_ok(to, err))
		return false;
	if (!is_harmless((const char *)to->at, to->size, err)) {
		bytes_reset(to);
		return false;
	}
	bytes_u8(to, '\0');
	return bytes_ok(to, err);
}

char *
path_inside(const char *folder, const char *relative, struct dcp_error *err)
{
	char *path = path_join(folder, relative);
	char *real_folder = realpath(folder, NULL);
	char *real = path == NULL ? NULL : realpath(path, NULL);
	size_t n;

	if (path == NULL || real_folder == NULL) {
		if (path == NULL)
			error_memory(err);
		else
			error_system(err);
		free(path);
		path = NULL;
		goto out;
	}
	if (real == NULL)
		goto out;	/* absent: the reader will say so */
	n = strlen(real_folder);
	if (n > 1 && (strncmp(real, real_folder, n) != 0 ||
	    (real[n] != '/' && real[n] != '\0'))) {
		error_set(err, DCP_REFUSED,
		    "'%s' is a link that leads out of the package", relative);
		free(path);
		path = NULL;
	}
out:
	free(real_folder);
	free(real);
	return path;
}

bool
path_make_folder(const char *path, struct dcp_error *err)
{
	char *copy = strdup(path);
	bool ok = true;
	char *at;

	if (copy == NULL)
		return error_memory(err);
	for (at = copy + 1; ok && *copy != '\0' && *at != '\0'; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		ok = mkdir(copy, 0777) == 0 || errno == EEXIST;
		*at = '/';
	}
	if (ok)
		ok = mkdir(copy, 0777) == 0 || errno == EEXIST;
	free(copy);
	if (ok)
		return true;
	error_system(err);
	return error_in(err, "%s", path);
}
