/*
 * v_sign.h: signatures of playlists, packing lists and key messages, and
 * whether who signed them was entitled to it at the time.
 */
#ifndef VERIFY_V_SIGN_H
#define VERIFY_V_SIGN_H

#include "trust/dsig.h"
#include "verify/subject.h"

/*
 * v_sign_judge(dsig, purpose, place, d, err):
 * Report all that dsig_check() found, and what v_cert has to say of the
 * certificates for ${purpose}.  False only if memory ran out.
 * v_sign_require() is the same, and also reports that there is no signature.
 */
bool v_sign_judge(const struct dsig *, const struct chain_purpose *,
    const struct diag_place *, struct diag *, struct dcp_error *) CHECKED;

bool v_sign_require(const struct dsig *, const struct chain_purpose *,
    const struct diag_place *, struct diag *, struct dcp_error *) CHECKED;

/* The profile and the purpose of playlists and lists of this dialect. */
enum dsig_profile v_sign_profile(enum dialect);
struct chain_purpose v_sign_purpose(enum dialect, bool has_issue_date,
    const struct timestamp *issue_date);

/* A document of a package that was read; one that is not signed is passed. */
struct v_sign_document {
	const struct xml_document *document;
	enum dialect dialect;
	bool has_issue_date;
	struct timestamp issue_date;
};

void v_sign_document(const struct subject *, const struct diag_place *,
    const struct v_sign_document *);

#endif
