/* kdmblock_fuzz.c: any bytes as a key block beside an empty public part. */
#include "base/fuzzing.h"
#include "trust/kdmblock.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct digest signer = {{0}, 20};
	struct dcp_error err = {0};
	struct kdm kdm = {0};
	struct kdmblock b;
	struct bytes text = {0};
	uint8_t key[KDMBLOCK_KEY_SIZE], again[KDMBLOCK_SIZE];
	unsigned faults, fault;

	if (!kdmblock_parse(bytes, size, &b, key, &err))
		return 0;
	faults = kdmblock_compare(&b, &kdm, 0, &signer);
	fuzzing_assert((faults & KDMBLOCK_KEY_ID) != 0);
	for (fault = 1; fault < 1u << KDMBLOCK_FAULTS; fault <<= 1)
		if ((faults & fault) != 0)
			kdmblock_describe(&b, &kdm, 0, &signer,
			    (enum kdmblock_fault)fault, &text);
	bytes_clear(&text);
	kdmblock_format(&b, key, again);
	if (size == KDMBLOCK_SIZE)
		fuzzing_assert(memcmp(again + 16, bytes + 16, size - 16) == 0);
	return 0;
}
