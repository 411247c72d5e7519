/*
 * v_j2k.h: one JPEG 2000 codestream against the cinema profiles of ISO/IEC
 * 15444-1 (A.10), SMPTE RDD 52 and the limits of a profile.
 */
#ifndef VERIFY_V_J2K_H
#define VERIFY_V_J2K_H

#include "j2k/codestream.h"
#include "j2k/dciprofile.h"
#include "verify/diag.h"

/* A frame, and where its findings go. */
struct v_j2k_frame {
	struct diag *diag;
	const struct diag_place *place;
	bool bv21;			/* RDD 52 applies: not to Interop */
	struct rational rate;		/* of one eye */
	uint64_t number;		/* edit unit */
	const struct dciprofile *profile;
	struct dciprofile_limits limits;
};

/* Judge one codestream by itself. */
void v_j2k_judge(const struct v_j2k_frame *, const struct codestream *);

/* Report under ${rule} if two codestreams are not coded alike. */
void v_j2k_compare(const struct v_j2k_frame *, enum rule rule,
    const struct codestream *have, const struct codestream *want);

#endif
