/* toolsign.c: see toolsign.h. */
#include "toolsign.h"

#include "base/path.h"
#include "verify/v_cert.h"
#include "verify/v_sign.h"

bool
toolsign_take(const struct tool *tool, struct toolsign *o, int c)
{
	switch (c) {
	case TOOLSIGN_SIGN:
		if (o->chain != NULL)
			tool_fail(tool, "have --sign twice, want one signer");
		o->chain = optarg;
		break;
	case TOOLSIGN_KEY:
		if (o->key.uri != NULL)
			tool_fail(tool, "have --sign-key twice, want one");
		o->key = toolpass_key(optarg);
		break;
	default:
		return toolpass_take(tool, c);
	}
	return true;
}

/* "chain.pem: cert.role: certificate 1: ...: have ...", and what helps. */
static bool
describe(const struct toolsign *o, const struct chain_fault *f,
    const struct rules_row *rule, struct bytes *to, struct dcp_error *err)
{
	bytes_reset(to);
	bytes_printf(to, "%s: %s: certificate %zu: %s%s%s", o->chain,
	    rule->name, f->at + 1, rule->text, *f->text == '\0' ? "" : ": ",
	    f->text);
	if (f->kind == CHAIN_NOT_YET)
		bytes_printf(to, ": want a certificate that begins earlier "
		    "(dcp-cert make --from), or a document made with a "
		    "later --issue-date");
	return bytes_ok(to, err);
}

/* As dcp-verify(1) would say it. */
static bool
judge(const struct tool *tool, const struct toolsign *o,
    const struct chain_fault *f, struct bytes *text, struct dcp_error *err)
{
	const struct rules_row *rule = rules_of(v_cert_rule(f->kind));

	if (!describe(o, f, rule, text, err))
		return false;
	if (rule->severity == FINDING_ERROR)
		return error_set(err, DCP_REFUSED, "%s", bytes_text(text));
	tool_note(tool, "%s: %s", finding_severity_name(rule->severity),
	    bytes_text(text));
	return true;
}

bool
toolsign_check(const struct tool *tool, const struct toolsign *o,
    const struct signer *signer, const struct chain_purpose *purpose,
    struct dcp_error *err)
{
	struct chain_faults faults = {0};
	struct bytes text = {0};
	bool ok = chain_check(&signer->chain, purpose, &faults, err);
	size_t i;

	for (i = 0; ok && i < faults.count; i++)
		ok = judge(tool, o, &faults.fault[i], &text, err);
	chain_faults_clear(&faults);
	bytes_clear(&text);
	return ok;
}

bool
toolsign_check_output(const struct toolsign *o, const char *output,
    struct dcp_error *err)
{
	return (o->chain == NULL || path_check_input(output, o->chain, err)) &&
	    (o->key.uri == NULL ||
	    toolpass_check_output(&o->key, output, err));
}

bool
toolsign_open(const struct tool *tool, struct toolsign *o, const char *output,
    struct signer *signer, struct dcp_error *err)
{
	struct privkey *key;
	const char *option;

	*signer = (struct signer){0};
	if (o->chain == NULL && o->key.uri == NULL)
		return true;
	if (o->chain == NULL)
		tool_fail(tool, "have --sign-key, want --sign too: the "
		    "certificates");
	option = o->key.uri == NULL ? "--sign without --sign-key" : "--sign-key";
	if (o->key.uri == NULL)
		o->key = toolpass_key(o->chain);
	if (output != NULL && !toolsign_check_output(o, output, err))
		return false;
	key = toolpass_load(tool, &o->key, err);
	return key != NULL ? signer_load(signer, o->chain, key, err) :
	    error_in(err, "%s", option);
}

bool
toolsign_load(const struct tool *tool, struct toolsign *o, const char *output,
    const struct chain_purpose *purpose, struct signer *signer,
    struct dcp_error *err)
{
	if (!toolsign_open(tool, o, output, signer, err))
		return false;
	if (signer->key == NULL ||
	    toolsign_check(tool, o, signer, purpose, err))
		return true;
	signer_clear(signer);
	return false;
}

bool
toolsign_load_for(const struct tool *tool, struct toolsign *o,
    const char *output, const struct timestamp *issue_date,
    struct signer *signer, struct dcp_error *err)
{
	struct chain_purpose purpose = v_sign_purpose(DIALECT_SMPTE, true,
	    issue_date);

	purpose.now = tool_now(tool).seconds;
	return toolsign_load(tool, o, output, &purpose, signer, err);
}

bool
toolsign_put(const struct signer *signer, enum dsig_profile profile,
    const struct bytes *text, struct bytes *to, struct dcp_error *err)
{
	if (signer->key != NULL)
		return dsig_sign(text->at, text->size, profile, signer, to,
		    err);
	bytes_put(to, text->at, text->size);
	return bytes_ok(to, err);
}
