/* kdmsigned.c: see kdmsigned.h. */
#include "trust/kdmsigned.h"

#include "trust/dsig.h"

static bool
refuse(const struct dsig *dsig, struct dcp_error *err)
{
	const struct dsig_fault *f = dsig->faults;

	if (dsig->line == 0)
		return error_set(err, DCP_BAD_INPUT, "is not signed");
	if (dsig->fault_count == 0)
		return error_set(err, DCP_BAD_INPUT, "line %ld: the signature "
		    "does not hold", dsig->line);
	return error_set(err, DCP_BAD_INPUT, "line %ld: the signature does not "
	    "hold: %s", f->line, f->kind == DSIG_DIGEST ?
	    "the message was altered after it was signed" : f->text);
}

bool
kdmsigned_check(const struct kdm *kdm, struct digest *signer,
    struct dcp_error *err)
{
	struct dsig dsig = {0};
	bool ok = dsig_check(kdm->document, DSIG_MESSAGE, &dsig, err);

	*signer = (struct digest){0};
	if (ok && !dsig.intact)
		ok = refuse(&dsig, err);
	if (ok)
		*signer = cert_facts(dsig.certs.at[dsig.leaf])->thumbprint;
	dsig_clear(&dsig);
	return ok;
}
