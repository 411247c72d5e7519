/* certs.c: see certs.h. */
#include "crypt/certs.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "base/array.h"
#include "base/input.h"
#include "base/limits.h"
#include "crypt/openssl.h"

void
certs_clear(struct certs *certs)
{
	size_t i;

	for (i = 0; i < certs->count; i++)
		cert_free(certs->at[i]);
	free(certs->at);
	*certs = (struct certs){0};
}

bool
certs_add(struct certs *certs, struct cert *cert, struct dcp_error *err)
{
	struct cert **at;

	if (cert == NULL)
		return error_set(err, DCP_NO_MEMORY, "there is no certificate");
	at = array_room(certs->at, certs->count, sizeof(struct cert *), err);
	if (at == NULL) {
		cert_free(cert);
		return false;
	}
	certs->at = at;
	certs->at[certs->count++] = cert;
	return true;
}

/* A certificate as PEM names it: also "X509", and "TRUSTED" with a tail. */
static bool
is_certificate(const char *name)
{
	return strcmp(name, PEM_STRING_X509) == 0 ||
	    strcmp(name, PEM_STRING_X509_OLD) == 0;
}

/*
 * The next PEM block: 1 if there was one, 0 at the end, -1 if it is broken.
 * Blocks that are no certificates may be private keys, so they are wiped.
 */
static int
next_block(struct certs *certs, BIO *from, struct dcp_error *err)
{
	unsigned char *der = NULL;
	char *name = NULL, *header = NULL;
	long size = 0;
	bool ok = true;

	if (PEM_read_bio(from, &name, &header, &der, &size) != 1) {
		if (ERR_GET_REASON(ERR_peek_last_error()) ==
		    PEM_R_NO_START_LINE) {
			ERR_clear_error();
			return 0;
		}
		openssl_failed(err, DCP_BAD_INPUT, "the PEM is broken");
		return -1;
	}
	if (is_certificate(name))
		ok = certs_add(certs, cert_parse(der, (size_t)size, err), err);
	OPENSSL_clear_free(der, (size_t)size);
	OPENSSL_free(name);
	OPENSSL_free(header);
	return ok ? 1 : -1;
}

static bool
parse_pem(struct certs *certs, const void *bytes, size_t size,
    struct dcp_error *err)
{
	BIO *from = BIO_new_mem_buf(bytes, (int)size);
	size_t before = certs->count;
	int got;

	if (from == NULL)
		return error_memory(err);
	while ((got = next_block(certs, from, err)) == 1)
		;
	BIO_free(from);
	if (got == 0 && certs->count > before)
		return true;
	if (got == -1 && certs->count > before)
		error_in(err, "certificate %zu", certs->count - before + 1);
	while (certs->count > before)
		cert_free(certs->at[--certs->count]);
	if (before == 0)
		certs_clear(certs);
	return got == -1 ? false : error_set(err, DCP_BAD_INPUT,
	    "have no certificate, want at least one, in PEM or DER form");
}

bool
certs_parse(struct certs *certs, const void *bytes, size_t size,
    struct dcp_error *err)
{
	const uint8_t *first = bytes;

	if (size > LIMIT_CERTS_SIZE)
		return error_set(err, DCP_REFUSED, "have %zu bytes of "
		    "certificates, want %u at most", size, LIMIT_CERTS_SIZE);
	/* DER begins with the tag of a SEQUENCE, which is '0', and a length. */
	if (size > 1 && first[0] == 0x30 && first[1] >= 0x80)
		return certs_add(certs, cert_parse(bytes, size, err), err);
	return parse_pem(certs, bytes, size, err);
}

bool
certs_load(struct certs *certs, const char *path, struct dcp_error *err)
{
	struct bytes all = {0};
	bool ok = input_load(path, LIMIT_CERTS_SIZE, &all, err) &&
	    (certs_parse(certs, all.at, all.size, err) ||
	    error_in(err, "%s", path));

	OPENSSL_cleanse(all.at, all.size);
	bytes_clear(&all);
	return ok;
}
