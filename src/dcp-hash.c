/* dcp-hash: print the digest of each file as a packing list would (1). */
#include <stdio.h>
#include <string.h>

#include "crypt/digest.h"
#include "tool.h"

static const struct tool tool = {
	.name = "dcp-hash",
	.synopsis = "[-2] file ...",
	.options = "  -2, --sha256   use SHA-256, not SHA-1\n",
};

static const struct option options[] = {
	{"sha256", no_argument, NULL, '2'},
	TOOL_OPTIONS,
};

static bool
print_digest(const char *path, enum digest_kind kind, struct dcp_error *err)
{
	char text[DIGEST_TEXT_SIZE];
	struct digest digest;

	if (!digest_file(path, kind, &digest, err))
		return false;
	digest_format(text, &digest);
	printf("%s  %s\n", text, path);
	return true;
}

int
main(int argc, char *argv[])
{
	enum digest_kind kind = DIGEST_SHA1;
	enum tool_exit status = TOOL_OK;
	int c;

	while ((c = getopt_long(argc, argv, "2hV", options, NULL)) != -1) {
		switch (c) {
		case '2':
			kind = DIGEST_SHA256;
			break;
		default:
			tool_common(&tool, c);
		}
	}
	if (optind == argc)
		tool_usage(&tool);

	for (; optind < argc; optind++) {
		struct dcp_error err = {0};

		if (!print_digest(argv[optind], kind, &err)) {
			tool_warn(&tool, &err);
			status = TOOL_FAILED;
		}
	}
	return tool_finish(&tool, status);
}
