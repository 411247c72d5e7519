/* progress.c: see progress.h. */
#include "base/progress.h"

#include <stddef.h>

bool
progress_tell(const struct progress *p, uint64_t done, uint64_t total,
    struct dcp_error *err)
{
	if (p == NULL || p->tell == NULL || p->tell(p->context, done, total))
		return true;
	return error_set(err, DCP_INTERRUPTED, "interrupted");
}
