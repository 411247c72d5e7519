/* kdmsigned.c: see kdmsigned.h. */
#include "trust/kdmsigned.h"

#include "trust/dsig.h"

bool
kdmsigned_check(const struct kdm *kdm, struct digest *signer,
    struct dcp_error *err)
{
	struct dsig dsig = {0};
	bool ok = dsig_check(kdm->document, DSIG_MESSAGE, &dsig, err);

	*signer = (struct digest){0};
	ok = ok && dsig_require(&dsig, err);
	if (ok)
		*signer = cert_facts(dsig.certs.at[dsig.leaf])->thumbprint;
	dsig_clear(&dsig);
	return ok;
}
