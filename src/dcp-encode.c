/* dcp-encode: still pictures to a JPEG 2000 track file (1). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "master/encode.h"
#include "package/record.h"
#include "tool.h"

static const struct tool tool = {
	.name = "dcp-encode",
	.synopsis = "--rate N [options] -o OUT.mxf | --frames DIR\n"
	    "           PICTURES | --left PICTURES --right PICTURES",
	.options =
	    "  -o, --output FILE      write this picture track file\n"
	    "      --frames DIR       write .j2c files into this folder\n"
	    "      --left PICTURES    a folder, a pattern or @list\n"
	    "      --right PICTURES   the same of the right eye\n"
	    "      --rate N           frames a second and eye\n"
	    "      --profile NAME     limits, see dcp-profile(5); or a ./file\n"
	    "      --bit-rate N       bits a second, below the profile's\n"
	    "      --colour SPACE     rec709, p3-d65, p3-dci, rec2020, aces,\n"
	    "                         acescg, xyz; or as rec2020:pq\n"
	    "      --view L[,R]       views of OpenEXR files\n"
	    "      --container WxH    size in the track file\n"
	    "      --fit HOW          exact, crop, pad, scale or fill\n"
	    "      --start N          first frame, from 0\n"
	    "      --count N          how many frames\n"
	    "      --encoder NAME     openjpeg\n"
	    "      --threads N        threads to use\n"
	    "      --id UUID          name of the track file\n"
	    "      --restart          drop what an interrupted run left\n",
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
	TOOL_OPTIONS,
};

/* What the command line asks for. */
struct request {
	struct job_settings job;
	const char *file;	/* one of these two */
	const char *folder;
	struct uuid id;
	bool restart;
};

/* An option's value was wrong: say which option, and leave. */
static void
insist(bool ok, const char *option, const struct dcp_error *err)
{
	if (!ok)
		tool_fail(&tool, "%s: %s", option, err->text);
}

/* "4096x2160" */
static void
read_container(char *text, struct job_settings *job)
{
	char *x = strchr(text, 'x');

	if (x == NULL)
		tool_fail(&tool, "--container: have %s, want WIDTHxHEIGHT",
		    text);
	*x = '\0';
	job->width = (uint32_t)tool_number(&tool, "--container", text, 1,
	    LIMIT_PICTURE_SIDE);
	job->height = (uint32_t)tool_number(&tool, "--container", x + 1, 1,
	    LIMIT_PICTURE_SIDE);
}

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
		tool_fail(&tool, "--encoder: have %s, want openjpeg", name);
}

/* Options that say what is to be made. */
static void
read_form(int option, char *value, struct job_settings *job)
{
	struct dcp_error err = {0};

	switch (option) {
	case OPTION_RATE:
		insist(rational_parse(value, &job->rate, &err), "--rate", &err);
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
		read_container(value, job);
		break;
	case OPTION_FIT:
		insist(fit_named(value, &job->fit, &err), "--fit", &err);
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
read_option(int option, char *value, struct request *r)
{
	struct dcp_error err = {0};

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
		r->job.threads = (unsigned)tool_number(&tool, "--threads",
		    value, 1, LIMIT_THREADS);
		break;
	case OPTION_ID:
		insist(uuid_parse(value, &r->id, &err), "--id", &err);
		break;
	case OPTION_RESTART:
		r->restart = true;
		break;
	default:
		read_form(option, value, &r->job);
	}
}

static void
check_request(const struct request *r)
{
	if ((r->file == NULL) == (r->folder == NULL))
		tool_fail(&tool, "want either --output or --frames");
	if (r->job.pictures[0] == NULL)
		tool_fail(&tool, r->job.pictures[1] == NULL ? "no pictures "
		    "are given" : "--right needs --left");
	if (r->job.rate.num == 0)
		tool_fail(&tool, "--rate is not given");
	/* A record line (package/record.h) could not hold it. */
	if (r->file != NULL && strpbrk(r->file, "\t\n") != NULL)
		tool_fail(&tool, "--output: have a tab or a newline in the "
		    "name");
}

static struct request
read_command_line(int argc, char *argv[])
{
	struct request r = {0};
	int c;

	if (argc == 1)
		tool_usage(&tool);
	while ((c = getopt_long(argc, argv, "o:hV", options, NULL)) != -1)
		read_option(c, optarg, &r);
	if (optind < argc && r.job.pictures[0] == NULL &&
	    r.job.pictures[1] == NULL)
		r.job.pictures[0] = argv[optind++];
	if (optind < argc)
		tool_fail(&tool, "%s: want one folder, pattern or @list",
		    argv[optind]);
	check_request(&r);
	if (uuid_is_zero(&r.id))
		r.id = tool_fresh_uuid(&tool);
	return r;
}

static struct sink *
open_sink(const struct request *r, const struct job *job,
    struct dcp_error *err)
{
	struct mxfwrite_options o = {.id = r->id, .made = tool_now(&tool)};

	return r->file == NULL ? sink_folder(r->folder, job, err)
	    : sink_track_file(r->file, job, &o, r->restart, err);
}

/* What dcp-pack need not find out again. */
static bool
print_record(const struct request *r, const struct mxfwrite_result *result,
    struct dcp_error *err)
{
	struct bytes line = {0};
	struct record record;
	bool ok;

	ok = record_of_file(r->file, &r->id,
	    result->digest.size == 0 ? NULL : &result->digest, &record, err) &&
	    record_format(&record, &line, err);
	if (ok)
		fputs(bytes_text(&line), stdout);
	bytes_clear(&line);
	return ok;
}

/* The work stopped: say why, and what is left of it. */
static bool
stop(const struct request *r, struct sink *sink, const struct dcp_error *err)
{
	uint64_t kept = sink_suspend(sink);

	tool_warn(&tool, err);
	if (kept > 0)
		fprintf(stderr, "%s: %s.part: kept with %" PRIu64
		    " frames; the same command goes on with it\n", tool.name,
		    r->file, kept);
	return false;
}

static bool
encode(const struct request *r, const struct job *job)
{
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct sink *sink = open_sink(r, job, &err);

	if (sink == NULL)
		goto fail;
	if (sink_done(sink) > 0)
		fprintf(stderr, "%s: %s.part: resuming at frame %" PRIu64 "\n",
		    tool.name, r->file, job->start + sink_done(sink));
	if (!encode_run(job, sink, tool_progress(&tool, "encoding", "frame"),
	    &err))
		return stop(r, sink, &err);
	if (sink_close(sink, &result, &err) &&
	    (r->file == NULL || print_record(r, &result, &err)))
		return true;
fail:
	tool_warn(&tool, &err);
	return false;
}

int
main(int argc, char *argv[])
{
	struct request r = read_command_line(argc, argv);
	struct dcp_error err = {0};
	struct job job;
	bool ok;

	if (!job_open(&job, &r.job, tool_progress(&tool, "checking", "frame"),
	    &err)) {
		tool_warn(&tool, &err);
		return tool_finish(&tool, TOOL_FAILED);
	}
	tool_progress_end();
	ok = encode(&r, &job);
	job_close(&job);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
