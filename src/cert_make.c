/* cert_make: the certificates and private keys of a new house. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/output.h"
#include "cert.h"
#include "crypt/privsave.h"
#include "crypt/secret.h"
#include "toolpass.h"

enum { OPTION_SERIAL = CERT_NEXT, OPTION_PROTECT };

static const struct option options[] = {
	{"organization", required_argument, NULL, 'o'},
	{"unit", required_argument, NULL, CERT_UNIT},
	{"name", required_argument, NULL, CERT_NAME},
	{"role", required_argument, NULL, CERT_ROLE},
	{"from", required_argument, NULL, CERT_FROM},
	{"to", required_argument, NULL, CERT_TO},
	{"serial", required_argument, NULL, OPTION_SERIAL},
	{"protect", no_argument, NULL, OPTION_PROTECT},
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

/* Names of the files, without ".pem" and ".key". */
static const char *const parts[HOUSE_SIZE] = {
	[HOUSE_LEAF] = "leaf",
	[HOUSE_INTERMEDIATE] = "intermediate",
	[HOUSE_ROOT] = "root",
};

struct settings {
	struct house house;
	bool has_serial, protect;
	struct toolpass_key fresh;	/* with protect */
};

static void
read_options(struct settings *s, int argc, char *argv[])
{
	const struct tool *tool = &cert_tool;
	int c;

	while ((c = tool_option(tool, argc, argv, "o:hV", options)) != -1) {
		switch (c) {
		case 'o':
			s->house.organization = optarg;
			break;
		case OPTION_SERIAL:
			s->has_serial = true;
			s->house.serial = tool_number(tool, "--serial", optarg,
			    1, INT64_MAX - HOUSE_SIZE);
			break;
		case OPTION_PROTECT:
			s->protect = true;
			s->fresh = toolpass_key("new private keys");
			break;
		default:
			if (!cert_take(&s->house, c) &&
			    !toolpass_take(tool, c))
				tool_common(tool, c);
		}
	}
}

static bool
make_path(struct bytes *path, const char *folder, const char *name,
    const char *suffix, struct dcp_error *err)
{
	bytes_reset(path);
	bytes_printf(path, "%s/%s%s", folder, name, suffix);
	return bytes_ok(path, err);
}

static bool
write_keys(const char *folder, struct privkey *const keys[HOUSE_SIZE],
    const char *passphrase, struct dcp_error *err)
{
	struct bytes path = {0};
	bool ok = true;
	size_t i;

	tool_catch_signals();
	for (i = 0; ok && i < HOUSE_SIZE; i++)
		ok = make_path(&path, folder, parts[i], ".key", err) &&
		    privsave_file(keys[i], bytes_text(&path), passphrase, err);
	bytes_clear(&path);
	return ok;
}

static bool
write_certs(const char *folder, const struct chain *chain,
    struct dcp_error *err)
{
	struct bytes path = {0}, text = {0};
	bool ok = true;
	size_t i;

	for (i = 0; ok && i <= HOUSE_SIZE; i++) {
		bytes_reset(&text);
		if (i < HOUSE_SIZE)
			cert_format(chain->certs.at[i], &text);
		else
			cert_format_chain(chain, &text);
		ok = bytes_ok(&text, err) && make_path(&path, folder,
		    i < HOUSE_SIZE ? parts[i] : "chain", ".pem", err) &&
		    output_save(bytes_text(&path), text.at, text.size, err);
	}
	bytes_clear(&path);
	bytes_clear(&text);
	return ok;
}

/* Its private keys are nobody else's: nor is what is in the folder. */
static bool
make_folder(const char *path, struct dcp_error *err)
{
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return true;
	error_system(err);
	return error_in(err, "%s", path);
}

/* What would be refused in the end is not to cost a passphrase. */
static bool
check_new(const char *folder, struct dcp_error *err)
{
	struct bytes path = {0};
	struct stat st;
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < HOUSE_SIZE; i++)
		ok = make_path(&path, folder, parts[i], ".key", err) &&
		    (lstat(bytes_text(&path), &st) == -1 || error_set(err,
		    DCP_REFUSED, "%s: exists already, and is never replaced",
		    bytes_text(&path)));
	bytes_clear(&path);
	return ok;
}

static bool
run(const struct settings *s, const char *folder, char *passphrase,
    struct dcp_error *err)
{
	struct privkey *keys[HOUSE_SIZE] = {NULL};
	struct chain chain = {{0}, {0}};
	bool ok = true;
	size_t i;

	if (s->protect)
		ok = check_new(folder, err) && toolpass_ask(&cert_tool, &s->fresh,
		    "the passphrase of the new private keys", true, passphrase,
		    PRIVKEY_PASSPHRASE_SIZE, err);
	for (i = 0; ok && i < HOUSE_SIZE; i++)
		ok = (keys[i] = privkey_make(err)) != NULL;
	ok = ok && house_make(&s->house, keys, &chain, err) &&
	    cert_judge(&chain, err) && make_folder(folder, err) &&
	    write_keys(folder, keys, s->protect ? passphrase : NULL, err) &&
	    write_certs(folder, &chain, err);
	for (i = 0; i < HOUSE_SIZE; i++)
		privkey_free(keys[i]);
	chain_clear(&chain);
	return ok;
}

int
cert_make(int argc, char *argv[])
{
	struct settings s = {.protect = false};
	struct dcp_error err = {0};
	char *passphrase;
	bool ok;

	read_options(&s, argc, argv);
	if (optind + 1 != argc)
		tool_usage(&cert_tool);
	if (s.house.organization == NULL)
		tool_fail(&cert_tool, "--organization is missing");
	cert_settle(&s.house, s.has_serial);
	secret_guard();
	passphrase = secret_new(PRIVKEY_PASSPHRASE_SIZE, &err);
	ok = passphrase != NULL && run(&s, argv[optind], passphrase, &err);
	secret_free(passphrase);
	if (!ok)
		tool_warn(&cert_tool, &err);
	return tool_finish(&cert_tool, ok ? TOOL_OK : TOOL_FAILED);
}
