/* mxfscan_fuzz.c: the packets of any bytes, in pieces of any size. */
#include "base/fuzzing.h"
#include "mxf/mxfscan.h"

static uint64_t
want(void *context, const struct klv *klv)
{
	(void)context;
	return klv->value_size / 2;
}

static bool
packet(void *context, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	(void)context;
	(void)klv;
	(void)err;
	return span_left(&value) < 1000000;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct mxfscan_sink sink = {want, packet, NULL};
	struct dcp_error err = {0};
	struct mxfscan *s = mxfscan_new(&sink, &err);
	size_t at, part, step = size > 0 ? bytes[0] + 1u : 1;
	bool ok = s != NULL;

	for (at = 0; ok && at < size; at += part) {
		part = size - at < step ? size - at : step;
		ok = mxfscan_feed(s, bytes + at, part, &err);
	}
	if (ok)
		ok = mxfscan_end(s, &err);
	mxfscan_free(s);
	return 0;
}
