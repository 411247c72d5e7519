/* cert_check: is a chain in order, and for what? */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cert.h"
#include "toolverdict.h"
#include "verify/v_cert.h"

enum {
	OPTION_AT = TOOL_LONG, OPTION_AUTHORITY, OPTION_DEVICE, OPTION_INTEROP,
	OPTION_ROLE, OPTION_TRUST
};

static const struct option options[] = {
	{"at", required_argument, NULL, OPTION_AT},
	{"authority", no_argument, NULL, OPTION_AUTHORITY},
	{"device", no_argument, NULL, OPTION_DEVICE},
	{"interop", no_argument, NULL, OPTION_INTEROP},
	{"json", no_argument, NULL, 'j'},
	{"role", required_argument, NULL, OPTION_ROLE},
	{"trust", required_argument, NULL, OPTION_TRUST},
	TOOL_OPTIONS,
};

struct settings {
	struct chain_purpose purpose;
	struct certs trusted;
	bool json;
};

static void
read_options(struct settings *s, int argc, char *argv[])
{
	struct chain_purpose *p = &s->purpose;
	struct dcp_error err = {0};
	int c;

	while ((c = tool_option(&cert_tool, argc, argv, "jhV", options)) != -1)
		switch (c) {
		case 'j':
			s->json = true;
			break;
		case OPTION_AT:
			p->time = tool_date(&cert_tool, "--at", optarg).seconds;
			p->has_time = true;
			break;
		case OPTION_AUTHORITY:
			p->authority = true;
			break;
		case OPTION_DEVICE:
			p->leaf_only = true;
			break;
		case OPTION_INTEROP:
			p->interop = true;
			break;
		case OPTION_ROLE:
			p->role = optarg;
			break;
		case OPTION_TRUST:
			if (!certs_load(&s->trusted, optarg, &err))
				tool_fail(&cert_tool, "--trust: %s", err.text);
			p->trusted = &s->trusted;
			break;
		default:
			tool_common(&cert_tool, c);
		}
	p->now = tool_now(&cert_tool).seconds;
	if (!p->has_time)
		p->time = p->now;
	p->has_time = true;
}

/* The files that the chain is from. */
static bool
name_subject(struct bytes *to, char *const *paths, int count,
    struct dcp_error *err)
{
	int i;

	for (i = 0; i < count; i++)
		bytes_printf(to, "%s%s", i == 0 ? "" : ", ", paths[i]);
	return bytes_ok(to, err);
}

/* Of a lone root all is wrong that would be wrong with a leaf. */
static void
hint(const struct settings *s, const struct chain *chain,
    const struct verdict *v)
{
	if (!s->purpose.authority && !verdict_is_good(v) &&
	    cert_facts(chain_leaf(chain))->ca)
		tool_note(&cert_tool, "%s: the first certificate may issue "
		    "others: was it to be checked with --authority?",
		    v->subject);
}

static bool
judge(const struct settings *s, char *const *paths, int count,
    struct verdict *v, struct dcp_error *err)
{
	struct certs certs = {0};
	struct chain chain = {{0}, {0}};
	struct diag_place place = {0};
	struct diag d = {0};
	struct bytes subject = {0};
	bool ok;

	ok = name_subject(&subject, paths, count, err) &&
	    cert_load_all(paths, count, &certs, err) &&
	    chain_order(&chain, &certs, NULL, err) &&
	    v_cert_judge(&chain, &s->purpose, &place, &d, err);
	if (ok) {
		*v = (struct verdict){.subject = bytes_text(&subject),
		    .kind = s->purpose.interop ? "Interop" : "SMPTE",
		    .lone = true};
		diag_sum(&d, v);
		ok = toolverdict_print(&d, v, s->json, err);
		hint(s, &chain, v);
	}
	diag_clear(&d);
	bytes_clear(&subject);
	chain_clear(&chain);
	certs_clear(&certs);
	return ok;
}

int
cert_check(int argc, char *argv[])
{
	struct settings s = {.json = false};
	struct verdict v = {.subject = NULL};
	struct dcp_error err = {0};
	enum tool_exit status;

	read_options(&s, argc, argv);
	if (optind == argc)
		tool_usage(&cert_tool);
	if (judge(&s, argv + optind, argc - optind, &v, &err)) {
		status = verdict_is_good(&v) ? TOOL_OK : TOOL_FOUND;
	} else {
		tool_warn(&cert_tool, &err);
		status = err.status == DCP_BAD_INPUT ? TOOL_FOUND : TOOL_FAILED;
	}
	certs_clear(&s.trusted);
	return tool_finish(&cert_tool, status);
}
