/* kdm_open: the content keys of messages, into a key file. */
#include <stdlib.h>
#include <string.h>

#include "kdm.h"
#include "toolkdm.h"
#include "trust/keyfile.h"

enum {
	OPTION_CLEAR = TOOL_LONG, OPTION_INSIST
};

static const struct option options[] = {
	{"output", required_argument, NULL, 'o'},
	{"key", required_argument, NULL, TOOLKEY_KEY},
	{"clear", no_argument, NULL, OPTION_CLEAR},
	{"insist", required_argument, NULL, OPTION_INSIST},
	TOOLKEY_HOUSE_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	struct toolkey keys;
	const char *output;
	bool clear, insist;
};

static void
take_option(struct settings *o, int c)
{
	if (c == 'o')
		o->output = optarg;
	else if (c == OPTION_CLEAR)
		o->clear = true;
	else if (c == OPTION_INSIST && strcmp(optarg, "signature") == 0)
		o->insist = true;
	else if (c == OPTION_INSIST)
		tool_fail(&kdm_tool, "--insist: have '%s', want signature",
		    optarg);
	else if (!toolkey_take(&kdm_tool, &o->keys, c))
		tool_common(&kdm_tool, c);
}

static void
check_options(const struct settings *o, int count)
{
	if (count == 0)
		tool_usage(&kdm_tool);
	if (o->keys.key_count == 0)
		tool_fail(&kdm_tool, "have no --key, want the private key of "
		    "the recipient");
	if (o->output == NULL)
		tool_fail(&kdm_tool, "have no --output, want the key file to "
		    "write");
	if (o->clear == (o->keys.house_count > 0))
		tool_fail(&kdm_tool, "have %s, want either: --house, the "
		    "certificate that the key file is sealed to, or --clear",
		    o->clear ? "--house and --clear" :
		    "neither --house nor --clear");
}

static bool
open_file(const struct settings *o, const char *path,
    const struct toolkey_private *keys, struct keyring *ring,
    struct dcp_error *err)
{
	struct kdm kdm;
	bool ok;

	ok = kdm_load(path, &kdm, err) || error_in(err, "%s", path);
	ok = ok && toolkdm_take(&kdm_tool, path, &kdm, keys, o->insist, ring,
	    err);
	kdm_clear(&kdm);
	return ok;
}

static bool
save(const struct settings *o, const struct keyring *ring,
    struct dcp_error *err)
{
	int fd;

	if (!o->clear)
		return toolkey_save(&kdm_tool, &o->keys, o->output, ring,
		    err);
	tool_note(&kdm_tool, "%s: gets keys in clear: whoever reads it can "
	    "decrypt", o->output);
	fd = toolkey_descriptor(&kdm_tool, "--output", o->output);
	tool_catch_signals();
	if (fd < 0)
		return keyfile_save_clear(o->output, ring, err);
	return keyfile_write_clear(fd, ring, err) ||
	    error_in(err, "%s", o->output);
}

/* "key", type, id, composition: what was opened, without the keys. */
static void
print_keys(const struct keyring *ring)
{
	const struct keyring_key *k;
	char id[UUID_URN_SIZE], cpl[UUID_URN_SIZE];
	size_t i;

	for (i = 0; i < keyring_count(ring); i++) {
		k = keyring_at(ring, i);
		uuid_format_urn(id, &k->id);
		uuid_format_urn(cpl, &k->cpl);
		printf("key\t%s\t%s\t%s\n", *k->type == '\0' ? "-" : k->type,
		    id, cpl);
	}
}

static bool
open_all(const struct settings *o, char *paths[], int count,
    struct dcp_error *err)
{
	struct toolkey_private keys = {0};
	struct keyring *ring = keyring_new(err);
	bool ok = ring != NULL && toolkey_load(&kdm_tool, &o->keys, &keys,
	    err);
	int i;

	for (i = 0; ok && i < count; i++)
		ok = open_file(o, paths[i], &keys, ring, err);
	ok = ok && save(o, ring, err);
	if (ok && !o->clear)
		print_keys(ring);
	toolkey_unload(&keys);
	keyring_free(ring);
	return ok;
}

int
kdm_open(int argc, char *argv[])
{
	struct settings o = {0};
	struct dcp_error err = {0};
	enum tool_exit status = TOOL_OK;
	int c;

	while ((c = tool_option(&kdm_tool, argc, argv, "o:hV", options)) != -1)
		take_option(&o, c);
	check_options(&o, argc - optind);
	if (!open_all(&o, argv + optind, argc - optind, &err)) {
		tool_warn(&kdm_tool, &err);
		status = err.status == DCP_BAD_INPUT ? TOOL_FOUND :
		    TOOL_FAILED;
	}
	toolkey_clear(&o.keys);
	return tool_finish(&kdm_tool, status);
}
