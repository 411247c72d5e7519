/* dcp-verify: judge packages, playlists and track files (1). */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "j2k/dciprofile.h"
#include "tool.h"
#include "toolverdict.h"
#include "verify.h"

const struct tool verify_tool = {
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
	    "      --rules            list all rules, and do nothing else\n"
	    TOOLKEY_HELP TOOLPASS_HELP,
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
	TOOLKEY_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

/* Frames of each picture that --quick looks into. */
#define QUICK_FRAMES	24

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
	return tool_finish(&verify_tool, TOOL_OK);
}

static void
add_ov(struct verify_job *job, const char *path)
{
	struct dcp_error err = {0};

	if (job->ov_count == VERIFY_OV_MAX)
		tool_fail(&verify_tool, "--ov: have more than %d, want fewer",
		    VERIFY_OV_MAX);
	if (!dcp_open(path, &job->ov[job->ov_count], &err))
		tool_fail(&verify_tool, "--ov: %s", err.text);
	job->ov_count++;
}

static enum tool_exit
judge(const struct verify_job *job, const char *path)
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
	tool_warn(&verify_tool, &err);
	if (err.status == DCP_INTERRUPTED)
		exit(tool_finish(&verify_tool, TOOL_FAILED));
	return TOOL_FAILED;
}

/* ${path} itself, or every package at and below it. */
static enum tool_exit
judge_tree(const struct verify_job *job, const char *path)
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
		tool_warn(&verify_tool, &err);
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
read_options(struct verify_job *job, int argc, char *argv[])
{
	int c;

	while ((c = tool_option(&verify_tool, argc, argv, "jqhV",
	    options)) != -1) {
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
			job->options.frames = tool_number(&verify_tool,
			    "--frames", optarg, 1, LIMIT_EDIT_UNITS);
			break;
		case OPTION_OV:
			add_ov(job, optarg);
			break;
		case OPTION_PROFILE:
			job->options.profile = optarg;
			break;
		case OPTION_THREADS:
			job->options.threads = tool_threads(&verify_tool,
			    optarg);
			break;
		case OPTION_RULES:
			exit(list_rules());
		default:
			if (!toolkey_take(&verify_tool, &job->keys, c))
				tool_common(&verify_tool, c);
		}
	}
	toolkey_check(&verify_tool, &job->keys);
}

static void
clear(struct verify_job *job)
{
	while (job->ov_count > 0)
		dcp_close(&job->ov[--job->ov_count]);
	keyring_free(job->ring);
	toolkey_unload(&job->private);
	toolkey_clear(&job->keys);
}

int
main(int argc, char *argv[])
{
	struct verify_job job = {0};
	enum tool_exit status = TOOL_OK;
	struct dciprofile profile;
	struct dcp_error err = {0};
	char **path;

	read_options(&job, argc, argv);
	if (optind == argc)
		tool_usage(&verify_tool);
	if (job.options.profile != NULL &&
	    !dciprofile_load(&profile, job.options.profile, &err))
		tool_fail(&verify_tool, "--profile: %s", err.text);
	verify_load_keys(&job);
	job.options.now = tool_now(&verify_tool).seconds;
	job.options.progress = tool_progress(&verify_tool, "reading", "B");
	for (path = argv + optind; *path != NULL; path++)
		status = tool_worse(status, judge_tree(&job, *path));
	status = tool_worse(status, verify_messages(&job, argv + optind));
	clear(&job);
	return tool_finish(&verify_tool, status);
}
