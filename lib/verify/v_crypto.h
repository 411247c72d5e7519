/*
 * v_crypto.h: the packets of an encrypted track file, one after another
 * (ST 429-6): do they belong to it, are they in order, are they whole.
 */
#ifndef VERIFY_V_CRYPTO_H
#define VERIFY_V_CRYPTO_H

#include "mxf/tripletaudit.h"
#include "verify/diag.h"

/* One track file in the judging; {0} before v_crypto_begin(). */
struct v_crypto {
	struct diag *diag;
	const struct diag_place *place;
	struct tripletaudit audit;
	bool is_sample;		/* only some of the packets come */
	uint64_t opened, closed;	/* so many with the key, so many not */

	/* What goes wrong with the key, until one packet opens. */
	struct diag trial;
};

/*
 * v_crypto_begin(v, diag, place, trackfile, is_sample):
 * Judge the header.  The pointers must last as long as ${v} is used; end with
 * v_crypto_clear().
 */
void v_crypto_begin(struct v_crypto *, struct diag *,
    const struct diag_place *, const struct trackfile *, bool is_sample);
void v_crypto_clear(struct v_crypto *);

/*
 * v_crypto_packet(v, unit, opened, result):
 * Judge a packet, which is of ${unit}; they come in the order of the file.
 * ${opened}: with a key.
 */
void v_crypto_packet(struct v_crypto *, uint64_t unit, bool opened,
    struct tripletaudit_result *);

/* The last one has come. */
void v_crypto_end(struct v_crypto *);

#endif
