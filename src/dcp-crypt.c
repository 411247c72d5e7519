/*
 * dcp-crypt: encrypt a track file of any kind, decrypt it, give it another
 * key, or check that every edit unit of it is whole and in its place.
 */
#include "base/path.h"
#include "crypt.h"
#include "crypt/random.h"
#include "master/recrypt.h"
#include "mxf/rewrap.h"
#include "mxf/unlock.h"
#include "tooldoc.h"
#include "toolkey.h"

const struct tool crypt_tool = {
	.name = "dcp-crypt",
	.synopsis = "--encrypt file --house cert [options] -o file in.mxf\n"
	    "--decrypt --key-file file --key uri [options] -o file in.mxf\n"
	    "--rekey --encrypt file --house cert [options] -o file in.mxf\n"
	    "-c [options] file ...",
	.options =
	    "      --decrypt          make a file that is not encrypted\n"
	    "      --rekey            give an encrypted file another key\n"
	    TOOLKEY_ENCRYPT_HELP
	    "  -c, --check            check every edit unit, write nothing\n"
	    "  -j, --json             print one JSON object a line\n"
	    TOOLKEY_HELP
	    TOOLPASS_HELP
	    "  -o, --output file      the new track file\n"
	    "      --id uuid          its id, else a fresh one\n"
	    "      --threads n        use n threads, not one for each "
	    "processor\n",
};

enum {
	OPTION_DECRYPT = TOOL_LONG, OPTION_REKEY, OPTION_ID, OPTION_THREADS
};

static const struct option options[] = {
	{"check", no_argument, NULL, 'c'},
	{"decrypt", no_argument, NULL, OPTION_DECRYPT},
	{"id", required_argument, NULL, OPTION_ID},
	{"json", no_argument, NULL, 'j'},
	{"output", required_argument, NULL, 'o'},
	{"rekey", no_argument, NULL, OPTION_REKEY},
	{"threads", required_argument, NULL, OPTION_THREADS},
	TOOLKEY_OPTIONS,
	TOOLKEY_ENCRYPT_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	bool decrypt, rekey, check, json, has_id;
	struct toolkey keys;
	const char *output;
	struct uuid id;
	unsigned threads;
};

static void
parse(int argc, char **argv, struct settings *s)
{
	int c;

	while ((c = tool_option(&crypt_tool, argc, argv, "cjo:hV", options)) != -1)
		switch (c) {
		case 'c':
			s->check = true;
			s->keys.looking = true;
			break;
		case 'j':
			s->json = true;
			break;
		case 'o':
			s->output = optarg;
			break;
		case OPTION_DECRYPT:
			s->decrypt = true;
			break;
		case OPTION_REKEY:
			s->rekey = true;
			break;
		case OPTION_ID:
			s->id = tool_uuid(&crypt_tool, "--id", optarg);
			s->has_id = true;
			break;
		case OPTION_THREADS:
			s->threads = tool_threads(&crypt_tool, optarg);
			break;
		default:
			if (!toolkey_take(&crypt_tool, &s->keys, c))
				tool_common(&crypt_tool, c);
		}
}

/* One of the four things to do, and what it needs. */
static void
check_settings(const struct settings *s, int files)
{
	bool encrypting = toolkey_is_encrypting(&s->keys);

	if (s->check + s->decrypt + s->rekey > 1 ||
	    (encrypting && (s->check || s->decrypt)))
		tool_fail(&crypt_tool, "want one of --encrypt, --decrypt, --rekey "
		    "and --check");
	if (!s->check && !s->decrypt && !encrypting)
		tool_fail(&crypt_tool, s->rekey ? "have --rekey, want the new key "
		    "too: --encrypt or --key-id" : "want --encrypt, --decrypt, "
		    "--rekey or --check");
	toolkey_check(&crypt_tool, &s->keys);
	if ((s->decrypt || s->rekey) && !toolkey_has_sources(&s->keys))
		tool_fail(&crypt_tool, "want the key that the file has: --key-file, "
		    "--kdm or --clear-keys");
	if (s->check ? files == 0 : files != 1 || s->output == NULL)
		tool_usage(&crypt_tool);
	if (s->check && (s->output != NULL || s->has_id))
		tool_fail(&crypt_tool, "--check writes no file, have --output or "
		    "--id");
	if (s->json && !s->check)
		tool_fail(&crypt_tool, "have --json, want --check too");
	if (!s->check)
		tooldoc_check_output(&crypt_tool, s->output);
}

/* The file is what the user takes it for. */
static bool
check_input(const struct settings *s, const struct trackfile *t,
    struct dcp_error *err)
{
	if (s->decrypt || s->rekey)
		return t->crypto.present ||
		    error_set(err, DCP_REFUSED, "is not encrypted");
	return !t->crypto.present || error_set(err, DCP_REFUSED,
	    "is encrypted; --rekey gives it another key");
}

/* The file is what the user takes it for, and its key is there. */
static bool
find_old_key(const struct settings *s, const struct mxfread *in,
    const struct keyring *ring, struct recrypt_options *o,
    struct dcp_error *err)
{
	const struct trackfile *t = mxfread_trackfile(in);

	if (check_input(s, t, err) && (!t->crypto.present ||
	    (o->old_key = unlock_key(ring, &t->crypto.key_id, err)) != NULL))
		return true;
	return error_in(err, "%s", input_path(mxfread_input(in)));
}

/* A new key, and what follows from it. */
static bool
choose_new_key(const struct settings *s, enum trackfile_kind kind,
    struct keyring *ring, struct recrypt_options *o, struct dcp_error *err)
{
	const struct keyring_key *key = toolkey_encrypt(&crypt_tool, &s->keys,
	    ring, kind, s->output, err);

	if (key == NULL)
		return false;
	o->new_key = key->key;
	o->crypto.key_id = key->id;
	o->crypto.mic = true;
	return true;
}

static bool
recrypt(const struct settings *s, const struct mxfread *in,
    struct keyring *ring, struct dcp_error *err)
{
	const struct trackfile *t = mxfread_trackfile(in);
	bool ok, encrypting = !s->decrypt;
	struct recrypt_result result;
	struct recrypt_options o = {
		.id = s->has_id ? s->id : tool_fresh_uuid(&crypt_tool),
		.made = tool_now(&crypt_tool),
		.threads = s->threads,
	};

	if (!rewrap_check(in, err) || !find_old_key(s, in, ring, &o, err) ||
	    (encrypting && (!random_uuid(&o.crypto.context_id, err) ||
	    !choose_new_key(s, t->kind, ring, &o, err))))
		return false;
	o.progress = tool_progress(&crypt_tool, encrypting ? "encrypt" : "decrypt",
	    "B");
	ok = recrypt_run(in, s->output, &o, &result, err);
	tool_progress_end();
	if (!ok && encrypting)
		toolkey_unmake(&s->keys);
	return ok && tooldoc_print_record(s->output, &o.id, &result.digest,
	    err);
}

static enum tool_exit
make(const struct settings *s, char *const *path)
{
	struct dcp_error err = {0};
	struct keyring *ring = NULL;
	struct mxfread *in = NULL;
	bool ok;

	ok = path_check_input(s->output, *path, &err) &&
	    toolkey_check_output(&s->keys, s->output, &err) &&
	    (in = mxfread_open(*path, &err)) != NULL &&
	    (ring = toolkey_ring(&crypt_tool, &s->keys, &err)) != NULL &&
	    recrypt(s, in, ring, &err);
	if (!ok)
		tool_warn(&crypt_tool, &err);
	keyring_free(ring);
	mxfread_close(in);
	return ok ? TOOL_OK : TOOL_FAILED;
}

static enum tool_exit
check(const struct settings *s, char *const *paths, int count)
{
	struct dcp_error err = {0};
	struct keyring *ring = toolkey_ring(&crypt_tool, &s->keys, &err);
	struct crypt_check check = {.ring = ring, .threads = s->threads,
	    .json = s->json, .has_keys = toolkey_has_sources(&s->keys)};
	enum tool_exit status = TOOL_OK;
	int i;

	if (ring == NULL) {
		tool_warn(&crypt_tool, &err);
		return TOOL_FAILED;
	}
	for (i = 0; i < count; i++)
		status = tool_worse(status, crypt_check(&check, paths[i]));
	keyring_free(ring);
	return status;
}

int
main(int argc, char **argv)
{
	struct settings s = {0};
	enum tool_exit status;

	parse(argc, argv, &s);
	check_settings(&s, argc - optind);
	status = s.check ? check(&s, argv + optind, argc - optind) :
	    make(&s, argv + optind);
	toolkey_clear(&s.keys);
	return tool_finish(&crypt_tool, status);
}
