/* dcp-verify: judge packages, playlists and track files (1). */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "j2k/dciprofile.h"
#include "tool.h"
#include "toolkdm.h"
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

/* Packages that --ov may name. */
#define OV_MAX		16

struct job {
	struct subject_options options;
	struct dcp ov[OV_MAX];
	size_t ov_count;
	bool json;

	struct toolkey keys;		/* as the options have them */
	struct toolkey_private private;
	struct keyring *ring;
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

/* The packages of which the messages that were given may be. */
struct packages {
	struct dcp *at;
	size_t count;
};

static bool
open_packages(struct packages *p, char *paths[], struct dcp_error *err)
{
	struct folder_names found = {0};
	struct dcp_error ignored = {0};
	size_t i;

	for (; *paths != NULL; paths++) {
		if (!dcp_search(*paths, &found, &ignored))
			ignored = (struct dcp_error){0};
	}
	p->at = calloc(found.count + 1, sizeof(*p->at));
	if (p->at == NULL)
		error_memory(err);
	for (i = 0; p->at != NULL && i < found.count; i++)
		if (dcp_open(found.at[i], &p->at[p->count], &ignored))
			p->count++;
	folder_clear(&found);
	return p->at != NULL;
}

/* A message that was given with --kdm, against all the packages. */
static enum tool_exit
judge_message(struct job *job, const struct packages *p, const char *path)
{
	struct subject_options o = job->options;
	struct dcp_error err = {0};
	struct cert *recipient = NULL;
	struct kdm kdm = {0};
	struct diag d = {0};
	struct verdict v;
	size_t index;
	bool ok;

	ok = kdm_load(path, &kdm, &err) &&
	    toolkdm_open(&kdm, &job->private, NULL, &index, &err);
	if (ok) {
		o.kdm.key = job->private.at[index];
		o.kdm.recipient = recipient = toolkdm_recipient(
		    job->keys.keys[index].uri, o.kdm.key);
		ok = judge_kdm(path, p->at, p->count, &o, &d, &v, &err) &&
		    toolverdict_print(&d, &v, job->json, &err);
	}
	kdm_clear(&kdm);
	cert_free(recipient);
	diag_clear(&d);
	if (ok)
		return verdict_is_good(&v) ? TOOL_OK : TOOL_FOUND;
	tool_warn(&tool, &err);
	return TOOL_FAILED;
}

static enum tool_exit
judge_messages(struct job *job, char *paths[])
{
	enum tool_exit status = TOOL_OK;
	struct dcp_error err = {0};
	struct packages p = {0};
	size_t i;

	if (!open_packages(&p, paths, &err))
		tool_fail(&tool, "%s", err.text);
	for (i = 0; i < job->keys.source_count; i++)
		if (job->keys.sources[i].option == TOOLKEY_KDM)
			status = tool_worse(status, judge_message(job, &p,
			    job->keys.sources[i].name));
	while (p.count > 0)
		dcp_close(&p.at[--p.count]);
	free(p.at);
	return status;
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
			if (!toolkey_take(&tool, &job->keys, c))
				tool_common(&tool, c);
		}
	}
	toolkey_check(&tool, &job->keys);
}

/* A message gives what keys it can; all that is wrong with it is judged. */
static bool
add_kdm(struct job *job, const char *path, struct dcp_error *err)
{
	struct kdm kdm = {0};
	size_t index;
	bool ok;

	ok = kdm_load(path, &kdm, err) || error_in(err, "%s", path);
	ok = ok && toolkdm_open(&kdm, &job->private, job->ring, &index, err);
	kdm_clear(&kdm);
	return ok;
}

/* All content keys that the options name. */
static void
load_keys(struct job *job)
{
	const struct toolkey_source *source = job->keys.sources;
	struct dcp_error err = {0};
	size_t i;
	bool ok;

	job->ring = keyring_new(&err);
	ok = job->ring != NULL && toolkey_load(&tool, &job->keys,
	    &job->private, &err);
	for (i = 0; ok && i < job->keys.source_count; i++, source++)
		ok = source->option == TOOLKEY_KDM ?
		    add_kdm(job, source->name, &err) :
		    toolkey_add(&tool, source, &job->private, job->ring, &err);
	if (!ok)
		tool_fail(&tool, "%s", err.text);
	job->options.keys = job->ring;
	/* What opens messages that lie in the packages. */
	if (job->private.count > 0)
		job->options.kdm.key = job->private.at[0];
}

static void
clear(struct job *job)
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
	struct job job = {0};
	enum tool_exit status = TOOL_OK;
	struct dciprofile profile;
	struct dcp_error err = {0};
	char **path;

	read_options(&job, argc, argv);
	if (optind == argc)
		tool_usage(&tool);
	if (job.options.profile != NULL &&
	    !dciprofile_load(&profile, job.options.profile, &err))
		tool_fail(&tool, "--profile: %s", err.text);
	load_keys(&job);
	job.options.now = tool_now(&tool).seconds;
	job.options.progress = tool_progress(&tool, "reading", "B");
	for (path = argv + optind; *path != NULL; path++)
		status = tool_worse(status, judge_tree(&job, *path));
	status = tool_worse(status, judge_messages(&job, argv + optind));
	clear(&job);
	return tool_finish(&tool, status);
}
