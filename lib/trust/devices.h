/*
 * devices.h: lists of devices by the thumbprints of their certificates: what
 * stands in the DeviceList of a KDM.
 */
#ifndef TRUST_DEVICES_H
#define TRUST_DEVICES_H

#include "crypt/digest.h"
#include "trust/chain.h"

/* Start with {0}; end with devices_clear(). */
struct devices {
	struct digest *at;	/* SHA-1 thumbprints, each once */
	size_t count;
};

/*
 * devices_add(devices, text, beside, err):
 * ${text} is a thumbprint in Base64, or the path of a certificate file, whose
 * leaf is meant, relative to the place of the file ${beside} ("": as it is).
 */
bool devices_add(struct devices *, const char *text, const char *beside,
    struct dcp_error *) CHECKED;

/* The same for each line of a file of text; empty ones and "#..." are none. */
bool devices_load(struct devices *, const char *path, struct dcp_error *)
    CHECKED;

void devices_clear(struct devices *);

/*
 * devices_chain(path, chain, err):
 * The certificate in a file that has it alone, or with those that vouch for it,
 * in any order.  DCP_REFUSED if the file has others too.  ${chain}, to be freed
 * with chain_clear(), is empty on failure.
 */
bool devices_chain(const char *path, struct chain *, struct dcp_error *)
    CHECKED;

/*
 * devices_leaf(path, err):
 * The first of these; the caller frees it.  NULL on failure.
 */
struct cert *devices_leaf(const char *path, struct dcp_error *) CHECKED;

#endif
