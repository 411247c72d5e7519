/*
 * essence.h: what each kind of track file is made of, as a table: the packets
 * that carry its edit units, the label of its container, and the names of
 * its package and track.
 */
#ifndef MXF_ESSENCE_H
#define MXF_ESSENCE_H

#include "mxf/trackfile.h"
#include "mxf/ul.h"

struct essence {
	enum trackfile_kind kind;
	enum ul_name packet;		/* key of the essence packets */
	enum ul_name container;
	enum ul_name definition;	/* data definition of its track */
	const char *track_name;
	const char *package_name;	/* those of the field */
};

/* How the kind is written in a DCP; NULL if it is not written. */
const struct essence *essence_of(enum trackfile_kind);

/* A packet with that key carries essence, plain or encrypted. */
bool essence_is_packet(const struct ul *key);

/* What the track number says of a packet: the last bytes of its key. */
uint32_t essence_track_number(const struct essence *);

#endif
