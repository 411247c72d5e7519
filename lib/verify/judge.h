/*
 * judge.h: everything about one package, or one file by itself: which rules
 * apply, in which order, and the sum of it.
 */
#ifndef VERIFY_JUDGE_H
#define VERIFY_JUDGE_H

#include "report/verdict.h"
#include "verify/subject.h"

/*
 * judge_path(path, others, other_count, options, diag, verdict, err):
 * Judge the package in the folder ${path}, or the playlist, packing list, key
 * message or track file ${path}.  Assets that are not there are looked for in
 * ${others}.  Findings are added to ${diag}, in order of severity, and summed
 * up in ${verdict}, which borrows ${path}.  False if ${path} is not there or
 * is nothing of that, if the user wants to stop, or if memory runs out.
 */
bool judge_path(const char *path, const struct dcp *others, size_t other_count,
    const struct subject_options *, struct diag *, struct verdict *,
    struct dcp_error *) CHECKED;

/*
 * judge_kdm(path, packages, count, options, diag, verdict, err):
 * The same of the key delivery message at ${path} alone: a file that is none is
 * DCP_BAD_INPUT.  Its keys are compared with the compositions of ${packages},
 * and it with all that ${options}->kdm has.
 */
bool judge_kdm(const char *path, const struct dcp *packages, size_t count,
    const struct subject_options *, struct diag *, struct verdict *,
    struct dcp_error *) CHECKED;

#endif
