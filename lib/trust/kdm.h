/*
 * kdm.h: key delivery messages (SMPTE ST 430-1, in the envelope of ST 430-3):
 * who may play which composition, when, on which devices; and the content
 * keys for it, each sealed to the one recipient.  One model for reading and
 * for writing.  A DKDM is a KDM to a house instead of a player.
 *
 * Conventions as in package/cpl.h: a value whose has_... is false was absent,
 * or no such value; the notes say which.  Strings are NULL where absent.  In
 * a message that was read they live as long as it does; in one to be written
 * they are the caller's.  Facts only: verify/ judges.
 */
#ifndef TRUST_KDM_H
#define TRUST_KDM_H

#include "base/bytes.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "crypt/digest.h"
#include "xml/xmlnote.h"

/* The file of schemas/ that says how a message looks. */
#define KDM_SCHEMA	"smpte/etm.xsd"

#define KDM_TYPE	"http://www.smpte-ra.org/430-1/2006/KDM#kdm-key-type"

/* Scope of KeyType: of ST 430-1, also meant if absent; and of MDEK. */
#define KDM_SCOPE	"http://www.smpte-ra.org/430-1/2006/KDM#kdm-key-type"
#define KDM_SCOPE_MDEK	"http://www.dolby.com/cp850/2012/KDM#kdm-key-type"

/* In a DeviceList: any device that the recipient trusts (ISDCF Doc 5). */
#define KDM_ASSUME_TRUST	"2jmj7l5rSw0yVb/vlWAYkK/YBwk="

/* Forensic marks; to "above channel" two digits are appended. */
#define KDM_MARK_PICTURE \
	"http://www.smpte-ra.org/430-1/2006/KDM#mrkflg-picture-disable"
#define KDM_MARK_AUDIO \
	"http://www.smpte-ra.org/430-1/2006/KDM#mrkflg-audio-disable"
#define KDM_MARK_ABOVE "http://www.dcimovies.com/430-1/2006/KDM" \
	"#mrkflg-audio-disable-above-channel-"

/* How keys are sealed: RSA-OAEP with SHA-1. */
#define KDM_OAEP	"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
#define KDM_OAEP_DIGEST	"http://www.w3.org/2000/09/xmldsig#sha1"

/* X509IssuerSerial: names a certificate; texts as written. */
struct kdm_certificate_name {
	long line;
	const char *issuer;
	const char *serial;
};

/* DeviceList/CertificateThumbprint. */
struct kdm_device {
	long line;
	const char *text;
	bool has_thumbprint;
	struct digest thumbprint;	/* SHA-1 */
};

/* KeyIdList/TypedKeyId. */
struct kdm_key {
	long line;
	const char *type;		/* "MDIK" */
	const char *scope;		/* NULL if absent: KDM_SCOPE is meant */
	bool has_id;
	struct uuid id;
};

/* ForensicMarkFlagList/ForensicMarkFlag. */
struct kdm_mark {
	long line;
	const char *uri;
};

/* AuthenticatedPrivate/EncryptedKey: a key block, sealed (kdmblock.h). */
struct kdm_sealed {
	long line;
	const char *algorithm;		/* EncryptionMethod; want KDM_OAEP */
	const char *digest;		/* want KDM_OAEP_DIGEST */
	uint8_t *bytes;			/* CipherValue; NULL if it is none */
	size_t size;
};

/* Start with {0}; end with kdm_clear(). */
struct kdm {
	bool has_message_id, has_issue_date, has_cpl_id, has_authenticator,
	    has_not_before, has_not_after, has_device_list_id,
	    has_device_list, has_mark_list, has_other_extensions,
	    has_encrypted_data, has_signature;
	struct uuid message_id;
	const char *type;		/* want KDM_TYPE */
	const char *annotation;
	struct timestamp issue_date;
	struct kdm_certificate_name signer, recipient;
	const char *recipient_subject;
	struct uuid cpl_id;
	const char *title;		/* ContentTitleText */
	const char *authenticator_text;	/* ContentAuthenticator, as written */
	struct digest authenticator;	/* thumbprint of the CPL's signer */
	struct timestamp not_before, not_after;
	const char *not_before_text, *not_after_text;	/* as written */
	struct uuid device_list_id;
	const char *device_list_description;
	struct kdm_device *devices;
	size_t device_count;
	struct kdm_key *keys;		/* as the public part lists them */
	size_t key_count;
	struct kdm_mark *marks;
	size_t mark_count;
	struct kdm_sealed *sealed;	/* in order of the document */
	size_t sealed_count;
	struct xmlnotes notes;
	struct xml_document *document;	/* what it was read from, or NULL */
};

/*
 * kdm_load(path, kdm, err), kdm_parse(document, kdm, err):
 * Read a message as far as it can be read; the notes tell what could not.
 * False only if it is no XML or its root is no DCinemaSecurityMessage.  A
 * message of another kind (no KDMRequiredExtensions) gives its envelope.
 * kdm_parse() takes ${document} over, also on failure.
 */
bool kdm_load(const char *path, struct kdm *, struct dcp_error *) CHECKED;
bool kdm_parse(struct xml_document *, struct kdm *, struct dcp_error *)
    CHECKED;
void kdm_clear(struct kdm *);

/*
 * kdm_format(kdm, to, err):
 * Append the message without its signature, which trust/dsig.h adds: all that
 * ST 430-1 demands must be there.  Dates are written from their timestamps.
 */
bool kdm_format(const struct kdm *, struct bytes *to, struct dcp_error *)
    CHECKED;

/* Append an empty element; NULL if memory ran out or there are too many. */
struct kdm_device *kdm_add_device(struct kdm *, struct dcp_error *) CHECKED;
struct kdm_key *kdm_add_key(struct kdm *, struct dcp_error *) CHECKED;
struct kdm_mark *kdm_add_mark(struct kdm *, struct dcp_error *) CHECKED;
struct kdm_sealed *kdm_add_sealed(struct kdm *, struct dcp_error *) CHECKED;

/* The public part's entry for a key, or NULL. */
const struct kdm_key *kdm_find_key(const struct kdm *, const struct uuid *);

/* One entry only in the device list, and that is KDM_ASSUME_TRUST. */
bool kdm_is_assume_trust(const struct kdm *);

#endif
