/*
 * pass.h: one file, read once from front to back: its digest, the chain of its
 * packets and every codestream in it are judged from the same bytes.  What is
 * encrypted is opened in memory, on several threads (opener.h).
 */
#ifndef VERIFY_PASS_H
#define VERIFY_PASS_H

#include "base/tally.h"
#include "verify/subject.h"

/*
 * pass_run(options, path, is_mxf, place, diag, evidence, tally, err):
 * Read the file at ${path}, and judge it as a track file if ${is_mxf}.  What
 * is learnt goes to ${evidence}.  A file that cannot be read is a finding.
 * False only if the user wants to stop or memory runs out.
 */
bool pass_run(const struct subject_options *, const char *path, bool is_mxf,
    const struct diag_place *place, struct diag *, struct evidence *,
    struct tally *, struct dcp_error *) CHECKED;

/* Bytes that it will read of a file of ${size}. */
uint64_t pass_size(const struct subject_options *, bool is_mxf, uint64_t size);

#endif
