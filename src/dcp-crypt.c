/*
 * dcp-crypt: encrypt a track file of any kind, decrypt it, give it another
 * key, or check that every edit unit of it is whole and in its place.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/path.h"
#include "crypt/random.h"
#include "master/cryptcheck.h"
#include "master/recrypt.h"
#include "mxf/rewrap.h"
#include "tool.h"
#include "tooldoc.h"
#include "toolkey.h"

static const struct tool tool = {
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
	{"output", required_argument, NULL, 'o'},
	{"rekey", no_argument, NULL, OPTION_REKEY},
	{"threads", required_argument, NULL, OPTION_THREADS},
	TOOLKEY_OPTIONS,
	TOOLKEY_ENCRYPT_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	bool decrypt, rekey, check, has_id;
	struct toolkey keys;
	const char *output;
	struct uuid id;
	unsigned threads;
};

static void
parse(int argc, char **argv, struct settings *s)
{
	int c;

	while ((c = tool_option(&tool, argc, argv, "co:hV", options)) != -1)
		switch (c) {
		case 'c':
			s->check = true;
			s->keys.looking = true;
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
			s->id = tool_uuid(&tool, "--id", optarg);
			s->has_id = true;
			break;
		case OPTION_THREADS:
			s->threads = tool_threads(&tool, optarg);
			break;
		default:
			if (!toolkey_take(&tool, &s->keys, c))
				tool_common(&tool, c);
		}
}

/* One of the four things to do, and what it needs. */
static void
check_settings(const struct settings *s, int files)
{
	bool encrypting = toolkey_is_encrypting(&s->keys);

	if (s->check + s->decrypt + s->rekey > 1 ||
	    (encrypting && (s->check || s->decrypt)))
		tool_fail(&tool, "want one of --encrypt, --decrypt, --rekey "
		    "and --check");
	if (!s->check && !s->decrypt && !encrypting)
		tool_fail(&tool, s->rekey ? "have --rekey, want the new key "
		    "too: --encrypt or --key-id" : "want --encrypt, --decrypt, "
		    "--rekey or --check");
	toolkey_check(&tool, &s->keys);
	if ((s->decrypt || s->rekey) && !toolkey_has_sources(&s->keys))
		tool_fail(&tool, "want the key that the file has: --key-file, "
		    "--kdm or --clear-keys");
	if (s->check ? files == 0 : files != 1 || s->output == NULL)
		tool_usage(&tool);
	if (s->check && (s->output != NULL || s->has_id))
		tool_fail(&tool, "--check writes no file, have --output or "
		    "--id");
	if (!s->check)
		tooldoc_check_output(&tool, s->output);
}

/* The key that opens ${t}; NULL if the ring has it not. */
static const uint8_t *
old_key(const struct keyring *ring, const struct trackfile *t,
    struct dcp_error *err)
{
	const uint8_t *key = keyring_find(ring, &t->crypto.key_id);
	char id[UUID_SIZE];

	if (key != NULL)
		return key;
	uuid_format(id, &t->crypto.key_id);
	error_set(err, DCP_REFUSED, "there is no key %s among those given",
	    id);
	return NULL;
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
	    (o->old_key = old_key(ring, t, err)) != NULL))
		return true;
	return error_in(err, "%s", input_path(mxfread_input(in)));
}

/* A new key, and what follows from it. */
static bool
choose_new_key(const struct settings *s, enum trackfile_kind kind,
    struct keyring *ring, struct recrypt_options *o, struct dcp_error *err)
{
	const struct keyring_key *key = toolkey_encrypt(&tool, &s->keys,
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
		.id = s->has_id ? s->id : tool_fresh_uuid(&tool),
		.made = tool_now(&tool),
		.threads = s->threads,
	};

	if (!rewrap_check(in, err) || !find_old_key(s, in, ring, &o, err) ||
	    (encrypting && (!random_uuid(&o.crypto.context_id, err) ||
	    !choose_new_key(s, t->kind, ring, &o, err))))
		return false;
	o.progress = tool_progress(&tool, encrypting ? "encrypt" : "decrypt",
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

	ok = path_check_output(s->output, path, 1, &err) &&
	    (in = mxfread_open(*path, &err)) != NULL &&
	    (ring = toolkey_ring(&tool, &s->keys, &err)) != NULL &&
	    recrypt(s, in, ring, &err);
	if (!ok)
		tool_warn(&tool, &err);
	keyring_free(ring);
	mxfread_close(in);
	return ok ? TOOL_OK : TOOL_FAILED;
}

/* A file that is being checked. */
struct checked {
	const char *path;
	const struct trackfile *t;
};

/* A record: a word, the file, the edit unit, its time, what there is to say. */
static void
print_record(const struct checked *c, const char *word, const char *unit,
    const char *time, const char *text)
{
	tool_progress_end();
	printf("%s\t", word);
	tool_print_path(stdout, c->path);
	printf("\t%s\t%s\t%s\n", unit, time, text);
}

static bool
print_finding(void *context, const struct cryptcheck_finding *f,
    struct dcp_error *err)
{
	const struct checked *c = context;
	char time[TIMECODE_SIZE] = "-", unit[48];

	(void)err;
	if (!f->resource)
		rational_timecode(time, f->unit, c->t->edit_rate);
	snprintf(unit, sizeof(unit), "%s%" PRIu64 "%s",
	    f->resource ? "resource " : "", f->unit, !f->stereo ? "" :
	    f->eye == TRACKFILE_LEFT ? " left" : " right");
	print_record(c, f->name, unit, time, f->text);
	return true;
}

/* What was not looked at, and why. */
static void
print_skipped(const struct checked *c, const uint8_t *key,
    const struct cryptcheck_result *r)
{
	char id[UUID_SIZE], text[160];

	uuid_format(id, &c->t->crypto.key_id);
	snprintf(text, sizeof(text), "check values and integrity checks "
	    "(MIC): there is no key %s", id);
	if (key == NULL)
		print_record(c, "skipped", "-", "-", text);
	else if (r->other_key)
		print_record(c, "skipped", "-", "-", "check values and "
		    "integrity checks (MIC)");
	else if (r->without_mic > 0)
		print_record(c, "skipped", "-", "-", "integrity checks (MIC): "
		    "the file has none");
}

static void
print_result(const struct checked *c, const uint8_t *key,
    const struct cryptcheck_result *r)
{
	char time[TIMECODE_SIZE], units[24];
	uint64_t count = c->t->kind == TRACKFILE_STEREO ? r->packets / 2 :
	    r->packets;

	print_skipped(c, key, r);
	if (r->findings > 0)
		return;
	rational_timecode(time, count, c->t->edit_rate);
	snprintf(units, sizeof(units), "%" PRIu64, count);
	print_record(c, "ok", units, time, key == NULL ?
	    "ids and sequence numbers are right" : r->without_mic > 0 ?
	    "ids, sequence numbers and check values are right" : "ids, "
	    "sequence numbers, check values and integrity checks are right");
}

static enum tool_exit
check(const struct settings *s, const struct keyring *ring, const char *path)
{
	struct dcp_error err = {0};
	struct mxfread *in = mxfread_open(path, &err);
	struct checked c = {.path = path};
	struct cryptcheck_result result = {0};
	struct cryptcheck_options o = {
		.threads = s->threads, .found = print_finding, .context = &c,
	};
	enum tool_exit status = TOOL_FAILED;

	if (in != NULL) {
		c.t = mxfread_trackfile(in);
		o.key = keyring_find(ring, &c.t->crypto.key_id);
		o.progress = tool_progress(&tool, "check", "B");
	}
	if (in == NULL || !cryptcheck_run(in, &o, &result, &err)) {
		tool_warn(&tool, &err);
	} else {
		print_result(&c, o.key, &result);
		status = result.findings > 0 ? TOOL_FOUND : TOOL_OK;
		if (toolkey_has_sources(&s->keys) &&
		    old_key(ring, c.t, &err) == NULL) {
			tool_note(&tool, "%s: %s", path, err.text);
			status = tool_worse(status, TOOL_FAILED);
		}
	}
	tool_progress_end();
	mxfread_close(in);
	return status;
}

static enum tool_exit
check_all(const struct settings *s, char *const *paths, int count)
{
	struct dcp_error err = {0};
	struct keyring *ring = toolkey_ring(&tool, &s->keys, &err);
	enum tool_exit status = TOOL_OK;
	int i;

	if (ring == NULL) {
		tool_warn(&tool, &err);
		return TOOL_FAILED;
	}
	for (i = 0; i < count; i++)
		status = tool_worse(status, check(s, ring, paths[i]));
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
	status = s.check ? check_all(&s, argv + optind, argc - optind) :
	    make(&s, argv + optind);
	toolkey_clear(&s.keys);
	return tool_finish(&tool, status);
}
