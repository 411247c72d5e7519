/* dcp-info: describe packages, and each kind of file that is in them. */
#include "info/info.h"
#include "tool.h"
#include "toolkey.h"

static const struct tool tool = {
	.name = "dcp-info",
	.synopsis = "[-fj] [options] path ...",
	.options =
	    "  -f, --frames           look at the size of every frame of a "
	    "track file\n"
	    "  -j, --json             print one JSON object a line\n"
	    TOOLKEY_HELP
	    TOOLPASS_HELP,
};

static const struct option options[] = {
	{"frames", no_argument, NULL, 'f'},
	{"json", no_argument, NULL, 'j'},
	TOOLKEY_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

static bool
print_info(const char *path, const struct info_options *info, bool json,
    struct dcp_error *err)
{
	struct outline *outline = outline_new(json);
	bool ok = info_describe(path, info, outline, err) &&
	    tool_print_outline(outline, err);

	outline_free(outline);
	return ok;
}

/* What is broken is a finding; what cannot be read, or is not ours, is not. */
static enum tool_exit
status_of(const struct dcp_error *err)
{
	return err->status == DCP_BAD_INPUT || err->status == DCP_REFUSED ?
	    TOOL_FOUND : TOOL_FAILED;
}

struct settings {
	bool frames, json;
	struct toolkey keys;
};

static void
parse_options(struct settings *set, int argc, char *argv[])
{
	int c;

	while ((c = tool_option(&tool, argc, argv, "fjhV", options)) != -1) {
		switch (c) {
		case 'f':
			set->frames = true;
			break;
		case 'j':
			set->json = true;
			break;
		default:
			if (!toolkey_take(&tool, &set->keys, c))
				tool_common(&tool, c);
		}
	}
	if (optind == argc)
		tool_usage(&tool);
	toolkey_check_sources(&tool, &set->keys);
}

static enum tool_exit
print_all(char *const *paths, size_t count,
    const struct info_options *wanted, bool json)
{
	enum tool_exit status = TOOL_OK;
	struct info_options info = *wanted;
	bool broken = false;
	size_t i;

	info.broken = &broken;
	for (i = 0; i < count; i++) {
		struct dcp_error err = {0};

		if (print_info(paths[i], &info, json, &err))
			continue;
		tool_warn(&tool, &err);
		status = tool_worse(status, status_of(&err));
		if (err.status == DCP_INTERRUPTED)
			break;
	}
	return tool_worse(status, broken ? TOOL_FOUND : TOOL_OK);
}

int
main(int argc, char *argv[])
{
	struct settings set = {.keys.looking = true};
	struct info_options info = {0};
	enum tool_exit status = TOOL_FAILED;
	struct dcp_error err = {0};
	struct keyring *ring = NULL;

	parse_options(&set, argc, argv);
	info.frames = set.frames;
	info.progress = tool_progress(&tool, "frames", "frame");
	if (toolkey_has_sources(&set.keys) &&
	    (ring = toolkey_ring(&tool, &set.keys, &err)) == NULL) {
		tool_warn(&tool, &err);
	} else {
		info.keys = ring;
		status = print_all(argv + optind, (size_t)(argc - optind),
		    &info, set.json);
	}
	keyring_free(ring);
	toolkey_clear(&set.keys);
	return tool_finish(&tool, status);
}
