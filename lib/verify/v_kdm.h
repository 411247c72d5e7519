/*
 * v_kdm.h: a key delivery message (ST 430-1, in the envelope of ST 430-3): is
 * it well made, by whom is it signed, and will it do what it is for: play this
 * composition, on this player, on these days.
 *
 * Beside this file: v_kdmwindow (the days), v_kdmparty (signer, recipient and
 * the composition's signer), v_kdmkeys (keys and key blocks), v_kdmdevice
 * (devices and forensic marks).
 */
#ifndef VERIFY_V_KDM_H
#define VERIFY_V_KDM_H

#include "trust/dsig.h"
#include "trust/kdm.h"
#include "verify/subject.h"

/* A message in the judging. */
struct v_kdm {
	const struct kdm *kdm;
	const struct dsig *signature;	/* of the message; line 0: none */
	const struct cpl *cpl;		/* that it is for; NULL: not known */
	const struct dsig *cpl_signature;	/* line 0: none */
	const struct subject_options *options;
	const struct diag_place *place;	/* of the message */
	struct diag *diag;
};

/*
 * v_kdm_judge(kdm, packages, count, options, place, diag, err):
 * Judge a message that was read, against the compositions of ${packages} and
 * what ${options}->kdm has.  What cannot be judged for want of one of them is
 * a skipped check.  False if memory runs out or the cryptographic library
 * fails.
 */
bool v_kdm_judge(const struct kdm *, const struct dcp *packages, size_t count,
    const struct subject_options *, const struct diag_place *, struct diag *,
    struct dcp_error *) CHECKED;

/*
 * v_kdm_judge_file(path, packages, count, options, place, diag, err):
 * The same with the file at ${path}; that it cannot be read is a finding.
 */
bool v_kdm_judge_file(const char *path, const struct dcp *packages,
    size_t count, const struct subject_options *, const struct diag_place *,
    struct diag *, struct dcp_error *) CHECKED;

#endif
