/* dcp-kdm: key delivery messages: made, shown, opened, made for others. */
#include <string.h>

#include "kdm.h"
#include "toolpass.h"

const struct tool kdm_tool = {
	.name = "dcp-kdm",
	.synopsis = "show [-j] file ...\n"
	    "check [-j] [options] file ...",
	.options =
	    "show: what messages say to who has no key:\n"
	    "  -j, --json             print one JSON object a line\n"
	    "check: one complete verdict:\n"
	    "  -j, --json             print one JSON object a line\n"
	    "      --cpl path         a composition or package that it is for\n"
	    "      --recipient file   the certificate that it should be for\n"
	    "      --key uri          the recipient's private key: a file or "
	    "pkcs11: URI\n"
	    "      --showing date     when it is to be played; may be repeated\n"
	    TOOLPASS_HELP,
};

static const struct {
	const char *name;
	int (*run)(int argc, char *argv[]);
} commands[] = {
	{"show", kdm_show},
	{"check", kdm_check},
};

static const struct option options[] = {
	TOOL_OPTIONS,
};

int
main(int argc, char *argv[])
{
	size_t i;

	for (i = 0; argc > 1 && i < sizeof(commands) / sizeof(*commands); i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	if (argc > 1 && *argv[1] != '-')
		tool_fail(&kdm_tool, "have the command '%s', want one of those "
		    "that --help shows", argv[1]);
	tool_common(&kdm_tool, tool_option(&kdm_tool, argc, argv, "+hV",
	    options));
}
