/* toolverdict.h: print a verdict and its findings, as dcp-verify(1) says. */
#ifndef SRC_TOOLVERDICT_H
#define SRC_TOOLVERDICT_H

#include "verify/diag.h"

/*
 * toolverdict_print(d, verdict, json, err):
 * Print what diag_sum() sorted and summed up: in text the verdict and then a
 * line for each finding, in colour on a terminal; in JSON a line for each
 * finding and then the verdict.
 */
bool toolverdict_print(const struct diag *, const struct verdict *, bool json,
    struct dcp_error *) CHECKED;

#endif
