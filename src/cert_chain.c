/* cert_chain: certificates in any order, in the order of a chain. */
#include <stdio.h>

#include "cert.h"

static const struct option options[] = {
	TOOL_OPTIONS,
};

/* Each that has no place in the chain is named. */
static void
name_strays(const struct chain *chain)
{
	size_t i;

	for (i = 0; i < chain->strays.count; i++)
		tool_note(&cert_tool, "is no part of the chain: %s",
		    cert_facts(chain->strays.at[i])->subject.text);
}

int
cert_chain(int argc, char *argv[])
{
	struct certs certs = {0};
	struct chain chain = {{0}, {0}};
	struct dcp_error err = {0};
	struct bytes out = {0};
	enum tool_exit status = TOOL_OK;
	int c;

	while ((c = tool_option(&cert_tool, argc, argv, "hV", options)) != -1)
		tool_common(&cert_tool, c);
	if (optind == argc)
		tool_usage(&cert_tool);
	if (cert_load_all(argv + optind, argc - optind, &certs, &err) &&
	    chain_order(&chain, &certs, NULL, &err))
		cert_format_chain(&chain, &out);
	if (err.status != DCP_OK || !bytes_ok(&out, &err)) {
		tool_warn(&cert_tool, &err);
		status = TOOL_FAILED;
	} else {
		fwrite(out.at, 1, out.size, stdout);
		name_strays(&chain);
		status = chain.strays.count > 0 ? TOOL_FOUND : TOOL_OK;
	}
	bytes_clear(&out);
	chain_clear(&chain);
	certs_clear(&certs);
	return tool_finish(&cert_tool, status);
}
