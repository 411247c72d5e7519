/* packets.c: see packets.h. */
#include "mxf/packets.h"

#include "mxf/essence.h"
#include "mxf/layout.h"
#include "mxf/partition.h"

static enum packets_kind
kind_of(const struct klv *klv, bool stream)
{
	if (ul_is(&klv->key, UL_INDEX_SEGMENT))
		return PACKETS_INDEX;
	if (stream)
		return PACKETS_RESOURCE;
	return essence_is_packet(&klv->key) ? PACKETS_ESSENCE : PACKETS_OTHER;
}

bool
packets_walk(const struct input *in, const struct trackfile *t, size_t i,
    packets_take *take, void *context, struct dcp_error *err)
{
	const struct trackfile_partition *p = &t->partition[i];
	bool stream = partition_is_stream(&p->key);
	uint64_t at, end = layout_end(in, t, i);
	struct klv klv;

	if (layout_header(in, p, &at) && at <= end &&
	    p->header_size <= end - at)
		at += p->header_size;
	for (; at < end; at = klv_end(&klv)) {
		if (!klv_read_at(in, at, &klv, err))
			return false;
		if (partition_is(&klv.key) ||
		    ul_is(&klv.key, UL_RANDOM_INDEX))
			break;
		if (!ul_is(&klv.key, UL_FILL) &&
		    !take(context, kind_of(&klv, stream), &klv, err))
			return false;
	}
	return true;
}
