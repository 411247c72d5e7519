/* mxfscan_fuzz.c: bytes in pieces of any size give the same packets. */
#include <assert.h>

#include "base/fuzzing.h"
#include "mxf/mxfscan.h"

struct seen {
	uint64_t packets, bytes, sum;
};

static uint64_t
want(void *context, const struct klv *klv)
{
	(void)context;
	return klv->key.bytes[UL_SIZE - 1] * UINT64_C(64);
}

static bool
packet(void *context, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	struct seen *seen = context;

	(void)err;
	seen->packets += klv_end(klv);
	seen->bytes += span_left(&value);
	while (span_left(&value) > 0)
		seen->sum = 31 * seen->sum + span_u8(&value);
	return true;
}

static struct seen
scan(const uint8_t *bytes, size_t size, size_t piece)
{
	struct seen seen = {0};
	const struct mxfscan_sink sink = {want, packet, &seen};
	struct dcp_error err = {0};
	struct mxfscan *s = mxfscan_new(&sink, &err);
	size_t at, n;

	assert(s != NULL);
	for (at = 0; at < size; at += n) {
		n = size - at < piece ? size - at : piece;
		if (!mxfscan_feed(s, bytes + at, n, &err))
			break;
	}
	if (!mxfscan_end(s, &err))
		assert(err.status != DCP_OK);
	mxfscan_free(s);
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct seen whole = scan(bytes, size, size);
	struct seen small = scan(bytes, size, 13);

	assert(whole.packets == small.packets && whole.bytes == small.bytes &&
	    whole.sum == small.sum);
	return 0;
}
