/* privsave.c: see privsave.h. */
#include "crypt/privsave.h"

#include <string.h>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "base/output.h"
#include "crypt/openssl.h"

/*
 * Rounds that a passphrase costs who tries them all: a third of a second each
 * (OWASP's advice of 2023 for this function).  OpenSSL's own 2048 date from
 * the year 2000.
 */
#define ROUNDS	600000

/* What PKCS #8 has around the key; its memory is cleansed when freed. */
static X509_SIG *
encrypt(PKCS8_PRIV_KEY_INFO *info, const char *passphrase)
{
	X509_ALGOR *how = PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), ROUNDS, NULL, 0,
	    NULL, NID_hmacWithSHA256);
	X509_SIG *sealed;

	if (how == NULL)
		return NULL;
	sealed = PKCS8_set0_pbe(passphrase, (int)strlen(passphrase), info, how);
	if (sealed == NULL)
		X509_ALGOR_free(how);
	return sealed;
}

static bool
format(const struct privkey *key, const char *passphrase, BIO *to)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(privkey_evp(key));
	X509_SIG *sealed = NULL;
	bool ok = false;

	if (info == NULL)
		return false;
	if (passphrase == NULL) {
		ok = PEM_write_bio_PKCS8_PRIV_KEY_INFO(to, info) == 1;
	} else {
		sealed = encrypt(info, passphrase);
		ok = sealed != NULL && PEM_write_bio_PKCS8(to, sealed) == 1;
	}
	X509_SIG_free(sealed);
	PKCS8_PRIV_KEY_INFO_free(info);
	return ok;
}

bool
privsave_file(const struct privkey *key, const char *path,
    const char *passphrase, struct dcp_error *err)
{
	BIO *to = BIO_new(BIO_s_secmem());
	char *at = NULL;
	long size;
	bool ok = false;

	if (to == NULL)
		return error_memory(err);
	if (passphrase != NULL && passphrase[0] == '\0')
		error_set(err, DCP_REFUSED, "%s: have an empty passphrase, "
		    "want one that protects", path);
	else if (!format(key, passphrase, to))
		openssl_failed(err, DCP_REFUSED,
		    "this private key cannot be written to a file");
	else if ((size = BIO_get_mem_data(to, &at)) > 0)
		/* From OpenSSL's buffer: no other memory has the key. */
		ok = output_save_secret(path, at, (size_t)size, err);
	BIO_free(to);
	return ok;
}
