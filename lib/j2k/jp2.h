/*
 * jp2.h: the codestream within a JP2 file (ISO/IEC 15444-1, Annex I): other
 * programs wrap single frames so.  Nothing else of such a file is looked at.
 */
#ifndef J2K_JP2_H
#define J2K_JP2_H

#include "base/error.h"
#include "base/span.h"

/* The bytes begin as those of a JP2 file. */
bool jp2_is(struct span);

/*
 * jp2_codestream(file, found, err):
 * The content of the first contiguous codestream box of ${file}.  On failure
 * (DCP_BAD_INPUT) ${found} is empty.
 */
bool jp2_codestream(struct span file, struct span *found, struct dcp_error *)
    CHECKED;

#endif
