/* dcp-verify: judge packages, playlists and track files (1). */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "j2k/dciprofile.h"
#include "tool.h"
#include "toolverdict.h"
#include "verify/judge.h"

static const struct tool tool = {
	.name = "dcp-verify",
	.synopsis = "[-jq] [options] path ...\n"
	    "--rules",
	.options =
	    "  -j, --json             print one JSON object a line\n"
	    "  -q, --quick            no digests, and 24 frames of each "
	    "picture\n"
	    "      --no-hash          no digests\n"
	    "      --frames n         look into n frames of each picture, "
	    "evenly\n"
	    "                         spread, not into all\n"
	    "      --ov folder        assets that are not there may be here\n"
	    "      --profile name     limits of pictures, see dcp-profile(5)\n"
	    "      --threads n        use n threads, not one for each "
	    "processor\n"
	    "      --rules            list all rules, and do nothing else\n",
};

enum {
	OPTION_NO_HASH = TOOL_LONG, OPTION_FRAMES, OPTION_OV, OPTION_PROFILE,
	OPTION_THREADS, OPTION_RULES
};

static const struct option options[] = {
	{"json", no_argument, NULL, 'j'},
	{"quick", no_argument, NULL, 'q'},
	{"no-hash", no_argument, NULL, OPTION_NO_HASH},
	{"frames", required_argument, NULL, OPTION_FRAMES},
	{"ov", required_argument, NULL, OPTION_OV},
	{"profile", required_argument, NULL, OPTION_PROFILE},
	{"threads", required_argument, NULL, OPTION_THREADS},
	{"rules", no_argument, NULL, OPTION_RULES},
	TOOL_OPTIONS,
};

/* Frames of each picture that --quick looks into. */
#define QUICK_FRAMES	24

/* Packages that --ov may name. */
#define OV_MAX		16

struct job {
	struct subject_options options;
	struct dcp ov[OV_MAX];
	size_t ov_count;
	bool json;
};

static int
list_rules(void)
{
	unsigned i;

	for (i = 0; i < RULES; i++) {
		const struct rules_row *row = rules_of((enum rule)i);

		printf("%s\t%s\t%s\t%s\t%s\n", row->name,
		    finding_severity_name(row->severity),
		    finding_consequence_name(row->consequence), row->clause,
		    row->text);
	}
	return tool_finish(&tool, TOOL_OK);
}

static void
add_ov(struct job *job, const char *path)
{
	struct dcp_error err = {0};

	if (job->ov_count == OV_MAX)
		tool_fail(&tool, "--ov: have more than %d, want fewer", OV_MAX);
	if (!dcp_open(path, &job->ov[job->ov_count], &err))
		tool_fail(&tool, "--ov: %s", err.text);
	job->ov_count++;
}

static enum tool_exit
judge(const struct job *job, const char *path)
{
	struct dcp_error err = {0};
	struct diag d = {0};
	struct verdict v;
	bool ok;

	ok = judge_path(path, job->ov, job->ov_count, &job->options, &d, &v,
	    &err) && toolverdict_print(&d, &v, job->json, &err);
	diag_clear(&d);
	if (ok)
		return verdict_is_good(&v) ? TOOL_OK : TOOL_FOUND;
	tool_warn(&tool, &err);
	if (err.status == DCP_INTERRUPTED)
		exit(tool_finish(&tool, TOOL_FAILED));
	return TOOL_FAILED;
}

/* ${path} itself, or every package at and below it. */
static enum tool_exit
judge_tree(const struct job *job, const char *path)
{
	struct folder_names found = {0};
	struct dcp_error err = {0};
	enum tool_exit worst = TOOL_OK;
	struct stat st;
	size_t i;

	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
		return judge(job, path);
	/* Too many folders, or too deep: judge what is at the top. */
	if (!dcp_search(path, &found, &err) && err.status != DCP_REFUSED) {
		tool_warn(&tool, &err);
		return TOOL_FAILED;
	}
	if (found.count == 0)
		worst = judge(job, path);
	for (i = 0; i < found.count; i++)
		worst = tool_worse(worst, judge(job, found.at[i]));
	folder_clear(&found);
	return worst;
}

static void
read_options(struct job *job, int argc, char *argv[])
{
	int c;

	while ((c = tool_option(&tool, argc, argv, "jqhV", options)) != -1) {
		switch (c) {
		case 'j':
			job->json = true;
			break;
		case 'q':
			job->options.no_hash = true;
			job->options.frames = QUICK_FRAMES;
			break;
		case OPTION_NO_HASH:
			job->options.no_hash = true;
			break;
		case OPTION_FRAMES:
			job->options.frames = tool_number(&tool, "--frames",
			    optarg, 1, LIMIT_EDIT_UNITS);
			break;
		case OPTION_OV:
			add_ov(job, optarg);
			break;
		case OPTION_PROFILE:
			job->options.profile = optarg;
			break;
		case OPTION_THREADS:
			job->options.threads = tool_threads(&tool, optarg);
			break;
		case OPTION_RULES:
			exit(list_rules());
		default:
			tool_common(&tool, c);
		}
	}
}

int
main(int argc, char *argv[])
{
	struct job job = {.json = false};
	enum tool_exit status = TOOL_OK;
	struct dciprofile profile;
	struct dcp_error err = {0};

	read_options(&job, argc, argv);
	if (optind == argc)
		tool_usage(&tool);
	if (job.options.profile != NULL &&
	    !dciprofile_load(&profile, job.options.profile, &err))
		tool_fail(&tool, "--profile: %s", err.text);
	job.options.now = tool_now(&tool).seconds;
	job.options.progress = tool_progress(&tool, "reading", "B");
	for (; optind < argc; optind++)
		status = tool_worse(status, judge_tree(&job, argv[optind]));
	while (job.ov_count > 0)
		dcp_close(&job.ov[--job.ov_count]);
	return tool_finish(&tool, status);
}
