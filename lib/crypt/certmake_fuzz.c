/* certmake_fuzz.c: any bytes as a request for a certificate. */
#include "base/fuzzing.h"
#include "crypt/certmake.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct certmake_request *request =
	    certmake_request_parse(bytes, size, &err);

	fuzzing_assert((request == NULL) == (err.status != DCP_OK));
	certmake_request_free(request);
	return 0;
}
