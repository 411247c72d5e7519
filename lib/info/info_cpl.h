/* info_cpl.h: a composition: what it is, and its reels on a timeline. */
#ifndef INFO_INFO_CPL_H
#define INFO_INFO_CPL_H

#include "info/info.h"
#include "package/dcp.h"

/*
 * info_cpl(cpl, dcp, outline, err):
 * Put the composition, which was read from a document, into what is open.
 * ${dcp}, the package it is part of, tells which of its files are there; it may
 * be NULL.
 */
bool info_cpl(const struct cpl *, const struct dcp *, struct outline *,
    struct dcp_error *) CHECKED;

#endif
