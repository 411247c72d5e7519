/*
 * mxfscan.h: the packets of an MXF file from its bytes as they come by, so
 * that one pass over a terabyte serves its digest, its structure and its
 * frames.  Whoever reads the file feeds every byte, in order, in pieces of
 * any size; the scanner tells of each packet at its end.
 */
#ifndef MXF_MXFSCAN_H
#define MXF_MXFSCAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/span.h"
#include "mxf/klv.h"

struct mxfscan_sink {
	/*
	 * A packet begins: how many of its value's first bytes are wanted?
	 * 0 for none, UINT64_MAX for all; no more than LIMIT_FRAME_SIZE are
	 * ever kept.  NULL: none of any.
	 */
	uint64_t (*want)(void *context, const struct klv *);

	/*
	 * A packet has ended.  ${value} has the first bytes, as many as were
	 * wanted and are there, borrowed until the call returns.  False stops
	 * the scan.  NULL: it is of no interest.
	 */
	bool (*packet)(void *context, const struct klv *, struct span value,
	    struct dcp_error *);
	void *context;
};

struct mxfscan;

/* NULL if memory ran out.  mxfscan_free() takes NULL. */
struct mxfscan *mxfscan_new(const struct mxfscan_sink *, struct dcp_error *)
    CHECKED;
void mxfscan_free(struct mxfscan *);

/*
 * mxfscan_feed(s, bytes, size, err):
 * The next ${size} bytes of the file.  What is no packet is DCP_BAD_INPUT,
 * with its offset; every later call fails alike.
 */
bool mxfscan_feed(struct mxfscan *, const void *, size_t size,
    struct dcp_error *) CHECKED;

/* The file has ended: DCP_BAD_INPUT if that was within a packet. */
bool mxfscan_end(const struct mxfscan *, struct dcp_error *) CHECKED;

#endif
