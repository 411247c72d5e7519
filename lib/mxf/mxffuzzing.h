/* mxffuzzing.h: the packets of any bytes, for the fuzz targets. */
#ifndef MXF_MXFFUZZING_H
#define MXF_MXFFUZZING_H

#include "base/fuzzing.h"
#include "mxf/klv.h"

/* Read the next whole packet; false at the end of what can be read. */
static inline bool
mxffuzzing_next(struct span *in, struct klv *klv, struct span *value)
{
	struct dcp_error err = {0};

	if (span_left(in) == 0 || !klv_read(in, klv, &err) ||
	    klv->value_size > span_left(in))
		return false;
	*value = span_take(in, (size_t)klv->value_size);
	return true;
}

#endif
