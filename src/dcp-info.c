/* dcp-info: describe packages, and each kind of file that is in them. */
#include <stdio.h>

#include "info/info.h"
#include "tool.h"

static const struct tool tool = {
	.name = "dcp-info",
	.synopsis = "[-fj] path ...",
	.options =
	    "  -f, --frames           look at the size of every frame of a "
	    "track file\n"
	    "  -j, --json             print one JSON object a line\n",
};

static const struct option options[] = {
	{"frames", no_argument, NULL, 'f'},
	{"json", no_argument, NULL, 'j'},
	TOOL_OPTIONS,
};

static bool
print_info(const char *path, const struct info_options *info, bool json,
    struct dcp_error *err)
{
	struct outline *outline = outline_new(json);
	struct bytes text = {0};
	bool ok = info_describe(path, info, outline, err) &&
	    outline_print(outline, &text, err);

	tool_progress_end();
	if (ok)
		fwrite(text.at, 1, text.size, stdout);
	bytes_clear(&text);
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

int
main(int argc, char *argv[])
{
	struct info_options info = {0};
	enum tool_exit status = TOOL_OK;
	bool broken = false, json = false;
	int c;

	while ((c = tool_option(&tool, argc, argv, "fjhV", options)) != -1) {
		switch (c) {
		case 'f':
			info.frames = true;
			break;
		case 'j':
			json = true;
			break;
		default:
			tool_common(&tool, c);
		}
	}
	if (optind == argc)
		tool_usage(&tool);

	info.progress = tool_progress(&tool, "frames", "frame");
	info.broken = &broken;
	for (; optind < argc; optind++) {
		struct dcp_error err = {0};

		if (print_info(argv[optind], &info, json, &err))
			continue;
		tool_warn(&tool, &err);
		status = tool_worse(status, status_of(&err));
		if (err.status == DCP_INTERRUPTED)
			break;
	}
	return tool_finish(&tool, tool_worse(status,
	    broken ? TOOL_FOUND : TOOL_OK));
}
