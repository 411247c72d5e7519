/* dcp-pack: a folder of playlists and track files to a package (1). */
#include <stdio.h>

#include "master/pack.h"
#include "tooldoc.h"
#include "toolsign.h"

static const struct tool tool = {
	.name = "dcp-pack",
	.synopsis = "[options] folder",
	.options =
	    "      --records file     take hashes from these records of dcp-wrap "
	    "and\n"
	    "                         dcp-encode, where they still hold\n"
	    "      --vf               a version file: tracks that are not in the "
	    "folder\n"
	    "                         are in the original version\n"
	    "      --force            replace the package that is there\n"
	    TOOLDOC_HELP
	    TOOLSIGN_HELP
	    TOOLPASS_HELP
	    "      --threads n        use n threads, not one for each "
	    "processor\n",
};

enum {
	OPTION_RECORDS = TOOL_LONG, OPTION_VF, OPTION_FORCE, OPTION_THREADS
};

static const struct option options[] = {
	{"records", required_argument, NULL, OPTION_RECORDS},
	{"vf", no_argument, NULL, OPTION_VF},
	{"force", no_argument, NULL, OPTION_FORCE},
	{"annotation", required_argument, NULL, TOOLDOC_ANNOTATION},
	{"issuer", required_argument, NULL, TOOLDOC_ISSUER},
	{"creator", required_argument, NULL, TOOLDOC_CREATOR},
	{"id", required_argument, NULL, TOOLDOC_ID},
	{"issue-date", required_argument, NULL, TOOLDOC_DATE},
	TOOLSIGN_OPTIONS,
	TOOLPASS_OPTIONS,
	{"threads", required_argument, NULL, OPTION_THREADS},
	TOOL_OPTIONS,
};

struct settings {
	struct pack pack;
	struct records records;
	struct tooldoc doc;
	struct toolsign sign;
	struct signer signer;
};

static void
notice(void *context, const char *text)
{
	(void)context;
	tool_note(&tool, "%s", text);
}

static void
take_option(struct settings *set, int c)
{
	switch (c) {
	case OPTION_RECORDS:
		tooldoc_load_records(&tool, optarg, &set->records);
		break;
	case OPTION_VF:
		set->pack.version_file = true;
		break;
	case OPTION_FORCE:
		set->pack.replace = true;
		break;
	case OPTION_THREADS:
		set->pack.threads = tool_threads(&tool, optarg);
		break;
	default:
		if (!tooldoc_option(&tool, &set->doc, c, optarg) &&
		    !toolsign_take(&tool, &set->sign, c))
			tool_common(&tool, c);
	}
}

/* The packing list as the user wants it. */
static void
apply_document(struct pack *pack, const struct tooldoc *doc)
{
	pack->annotation = doc->annotation;
	pack->issuer = doc->issuer;
	pack->creator = doc->creator == NULL ? "Reelwright" : doc->creator;
	pack->id = doc->id;
	pack->issue_date = doc->issue_date;
}

/* Before the folder is read, as a passphrase may be asked for. */
static bool
load_signer(struct settings *set, struct dcp_error *err)
{
	if (!toolsign_load_for(&tool, &set->sign, NULL, &set->doc.issue_date,
	    &set->signer, err))
		return false;
	set->pack.signer = set->signer.key == NULL ? NULL : &set->signer;
	return true;
}

int
main(int argc, char *argv[])
{
	struct settings set = {.pack = {.notice = notice}};
	struct dcp_error err = {0};
	bool ok;
	int c;

	while ((c = tool_option(&tool, argc, argv, "hV", options)) != -1)
		take_option(&set, c);
	if (optind + 1 != argc)
		tool_usage(&tool);
	tooldoc_complete(&tool, &set.doc);
	apply_document(&set.pack, &set.doc);
	set.pack.folder = argv[optind];
	set.pack.records = &set.records;
	ok = load_signer(&set, &err);
	set.pack.progress = tool_progress(&tool, "hashing", "B");
	ok = ok && pack_folder(&set.pack, &err);
	if (!ok)
		tool_warn(&tool, &err);
	signer_clear(&set.signer);
	record_clear(&set.records);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
