/*
 * dsig.h: XML signatures (W3C XML-Signature, 12 February 2002) in the three
 * narrow forms that digital cinema has, and nothing else.
 *
 * A reader states facts and faults; which fault matters is judged in verify/.
 * What a stranger writes cannot make a document look signed that is not:
 *
 * - one Signature, a child of the root and its last element; others anywhere,
 *   and Manifests and Objects, are faults;
 * - it must cover exactly what its profile names: the whole document (URI "")
 *   for playlists and lists, the two Authenticated parts, children of the root
 *   whose Id no other element has in any spelling, for messages;
 * - only the algorithms of enum dsig_algorithm: no HMAC, no transform but the
 *   enveloped one (XPath and XSLT are never run), nothing is ever fetched;
 * - the key is that of a certificate in KeyInfo, of no other form of key; at
 *   most LIMIT_CERTIFICATES certificates of LIMIT_CERT_SIZE bytes.
 *
 * `intact` says that all of this is so, every digest is right and so is the
 * value of the signature.  It does not say that the signer is to be trusted:
 * that is for trust/chain.h.
 */
#ifndef TRUST_DSIG_H
#define TRUST_DSIG_H

#include "base/bytes.h"
#include "crypt/digest.h"
#include "trust/chain.h"
#include "xml/xmlread.h"

struct signer;		/* trust/signer.h */

enum dsig_profile {
	DSIG_SMPTE,	/* playlists and lists: ST 429-7, 6.13; 429-8, 5.10 */
	DSIG_INTEROP,	/* the same of the drafts of 2004 */
	DSIG_MESSAGE	/* key delivery messages: ST 430-3, 8 */
};

/* What an Algorithm says; all URIs that are read and written. */
enum dsig_algorithm {
	DSIG_UNKNOWN,
	DSIG_C14N, DSIG_C14N_COMMENTS,
	DSIG_RSA_SHA1, DSIG_RSA_SHA256,
	DSIG_ENVELOPED,
	DSIG_SHA1, DSIG_SHA256
};

/* What a profile wants. */
struct dsig_form {
	bool message;			/* not playlist or list */
	enum dsig_algorithm canonical, method, digest;
	enum dsig_algorithm transform;	/* DSIG_UNKNOWN: none */
	const char *covered[2];		/* NULL: the document */
};

#define DSIG_SPACE	"http://www.w3.org/2000/09/xmldsig#"

/* What can be wrong; each is a rule of dcp-verify. */
enum dsig_fault_kind {
	DSIG_FORM,		/* not built as XML-Signature has it */
	DSIG_PLACE,		/* several, or not where it has to be */
	DSIG_CANONICAL,		/* CanonicalizationMethod not the profile's */
	DSIG_METHOD,		/* SignatureMethod not the profile's */
	DSIG_DIGEST_METHOD,	/* neither SHA-1 nor SHA-256 */
	DSIG_TRANSFORM,		/* not the transforms of the profile */
	DSIG_COVERAGE,		/* does not cover what it has to */
	DSIG_DIGEST,		/* the document is not the one signed */
	DSIG_VALUE,		/* SignatureValue is not of the leaf's key */
	DSIG_CERTIFICATE,	/* absent, unreadable, too many, or twice */
	DSIG_ISSUER_SERIAL,	/* X509IssuerSerial is not its certificate's */
	DSIG_ORDER,		/* KeyInfo is not from leaf to root */
	DSIG_SIGNER,		/* Signer is absent, or names not the leaf */
	DSIG_FAULTS
};

struct dsig_fault {
	enum dsig_fault_kind kind;
	long line;
	char text[512];		/* "have X, want Y" */
};

struct dsig_reference {
	long line;
	const char *uri;		/* as written */
	const struct xml_element *covers;	/* the root for "", or NULL */
	enum dsig_algorithm digest;	/* DSIG_SHA1, DSIG_SHA256, UNKNOWN */
	bool right;			/* the digest is that of `covers` */
};

/* References of one signature: the message has two. */
#define DSIG_REFERENCES	2

/* Start with {0}; end with dsig_clear().  Texts live as the document. */
struct dsig {
	enum dsig_profile profile;
	long line;			/* of Signature; 0: there is none */
	enum dsig_algorithm canonical, method;
	struct dsig_reference references[DSIG_REFERENCES];
	size_t reference_count;
	struct certs certs;		/* as in KeyInfo: leaf first if right */
	struct chain chain;		/* in order, for chain_check() */
	size_t leaf;			/* index in certs of the chain's leaf */
	bool intact;			/* see above */
	struct dsig_fault *faults;
	size_t fault_count;
};

/*
 * dsig_check(document, profile, dsig, err):
 * Read and check the signature of ${document}.  One that is not there gives a
 * ${dsig} with `line` 0 and no fault.  False only if memory runs out or the
 * cryptographic library fails.  The certificates are ${dsig}'s.
 */
bool dsig_check(const struct xml_document *, enum dsig_profile, struct dsig *,
    struct dcp_error *) CHECKED;
void dsig_clear(struct dsig *);

/*
 * dsig_require(dsig, err):
 * DCP_BAD_INPUT, with the fault that says most, if it is not intact: for who
 * is going to use the document.
 */
bool dsig_require(const struct dsig *, struct dcp_error *) CHECKED;

/* The document has a Signature below its root, right or not. */
bool dsig_is_signed(const struct xml_document *);

/*
 * dsig_sign(text, size, profile, signer, to, err):
 * Append to ${to} the document ${text}, signed by ${signer}: its bytes stay as
 * they are, and before the end of the root are inserted a Signer (playlists and
 * lists; in the root's namespace) and the Signature, as ${profile} wants them.
 * The document must be in UTF-8; a message has its two parts already.
 * DCP_REFUSED if there is a Signature or a Signer of the root; DCP_UNSUPPORTED
 * for another encoding.
 */
bool dsig_sign(const void *text, size_t size, enum dsig_profile,
    const struct signer *, struct bytes *to, struct dcp_error *) CHECKED;

/*
 * dsig_strip(text, size, to, err):
 * Append ${text} without the Signer and Signature of its root, and the white
 * space before them; what has none is appended as it is.
 */
bool dsig_strip(const void *text, size_t size, struct bytes *to,
    struct dcp_error *) CHECKED;

const struct dsig_form *dsig_form(enum dsig_profile);

/* The algorithm of a URI, and its URI; "" for DSIG_UNKNOWN. */
enum dsig_algorithm dsig_algorithm(const char *uri);
const char *dsig_algorithm_uri(enum dsig_algorithm);

/* The digest that is one of these algorithms, or a part of it. */
enum digest_kind dsig_digest(enum dsig_algorithm);

/* "rsa-sha256", "sha1", "c14n", ...; "unknown". */
const char *dsig_algorithm_name(enum dsig_algorithm);

#endif
