/* dcp-unwrap: a track file back to frames, sound files or text (1). */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "master/unwrapframes.h"
#include "master/unwrapsound.h"
#include "master/unwraptext.h"
#include "mxf/unlock.h"
#include "tool.h"
#include "toolkey.h"

#define REDUCE_MAX	5	/* 2K frames have five wavelet levels */

static const struct tool tool = {
	.name = "dcp-unwrap",
	.synopsis = "[options] -o out in.mxf",
	.options =
	    "  -o, --output out       folder for frames and text, or file for "
	    "sound\n"
	    "      --frames range     only edit units A-B, both included; 0 is "
	    "the first\n"
	    "      --eye left|right   only one eye of a stereo picture\n"
	    "      --decode format    pictures, not codestreams: tiff, png, "
	    "ppm, dpx\n"
	    "      --colour space     decoded: xyz as it is (default), or "
	    "rec709 to view\n"
	    "      --reduce n         decode at half the size n times\n"
	    "      --mono             one sound file a channel, out is their "
	    "folder\n"
	    "      --threads n        use n threads, not one for each "
	    "processor\n"
	    TOOLKEY_HELP
	    TOOLPASS_HELP,
};

enum {
	OPTION_FRAMES = TOOL_LONG, OPTION_EYE, OPTION_DECODE, OPTION_COLOUR,
	OPTION_REDUCE, OPTION_MONO, OPTION_THREADS
};

static const struct option options[] = {
	{"output", required_argument, NULL, 'o'},
	{"frames", required_argument, NULL, OPTION_FRAMES},
	{"eye", required_argument, NULL, OPTION_EYE},
	{"decode", required_argument, NULL, OPTION_DECODE},
	{"colour", required_argument, NULL, OPTION_COLOUR},
	{"reduce", required_argument, NULL, OPTION_REDUCE},
	{"mono", no_argument, NULL, OPTION_MONO},
	{"threads", required_argument, NULL, OPTION_THREADS},
	TOOLKEY_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	const char *output, *frames;
	const char *decode;		/* suffix of pictures, or NULL */
	enum unwrapframes_eyes eyes;
	bool has_colour, rec709, mono;
	unsigned reduce, threads;
	struct toolkey keys;
};

static enum unwrapframes_eyes
eyes_named(const char *name)
{
	if (strcmp(name, "left") == 0)
		return UNWRAPFRAMES_LEFT;
	if (strcmp(name, "right") == 0)
		return UNWRAPFRAMES_RIGHT;
	tool_fail(&tool, "--eye: have '%s', want left or right", name);
}

static const char *
suffix_named(const char *name)
{
	static const char *const rows[][2] = {{"tiff", ".tif"},
		{"png", ".png"}, {"ppm", ".ppm"}, {"dpx", ".dpx"}};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(name, rows[i][0]) == 0)
			return rows[i][1];
	tool_fail(&tool, "--decode: have '%s', want tiff, png, ppm or dpx",
	    name);
}

static bool
is_rec709(const char *name)
{
	if (strcmp(name, "xyz") != 0 && strcmp(name, "rec709") != 0)
		tool_fail(&tool, "--colour: have '%s', want xyz or rec709",
		    name);
	return strcmp(name, "rec709") == 0;
}

static void
take_option(struct settings *o, int c)
{
	switch (c) {
	case 'o':
		o->output = optarg;
		break;
	case OPTION_FRAMES:
		o->frames = optarg;
		break;
	case OPTION_EYE:
		o->eyes = eyes_named(optarg);
		break;
	case OPTION_DECODE:
		o->decode = suffix_named(optarg);
		break;
	case OPTION_COLOUR:
		o->rec709 = is_rec709(optarg);
		o->has_colour = true;
		break;
	case OPTION_REDUCE:
		o->reduce = (unsigned)tool_number(&tool, "--reduce", optarg,
		    0, REDUCE_MAX);
		break;
	case OPTION_MONO:
		o->mono = true;
		break;
	case OPTION_THREADS:
		o->threads = tool_threads(&tool, optarg);
		break;
	default:
		if (!toolkey_take(&tool, &o->keys, c))
			tool_common(&tool, c);
	}
}

/* Options that say nothing about this kind of file are mistakes. */
static bool
check_kind(const struct settings *o, const struct trackfile *file,
    struct dcp_error *err)
{
	bool picture = file->kind == TRACKFILE_PICTURE ||
	    file->kind == TRACKFILE_STEREO;
	const char *kind = trackfile_kind_text(file->kind);

	if (file->kind == TRACKFILE_OTHER)
		return error_set(err, DCP_UNSUPPORTED,
		    "is no track file of a known kind");
	if (o->decode != NULL && !picture)
		return error_set(err, DCP_UNSUPPORTED, "--decode is for "
		    "JPEG 2000 pictures, this is of kind %s", kind);
	if (o->eyes != UNWRAPFRAMES_ALL && file->kind != TRACKFILE_STEREO)
		return error_set(err, DCP_BAD_INPUT,
		    "--eye is for stereo pictures, this is of kind %s", kind);
	if (o->mono && file->kind != TRACKFILE_SOUND)
		return error_set(err, DCP_BAD_INPUT,
		    "--mono is for sound, this is of kind %s", kind);
	if (o->frames != NULL && file->kind == TRACKFILE_TIMED_TEXT)
		return error_set(err, DCP_BAD_INPUT,
		    "--frames is not for timed text, which is one document");
	return true;
}

static const char *
suffix_of(enum trackfile_kind kind)
{
	switch (kind) {
	case TRACKFILE_PICTURE:
	case TRACKFILE_STEREO:
		return ".j2c";
	case TRACKFILE_MPEG2:
		return ".m2v";
	case TRACKFILE_IAB:
		return ".iab";
	default:
		return ".bin";
	}
}

static bool
take_range(const struct settings *o, const struct trackfile *file,
    struct range *units, struct dcp_error *err)
{
	*units = (struct range){0, file->duration};
	if (o->frames != NULL && !range_parse(o->frames, file->duration,
	    units, err))
		return error_in(err, "--frames");
	return true;
}

static bool
unwrap_sound(const struct settings *o, const struct mxfread *read,
    const struct range *units, struct dcp_error *err)
{
	struct unwrapsound sound = {.read = read, .units = *units,
		.path = o->output, .mono = o->mono};

	return unwrapsound_run(&sound, tool_progress(&tool, o->output,
	    "edit unit"), err);
}

static bool
unwrap_frames(const struct settings *o, const struct mxfread *read,
    const struct range *units, struct dcp_error *err)
{
	enum trackfile_kind kind = mxfread_trackfile(read)->kind;
	struct unwrapframes frames = {.read = read, .units = *units,
		.eyes = o->eyes, .folder = o->output, .suffix =
		o->decode != NULL ? o->decode : suffix_of(kind),
		.decode = o->decode != NULL, .rec709 = o->rec709,
		.reduce = o->reduce, .threads = o->threads};

	return unwrapframes_run(&frames, tool_progress(&tool, o->output,
	    "frame"), err);
}

/* Of a file that is not whole, say what came out of it. */
static void
tell_rescued(const char *path, const struct trackfile *file, uint64_t count)
{
	int64_t stated = trackfile_stated(file);

	if (stated == TRACKFILE_ABSENT)
		tool_note(&tool, "%s: edit units: %" PRIu64 " given out, %"
		    PRIu64 " can be read", path, count, file->duration);
	else
		tool_note(&tool, "%s: edit units: %" PRIu64 " given out, %"
		    PRIu64 " can be read, the header says %" PRId64, path,
		    count, file->duration, stated);
}

static bool
unwrap_essence(const struct settings *o, const struct mxfread *read,
    const struct range *units, struct dcp_error *err)
{
	switch (mxfread_trackfile(read)->kind) {
	case TRACKFILE_SOUND:
		return unwrap_sound(o, read, units, err);
	case TRACKFILE_TIMED_TEXT:
		return unwraptext_run(read, o->output, err);
	default:
		return unwrap_frames(o, read, units, err);
	}
}

/* With the key of it, if it is encrypted. */
static bool
unlock(const struct settings *o, struct mxfread *read, struct dcp_error *err)
{
	struct keyring *ring;
	bool ok;

	if (!mxfread_is_locked(read))
		return true;
	ring = toolkey_ring(&tool, &o->keys, err);
	ok = ring != NULL && unlock_with(read, ring, err);
	keyring_free(ring);
	return ok;
}

/* What can be rescued of a file with a fault comes out, but is no success. */
static bool
unwrap(const struct settings *o, const char *path, enum tool_exit *status,
    struct dcp_error *err)
{
	const struct trackfile *file;
	struct mxfread *read;
	struct range units;
	bool ok;

	if (!path_check_input(o->output, path, err) ||
	    !toolkey_check_output(&o->keys, o->output, err) ||
	    (read = mxfread_open(path, err)) == NULL)
		return false;
	file = mxfread_trackfile(read);
	if (file->fault != NULL) {
		tool_note(&tool, "%s: is not whole: %s", path, file->fault);
		*status = TOOL_FOUND;
	}
	ok = check_kind(o, file, err) && take_range(o, file, &units, err) &&
	    unlock(o, read, err) && unwrap_essence(o, read, &units, err);
	if (ok && file->fault != NULL && file->kind != TRACKFILE_TIMED_TEXT)
		tell_rescued(path, file, units.count);
	mxfread_close(read);
	return ok || error_in(err, "%s", path);
}

int
main(int argc, char *argv[])
{
	struct settings o = {.keys.looking = true};
	struct dcp_error err = {0};
	enum tool_exit status = TOOL_OK;
	int c;

	while ((c = tool_option(&tool, argc, argv, "o:hV", options)) != -1)
		take_option(&o, c);
	if (argc - optind != 1)
		tool_usage(&tool);
	if (o.output == NULL)
		tool_fail(&tool, "have no --output, want a folder, or the file for "
		    "sound");
	if ((o.has_colour || o.reduce > 0) && o.decode == NULL)
		tool_fail(&tool, "have --colour or --reduce, want --decode too");
	toolkey_check_sources(&tool, &o.keys);
	if (!unwrap(&o, argv[optind], &status, &err)) {
		tool_warn(&tool, &err);
		status = TOOL_FAILED;
	}
	toolkey_clear(&o.keys);
	return tool_finish(&tool, status);
}
