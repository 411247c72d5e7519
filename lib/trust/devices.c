/* devices.c: see devices.h. */
#include "trust/devices.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/str.h"

/* A SHA-1 digest in Base64. */
#define THUMBPRINT_LENGTH	28

bool
devices_chain(const char *path, struct chain *chain, struct dcp_error *err)
{
	*chain = (struct chain){0};
	if (!chain_load(chain, path, err))
		return false;
	if (chain->strays.count == 0)
		return true;
	error_set(err, DCP_REFUSED, "%s: has '%.200s' and '%.200s', which are "
	    "not of one chain: which is meant?", path,
	    cert_facts(chain->certs.at[0])->subject.text,
	    cert_facts(chain->strays.at[0])->subject.text);
	chain_clear(chain);
	return false;
}

struct cert *
devices_leaf(const char *path, struct dcp_error *err)
{
	struct chain chain;
	struct cert *leaf;

	if (!devices_chain(path, &chain, err))
		return NULL;
	leaf = cert_share(chain.certs.at[0]);
	chain_clear(&chain);
	return leaf;
}

static bool
add(struct devices *devices, const struct digest *thumbprint,
    struct dcp_error *err)
{
	struct digest *more;
	size_t i;

	for (i = 0; i < devices->count; i++)
		if (digest_equal(&devices->at[i], thumbprint))
			return true;
	if (devices->count >= LIMIT_KDM_LIST)
		return error_set(err, DCP_REFUSED, "have more than %d devices",
		    LIMIT_KDM_LIST);
	more = array_room(devices->at, devices->count, sizeof(*more), err);
	if (more == NULL)
		return false;
	devices->at = more;
	more[devices->count++] = *thumbprint;
	return true;
}

static bool
add_file(struct devices *devices, const char *name, const char *beside,
    struct dcp_error *err)
{
	char *path = path_beside(beside, name);
	struct cert *leaf = path == NULL ? NULL : devices_leaf(path, err);
	bool ok = false;

	if (path == NULL)
		error_memory(err);
	else if (leaf != NULL)
		ok = add(devices, &cert_facts(leaf)->thumbprint, err);
	cert_free(leaf);
	free(path);
	return ok;
}

bool
devices_add(struct devices *devices, const char *text, const char *beside,
    struct dcp_error *err)
{
	struct dcp_error ignored = {0};
	struct digest thumbprint;

	if (strlen(text) == THUMBPRINT_LENGTH &&
	    digest_parse(text, DIGEST_SHA1, &thumbprint, &ignored))
		return add(devices, &thumbprint, err);
	return add_file(devices, text, beside, err);
}

static bool
add_lines(struct devices *devices, char *text, const char *beside,
    struct dcp_error *err)
{
	unsigned line = 1;
	char *next;

	for (; text != NULL; text = next, line++) {
		next = strchr(text, '\n');
		if (next != NULL)
			*next++ = '\0';
		text = str_trim(text);
		if (*text == '\0' || *text == '#')
			continue;
		if (!devices_add(devices, text, beside, err))
			return error_in(err, "line %u", line);
	}
	return true;
}

bool
devices_load(struct devices *devices, const char *path, struct dcp_error *err)
{
	struct bytes file = {0};
	bool ok = input_load(path, LIMIT_CSV_SIZE, &file, err);

	if (ok) {
		bytes_u8(&file, 0);
		ok = bytes_ok(&file, err) && (add_lines(devices,
		    (char *)file.at, path, err) || error_in(err, "%s",
		    path));
	}
	bytes_clear(&file);
	return ok;
}

void
devices_clear(struct devices *devices)
{
	free(devices->at);
	*devices = (struct devices){0};
}
