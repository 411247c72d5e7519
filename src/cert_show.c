/* cert_show: what certificates say. */
#include "cert.h"
#include "info/info_cert.h"

static const struct option options[] = {
	{"json", no_argument, NULL, 'j'},
	TOOL_OPTIONS,
};

static bool
show_one(const char *path, size_t number, const struct cert *cert, bool json,
    struct dcp_error *err)
{
	struct outline *o = outline_new(json);
	bool ok;

	outline_title(o, "file", path);
	outline_number(o, "certificate", number);
	info_cert(cert, o);
	ok = tool_print_outline(o, err);
	outline_free(o);
	return ok;
}

static bool
show(char *path, bool json, struct dcp_error *err)
{
	struct certs certs = {0};
	bool ok = cert_load_all(&path, 1, &certs, err);
	size_t i;

	for (i = 0; ok && i < certs.count; i++)
		ok = show_one(path, i + 1, certs.at[i], json, err);
	certs_clear(&certs);
	return ok;
}

int
cert_show(int argc, char *argv[])
{
	enum tool_exit status = TOOL_OK;
	bool json = false;
	int c;

	while ((c = tool_option(&cert_tool, argc, argv, "jhV", options)) != -1)
		if (c == 'j')
			json = true;
		else
			tool_common(&cert_tool, c);
	if (optind == argc)
		tool_usage(&cert_tool);
	for (; optind < argc; optind++) {
		struct dcp_error err = {0};

		if (show(argv[optind], json, &err))
			continue;
		tool_warn(&cert_tool, &err);
		status = tool_worse(status, err.status == DCP_BAD_INPUT ?
		    TOOL_FOUND : TOOL_FAILED);
	}
	return tool_finish(&cert_tool, status);
}
