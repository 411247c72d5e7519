/* chain_fuzz.c: any certificates as a chain, for any purpose. */
#include "base/fuzzing.h"
#include "trust/chain.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct certs certs = {0};
	struct chain_faults faults = {0};
	struct chain_purpose purpose = {.has_time = true, .time = 1704067200,
	    .now = 1704067200, .role = size % 3 == 0 ? "CS" : NULL,
	    .interop = size % 2 == 1, .trusted = &certs};
	struct chain chain;
	size_t i;

	if (!certs_parse(&certs, bytes, size, &err))
		return 0;
	if (chain_order(&chain, &certs, NULL, &err)) {
		fuzzing_assert(chain.certs.count > 0);
		fuzzing_assert(chain.certs.count + chain.strays.count <=
		    certs.count);
		fuzzing_assert(chain_check(&chain, &purpose, &faults, &err));
		for (i = 0; i < faults.count; i++)
			fuzzing_assert(faults.fault[i].at <
			    (faults.fault[i].kind == CHAIN_STRAY ?
			    chain.strays.count : chain.certs.count));
		chain_faults_clear(&faults);
		chain_clear(&chain);
	} else
		fuzzing_assert(err.status != DCP_OK);
	certs_clear(&certs);
	return 0;
}
