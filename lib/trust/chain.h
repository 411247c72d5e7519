/*
 * chain.h: certificates that vouch for one another, from a leaf to a root, and
 * what ST 430-2 finds wrong with them.
 *
 * What is wrong is stated here, as facts; how bad it is says verify/v_cert.
 * The text of ST 430-2 was not to be had: its rules are taken from what other
 * programs check and quote, and from DCI's compliance test plan, 2.1.
 */
#ifndef TRUST_CHAIN_H
#define TRUST_CHAIN_H

#include "crypt/certs.h"

/* Start with {0}; end with chain_clear(). */
struct chain {
	struct certs certs;	/* leaf first, each issued by the next */
	struct certs strays;	/* were with them, and have no place in it */
};

void chain_clear(struct chain *);

/*
 * chain_order(chain, certs, leaf, err):
 * Put certificates that come in any order into the order of a chain: ${leaf},
 * which is one of them, its issuer, and so on; if ${leaf} is NULL, the leaf of
 * the longest chain.  Doubles are dropped.  ${certs} shares them and stays as
 * it is.  More than LIMIT_CHAIN are DCP_REFUSED, none at all is DCP_BAD_INPUT.
 */
bool chain_order(struct chain *, const struct certs *,
    const struct cert *leaf, struct dcp_error *) CHECKED;

/* The same with the certificates of a PEM or DER file. */
bool chain_load(struct chain *, const char *path, struct dcp_error *) CHECKED;

/* The first, which signs documents or receives keys; the last. */
const struct cert *chain_leaf(const struct chain *);
const struct cert *chain_root(const struct chain *);

/*
 * chain_has_role(cert, role):
 * ${role}, such as "CS", "SM", stands in the CommonName of ${cert}, before its
 * first '.', alone or among others (ST 430-2, 5.3.4).
 */
bool chain_has_role(const struct cert *, const char *role);

/* What can be wrong, in the order in which it is said of one certificate. */
enum chain_fault_kind {
	CHAIN_VERSION,		/* not X.509 version 3 */
	CHAIN_SERIAL,		/* negative, or more than 64 bits */
	CHAIN_SERIAL_LARGE,	/* more than 32 bits */
	CHAIN_SERIAL_TWICE,	/* another has its issuer and number, too */
	CHAIN_ALGORITHM,	/* signed by another than RSA with SHA-256 */
	CHAIN_ALGORITHM_FORM,	/* named twice, and differently */
	CHAIN_KEY,		/* not RSA of 2048 bits with exponent 65537 */
	CHAIN_DATES,		/* not in UTC, or the end before the start */
	CHAIN_DATES_FAR,	/* beyond 2038 */
	CHAIN_EXTENSION_MISSING,
	CHAIN_EXTENSION,	/* cannot be decoded, or is there twice */
	CHAIN_CRITICAL,		/* critical, and unknown to ST 430-2 */
	CHAIN_AUTHORITY,	/* CA:true in a leaf, CA:false in an issuer */
	CHAIN_PATH_LENGTH,	/* absent, or too small for what is below */
	CHAIN_KEY_USAGE,
	CHAIN_ENCODING,		/* a name that is not of PrintableString */
	CHAIN_ORGANIZATION,	/* O absent, twice, or not the issuer's */
	CHAIN_UNIT,		/* OU absent or twice */
	CHAIN_COMMON_NAME,	/* CN absent, twice, or without its '.' */
	CHAIN_DN_QUALIFIER,	/* absent, twice, or not of the public key */
	CHAIN_ROLE,		/* the leaf lacks the role that it needs */
	CHAIN_ROLE_EXTRA,	/* it has others beside it */
	CHAIN_ROLE_AUTHORITY,	/* an issuer has a role */
	CHAIN_SELF_SIGNED,	/* a leaf that vouches for itself */
	CHAIN_LINK,		/* its issuer is not the next's subject */
	CHAIN_SIGNATURE,	/* not signed with the next one's key */
	CHAIN_AUTHORITY_KEY,	/* means another key or serial as its issuer */
	CHAIN_DATES_OUTSIDE,	/* its dates are not within the next one's */
	CHAIN_NOT_YET,		/* not valid yet at the time in question */
	CHAIN_EXPIRED,		/* no longer valid at the time in question */
	CHAIN_EXPIRED_NOW,	/* no longer valid today; the first to end */
	CHAIN_MIXED,		/* signed by another algorithm than the rest */
	CHAIN_INCOMPLETE,	/* does not end with a root */
	CHAIN_UNTRUSTED,	/* ends with a root that is not trusted */
	CHAIN_STRAY,		/* certificates that belong to no chain */
	CHAIN_FAULT_KINDS
};

struct chain_fault {
	enum chain_fault_kind kind;
	size_t at;		/* index in chain->certs; for strays in these */
	char text[512];		/* "have X, want Y", or "" */
};

/* Start with {0}; end with chain_faults_clear(). */
struct chain_faults {
	struct chain_fault *fault;
	size_t count;
};

void chain_faults_clear(struct chain_faults *);

/* What the chain is for; {0}: nothing in particular, at no time. */
struct chain_purpose {
	const char *role;	/* of the leaf: "CS", "SM"; NULL: any or none */
	bool interop;		/* SHA-1, serials of 160 bits, no roles */
	bool leaf_only;		/* issuers need not be there, as of a device */
	bool authority;		/* its first issues certificates, too */
	bool has_time;		/* it must be valid at: */
	int64_t time;		/* seconds since 1970 */
	int64_t now;		/* the same, today; 0: not known */
	const struct certs *trusted;	/* roots; NULL: any is as good */
};

/*
 * chain_check(chain, purpose, faults, err):
 * Add to ${faults} all that is wrong, certificate by certificate, leaf first.
 * False only if memory ran out.
 */
bool chain_check(const struct chain *, const struct chain_purpose *,
    struct chain_faults *, struct dcp_error *) CHECKED;

#endif
