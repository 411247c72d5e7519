/*
 * kdmmake.h: new key delivery messages, signed, and what a server would
 * refuse them for.
 */
#ifndef TRUST_KDMMAKE_H
#define TRUST_KDMMAKE_H

#include "trust/keyring.h"
#include "trust/kdm.h"
#include "trust/signer.h"

/* What all messages of one batch have in common; nothing in it is owned. */
struct kdmmake {
	struct uuid cpl_id;
	const char *title;
	const struct kdm_key *keys;	/* type, scope and id of each */
	size_t key_count;
	bool has_authenticator;
	struct digest authenticator;	/* thumbprint of the CPL's signer */
	const char *const *marks;	/* URIs: forensic marks to leave out */
	size_t mark_count;
	struct timestamp issue_date;
	int64_t now;			/* seconds since 1970; 0: not known */
	bool has_limits;		/* of the DKDM that has the keys: */
	struct timestamp not_before, not_after;
	const struct keyring *ring;	/* has all of the keys */
	const struct signer *signer;
};

/* For whom one of them is, and when. */
struct kdmmake_recipient {
	const struct cert *cert;
	struct timestamp not_before, not_after;
	const struct digest *devices;	/* thumbprints; none: trust assumed */
	size_t device_count;
	const char *annotation;		/* NULL: the title */
	struct uuid message_id, device_list_id;
};

/* What may be wrong all the same, as somebody insists on it. */
enum kdmmake_insist {
	KDMMAKE_ROLE = 1 << 0,		/* the recipient's role */
	KDMMAKE_WINDOW = 1 << 1,	/* beyond a certificate's dates, or over */
	KDMMAKE_DKDM = 1 << 2,		/* beyond the DKDM's window */
	KDMMAKE_CERTIFICATE = 1 << 3,	/* the recipient's; the caller looks */
	KDMMAKE_SIGNATURE = 1 << 4,	/* the composition's; the same */
	KDMMAKE_ALL = (1 << 5) - 1
};

/*
 * kdmmake_check(batch, recipient, dkdm, insist, err):
 * DCP_REFUSED, and why, if servers would refuse the message, or its
 * maker has no right to it: a window that ends before it begins or is over now,
 * or does not lie within the dates of the recipient's certificate, and in the
 * window of the DKDM; text that no message can hold; a recipient that is no player (role SM, ST 430-2), or with ${dkdm} no
 * house (CS), or whose key is not RSA of 2048 bits.  ${insist} are those of
 * enum kdmmake_insist not to look at.
 */
bool kdmmake_check(const struct kdmmake *, const struct kdmmake_recipient *,
    bool dkdm, unsigned insist, struct dcp_error *) CHECKED;

/*
 * kdmmake_check_signer(batch, recipient, insist, err):
 * The same of the signer: a window that does not lie within the dates of every
 * one of his certificates.
 */
bool kdmmake_check_signer(const struct kdmmake *,
    const struct kdmmake_recipient *, unsigned insist, struct dcp_error *)
    CHECKED;

/*
 * kdmmake_format(batch, recipient, to, err):
 * Append the message, sealed and signed, to ${to}.  DCP_REFUSED if a key is not
 * in the ring.  Safe from several threads at once.
 */
bool kdmmake_format(const struct kdmmake *, const struct kdmmake_recipient *,
    struct bytes *to, struct dcp_error *) CHECKED;

#endif
