/* toolcert.c: see toolcert.h. */
#include "toolcert.h"

#include "verify/v_cert.h"

/* What servers refuse; roles are for whoever knows the purpose. */
static bool
is_fatal(enum chain_fault_kind kind)
{
	const struct rules_row *rule = rules_of(v_cert_rule(kind));

	return rule->severity == FINDING_ERROR &&
	    rule->consequence == FINDING_BLOCKS_INGEST && kind != CHAIN_ROLE;
}

bool
toolcert_check(const struct chain *chain, bool interop, struct dcp_error *err)
{
	const struct chain_purpose purpose = {.leaf_only = true,
	    .interop = interop};
	struct chain_faults faults = {0};
	bool ok = chain_check(chain, &purpose, &faults, err);
	const struct chain_fault *f;
	const struct rules_row *rule;
	size_t i;

	for (i = 0; ok && i < faults.count; i++) {
		f = &faults.fault[i];
		rule = rules_of(v_cert_rule(f->kind));
		if (is_fatal(f->kind))
			ok = error_set(err, DCP_REFUSED, "%s: certificate "
			    "%zu: %s%s%s", rule->name, f->at + 1, rule->text,
			    *f->text == '\0' ? "" : ": ", f->text);
	}
	chain_faults_clear(&faults);
	return ok;
}

bool
toolcert_warn(const struct tool *tool, const char *path,
    const struct certs *certs, struct dcp_error *err)
{
	struct chain chain = {0};
	struct dcp_error why = {0};

	if (!chain_order(&chain, certs, NULL, err))
		return error_in(err, "%s", path);
	if (!toolcert_check(&chain, false, &why))
		tool_note(tool, "%s: warning: keys are sealed to a "
		    "certificate that no server takes: %s", path, why.text);
	else if (!chain_has_role(chain_leaf(&chain), "CS"))
		tool_note(tool, "%s: warning: keys are sealed to a "
		    "certificate without the role CS, which is no house's",
		    path);
	chain_clear(&chain);
	return why.status != DCP_NO_MEMORY || error_memory(err);
}
