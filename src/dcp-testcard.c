/* dcp-testcard: pictures and tones for lining up and for testing (1). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/channels.h"
#include "audio/identset.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/workers.h"
#include "image/names.h"
#include "image/picture.h"
#include "image/testcard.h"
#include "tool.h"

static const struct tool tool = {
	.name = "dcp-testcard",
	.synopsis = "[options] folder\n"
	    "--read picture ...",
	.options =
	    "      --width n          pixels (2048)\n"
	    "      --height n         pixels (1080)\n"
	    "      --rate n           frames a second and eye (24)\n"
	    "      --frames n         how many for each eye (one second)\n"
	    "      --stereo           for two eyes\n"
	    "      --disparity n      of the ball, in pixels (width / 128)\n"
	    "      --format name      dpx, tif, png, ppm, or none (dpx)\n"
	    "      --channels n       of sound; 0 for none (6)\n"
	    "      --sample-rate n    48000 or 96000 (48000)\n"
	    "      --polyphonic       all channels in one file\n"
	    "      --threads n        use n threads, not one for each "
	    "processor\n"
	    "      --read             print the numbers in pictures\n",
};

enum {
	OPTION_WIDTH = TOOL_LONG, OPTION_HEIGHT, OPTION_RATE, OPTION_FRAMES,
	OPTION_STEREO, OPTION_DISPARITY, OPTION_FORMAT, OPTION_CHANNELS,
	OPTION_SAMPLE_RATE, OPTION_POLYPHONIC, OPTION_THREADS, OPTION_READ
};

static const struct option options[] = {
	{"width", required_argument, NULL, OPTION_WIDTH},
	{"height", required_argument, NULL, OPTION_HEIGHT},
	{"rate", required_argument, NULL, OPTION_RATE},
	{"frames", required_argument, NULL, OPTION_FRAMES},
	{"stereo", no_argument, NULL, OPTION_STEREO},
	{"disparity", required_argument, NULL, OPTION_DISPARITY},
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"channels", required_argument, NULL, OPTION_CHANNELS},
	{"sample-rate", required_argument, NULL, OPTION_SAMPLE_RATE},
	{"polyphonic", no_argument, NULL, OPTION_POLYPHONIC},
	{"threads", required_argument, NULL, OPTION_THREADS},
	{"read", no_argument, NULL, OPTION_READ},
	TOOL_OPTIONS,
};

struct settings {
	const char *folder;
	uint32_t width, height, disparity;
	struct rational rate;
	uint32_t frames;
	bool stereo, has_frames, has_disparity;
	const char *format;		/* "none": no pictures */
	unsigned channels, sample_rate, threads;
	bool polyphonic, read;
};

/* The pictures of all eyes, made by workers. */
struct pictures {
	const struct settings *settings;
	unsigned eyes;
	struct testcard card[2];
	char *folder[2];
	struct image *slot;
	const struct progress *progress;
};

static void
set_format(struct settings *s, const char *name)
{
	static const char *const names[] = {"dpx", "tif", "png", "ppm",
		"none"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0) {
			s->format = names[i];
			return;
		}
	tool_fail(&tool, "--format: have '%s', want dpx, tif, png, ppm "
	    "or none", name);
}

static void
set_rate(struct settings *s, const char *text)
{
	s->rate = tool_rate(&tool, text);
	if (rational_compare(s->rate, (struct rational){1, 1}) < 0 ||
	    rational_compare(s->rate, (struct rational){1000, 1}) > 0)
		tool_fail(&tool, "--rate: have '%s', want 1 to 1000", text);
}

static void
set_sample_rate(struct settings *s, const char *text)
{
	s->sample_rate = (unsigned)tool_number(&tool, "--sample-rate", text,
	    0, 192000);
	if (s->sample_rate != 48000 && s->sample_rate != 96000)
		tool_fail(&tool, "--sample-rate: have %u, want 48000 or "
		    "96000", s->sample_rate);
}

/* False if option ${c} is none of ours. */
static bool
take_option(struct settings *s, int c)
{
	switch (c) {
	case OPTION_WIDTH:
		s->width = (uint32_t)tool_number(&tool, "--width", optarg,
		    TESTCARD_WIDTH_MIN, LIMIT_PICTURE_SIDE);
		return true;
	case OPTION_HEIGHT:
		s->height = (uint32_t)tool_number(&tool, "--height", optarg,
		    TESTCARD_HEIGHT_MIN, LIMIT_PICTURE_SIDE);
		return true;
	case OPTION_RATE:
		set_rate(s, optarg);
		return true;
	case OPTION_FRAMES:
		s->frames = (uint32_t)tool_number(&tool, "--frames", optarg,
		    1, TESTCARD_FRAMES_MAX);
		return s->has_frames = true;
	case OPTION_STEREO:
		return s->stereo = true;
	case OPTION_DISPARITY:
		s->disparity = (uint32_t)tool_number(&tool, "--disparity",
		    optarg, 0, LIMIT_PICTURE_SIDE);
		return s->has_disparity = true;
	case OPTION_FORMAT:
		set_format(s, optarg);
		return true;
	case OPTION_CHANNELS:
		s->channels = (unsigned)tool_number(&tool, "--channels",
		    optarg, 0, CHANNELS_MAX);
		return true;
	case OPTION_SAMPLE_RATE:
		set_sample_rate(s, optarg);
		return true;
	case OPTION_POLYPHONIC:
		return s->polyphonic = true;
	case OPTION_THREADS:
		s->threads = tool_threads(&tool, optarg);
		return true;
	case OPTION_READ:
		return s->read = true;
	default:
		return false;
	}
}

/* Frames of an earlier run would be taken for frames of this one. */
static bool
check_folder(const char *folder, struct dcp_error *err)
{
	struct names there = {0};
	bool ok = path_make_folder(folder, err) &&
	    names_in_folder(&there, folder, err);

	if (ok && there.count > 0)
		ok = error_set(err, DCP_REFUSED, "%s: is not empty: remove "
		    "it, or choose another folder", folder);
	names_clear(&there);
	return ok;
}

/* "${folder}/${name}", made. */
static char *
make_folder(const char *folder, const char *name, struct dcp_error *err)
{
	char *path = path_join(folder, name);

	if (path == NULL)
		error_memory(err);
	else if (path_make_folder(path, err))
		return path;
	free(path);
	return NULL;
}

static bool
make_picture(void *context, unsigned slot, uint64_t index,
    struct dcp_error *err)
{
	static const struct picture_info about = {.primaries = COLOUR_REC709,
		.transfer = COLOUR_GAMMA24};
	struct pictures *p = context;
	uint32_t frame = (uint32_t)(index / p->eyes);
	unsigned eye = (unsigned)(index % p->eyes);
	char name[32], *path;
	bool ok;

	snprintf(name, sizeof(name), "%06" PRIu32 ".%s", frame,
	    p->settings->format);
	if ((path = path_join(p->folder[eye], name)) == NULL)
		return error_memory(err);
	ok = testcard_draw(&p->card[eye], frame, &p->slot[slot], err) &&
	    picture_write(path, &p->slot[slot], &about, err);
	free(path);
	return ok;
}

static bool
count_picture(void *context, unsigned slot, uint64_t index,
    struct dcp_error *err)
{
	const struct pictures *p = context;

	(void)slot;
	return progress_tell(p->progress, index + 1,
	    (uint64_t)p->settings->frames * p->eyes, err);
}

static bool
run_pictures(struct pictures *p, struct dcp_error *err)
{
	const struct settings *s = p->settings;
	struct workers_job job = {
		.count = (uint64_t)s->frames * p->eyes,
		.threads = s->threads,
		.slots = workers_slots(s->threads),
		.work = make_picture,
		.done = count_picture,
		.context = p,
	};
	bool ok;
	unsigned i;

	if ((p->slot = calloc(job.slots, sizeof(*p->slot))) == NULL)
		return error_memory(err);
	ok = workers_run(&job, err);
	for (i = 0; i < job.slots; i++)
		image_clear(&p->slot[i]);
	free(p->slot);
	return ok;
}

static bool
make_pictures(const struct settings *s, struct dcp_error *err)
{
	static const char *const names[] = {"picture", "left", "right"};
	struct pictures p = {.settings = s, .eyes = s->stereo ? 2 : 1};
	bool ok = false;
	unsigned i;

	for (i = 0; i < p.eyes; i++) {
		unsigned eye = s->stereo ? TESTCARD_LEFT + i : TESTCARD_MONO;

		p.folder[i] = make_folder(s->folder, names[eye], err);
		if (p.folder[i] == NULL || !testcard_init(&p.card[i],
		    s->width, s->height, s->rate, (enum testcard_eye)eye,
		    s->disparity, err))
			goto out;
	}
	p.progress = tool_progress(&tool, "pictures", "frame");
	ok = run_pictures(&p, err);
out:
	for (i = 0; i < p.eyes; i++) {
		testcard_clear(&p.card[i]);
		free(p.folder[i]);
	}
	return ok;
}

/* As long as the pictures; a part of a sample is left out. */
static bool
make_sound(const struct settings *s, struct dcp_error *err)
{
	struct rational rate = {(int32_t)s->sample_rate, 1};
	struct identset set = {.channels = s->channels,
		.rate = s->sample_rate, .polyphonic = s->polyphonic};
	char *folder = make_folder(s->folder, "sound", err);
	bool ok;

	(void)rational_rescale(s->frames, s->rate, rate, &set.samples);
	ok = folder != NULL && identset_write(&set, folder, "testcard", err);
	free(folder);
	return ok;
}

/* "path TAB frame TAB eye TAB rate" */
static bool
print_mark(const char *path, struct image *image, struct dcp_error *err)
{
	struct testcard_mark mark;

	if (!picture_read(path, NULL, image, NULL, err))
		return false;
	if (!testcard_read(image, &mark, err))
		return error_in(err, "%s", path);
	tool_print_path(stdout, path);
	printf("\t%" PRIu32 "\t%s\t%u\n", mark.frame,
	    testcard_eye_name(mark.eye), mark.rate);
	return true;
}

/* What is no card is a fault found; what cannot be read is a failure. */
static enum tool_exit
read_cards(char *const *path, int count)
{
	enum tool_exit status = TOOL_OK;
	struct image image = {0};
	int i;

	if (count == 0)
		tool_usage(&tool);
	for (i = 0; i < count; i++) {
		struct dcp_error err = {0};

		if (print_mark(path[i], &image, &err))
			continue;
		tool_warn(&tool, &err);
		status = tool_worse(status, err.status == DCP_BAD_INPUT ?
		    TOOL_FOUND : TOOL_FAILED);
	}
	image_clear(&image);
	return status;
}

static void
set_defaults(struct settings *s)
{
	if (!s->has_frames)
		s->frames = rational_rounded(s->rate);
	if (!s->has_disparity)
		s->disparity = s->width / 128;
	if (s->disparity > s->width)
		tool_fail(&tool, "--disparity: have %" PRIu32 " pixels, want "
		    "at most the width, %" PRIu32, s->disparity, s->width);
}

int
main(int argc, char *argv[])
{
	struct settings s = {.width = 2048, .height = 1080, .rate = {24, 1},
		.format = "dpx", .channels = 6, .sample_rate = 48000};
	struct dcp_error err = {0};
	int c;

	while ((c = tool_option(&tool, argc, argv, "hV", options)) != -1)
		if (!take_option(&s, c))
			tool_common(&tool, c);
	if (s.read)
		return tool_finish(&tool, read_cards(argv + optind,
		    argc - optind));
	if (argc - optind != 1)
		tool_usage(&tool);
	s.folder = argv[optind];
	set_defaults(&s);
	if (!check_folder(s.folder, &err) ||
	    (strcmp(s.format, "none") != 0 && !make_pictures(&s, &err)) ||
	    (s.channels > 0 && !make_sound(&s, &err))) {
		tool_warn(&tool, &err);
		return tool_finish(&tool, TOOL_FAILED);
	}
	return tool_finish(&tool, TOOL_OK);
}
