/*
 * v_file.h: the files of a package against what its documents say of them:
 * sizes, digests, ids; and the track files by themselves (pass.h).  Several
 * files at once.
 */
#ifndef VERIFY_V_FILE_H
#define VERIFY_V_FILE_H

#include "verify/subject.h"

/*
 * v_file_judge(s, err):
 * Read all files, fill in ${s}->evidence, and judge.  False only if the user
 * wants to stop or memory runs out.
 */
bool v_file_judge(const struct subject *, struct dcp_error *) CHECKED;

/*
 * v_file_note_skipped(d, place, e):
 * What was not looked into in a track file, so that nobody takes silence for
 * praise.
 */
void v_file_note_skipped(struct diag *, const struct diag_place *,
    const struct evidence *);

#endif
