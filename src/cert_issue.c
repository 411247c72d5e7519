/* cert_issue: one more leaf, for a key that exists or for a fresh one. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cert.h"
#include "crypt/privsave.h"
#include "crypt/secret.h"
#include "toolpass.h"

enum {
	OPTION_SERIAL = CERT_NEXT, OPTION_PROTECT, OPTION_ISSUER,
	OPTION_ISSUER_KEY, OPTION_KEY, OPTION_NEW_KEY, OPTION_REQUEST
};

static const struct option options[] = {
	{"unit", required_argument, NULL, CERT_UNIT},
	{"name", required_argument, NULL, CERT_NAME},
	{"role", required_argument, NULL, CERT_ROLE},
	{"from", required_argument, NULL, CERT_FROM},
	{"to", required_argument, NULL, CERT_TO},
	{"serial", required_argument, NULL, OPTION_SERIAL},
	{"protect", no_argument, NULL, OPTION_PROTECT},
	{"issuer", required_argument, NULL, OPTION_ISSUER},
	{"issuer-key", required_argument, NULL, OPTION_ISSUER_KEY},
	{"key", required_argument, NULL, OPTION_KEY},
	{"new-key", required_argument, NULL, OPTION_NEW_KEY},
	{"request", required_argument, NULL, OPTION_REQUEST},
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	struct house house;
	bool has_serial, protect;
	const char *issuer, *request;
	struct toolpass_key issuer_key, key;	/* exist */
	struct toolpass_key new_key;		/* does not, yet */
};

/* Whose the leaf is, and who issues it. */
struct parties {
	struct signer by;
	struct privkey *key;		/* NULL with a request */
	struct certmake_request *request;
};

static void
read_option(struct settings *s, int c)
{
	const struct tool *tool = &cert_tool;

	switch (c) {
	case OPTION_SERIAL:
		s->has_serial = true;
		s->house.serial = tool_number(tool, "--serial", optarg, 1,
		    INT64_MAX);
		break;
	case OPTION_PROTECT:
		s->protect = true;
		break;
	case OPTION_ISSUER:
		s->issuer = optarg;
		break;
	case OPTION_ISSUER_KEY:
		s->issuer_key = toolpass_key(optarg);
		break;
	case OPTION_KEY:
		s->key = toolpass_key(optarg);
		break;
	case OPTION_NEW_KEY:
		s->new_key = toolpass_key(optarg);
		break;
	case OPTION_REQUEST:
		s->request = optarg;
		break;
	default:
		if (!cert_take(&s->house, c) && !toolpass_take(tool, c))
			tool_common(tool, c);
	}
}

static void
check_options(const struct settings *s)
{
	if (s->issuer == NULL || s->issuer_key.uri == NULL)
		tool_fail(&cert_tool, "--issuer and --issuer-key are missing");
	if (s->house.name == NULL)
		tool_fail(&cert_tool, "--name is missing");
	if ((s->key.uri != NULL) + (s->new_key.uri != NULL) +
	    (s->request != NULL) != 1)
		tool_fail(&cert_tool, "have none or several, want one of "
		    "--key, --new-key and --request");
	if (s->protect && s->new_key.uri == NULL)
		tool_fail(&cert_tool, "--protect wants --new-key");
}

/* What the options left out is as the issuer has it. */
static void
settle(struct settings *s, const struct cert *issuer)
{
	const struct cert_facts *f = cert_facts(issuer);
	bool has_from = s->house.not_before != 0;

	if (s->house.unit == NULL)
		s->house.unit = f->subject.unit.text;
	if (s->house.unit == NULL)
		s->house.unit = s->house.name;
	if (s->house.not_after == 0)
		s->house.not_after = f->not_after;
	cert_settle(&s->house, s->has_serial);
	if (!has_from && s->house.not_before < f->not_before)
		s->house.not_before = f->not_before;
}

static bool
load(const struct settings *s, struct parties *p, struct dcp_error *err)
{
	if (!signer_load(&p->by, s->issuer,
	    toolpass_load(&cert_tool, &s->issuer_key, err), err))
		return false;
	if (s->request != NULL)
		p->request = certmake_request_load(s->request, err);
	else if (s->key.uri != NULL)
		p->key = toolpass_load(&cert_tool, &s->key, err);
	else
		p->key = privkey_make(err);
	return p->request != NULL || p->key != NULL;
}

static bool
save_key(const struct settings *s, const struct privkey *key,
    struct dcp_error *err)
{
	char *passphrase = NULL;
	bool ok = true;

	if (s->protect) {
		passphrase = secret_new(PRIVKEY_PASSPHRASE_SIZE, err);
		ok = passphrase != NULL && toolpass_ask(&cert_tool,
		    &s->new_key, "the passphrase of the new private key", true,
		    passphrase, PRIVKEY_PASSPHRASE_SIZE, err);
	}
	tool_catch_signals();
	ok = ok && privsave_file(key, s->new_key.uri, passphrase, err);
	secret_free(passphrase);
	return ok;
}

static bool
run(struct settings *s, struct parties *p, struct bytes *out,
    struct dcp_error *err)
{
	struct chain chain = {{0}, {0}};
	bool ok = load(s, p, err);

	if (ok) {
		settle(s, chain_leaf(&p->by.chain));
		ok = house_issue(&s->house, p->key, p->request, &p->by, &chain,
		    err) && cert_judge(&chain, err) &&
		    (s->new_key.uri == NULL || save_key(s, p->key, err));
	}
	if (ok)
		cert_format_chain(&chain, out);
	chain_clear(&chain);
	return ok && bytes_ok(out, err);
}

/*
 * A new key is of no use without its certificate, and would be in the way of
 * the same command.
 */
static bool
print_chain(const struct settings *s, const struct bytes *text,
    struct dcp_error *err)
{
	if (fwrite(text->at, 1, text->size, stdout) == text->size &&
	    fflush(stdout) == 0)
		return true;
	error_system(err);
	if (s->new_key.uri != NULL)
		unlink(s->new_key.uri);
	return error_in(err, "stdout");
}

int
cert_issue(int argc, char *argv[])
{
	struct settings s = {.protect = false};
	struct parties p = {.key = NULL};
	struct dcp_error err = {0};
	struct bytes out = {0};
	bool ok;
	int c;

	while ((c = tool_option(&cert_tool, argc, argv, "hV", options)) != -1)
		read_option(&s, c);
	if (optind != argc)
		tool_usage(&cert_tool);
	check_options(&s);
	ok = run(&s, &p, &out, &err) && print_chain(&s, &out, &err);
	if (!ok)
		tool_warn(&cert_tool, &err);
	bytes_clear(&out);
	signer_clear(&p.by);
	privkey_free(p.key);
	certmake_request_free(p.request);
	return ok ? tool_finish(&cert_tool, TOOL_OK) : TOOL_FAILED;
}
