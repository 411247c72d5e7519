/* dcp-sign: sign composition playlists and packing lists, and check it. */
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "base/path.h"
#include "package/dcp.h"
#include "sign.h"
#include "toolsign.h"
#include "verify/v_sign.h"

const struct tool sign_tool = {
	.name = "dcp-sign",
	.synopsis = "--sign chain [--sign-key uri] [--resign] [-o file] "
	    "document ...\n"
	    "check [-j] [--trust file] document ...",
	.options =
	    "  -o, --output file      write the signed document here, not "
	    "over the old one\n"
	    "      --resign           replace the signature that is there\n"
	    TOOLSIGN_HELP
	    TOOLPASS_HELP
	    "check: is it signed as it should be, and by whom?\n"
	    "  -j, --json             print one JSON object a line\n"
	    "      --trust file       certificates of roots; no others are "
	    "trusted\n",
};

enum { OPTION_RESIGN = TOOL_LONG };

static const struct option options[] = {
	{"output", required_argument, NULL, 'o'},
	{"resign", no_argument, NULL, OPTION_RESIGN},
	TOOLSIGN_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	char *output;
	bool resign;
	struct toolsign sign;
};

/* A package that lists the document has its size and digest as they were. */
static void
tell_of_package(const char *path, const struct sign_document *doc)
{
	struct dcp_error none = {0};
	struct dcp dcp;
	const struct dcp_file *f;
	char *folder = path_folder(path);

	if (folder != NULL && dcp_open(folder, &dcp, &none)) {
		f = dcp_find(&dcp, 1, &doc->id, NULL);
		if (f != NULL && f->map != NULL && dcp.map_path != NULL)
			tool_note(&sign_tool, "%s: has changed, and %s%s its "
			    "old size, want dcp-pack --force --sign", path,
			    dcp.map_path, doc->kind == DIALECT_PKL ?
			    " still has" : " and the packing list still have");
		dcp_close(&dcp);
	}
	free(folder);
}

static bool
check_document(const struct settings *set, const struct sign_document *doc,
    struct dcp_error *err)
{
	if (doc->unsignable)
		return error_set(err, DCP_BAD_INPUT, "is of a kind that is not "
		    "signed: %s", dialect_document_name(doc->kind));
	if (doc->kind == DIALECT_KDM)
		return error_set(err, DCP_UNSUPPORTED, "is a key message, "
		    "which dcp-kdm signs");
	if (!doc->has_issue_date)
		return error_set(err, DCP_BAD_INPUT, "have no IssueDate, want "
		    "one: the signer has to be entitled at that time");
	return set->resign || !dsig_is_signed(doc->document) ||
	    error_set(err, DCP_REFUSED, "is signed already, want --resign to "
	    "replace the signature");
}

static bool
format(const struct settings *set, const struct sign_document *doc,
    const struct signer *signer, struct bytes *to, struct dcp_error *err)
{
	struct chain_purpose purpose = v_sign_purpose(doc->dialect, true,
	    &doc->issue_date);
	struct bytes text = {0};
	bool ok;

	purpose.now = tool_now(&sign_tool).seconds;
	ok = check_document(set, doc, err) && toolsign_check(&sign_tool,
	    &set->sign, signer, &purpose, err) &&
	    dsig_strip(doc->text.at, doc->text.size, &text, err) &&
	    dsig_sign(text.at, text.size, doc->profile, signer, to, err);
	bytes_clear(&text);
	return ok;
}

static bool
sign(const struct settings *set, char *path, const struct signer *signer,
    struct dcp_error *err)
{
	const char *output = set->output == NULL ? path : set->output;
	struct sign_document doc;
	struct bytes all = {0};
	bool ok;

	if (!sign_load(path, &doc, err))
		return false;
	ok = format(set, &doc, signer, &all, err) || error_in(err, "%s", path);
	ok = ok && output_save(output, all.at, all.size, err);
	if (ok && doc.has_id)
		tell_of_package(output, &doc);
	bytes_clear(&all);
	sign_clear(&doc);
	return ok;
}

static void
read_options(struct settings *set, int argc, char *argv[])
{
	int c;

	while ((c = tool_option(&sign_tool, argc, argv, "o:hV", options)) !=
	    -1) {
		if (c == 'o')
			set->output = optarg;
		else if (c == OPTION_RESIGN)
			set->resign = true;
		else if (!toolsign_take(&sign_tool, &set->sign, c))
			tool_common(&sign_tool, c);
	}
	if (optind == argc)
		tool_usage(&sign_tool);
	if (set->sign.chain == NULL)
		tool_fail(&sign_tool, "have no --sign, want the certificates "
		    "of who signs");
	if (set->output != NULL && argc - optind > 1)
		tool_fail(&sign_tool, "have --output for %d documents, want "
		    "one", argc - optind);
}

int
main(int argc, char *argv[])
{
	struct settings set = {.output = NULL};
	struct signer signer;
	struct dcp_error err = {0};
	bool ok;

	if (argc > 1 && strcmp(argv[1], "check") == 0)
		return sign_check(argc - 1, argv + 1);
	read_options(&set, argc, argv);
	ok = toolsign_open(&sign_tool, &set.sign, set.output, &signer, &err);
	for (; ok && optind < argc; optind++)
		ok = sign(&set, argv[optind], &signer, &err);
	if (!ok)
		tool_warn(&sign_tool, &err);
	signer_clear(&signer);
	return tool_finish(&sign_tool, ok ? TOOL_OK : TOOL_FAILED);
}
