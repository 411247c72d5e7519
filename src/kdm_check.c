/* kdm_check: one complete verdict on key delivery messages. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/moment.h"
#include "kdm.h"
#include "toolkdm.h"
#include "toolverdict.h"
#include "trust/chain.h"
#include "verify/judge.h"

enum {
	OPTION_CPL = TOOL_LONG, OPTION_RECIPIENT, OPTION_KEY, OPTION_SHOWING,
	OPTION_TRUST
};

static const struct option options[] = {
	{"json", no_argument, NULL, 'j'},
	{"cpl", required_argument, NULL, OPTION_CPL},
	{"recipient", required_argument, NULL, OPTION_RECIPIENT},
	{"key", required_argument, NULL, OPTION_KEY},
	{"showing", required_argument, NULL, OPTION_SHOWING},
	{"trust", required_argument, NULL, OPTION_TRUST},
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct check {
	bool json;
	struct dcp *packages;		/* --cpl */
	size_t package_count;
	struct timestamp *showings;	/* --showing */
	size_t showing_count;
	const char *recipient;		/* --recipient, or NULL */
	struct toolpass_key key;	/* --key */
	struct certs trusted;		/* --trust */
};

/* array_room(), for options. */
static void *
room(void *at, size_t count, size_t size)
{
	struct dcp_error err = {0};
	void *more = array_room(at, count, size, &err);

	if (more == NULL)
		tool_fail(&kdm_tool, "%s", err.text);
	return more;
}

static void
add_package(struct check *k, const char *path)
{
	struct dcp_error err = {0};
	struct dcp *dcp;

	k->packages = room(k->packages, k->package_count,
	    sizeof(*k->packages));
	dcp = &k->packages[k->package_count];
	*dcp = (struct dcp){0};
	if (!dcp_open(path, dcp, &err))
		tool_fail(&kdm_tool, "--cpl: %s", err.text);
	k->package_count++;
}

/* Without an offset nobody knows which hour is meant. */
static void
add_showing(struct check *k, const char *text)
{
	const struct moment_context nothing_known = {.zone = NULL};
	struct timestamp start;
	struct dcp_error err = {0};

	if (!moment_parse(text, &nothing_known, &start, &err))
		tool_fail(&kdm_tool, "--showing: %s", err.text);
	k->showings = room(k->showings, k->showing_count,
	    sizeof(*k->showings));
	k->showings[k->showing_count++] = start;
}

static void
add_roots(struct check *k, const char *path)
{
	struct dcp_error err = {0};

	if (!certs_load(&k->trusted, path, &err))
		tool_fail(&kdm_tool, "--trust: %s", err.text);
}

static void
read_options(struct check *k, int argc, char *argv[])
{
	int c;

	while ((c = tool_option(&kdm_tool, argc, argv, "jhV", options)) != -1) {
		switch (c) {
		case 'j':
			k->json = true;
			break;
		case OPTION_CPL:
			add_package(k, optarg);
			break;
		case OPTION_RECIPIENT:
			k->recipient = optarg;
			break;
		case OPTION_KEY:
			k->key = toolpass_key(optarg);
			break;
		case OPTION_SHOWING:
			add_showing(k, optarg);
			break;
		case OPTION_TRUST:
			add_roots(k, optarg);
			break;
		default:
			if (!toolpass_take(&kdm_tool, c))
				tool_common(&kdm_tool, c);
		}
	}
	if (optind == argc)
		tool_usage(&kdm_tool);
}

/* The leaf of a file of certificates; by default that beside the key. */
static struct cert *
load_recipient(const struct check *k, const struct privkey *key)
{
	struct dcp_error err = {0};
	struct chain chain = {0};
	struct cert *leaf;

	if (k->recipient == NULL)
		return key == NULL ? NULL :
		    toolkdm_recipient(k->key.uri, key);
	if (!chain_load(&chain, k->recipient, &err))
		tool_fail(&kdm_tool, "--recipient: %s", err.text);
	leaf = cert_share(chain.certs.at[0]);
	chain_clear(&chain);
	return leaf;
}

static enum tool_exit
check(const struct check *k, const struct subject_options *o, const char *path)
{
	struct dcp_error err = {0};
	struct diag d = {0};
	struct verdict v;
	bool ok;

	ok = judge_kdm(path, k->packages, k->package_count, o, &d, &v, &err) &&
	    toolverdict_print(&d, &v, k->json, &err);
	diag_clear(&d);
	if (ok)
		return verdict_is_good(&v) ? TOOL_OK : TOOL_FOUND;
	tool_warn(&kdm_tool, &err);
	return TOOL_FAILED;
}

int
kdm_check(int argc, char *argv[])
{
	struct check k = {0};
	struct subject_options o = {0};
	enum tool_exit status = TOOL_OK;
	struct privkey *key = NULL;
	struct cert *recipient;
	struct dcp_error err = {0};

	read_options(&k, argc, argv);
	if (k.key.uri != NULL && (key = toolpass_load(&kdm_tool, &k.key,
	    &err)) == NULL)
		tool_fail(&kdm_tool, "--key: %s", err.text);
	recipient = load_recipient(&k, key);
	o.now = tool_now(&kdm_tool).seconds;
	o.kdm = (struct subject_kdm){.key = key, .recipient = recipient,
	    .trusted = k.trusted.count == 0 ? NULL : &k.trusted,
	    .showings = k.showings, .showing_count = k.showing_count};
	for (; optind < argc; optind++)
		status = tool_worse(status, check(&k, &o, argv[optind]));
	privkey_free(key);
	cert_free(recipient);
	while (k.package_count > 0)
		dcp_close(&k.packages[--k.package_count]);
	certs_clear(&k.trusted);
	free(k.packages);
	free(k.showings);
	return tool_finish(&kdm_tool, status);
}
