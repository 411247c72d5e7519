/*
 * show.h: what stands in a packet that is no essence, as names and values in
 * text: for people, and so exactly that tests compare it.
 */
#ifndef MXF_SHOW_H
#define MXF_SHOW_H

#include "base/bytes.h"
#include "base/error.h"
#include "base/span.h"
#include "mxf/klv.h"
#include "mxf/model.h"
#include "mxf/primer.h"

/* Characters, with the NUL, of the longest show_key(). */
#define SHOW_KEY_SIZE	64

/*
 * show_key(key):
 * The name of a packet's key: of ul.def or model.def, "Essence" for other
 * packets of essence, "unknown".
 */
const char *show_key(const struct ul *key);

/* Takes one row; both texts are borrowed until it returns. */
struct show {
	void (*row)(void *context, const char *name, const char *value);
	void *context;
	bool entries;		/* each entry of an index, not their number */
};

/*
 * show_packet(show, klv, value, primer, err):
 * Tell all that stands in a partition pack, primer pack, local set, encrypted
 * triplet (its head only) or random index pack; nothing for other packets.
 * ${primer} explains the tags of sets and may be NULL.  DCP_BAD_INPUT if the
 * value cannot be read; rows may have been told before.
 */
bool show_packet(const struct show *, const struct klv *, struct span value,
    const struct primer *, struct dcp_error *) CHECKED;

/* Is there anything that show_packet() tells of such a packet? */
bool show_has_rows(const struct ul *key);

/* Append the value of an item; what has not the size of its type as hex. */
void show_value(enum model_item, struct span value, struct bytes *to);

#endif
