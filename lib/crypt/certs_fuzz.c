/* certs_fuzz.c: any bytes as a file of certificates. */
#include "base/fuzzing.h"
#include "crypt/certs.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct certs certs = {0};
	struct bytes text = {0};
	struct cert *again;
	const uint8_t *der;
	size_t i, der_size;

	if (!certs_parse(&certs, bytes, size, &err)) {
		fuzzing_assert(err.status != DCP_OK && certs.count == 0);
		return 0;
	}
	for (i = 0; i < certs.count && i < 4; i++) {
		const struct cert_facts *f = cert_facts(certs.at[i]);

		fuzzing_assert(f->serial != NULL && f->subject.text != NULL &&
		    f->issuer.text != NULL && f->key_name != NULL);
		fuzzing_assert(f->thumbprint.size == 20 && f->key.size == 20);
		der = cert_der(certs.at[i], &der_size);
		again = cert_parse(der, der_size, &err);
		fuzzing_assert(again != NULL && cert_equal(again, certs.at[i]));
		cert_issued_by(again, certs.at[0]);
		cert_format(again, &text);
		cert_free(again);
	}
	bytes_clear(&text);
	certs_clear(&certs);
	return 0;
}
