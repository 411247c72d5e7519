/*
 * certmake.h: issue certificates of the form that ST 430-2 wants: X.509
 * version 3, RSA of 2048 bits, SHA-256, dnQualifier from the key, names in
 * PrintableString, key identifiers of subject and issuer.
 */
#ifndef CRYPT_CERTMAKE_H
#define CRYPT_CERTMAKE_H

#include "crypt/privkey.h"

/* What to write into a certificate. */
struct certmake {
	const char *organization;	/* O: the same in all of a chain */
	const char *unit;		/* OU */
	const char *common_name;	/* CN: "CS.name", ".name" */
	int64_t not_before;		/* seconds since 1970 */
	int64_t not_after;
	uint64_t serial;
	bool authority;			/* it issues others */
	unsigned path_length;		/* if so: issuers below it */
};

/* A request for a certificate (PKCS #10, RFC 2986): somebody's public key. */
struct certmake_request;

/*
 * certmake_request_parse(bytes, size, err), certmake_request_load(path, err):
 * The request in PEM or DER form, or in a file of it.  It must be signed with
 * the key that it is for.  Its names are not used: who issues a certificate
 * says what stands in it.  NULL on failure.  certmake_request_free() takes
 * NULL.
 */
struct certmake_request *certmake_request_parse(const void *, size_t size,
    struct dcp_error *) CHECKED;
struct certmake_request *certmake_request_load(const char *path,
    struct dcp_error *) CHECKED;
void certmake_request_free(struct certmake_request *);

/*
 * certmake_issue(what, key, issuer, issuer_key, err):
 * A certificate for the public half of ${key}, issued by ${issuer} with
 * ${issuer_key}; a root, signed with ${key} itself, if ${issuer} is NULL.
 * Refused (DCP_REFUSED) are names that PrintableString cannot hold, keys of
 * another kind, and an ${issuer_key} that is not the issuer's.  The caller
 * frees the result.
 */
struct cert *certmake_issue(const struct certmake *, const struct privkey *key,
    const struct cert *issuer, const struct privkey *issuer_key,
    struct dcp_error *) CHECKED;

/* The same for a key that somebody else has. */
struct cert *certmake_answer(const struct certmake *,
    const struct certmake_request *, const struct cert *issuer,
    const struct privkey *issuer_key, struct dcp_error *) CHECKED;

#endif
