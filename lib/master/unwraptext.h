/* unwraptext.h: the document, fonts and images of a timed text track file. */
#ifndef MASTER_UNWRAPTEXT_H
#define MASTER_UNWRAPTEXT_H

#include "base/error.h"
#include "mxf/mxfread.h"

/*
 * unwraptext_run(read, folder, err):
 * Write the document of ${read}, of kind TRACKFILE_TIMED_TEXT, as "text.xml"
 * and each resource by its id, as "<uuid>.png", ".otf" or ".bin", into
 * ${folder}, which is made if need be.
 */
bool unwraptext_run(const struct mxfread *, const char *folder,
    struct dcp_error *) CHECKED;

#endif
