/*
 * zipwrite.h: small files put together in one ZIP file, in memory.  This
 * folder is the only one that includes libzip.
 */
#ifndef ARCHIVE_ZIPWRITE_H
#define ARCHIVE_ZIPWRITE_H

#include <stddef.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/timestamp.h"

struct zipwrite_file {
	const char *name;	/* UTF-8, '/' between its parts */
	const void *bytes;
	size_t size;
};

/*
 * zipwrite_format(files, count, date, to, err):
 * Append to ${to} a ZIP file of the ${count} files, in their order, which all
 * bear the clock time of ${date}, from 1980 to 2107, in its own zone: ZIP knows
 * no zones.  The same arguments give the same bytes.  Two files of one name
 * are DCP_REFUSED.
 */
bool zipwrite_format(const struct zipwrite_file *, size_t count,
    const struct timestamp *date, struct bytes *to, struct dcp_error *)
    CHECKED;

#endif
