/*
 * kdmcontent.h: what key delivery messages are about: one composition, and
 * the keys of its encrypted track files; from the composition itself, or from
 * a message that somebody else made for it (a DKDM).
 */
#ifndef MASTER_KDMCONTENT_H
#define MASTER_KDMCONTENT_H

#include "package/cpl.h"
#include "trust/kdm.h"
#include "trust/keyring.h"

/* Start with {0}; end with kdmcontent_clear().  Texts live as the source. */
struct kdmcontent {
	const struct cpl *cpl;		/* NULL: from a message */
	struct uuid cpl_id;
	const char *title;
	struct kdm_key *keys;
	size_t key_count;
	bool has_authenticator;
	struct digest authenticator;	/* who signed the composition */
	struct dcp_error altered;	/* why its signature does not hold */
};

/*
 * kdmcontent_of_cpl(cpl, content, err):
 * Id and title, and a key for each encrypted asset, once: MDIK of pictures,
 * MDAK of sound, MDSK of timed text, MDEK of auxiliary data.  DCP_REFUSED if
 * nothing in it is encrypted.  The authenticator is the thumbprint of the
 * certificate that signed the composition, if its signature is intact; if it
 * has one that is not, content->altered says why.
 */
bool kdmcontent_of_cpl(const struct cpl *, struct kdmcontent *,
    struct dcp_error *) CHECKED;

/*
 * The same as a message says, whose authenticator and keys are passed on;
 * DCP_BAD_INPUT, with what is wrong, if its signature is not intact.
 */
bool kdmcontent_of_kdm(const struct kdm *, struct kdmcontent *,
    struct dcp_error *) CHECKED;

/* One more key: of a forensic mark, say.  ${type} must live as long. */
bool kdmcontent_add(struct kdmcontent *, const char *type,
    const struct uuid *id, struct dcp_error *) CHECKED;

/*
 * kdmcontent_check(content, ring, err):
 * All keys are in ${ring}, and of the types that it says.  DCP_REFUSED, with
 * the first that is not, and of which track file it is, as far as is known.
 */
bool kdmcontent_check(const struct kdmcontent *, const struct keyring *,
    struct dcp_error *) CHECKED;

void kdmcontent_clear(struct kdmcontent *);

#endif
