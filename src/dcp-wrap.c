/* dcp-wrap: JPEG 2000 frames or sound files to a track file (1). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "master/join.h"
#include "master/wrappicture.h"
#include "master/wrapsound.h"
#include "mxf/mxfread.h"
#include "tooldoc.h"
#include "toolkey.h"

static const struct tool tool = {
	.name = "dcp-wrap",
	.synopsis =
	    "--rate n [options] -o file frames\n"
	    "--rate n [options] -o file --left frames --right frames\n"
	    "--rate n [options] -o file sound.wav ...\n"
	    "--join [options] -o file in.mxf ...",
	.options =
	    "  -o, --output file      write this track file\n"
	    "      --rate n           frames (edit units) a second and eye\n"
	    "      --left frames      of the left eye: a folder, a pattern or "
	    "@list\n"
	    "      --right frames     of the right eye\n"
	    "      --map list         which input channel is which: 1,3,2 or "
	    "L=1,C=2\n"
	    "      --channels n       so many channels; those added are silent\n"
	    "      --pad              fill the last edit unit with silence\n"
	    "      --trim             drop samples that fill no edit unit\n"
	    "      --join             put track files of one format together\n"
	    TOOLKEY_ENCRYPT_HELP
	    TOOLKEY_HELP
	    TOOLPASS_HELP
	    "      --id uuid          id of the track file, else a fresh one\n"
	    "      --threads n        use n threads, not one for each "
	    "processor\n"
	    "  -v, --verbose          say where each channel comes from\n",
};

enum {
	OPTION_RATE = TOOL_LONG, OPTION_LEFT, OPTION_RIGHT, OPTION_MAP,
	OPTION_CHANNELS, OPTION_PAD, OPTION_TRIM, OPTION_JOIN, OPTION_ID,
	OPTION_THREADS
};

static const struct option options[] = {
	{"rate", required_argument, NULL, OPTION_RATE},
	{"output", required_argument, NULL, 'o'},
	{"left", required_argument, NULL, OPTION_LEFT},
	{"right", required_argument, NULL, OPTION_RIGHT},
	{"map", required_argument, NULL, OPTION_MAP},
	{"channels", required_argument, NULL, OPTION_CHANNELS},
	{"pad", no_argument, NULL, OPTION_PAD},
	{"trim", no_argument, NULL, OPTION_TRIM},
	{"join", no_argument, NULL, OPTION_JOIN},
	{"id", required_argument, NULL, OPTION_ID},
	{"threads", required_argument, NULL, OPTION_THREADS},
	{"verbose", no_argument, NULL, 'v'},
	TOOLKEY_OPTIONS,
	TOOLKEY_ENCRYPT_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	struct rational rate;		/* 0/0: not given */
	const char *output, *left, *right, *map;
	unsigned channels;		/* 0: not given */
	enum pcm_tail tail;
	bool join, verbose, has_id;
	struct uuid id;
	unsigned threads;
	struct toolkey keys;
	struct keyring *ring;		/* what these options name */
	struct mxfwrite_crypto crypto;
};

static void
take_tail(struct settings *o, enum pcm_tail tail)
{
	if (o->tail != PCM_EXACT && o->tail != tail)
		tool_fail(&tool, "have --pad and --trim, want one");
	o->tail = tail;
}

static void
take_option(struct settings *o, int c)
{
	switch (c) {
	case OPTION_RATE:
		o->rate = tool_rate(&tool, optarg);
		break;
	case 'o':
		o->output = optarg;
		break;
	case OPTION_LEFT:
		o->left = optarg;
		break;
	case OPTION_RIGHT:
		o->right = optarg;
		break;
	case OPTION_MAP:
		o->map = optarg;
		break;
	case OPTION_CHANNELS:
		o->channels = (unsigned)tool_number(&tool, "--channels",
		    optarg, 1, CHANNELS_MAX);
		break;
	case OPTION_PAD:
		take_tail(o, PCM_PAD);
		break;
	case OPTION_TRIM:
		take_tail(o, PCM_TRIM);
		break;
	case OPTION_JOIN:
		o->join = true;
		break;
	case OPTION_ID:
		o->id = tool_uuid(&tool, "--id", optarg);
		o->has_id = true;
		break;
	case OPTION_THREADS:
		o->threads = tool_threads(&tool, optarg);
		break;
	case 'v':
		o->verbose = true;
		break;
	default:
		if (!toolkey_take(&tool, &o->keys, c))
			tool_common(&tool, c);
	}
}

/* Is ${input} a place of frames, rather than a sound file? */
static bool
is_picture(const char *input)
{
	const char *const *suffix;
	struct stat st;

	if (input[0] == '@' || strchr(input, '%') != NULL ||
	    (stat(input, &st) == 0 && S_ISDIR(st.st_mode)))
		return true;
	for (suffix = wrappicture_suffixes; *suffix != NULL; suffix++)
		if (path_has_suffix(input, *suffix))
			return true;
	return false;
}

/* Content keys open what is joined, or are there to encrypt with. */
static void
check_keys(const struct settings *o)
{
	toolkey_check(&tool, &o->keys);
	if (toolkey_has_sources(&o->keys) && !toolkey_is_encrypting(&o->keys))
		tool_fail(&tool, "have content keys, want --encrypt or "
		    "--key-id: what is made here is encrypted, or else plain");
}

/* Options that say nothing about what is being made are mistakes. */
static void
check_options(const struct settings *o, char **input, int count)
{
	bool stereo = o->left != NULL || o->right != NULL;
	bool picture = stereo || (count > 0 && is_picture(input[0]));
	bool sound = o->map != NULL || o->channels != 0 ||
	    o->tail != PCM_EXACT;

	if (o->output == NULL)
		tool_fail(&tool, "have no --output, want the file to write");
	tooldoc_check_output(&tool, o->output);
	if (stereo && (o->left == NULL || o->right == NULL))
		tool_fail(&tool, "have %s, want %s too: --left and --right go "
		    "together",
		    o->left == NULL ? "--right" : "--left",
		    o->left == NULL ? "--left" : "--right");
	if (stereo && count != 0)
		tool_fail(&tool, "%s: --left and --right name all frames, "
		    "want none besides them", input[0]);
	if (!stereo && count == 0)
		tool_usage(&tool);
	if (o->join && (stereo || sound || o->rate.num != 0))
		tool_fail(&tool, "--join takes rate, eyes and channels from "
		    "the track files");
	if (!o->join && o->rate.num == 0)
		tool_fail(&tool, "have no --rate, want the frames (edit units) "
		    "a second and eye");
	if (!o->join && picture && sound)
		tool_fail(&tool, "--map, --channels, --pad and --trim are for "
		    "sound");
	if (!o->join && picture && count > 1)
		tool_fail(&tool, "%s: want one folder, pattern or @list of "
		    "frames", input[1]);
	check_keys(o);
}

/* An output that is an input would destroy it: refuse before any work. */
static bool
check_list(const struct settings *o, const char *frames, struct dcp_error *err)
{
	return frames[0] != '@' ||
	    path_check_input(o->output, frames + 1, err);
}

static bool
wrap_picture(const struct settings *o, const char *input,
    struct mxfwrite_result *result, struct dcp_error *err)
{
	struct sequence left = {0}, right = {0};
	struct wrappicture wrap = {.left = &left,
		.right = o->right == NULL ? NULL : &right, .id = o->id,
		.edit_rate = o->rate, .made = tool_now(&tool),
		.crypto = o->crypto, .threads = o->threads};
	const char *first = o->left == NULL ? input : o->left;
	bool ok;

	ok = check_list(o, first, err) &&
	    sequence_find(first, wrappicture_suffixes, &left, err) &&
	    path_check_output(o->output, left.path, left.count, err) &&
	    (o->right == NULL || (check_list(o, o->right, err) &&
	    sequence_find(o->right, wrappicture_suffixes, &right, err) &&
	    path_check_output(o->output, right.path, right.count, err))) &&
	    wrappicture_run(&wrap, o->output,
	    tool_progress(&tool, o->output, "frame"), result, err);
	sequence_clear(&left);
	sequence_clear(&right);
	return ok;
}

static void
show_map(const struct channelmap *map, struct wav *const *source)
{
	const struct pcm_route *route;
	unsigned i;

	for (i = 0; i < map->channels; i++) {
		route = &map->route[i];
		fprintf(stderr, "channel %u%s%s: ", i + 1,
		    map->label[i] == NULL ? "" : " ",
		    map->label[i] == NULL ? "" : map->label[i]->name);
		if (route->source == PCM_SILENCE)
			fprintf(stderr, "silence\n");
		else {
			tool_print_path(stderr,
			    wav_path(source[route->source]));
			fprintf(stderr, " channel %u\n", route->channel + 1);
		}
	}
}

static bool
make_map(const struct settings *o, struct wav *const *source, size_t count,
    struct channelmap *map, struct dcp_error *err)
{
	if (o->map == NULL && !channelmap_guess(source, count, map, err))
		return false;
	if (o->map != NULL && !channelmap_parse(o->map, source, count, map,
	    err))
		return error_in(err, "--map");
	if (o->channels != 0 && !channelmap_widen(map, o->channels, err))
		return error_in(err, "--channels");
	if (o->verbose)
		show_map(map, source);
	return true;
}

static bool
wrap_opened(const struct settings *o, struct wav *const *source, size_t count,
    struct mxfwrite_result *result, struct dcp_error *err)
{
	struct channelmap map;
	struct wrapsound wrap = {.source = source, .source_count = count,
		.map = &map, .tail = o->tail, .id = o->id,
		.edit_rate = o->rate, .made = tool_now(&tool),
		.crypto = o->crypto, .threads = o->threads};
	size_t i;

	if (!make_map(o, source, count, &map, err) ||
	    !wrapsound_run(&wrap, o->output,
	    tool_progress(&tool, o->output, "edit unit"), result, err))
		return false;
	tool_progress_end();
	for (i = 0; i < count; i++)
		if (wav_clipped(source[i]) > 0)
			tool_note(&tool, "%s: %" PRIu64 " samples beyond full "
			    "scale were clipped", wav_path(source[i]),
			    wav_clipped(source[i]));
	return true;
}

static bool
wrap_sound(const struct settings *o, char **input, size_t count,
    struct mxfwrite_result *result, struct dcp_error *err)
{
	struct wav **source = calloc(count, sizeof(*source));
	bool ok = source != NULL || error_memory(err);
	size_t i;

	for (i = 0; ok && i < count; i++)
		ok = (source[i] = wav_open(input[i], err)) != NULL;
	if (ok)
		ok = wrap_opened(o, source, count, result, err);
	for (i = 0; source != NULL && i < count; i++)
		wav_close(source[i]);
	free(source);
	return ok;
}

static bool
join(const struct settings *o, char **input, size_t count,
    struct mxfwrite_result *result, struct dcp_error *err)
{
	struct join parts = {.input = (const char *const *)input,
		.input_count = count, .id = o->id, .made = tool_now(&tool),
		.crypto = o->crypto, .keys = o->ring, .threads = o->threads};

	return join_run(&parts, o->output,
	    tool_progress(&tool, o->output, "frame"), result, err);
}

/* What is joined is of the kind of the first file. */
static bool
find_kind(const struct settings *o, const char *input,
    enum trackfile_kind *kind, struct dcp_error *err)
{
	struct mxfread *read;

	*kind = input == NULL || is_picture(input) ? TRACKFILE_PICTURE :
	    TRACKFILE_SOUND;
	if (!o->join)
		return true;
	if ((read = mxfread_open(input, err)) == NULL)
		return false;
	*kind = mxfread_trackfile(read)->kind;
	mxfread_close(read);
	return true;
}

/* From here on there is a key file, if a fresh key was asked for. */
static bool
choose_key(struct settings *o, const char *input, struct dcp_error *err)
{
	const struct keyring_key *key;
	enum trackfile_kind kind;

	if (!toolkey_is_encrypting(&o->keys))
		return true;
	if (!find_kind(o, input, &kind, err) ||
	    (o->ring = toolkey_ring(&tool, &o->keys, err)) == NULL ||
	    (key = toolkey_encrypt(&tool, &o->keys, o->ring, kind,
	    o->output, err)) == NULL)
		return false;
	o->crypto = (struct mxfwrite_crypto){.key = key->key,
		.key_id = key->id};
	return true;
}

static bool
wrap(struct settings *o, char **input, int count,
    struct mxfwrite_result *result, struct dcp_error *err)
{
	bool picture = count == 0 || is_picture(input[0]), ok;

	if ((o->join || !picture) && !path_check_output(o->output, input,
	    (uint64_t)count, err))
		return false;
	if (!toolkey_check_output(&o->keys, o->output, err) ||
	    !choose_key(o, input[0], err))
		return false;
	if (o->join)
		ok = join(o, input, (size_t)count, result, err);
	else if (picture)
		ok = wrap_picture(o, input[0], result, err);
	else
		ok = wrap_sound(o, input, (size_t)count, result, err);
	tool_progress_end();
	if (!ok)
		toolkey_unmake(&o->keys);
	return ok;
}

int
main(int argc, char *argv[])
{
	struct settings o = {0};
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	bool ok;
	int c;

	while ((c = tool_option(&tool, argc, argv, "o:vhV", options)) != -1)
		take_option(&o, c);
	check_options(&o, argv + optind, argc - optind);
	if (!o.has_id)
		o.id = tool_fresh_uuid(&tool);
	ok = wrap(&o, argv + optind, argc - optind, &result, &err) &&
	    tooldoc_print_record(o.output, &o.id, &result.digest, &err);
	keyring_free(o.ring);
	toolkey_clear(&o.keys);
	if (!ok)
		tool_warn(&tool, &err);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
