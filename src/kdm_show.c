/* kdm_show: what key delivery messages say to who has no key. */
#include "info/info_kdm.h"
#include "kdm.h"

static const struct option options[] = {
	{"json", no_argument, NULL, 'j'},
	TOOL_OPTIONS,
};

static bool
show(const char *path, bool json, struct dcp_error *err)
{
	struct outline *o = outline_new(json);
	struct kdm kdm;
	bool ok = kdm_load(path, &kdm, err) || error_in(err, "%s", path);

	if (ok) {
		outline_title(o, "file", path);
		ok = info_kdm(&kdm, o, err) && tool_print_outline(o, err);
	}
	kdm_clear(&kdm);
	outline_free(o);
	return ok;
}

int
kdm_show(int argc, char *argv[])
{
	enum tool_exit status = TOOL_OK;
	bool json = false;
	int c;

	while ((c = tool_option(&kdm_tool, argc, argv, "jhV", options)) != -1)
		if (c == 'j')
			json = true;
		else
			tool_common(&kdm_tool, c);
	if (optind == argc)
		tool_usage(&kdm_tool);
	for (; optind < argc; optind++) {
		struct dcp_error err = {0};

		if (show(argv[optind], json, &err))
			continue;
		tool_warn(&kdm_tool, &err);
		status = tool_worse(status, err.status == DCP_IO ||
		    err.status == DCP_NO_MEMORY ? TOOL_FAILED : TOOL_FOUND);
	}
	return tool_finish(&kdm_tool, status);
}
