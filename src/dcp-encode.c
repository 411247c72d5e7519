/* dcp-encode: still pictures to a JPEG 2000 track file (1). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/path.h"
#include "master/encode.h"
#include "tooldoc.h"
#include "toolkey.h"

static const struct tool tool = {
	.name = "dcp-encode",
	.synopsis =
	    "--rate n [options] -o file pictures\n"
	    "--rate n [options] -o file --left pictures --right pictures\n"
	    "--rate n [options] --frames folder ...",
	.options =
	    "  -o, --output file      write this picture track file\n"
	    "      --frames folder    write .j2c files into this folder\n"
	    "      --left pictures    of the left eye: a folder, a pattern or "
	    "@list\n"
	    "      --right pictures   of the right eye\n"
	    "      --rate n           frames a second and eye\n"
	    "      --profile name     limits of pictures, see dcp-profile(5)\n"
	    "      --bit-rate n       bits a second, below the profile's\n"
	    "      --colour space     rec709, srgb, p3-d65, p3-dci, rec2020, aces,\n"
	    "                         acescg, xyz; or as rec709:linear\n"
	    "      --view left[,right]\n"
	    "                         views of OpenEXR files\n"
	    "      --container widthxheight\n"
	    "                         size in the track file\n"
	    "      --fit how          exact, crop, pad, scale or fill\n"
	    "      --start n          first frame, from 0\n"
	    "      --count n          how many frames\n"
	    "      --encoder name     openjpeg\n"
	    "      --threads n        use n threads, not one for each "
	    "processor\n"
	    "      --id uuid          id of the track file, else a fresh one\n"
	    "      --restart          drop what an interrupted run left\n"
	    TOOLKEY_ENCRYPT_HELP
	    TOOLKEY_HELP
	    TOOLPASS_HELP,
};

enum {
	OPTION_FRAMES = TOOL_LONG, OPTION_LEFT, OPTION_RIGHT, OPTION_RATE,
	OPTION_PROFILE, OPTION_BIT_RATE, OPTION_COLOUR, OPTION_VIEW,
	OPTION_CONTAINER, OPTION_FIT, OPTION_START, OPTION_COUNT,
	OPTION_ENCODER, OPTION_THREADS, OPTION_ID, OPTION_RESTART
};

static const struct option options[] = {
	{"output", required_argument, NULL, 'o'},
	{"frames", required_argument, NULL, OPTION_FRAMES},
	{"left", required_argument, NULL, OPTION_LEFT},
	{"right", required_argument, NULL, OPTION_RIGHT},
	{"rate", required_argument, NULL, OPTION_RATE},
	{"profile", required_argument, NULL, OPTION_PROFILE},
	{"bit-rate", required_argument, NULL, OPTION_BIT_RATE},
	{"colour", required_argument, NULL, OPTION_COLOUR},
	{"view", required_argument, NULL, OPTION_VIEW},
	{"container", required_argument, NULL, OPTION_CONTAINER},
	{"fit", required_argument, NULL, OPTION_FIT},
	{"start", required_argument, NULL, OPTION_START},
	{"count", required_argument, NULL, OPTION_COUNT},
	{"encoder", required_argument, NULL, OPTION_ENCODER},
	{"threads", required_argument, NULL, OPTION_THREADS},
	{"id", required_argument, NULL, OPTION_ID},
	{"restart", no_argument, NULL, OPTION_RESTART},
	TOOLKEY_OPTIONS,
	TOOLKEY_ENCRYPT_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

/* What the command line asks for. */
struct settings {
	struct job_settings job;
	const char *file;	/* one of these two */
	const char *folder;
	struct uuid id;
	bool has_id, restart;
	struct toolkey keys;
	bool made_key;		/* in this run, and nothing is kept with it */
};

/* "left,right", or one name for both. */
static void
read_views(char *text, struct job_settings *job)
{
	char *comma = strchr(text, ',');

	job->view[0] = job->view[1] = text;
	if (comma != NULL) {
		*comma = '\0';
		job->view[1] = comma + 1;
	}
}

static void
read_encoder(const char *name)
{
	if (strcmp(name, "openjpeg") != 0)
		tool_fail(&tool, "--encoder: have '%s', want openjpeg", name);
}

/* Options that say what is to be made. */
static void
read_form(int option, char *value, struct job_settings *job)
{
	struct dcp_error err = {0};

	switch (option) {
	case OPTION_RATE:
		job->rate = tool_rate(&tool, value);
		break;
	case OPTION_PROFILE:
		job->profile = value;
		break;
	case OPTION_BIT_RATE:
		job->bit_rate = tool_number(&tool, "--bit-rate", value, 1,
		    INT64_MAX);
		break;
	case OPTION_COLOUR:
		job->colour = value;
		break;
	case OPTION_VIEW:
		read_views(value, job);
		break;
	case OPTION_CONTAINER:
		tool_size(&tool, "--container", value, LIMIT_PICTURE_SIDE,
		    &job->width, &job->height);
		break;
	case OPTION_FIT:
		if (!fit_named(value, &job->fit, &err))
			tool_fail(&tool, "--fit: %s", err.text);
		break;
	case OPTION_START:
		job->start = tool_number(&tool, "--start", value, 0,
		    LIMIT_EDIT_UNITS);
		break;
	case OPTION_COUNT:
		job->count = tool_number(&tool, "--count", value, 1,
		    LIMIT_EDIT_UNITS);
		break;
	default:
		tool_common(&tool, option);
	}
}

static void
take_option(int option, char *value, struct settings *r)
{
	switch (option) {
	case 'o':
		r->file = value;
		break;
	case OPTION_FRAMES:
		r->folder = value;
		break;
	case OPTION_LEFT:
		r->job.pictures[0] = value;
		break;
	case OPTION_RIGHT:
		r->job.pictures[1] = value;
		break;
	case OPTION_ENCODER:
		read_encoder(value);
		break;
	case OPTION_THREADS:
		r->job.threads = tool_threads(&tool, value);
		break;
	case OPTION_ID:
		r->id = tool_uuid(&tool, "--id", value);
		r->has_id = true;
		break;
	case OPTION_RESTART:
		r->restart = true;
		break;
	default:
		if (!toolkey_take(&tool, &r->keys, option))
			read_form(option, value, &r->job);
	}
}

static void
check_pictures(const char *const eye[2], const char *surplus)
{
	bool stereo = eye[0] != NULL || eye[1] != NULL;

	if (stereo && (eye[0] == NULL || eye[1] == NULL))
		tool_fail(&tool, "have %s, want %s too: --left and --right go "
		    "together", eye[0] == NULL ? "--right" : "--left",
		    eye[0] == NULL ? "--left" : "--right");
	if (stereo && surplus != NULL)
		tool_fail(&tool, "%s: --left and --right name all pictures, "
		    "want none besides them", surplus);
	if (!stereo && surplus == NULL)
		tool_fail(&tool, "have no pictures, want a folder, a pattern "
		    "or @list");
}

static void
check_settings(const struct settings *r)
{
	if (r->file == NULL && r->folder == NULL)
		tool_fail(&tool, "have no --output, want the file to write, "
		    "or --frames");
	if (r->file != NULL && r->folder != NULL)
		tool_fail(&tool, "have --output and --frames, want one");
	if (r->job.rate.num == 0)
		tool_fail(&tool, "have no --rate, want the frames a second "
		    "and eye");
	if (r->file != NULL)
		tooldoc_check_output(&tool, r->file);
	toolkey_check(&tool, &r->keys);
	if (r->folder != NULL && toolkey_is_encrypting(&r->keys))
		tool_fail(&tool, "have --frames, want --output: only track "
		    "files are encrypted");
	if (toolkey_has_sources(&r->keys) && !toolkey_is_encrypting(&r->keys))
		tool_fail(&tool, "have content keys, want --key-id: which to "
		    "encrypt with");
}

static struct settings
read_command_line(int argc, char *argv[])
{
	struct settings r = {0};
	int c;

	if (argc == 1)
		tool_usage(&tool);
	while ((c = tool_option(&tool, argc, argv, "o:hV", options)) != -1)
		take_option(c, optarg, &r);
	check_pictures(r.job.pictures, argv[optind]);
	if (optind < argc)
		r.job.pictures[0] = argv[optind++];
	if (optind < argc)
		tool_fail(&tool, "%s: want one folder, pattern or @list",
		    argv[optind]);
	check_settings(&r);
	if (!r.has_id)
		r.id = tool_fresh_uuid(&tool);
	return r;
}

/* An output that is an input would destroy it: refuse before any work. */
static bool
check_inputs(const struct settings *r, const struct job *job,
    struct dcp_error *err)
{
	const char *profile = r->job.profile;
	unsigned eye;

	if (r->file == NULL)
		return true;
	for (eye = 0; eye < job->eyes; eye++)
		if (!path_check_output(r->file, job->sequence[eye].path,
		    job->sequence[eye].count, err) ||
		    (r->job.pictures[eye][0] == '@' &&
		    !path_check_input(r->file, r->job.pictures[eye] + 1, err)))
			return false;
	return toolkey_check_output(&r->keys, r->file, err) &&
	    (profile == NULL || strchr(profile, '/') == NULL ||
	    path_check_input(r->file, profile, err));
}

/* Nothing is there that was encrypted with the key that this run made. */
static void
drop_key(const struct settings *r)
{
	if (r->made_key)
		toolkey_unmake(&r->keys);
}

/* Goes on with what an earlier run began: as that asset, with that key. */
static bool
take_kept(struct settings *r, const struct mxfwrite_part *kept,
    struct keyring **ring, struct dcp_error *err)
{
	char id[UUID_SIZE];

	uuid_format(id, &kept->id);
	if (r->has_id && !uuid_equal(&r->id, &kept->id))
		return error_set(err, DCP_REFUSED, "was begun as asset %s, "
		    "want the same --id, or none", id);
	if (r->keys.has_key_id && !uuid_equal(&r->keys.key_id, &kept->key_id)) {
		uuid_format(id, &kept->key_id);
		return error_set(err, DCP_REFUSED, "was begun with key %s, "
		    "want the same --key-id", id);
	}
	r->id = kept->id;
	*ring = toolkey_again(&tool, &r->keys, &kept->key_id, err);
	return *ring != NULL;
}

/*
 * The key to encrypt with: of an unfinished file its own, else one as the
 * options say; ${ring} holds it.
 */
static bool
choose_key(struct settings *r, const struct job *job, struct keyring **ring,
    struct mxfwrite_crypto *crypto, struct dcp_error *err)
{
	struct mxfwrite_part kept = {.state = MXFWRITE_EMPTY};
	const struct keyring_key *key;

	if (!r->restart && !sink_look(r->file, job, &kept, err))
		return false;
	if (!uuid_is_zero(&kept.key_id)) {
		if (!take_kept(r, &kept, ring, err))
			return error_in(err, "%s.part", r->file);
		key = keyring_entry(*ring, &kept.key_id);
	} else {
		*ring = toolkey_ring(&tool, &r->keys, err);
		key = *ring == NULL ? NULL : toolkey_encrypt(&tool,
		    &r->keys, *ring, TRACKFILE_PICTURE, r->file, err);
		r->made_key = key != NULL;
	}
	if (key != NULL)
		*crypto = (struct mxfwrite_crypto){.key = key->key,
			.key_id = key->id};
	return key != NULL;
}

static struct sink *
open_sink(struct settings *r, const struct job *job, struct dcp_error *err)
{
	struct mxfwrite_options o = {.made = tool_now(&tool)};
	struct keyring *ring = NULL;
	struct sink *sink = NULL;

	if (r->file == NULL)
		return sink_folder(r->folder, job, err);
	if (!toolkey_is_encrypting(&r->keys) ||
	    choose_key(r, job, &ring, &o.crypto, err)) {
		o.id = r->id;
		sink = sink_track_file(r->file, job, &o, r->restart, err);
	}
	if (sink == NULL)
		drop_key(r);
	keyring_free(ring);
	return sink;
}

/* In a folder nothing tells of what settings a frame is: the user goes on. */
static void
tell_folder(const struct settings *r, uint64_t made)
{
	uint64_t next = r->job.start + made;

	if (made == 0)
		tool_note(&tool, "%s: no frame is complete", r->folder);
	else if (r->job.count == 0)
		tool_note(&tool, "%s: %" PRIu64 " frames are complete; the "
		    "same command with --start %" PRIu64 " goes on behind "
		    "them", r->folder, made, next);
	else
		tool_note(&tool, "%s: %" PRIu64 " frames are complete; the "
		    "same command with --start %" PRIu64 " --count %" PRIu64
		    " goes on behind them", r->folder, made, next,
		    r->job.count - made);
}

/* The work stopped: say why, and what is left of it. */
static bool
stop(const struct settings *r, struct sink *sink, const struct dcp_error *err)
{
	uint64_t kept = sink_suspend(sink);

	tool_warn(&tool, err);
	if (kept == 0)
		drop_key(r);
	if (r->file == NULL)
		tell_folder(r, kept);
	else if (kept > 0)
		tool_note(&tool, "%s.part: kept with %" PRIu64 " frames; the "
		    "same command%s goes on with it", r->file, kept,
		    r->keys.encrypt != NULL && r->keys.key_count == 0 ?
		    ", with the --key that opens the key file," : "");
	return false;
}

static bool
encode(struct settings *r, const struct job *job)
{
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct sink *sink;

	if (!check_inputs(r, job, &err) ||
	    (sink = open_sink(r, job, &err)) == NULL)
		goto fail;
	if (sink_done(sink) > 0)
		tool_note(&tool, "%s.part: resuming at frame %" PRIu64,
		    r->file, job->start + sink_done(sink));
	if (!encode_run(job, sink, tool_progress(&tool, "encoding", "frame"),
	    &err))
		return stop(r, sink, &err);
	tool_progress_end();
	if (sink_close(sink, &result, &err) &&
	    (r->file == NULL || tooldoc_print_record(r->file, &r->id,
	    result.digest.size == 0 ? NULL : &result.digest, &err)))
		return true;
fail:
	tool_warn(&tool, &err);
	return false;
}

int
main(int argc, char *argv[])
{
	struct settings r = read_command_line(argc, argv);
	struct dcp_error err = {0};
	struct job job;
	bool ok;

	if (!job_open(&job, &r.job, tool_progress(&tool, "checking", "frame"),
	    &err)) {
		tool_warn(&tool, &err);
		return tool_finish(&tool, TOOL_FAILED);
	}
	tool_progress_end();
	if (colour_clips(job.colour))
		tool_note(&tool, "light above 48 cd/m2, the peak white of "
		    "cinema, is clipped, not mapped");
	ok = encode(&r, &job);
	job_close(&job);
	toolkey_clear(&r.keys);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
