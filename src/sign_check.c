/* sign_check.c: is a document signed as it should be, and by whom? */
#include "base/path.h"
#include "info/info_sign.h"
#include "sign.h"
#include "toolverdict.h"
#include "verify/v_sign.h"

enum { OPTION_TRUST = TOOL_LONG };

static const struct option options[] = {
	{"json", no_argument, NULL, 'j'},
	{"trust", required_argument, NULL, OPTION_TRUST},
	TOOL_OPTIONS,
};

struct settings {
	struct certs trusted;
	bool json;
};

static bool
print_signer(const char *path, const struct dsig *dsig, bool json,
    struct dcp_error *err)
{
	struct outline *o = outline_new(json);
	bool ok;

	outline_title(o, "file", path);
	info_sign(dsig, o);
	ok = tool_print_outline(o, err);
	outline_free(o);
	return ok;
}

/*
 * Playlists and lists were signed once and for all, at their IssueDate; a
 * message has to be in force today.
 */
static struct chain_purpose
purpose_of(const struct settings *s, const struct sign_document *doc)
{
	struct chain_purpose p = v_sign_purpose(doc->dialect,
	    doc->has_issue_date, &doc->issue_date);

	p.now = tool_now(&sign_tool).seconds;
	if (doc->kind == DIALECT_KDM) {
		p.has_time = true;
		p.time = p.now;
	}
	p.trusted = s->trusted.count == 0 ? NULL : &s->trusted;
	return p;
}

static bool
judge(const struct settings *s, const char *path,
    const struct sign_document *doc, struct verdict *v, struct dcp_error *err)
{
	struct chain_purpose purpose = purpose_of(s, doc);
	struct diag_place place = {.file = path_name(path)};
	struct diag d = {0};
	struct dsig dsig;
	bool ok;

	if (!dsig_check(doc->document, doc->profile, &dsig, err))
		return false;
	ok = v_sign_require(&dsig, &purpose, &place, &d, err) &&
	    print_signer(path, &dsig, s->json, err);
	if (ok) {
		*v = (struct verdict){.subject = path, .lone = true,
		    .kind = doc->profile == DSIG_INTEROP ? "Interop" :
		    "SMPTE"};
		diag_sum(&d, v);
		ok = toolverdict_print(&d, v, s->json, err);
	}
	diag_clear(&d);
	dsig_clear(&dsig);
	return ok;
}

/* Of all documents of a package two are never signed (ST 429-9). */
static enum tool_exit
pass_over(const char *path, const struct sign_document *doc)
{
	tool_note(&sign_tool, "%s: is of a kind that is not signed: %s", path,
	    dialect_document_name(doc->kind));
	return TOOL_OK;
}

static enum tool_exit
check(const struct settings *s, const char *path)
{
	struct sign_document doc;
	struct dcp_error err = {0};
	struct verdict v;
	enum tool_exit status = TOOL_FAILED;

	if (!sign_load(path, &doc, &err))
		status = err.status == DCP_BAD_INPUT ? TOOL_FOUND :
		    TOOL_FAILED;
	else if (doc.unsignable)
		status = pass_over(path, &doc);
	else if (judge(s, path, &doc, &v, &err))
		status = verdict_is_good(&v) ? TOOL_OK : TOOL_FOUND;
	if (err.status != DCP_OK)
		tool_warn(&sign_tool, &err);
	sign_clear(&doc);
	return status;
}

int
sign_check(int argc, char *argv[])
{
	struct settings s = {.json = false};
	enum tool_exit status = TOOL_OK;
	struct dcp_error err = {0};
	int c;

	while ((c = tool_option(&sign_tool, argc, argv, "jhV", options)) != -1)
		if (c == 'j')
			s.json = true;
		else if (c != OPTION_TRUST)
			tool_common(&sign_tool, c);
		else if (!certs_load(&s.trusted, optarg, &err))
			tool_fail(&sign_tool, "--trust: %s", err.text);
	if (optind == argc)
		tool_usage(&sign_tool);
	for (; optind < argc; optind++)
		status = tool_worse(status, check(&s, argv[optind]));
	certs_clear(&s.trusted);
	return tool_finish(&sign_tool, status);
}
