/* dcp-key: key files: what is in them, sealed anew, or in clear (1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/json.h"
#include "toolkey.h"
#include "trust/keyfile.h"

static const struct tool tool = {
	.name = "dcp-key",
	.synopsis = "list [-j] [options]\n"
	    "seal [options] -o file --house cert\n"
	    "reveal [options] -o file",
	.options =
	    "  -j, --json             print one JSON object a line\n"
	    "  -o, --output file      the new key file; in clear, a new file "
	    "or fd:n\n"
	    "      --key-id id        this one of the content keys, not all\n"
	    TOOLKEY_HOUSE_HELP
	    TOOLKEY_HELP
	    TOOLPASS_HELP,
};

static const struct option options[] = {
	{"json", no_argument, NULL, 'j'},
	{"output", required_argument, NULL, 'o'},
	{"key-id", required_argument, NULL, TOOLKEY_KEY_ID},
	TOOLKEY_HOUSE_OPTIONS,
	TOOLKEY_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	struct toolkey keys;
	const char *output;
	bool json;
};

struct command {
	const char *name;
	bool (*run)(const struct settings *, const struct keyring *,
	    struct dcp_error *);
	bool has_output, has_house, has_json;
	bool looks;			/* and makes nothing new */
};

static void
put_text(const struct keyring_key *key)
{
	char id[UUID_SIZE], cpl[UUID_SIZE] = "-";

	uuid_format(id, &key->id);
	if (!uuid_is_zero(&key->cpl))
		uuid_format(cpl, &key->cpl);
	printf("%s\t%s\t%s\t%s\n", key->type[0] == '\0' ? "-" : key->type,
	    id, cpl, key->note == NULL ? "" : key->note);
}

static bool
put_json(const struct keyring_key *key, struct dcp_error *err)
{
	struct json *json = json_new();

	json_text(json, "type", key->type[0] == '\0' ? NULL : key->type);
	json_uuid(json, "id", &key->id);
	if (!uuid_is_zero(&key->cpl))
		json_uuid(json, "composition", &key->cpl);
	json_text(json, "note", key->note);
	return tool_print_json(json, err);
}

static bool
list(const struct settings *o, const struct keyring *ring,
    struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < keyring_count(ring); i++)
		if (!o->json)
			put_text(keyring_at(ring, i));
		else if (!put_json(keyring_at(ring, i), err))
			return false;
	return true;
}

static bool
seal(const struct settings *o, const struct keyring *ring,
    struct dcp_error *err)
{
	return toolkey_save(&tool, &o->keys, o->output, ring, err);
}

static bool
reveal(const struct settings *o, const struct keyring *ring,
    struct dcp_error *err)
{
	int fd = toolkey_descriptor(&tool, "--output", o->output);

	tool_note(&tool, "%s: gets keys in clear: whoever reads it can decrypt",
	    o->output);
	tool_catch_signals();
	if (fd == -1)
		return keyfile_save_clear(o->output, ring, err);
	return keyfile_write_clear(fd, ring, err) ||
	    error_in(err, "%s", o->output);
}

static const struct command commands[] = {
	{"list", list, .has_json = true, .looks = true},
	{"seal", seal, .has_output = true, .has_house = true},
	{"reveal", reveal, .has_output = true},
};

static const struct command *
command_named(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (name != NULL && strcmp(name, commands[i].name) == 0)
			return &commands[i];
	if (name == NULL)
		tool_usage(&tool);
	tool_fail(&tool, "have '%s', want list, seal or reveal", name);
}

static void
take_option(struct settings *o, int c)
{
	switch (c) {
	case 'j':
		o->json = true;
		break;
	case 'o':
		o->output = optarg;
		break;
	default:
		if (!toolkey_take(&tool, &o->keys, c))
			tool_common(&tool, c);
	}
}

static void
check_options(const struct settings *o, const struct command *command)
{
	const char *name = command->name;

	if (command->has_output && o->output == NULL)
		tool_fail(&tool, "%s: have no --output, want a new file", name);
	if (!command->has_output && o->output != NULL)
		tool_fail(&tool, "%s: have --output, want none", name);
	if (command->has_house && o->keys.house_count == 0)
		tool_fail(&tool, "%s: have no --house, want a certificate that "
		    "the keys are sealed to", name);
	if (!command->has_house && o->keys.house_count > 0)
		tool_fail(&tool, "%s: have --house, want none", name);
	if (!command->has_json && o->json)
		tool_fail(&tool, "%s: have --json, want none", name);
	if (!toolkey_has_sources(&o->keys))
		tool_fail(&tool, "%s: have no keys, want --key-file, --kdm or "
		    "--clear-keys", name);
	toolkey_check_sources(&tool, &o->keys);
}

/* Only --key-id's key of all, if that is given. */
static struct keyring *
choose(const struct settings *o, struct dcp_error *err)
{
	struct keyring *all = toolkey_ring(&tool, &o->keys, err), *one;
	const struct keyring_key *key;

	if (all == NULL || !o->keys.has_key_id)
		return all;
	one = keyring_new(err);
	key = toolkey_find(&o->keys, all, err);
	if (one == NULL || key == NULL || !keyring_add(one, &key->id,
	    key->type, &key->cpl, key->key, err) || (key->note != NULL &&
	    !keyring_note(one, &key->id, key->note, err))) {
		keyring_free(one);
		one = NULL;
	}
	keyring_free(all);
	return one;
}

int
main(int argc, char *argv[])
{
	struct settings o = {0};
	struct dcp_error err = {0};
	const struct command *command;
	struct keyring *ring;
	bool ok;
	int c;

	while ((c = tool_option(&tool, argc, argv, "jo:hV", options)) != -1)
		take_option(&o, c);
	command = command_named(argv[optind]);
	if (argc - optind != 1)
		tool_usage(&tool);
	check_options(&o, command);
	o.keys.looking = command->looks;
	ring = choose(&o, &err);
	if (ring != NULL && keyring_count(ring) == 0)
		error_set(&err, DCP_REFUSED, "have no content key");
	ok = err.status == DCP_OK && command->run(&o, ring, &err);
	if (!ok)
		tool_warn(&tool, &err);
	keyring_free(ring);
	toolkey_clear(&o.keys);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
