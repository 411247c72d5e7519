/* path.c: see path.h. */
#define _XOPEN_SOURCE 700	/* realpath */
#include "base/path.h"

#include <ctype.h>
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

char *
path_beside(const char *file, const char *name)
{
	size_t size = (size_t)(path_name(file) - file);
	char *path;

	if (*name == '/')
		size = 0;
	path = malloc(size + strlen(name) + 1);
	if (path == NULL)
		return NULL;
	memcpy(path, file, size);
	memcpy(path + size, name, strlen(name) + 1);
	return path;
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

/*
 * Undo "%2f" and its like (RFC 3986, 2.1), once; a '%' without digits stays.
 * Whether the result is safe is asked of the result, never of the URI.
 */
static bool
decode(const char *uri, struct bytes *to, struct dcp_error *err)
{
	size_t i;
	uint8_t byte;

	for (; *uri != '\0'; uri++) {
		if (*uri == '%' && hex_parse(uri + 1, &byte, 1)) {
			bytes_u8(to, byte);
			uri += 2;
		} else {
			bytes_u8(to, (uint8_t)*uri);
		}
	}
	if (!bytes_ok(to, err))
		return false;
	if (to->size > LIMIT_PATH)
		return error_set(err, DCP_REFUSED,
		    "the path has %zu bytes, want at most %d", to->size,
		    LIMIT_PATH);
	for (i = 0; i < to->size; i++)
		if (to->at[i] < 0x20 || to->at[i] == 0x7f)
			return error_set(err, DCP_REFUSED,
			    "the path has a control character");
	return true;
}

/*
 * Append the parts of ${path} to ${to}, a single '/' between them: "." and
 * empty parts are dropped, so that one file has one name.
 */
static bool
put_parts(struct bytes *to, const char *path, struct dcp_error *err)
{
	const char *part;
	size_t n;

	if (path[0] == '/')
		return error_set(err, DCP_REFUSED, "'%s' is an absolute path",
		    path);
	for (part = path; *part != '\0'; part += n) {
		n = strcspn(part, "/");
		if (n == 2 && memcmp(part, "..", 2) == 0)
			return error_set(err, DCP_REFUSED,
			    "'%s' leads out of the package", path);
		if (n > 1 || (n == 1 && *part != '.')) {
			if (to->size > 0)
				bytes_u8(to, '/');
			bytes_put(to, part, n);
		}
		n += part[n] == '/';
	}
	if (to->size == 0)
		return bytes_ok(to, err) &&
		    error_set(err, DCP_REFUSED, "the path names no file");
	bytes_u8(to, '\0');
	return bytes_ok(to, err);
}

/* Letters, digits and "+-." before the first colon (RFC 3986, 3.1). */
static bool
has_scheme(const char *uri)
{
	const char *at = uri;

	if (!isalpha((unsigned char)*at))
		return false;
	while (isalnum((unsigned char)*at) || (*at != '\0' &&
	    strchr("+-.", *at) != NULL))
		at++;
	return *at == ':';
}

bool
path_from_uri(const char *uri, struct bytes *to, struct dcp_error *err)
{
	const char *rest = skip_scheme(uri);
	struct bytes plain = {0};
	bool ok;

	bytes_reset(to);
	if (rest == uri && has_scheme(uri))
		return error_set(err, DCP_REFUSED,
		    "'%.80s' is not a path within the package", uri);
	ok = decode(rest, &plain, err) &&
	    put_parts(to, bytes_text(&plain), err);
	if (!ok)
		bytes_reset(to);
	bytes_clear(&plain);
	return ok;
}

/* Both are absolute and without links. */
static bool
is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strcmp(folder, "/") == 0 || (strncmp(path, folder, n) == 0 &&
	    (path[n] == '/' || path[n] == '\0'));
}

char *
path_inside(const char *folder, const char *relative, struct dcp_error *err)
{
	char *path = path_join(folder, relative);
	char *real_folder = NULL, *real = NULL;
	bool ok = false;

	if (path == NULL) {
		error_memory(err);
		goto out;
	}
	if ((real_folder = realpath(folder, NULL)) == NULL) {
		error_system(err);
		error_in(err, "%s", folder);
		goto out;
	}
	if ((real = realpath(path, NULL)) != NULL)
		ok = is_below(real, real_folder) || error_set(err, DCP_REFUSED,
		    "'%s' is a link that leads out of the package", relative);
	else	/* absent: the reader will say so */
		ok = errno != ENOMEM || error_memory(err);
out:
	free(real_folder);
	free(real);
	if (ok)
		return path;
	free(path);
	return NULL;
}

bool
path_check_input(const char *output, const char *input, struct dcp_error *err)
{
	struct stat out, in;

	if (stat(output, &out) == -1 || stat(input, &in) == -1 ||
	    in.st_dev != out.st_dev || in.st_ino != out.st_ino)
		return true;
	return error_set(err, DCP_REFUSED, "%s: is the input %s, want another "
	    "name for the output", output, input);
}

bool
path_check_output(const char *output, char *const *inputs, uint64_t count,
    struct dcp_error *err)
{
	uint64_t i;

	for (i = 0; i < count; i++)
		if (!path_check_input(output, inputs[i], err))
			return false;
	return true;
}

static bool
make_folder(const char *path)
{
	struct stat st;

	if (mkdir(path, 0777) == 0)
		return true;
	if (errno != EEXIST || stat(path, &st) == -1)
		return false;
	errno = ENOTDIR;
	return S_ISDIR(st.st_mode);
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
		ok = make_folder(copy);
		*at = '/';
	}
	ok = ok && make_folder(copy);
	free(copy);
	if (ok)
		return true;
	error_system(err);
	return error_in(err, "%s", path);
}
