/* dcp-pack: a folder of playlists and track files to a package (1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "master/pack.h"
#include "tool.h"

static const struct tool tool = {
	.name = "dcp-pack",
	.synopsis = "[--records file] [--vf] [--force] [--annotation text] "
	    "[--issuer text] [--creator text] [--id uuid] "
	    "[--issue-date date] [--threads n] folder",
	.options =
"      --records file     take hashes from these records of dcp-wrap and\n"
"                         dcp-encode, where they still hold\n"
"      --vf               a version file: tracks that are not in the folder\n"
"                         are in the original version\n"
"      --force            replace the package that is there\n"
"      --annotation text, --issuer text, --creator text\n"
"                         instead of those of the playlist\n"
"      --id uuid          id of the packing list\n"
"      --issue-date date  instead of now\n"
"      --threads n        files read at once\n"
};

enum {
	O_RECORDS = TOOL_LONG, O_VF, O_FORCE, O_ANNOTATION, O_ISSUER,
	O_CREATOR, O_ID, O_DATE, O_THREADS
};

static const struct option options[] = {
	{"records", required_argument, NULL, O_RECORDS},
	{"vf", no_argument, NULL, O_VF},
	{"force", no_argument, NULL, O_FORCE},
	{"annotation", required_argument, NULL, O_ANNOTATION},
	{"issuer", required_argument, NULL, O_ISSUER},
	{"creator", required_argument, NULL, O_CREATOR},
	{"id", required_argument, NULL, O_ID},
	{"issue-date", required_argument, NULL, O_DATE},
	{"threads", required_argument, NULL, O_THREADS},
	TOOL_OPTIONS,
};

struct arguments {
	struct pack pack;
	struct records records;
	bool has_id, has_date;
};

static void
notice(void *context, const char *text)
{
	(void)context;
	tool_progress_end();
	fprintf(stderr, "%s: %s\n", tool.name, text);
}

static void
load_records(struct arguments *a, const char *path)
{
	struct dcp_error err = {0};

	if (!record_load(path, &a->records, &err))
		tool_fail(&tool, "--records: %s", err.text);
}

static void
set_option(struct arguments *a, int c, const char *text)
{
	struct pack *p = &a->pack;

	if (c == O_RECORDS)
		load_records(a, text);
	else if (c == O_VF)
		p->version_file = true;
	else if (c == O_FORCE)
		p->replace = true;
	else if (c == O_ANNOTATION)
		p->annotation = text;
	else if (c == O_ISSUER)
		p->issuer = text;
	else if (c == O_CREATOR)
		p->creator = text;
	else if (c == O_ID) {
		p->id = tool_uuid(&tool, "--id", text);
		a->has_id = true;
	} else if (c == O_DATE) {
		p->issue_date = tool_date(&tool, "--issue-date", text);
		a->has_date = true;
	} else if (c == O_THREADS)
		p->threads = (unsigned)tool_number(&tool, "--threads", text,
		    1, LIMIT_THREADS);
	else
		tool_common(&tool, c);
}

int
main(int argc, char *argv[])
{
	struct arguments a = {.pack = {.creator = "Reelwright",
	    .notice = notice}};
	struct dcp_error err = {0};
	bool ok;
	int c;

	while ((c = getopt_long(argc, argv, "hV", options, NULL)) != -1)
		set_option(&a, c, optarg);
	if (optind + 1 != argc)
		tool_usage(&tool);
	a.pack.folder = argv[optind];
	a.pack.records = &a.records;
	if (!a.has_id)
		a.pack.id = tool_fresh_uuid(&tool);
	if (!a.has_date)
		a.pack.issue_date = tool_now(&tool);
	a.pack.progress = tool_progress(&tool, "hashing", "B");
	ok = pack_folder(&a.pack, &err);
	if (!ok)
		tool_warn(&tool, &err);
	record_clear(&a.records);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
