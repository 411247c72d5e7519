/*
 * opener.h: the packets of an encrypted track file, gathered as they are read,
 * opened on several threads while the next ones are being read, and then given
 * back in order.  Two batches of bounded size are all that is in memory.
 */
#ifndef VERIFY_OPENER_H
#define VERIFY_OPENER_H

#include "mxf/klv.h"
#include "mxf/tripletaudit.h"

/* One packet; what it points to lives until take() returns. */
struct opener_packet {
	struct klv klv;
	struct tripletaudit_result result;	/* without its place yet */
	bool opened;		/* with the key: its faults are all known */
	bool has_plain;
	struct span plain;
};

struct opener_job {
	const struct trackfile *trackfile;
	const struct tripletkey *key;	/* NULL: nothing is opened */
	bool plain;			/* the plain bytes are wanted, too */
	unsigned threads;		/* 0: one for each processor */

	/*
	 * Read on until opener_is_full() or the end, and gather; called on
	 * any thread, with nothing else of the caller's running.
	 */
	bool (*read)(void *context, struct dcp_error *);

	/* A packet, in the order they were gathered. */
	void (*take)(void *context, struct opener_packet *);
	void *context;
};

struct opener;

/* NULL if memory ran out.  opener_free() takes NULL. */
struct opener *opener_new(const struct opener_job *, struct dcp_error *)
    CHECKED;
void opener_free(struct opener *);

/*
 * opener_gather(o, klv, value, open, err):
 * From read(): one packet, of which ${value} is copied.  It is opened only if
 * ${open} and if there is a key.
 */
bool opener_gather(struct opener *, const struct klv *, struct span value,
    bool open, struct dcp_error *) CHECKED;

/* From read(): there is enough for now. */
bool opener_is_full(const struct opener *);

/*
 * opener_run(o, more, err):
 * One step: call read() and open, at the same time, what was gathered by the
 * step before; then call take() for each of these.  ${more}: packets were
 * gathered, so that another step is due.
 */
bool opener_run(struct opener *, bool *more, struct dcp_error *) CHECKED;

#endif
