/*
 * cert.h: X.509 certificates (ITU-T X.509, RFC 5280) as ST 430-2 uses them:
 * what each of them says, and what its public key can do.
 *
 * A certificate that can be decoded is taken as it is: whether what it says is
 * allowed is asked by trust/chain and judged by verify/v_cert.
 */
#ifndef CRYPT_CERT_H
#define CRYPT_CERT_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "crypt/digest.h"

/* One certificate, and all that can be asked of its public key. */
struct cert;

/* An attribute of a name, which a name may hold several times or not at all. */
struct cert_attribute {
	char *text;		/* the first of them, UTF-8; NULL if none */
	unsigned count;
};

/* A distinguished name (ST 430-2, 5.3). */
struct cert_name {
	char *text;		/* RFC 2253, as in an X509IssuerName element */
	struct cert_attribute organization;	/* O */
	struct cert_attribute unit;		/* OU */
	struct cert_attribute common_name;	/* CN: roles, ".", entity */
	struct cert_attribute dn_qualifier;	/* Base64 of the key's id */
	char *not_printable;	/* an attribute that is no PrintableString, or
				   NULL: "O is UTF8String" */
};

/* The algorithm by which a certificate is signed. */
enum cert_signature {
	CERT_SIGNATURE_OTHER,
	CERT_SIGNATURE_RSA_SHA1,
	CERT_SIGNATURE_RSA_SHA256
};

/* Flags of KeyUsage (RFC 5280, 4.2.1.3). */
enum cert_usage {
	CERT_DIGITAL_SIGNATURE	= 1 << 0,
	CERT_NON_REPUDIATION	= 1 << 1,
	CERT_KEY_ENCIPHERMENT	= 1 << 2,
	CERT_DATA_ENCIPHERMENT	= 1 << 3,
	CERT_KEY_AGREEMENT	= 1 << 4,
	CERT_KEY_CERT_SIGN	= 1 << 5,
	CERT_CRL_SIGN		= 1 << 6,
	CERT_ENCIPHER_ONLY	= 1 << 7,
	CERT_DECIPHER_ONLY	= 1 << 8
};

/* How an extension stands in a certificate. */
struct cert_extension {
	bool present;
	bool critical;
	bool bad;		/* it cannot be decoded, or is there twice */
};

/* A key identifier of up to 64 bytes; empty (size 0) where there is none. */
#define CERT_KEY_ID_SIZE_MAX	64	/* bytes */

struct cert_key_id {
	uint8_t bytes[CERT_KEY_ID_SIZE_MAX];
	size_t size;
};

/* What a certificate says. */
struct cert_facts {
	unsigned version;		/* 3 in order */
	char *serial;			/* decimal, "-" in front if negative */
	unsigned serial_bits;		/* of its magnitude */
	struct cert_name issuer;
	struct cert_name subject;

	int64_t not_before;		/* seconds since 1970, UTC */
	int64_t not_after;
	bool dates_bad;			/* one of them is no date in UTC */

	enum cert_signature signature;
	char *signature_name;		/* "sha256WithRSAEncryption" */
	bool signature_differs;		/* inside and outside name two, or with
					   parameters that are not NULL */

	char *key_name;			/* "rsaEncryption" */
	bool key_rsa;			/* and can be used */
	unsigned key_bits;		/* of the modulus */
	char *key_exponent;		/* decimal; NULL if not RSA */

	struct cert_extension basic_constraints;
	bool ca;
	bool has_path_length;
	uint64_t path_length;
	struct cert_extension key_usage;
	unsigned usage;			/* enum cert_usage flags */
	struct cert_extension subject_key_id;
	struct cert_key_id subject_key;
	struct cert_extension authority_key_id;
	struct cert_key_id authority_key;
	char *authority_serial;		/* decimal, or NULL */
	char *authority_issuer;		/* RFC 2253, or NULL */
	char *unknown_critical;		/* the first such extension, or NULL */

	/*
	 * Digests.  The thumbprint that KDMs, device lists and ST 430-2 mean is
	 * the SHA-1 of the TBSCertificate; sha1 and sha256 are of the whole
	 * certificate, as elsewhere; key is the SHA-1 of the bits of the
	 * public key, which is dnQualifier.
	 */
	struct digest thumbprint;
	struct digest sha1;
	struct digest sha256;
	struct digest key;
};

/*
 * cert_parse(der, size, err):
 * The certificate of which ${der} holds the DER form, and nothing behind it.
 * NULL, and DCP_BAD_INPUT, if it is none.  cert_free() takes NULL; cert_share()
 * gives the same certificate to one more owner, who frees it, too.
 */
struct cert *cert_parse(const void *der, size_t size, struct dcp_error *)
    CHECKED;
struct cert *cert_share(struct cert *);
void cert_free(struct cert *);

/* "digitalSignature" for bit 0 of KeyUsage, and so on; NULL beyond the last. */
const char *cert_usage_name(unsigned bit);

/* What it says, and its DER form: both live as long as the certificate. */
const struct cert_facts *cert_facts(const struct cert *);
const uint8_t *cert_der(const struct cert *, size_t *size);

/* The same certificate, to the byte. */
bool cert_equal(const struct cert *, const struct cert *);

/* Append the PEM form to ${to}; the caller asks bytes_ok(). */
void cert_format(const struct cert *, struct bytes *to);

/*
 * cert_thumbprint_format(to, cert):
 * The thumbprint of KDMs as Base64; ${to} holds DIGEST_TEXT_SIZE.
 */
void cert_thumbprint_format(char *to, const struct cert *);

/*
 * cert_issued_by(cert, issuer):
 * Does the signature of ${cert} check with the key of ${issuer}?  Names, dates
 * and extensions are not asked.
 */
bool cert_issued_by(const struct cert *, const struct cert *issuer);

/*
 * cert_verify(cert, kind, data, size, signature, signature_size, err):
 * Is ${signature} the RSA signature (PKCS #1 v1.5, RFC 8017, 8.2) of ${data} by
 * the key of ${cert}?  DCP_REFUSED if not.
 */
bool cert_verify(const struct cert *, enum digest_kind, const void *data,
    size_t size, const void *signature, size_t signature_size,
    struct dcp_error *) CHECKED;

/*
 * cert_wrap(cert, plain, size, to, err):
 * Append to ${to} the ${size} bytes encrypted so that only the owner of the
 * certificate's private key can read them: RSA-OAEP with SHA-1 and MGF1-SHA-1
 * (RFC 8017, 7.1), which ST 430-3 wants for the keys of a KDM.
 */
bool cert_wrap(const struct cert *, const void *plain, size_t size,
    struct bytes *to, struct dcp_error *) CHECKED;

#endif
