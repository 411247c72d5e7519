/*
 * subject.h: what is under judgement: one package with what was learnt of its
 * files, and where the findings about it go.  Every v_*.c is given this.
 */
#ifndef VERIFY_SUBJECT_H
#define VERIFY_SUBJECT_H

#include "base/progress.h"
#include "base/timestamp.h"
#include "package/dcp.h"
#include "verify/diag.h"
#include "verify/evidence.h"

struct cert;		/* crypt/cert.h */
struct certs;		/* crypt/certs.h */
struct keyring;		/* trust/keyring.h */
struct privkey;		/* crypt/privkey.h */

/* What key messages are held against; {0} is nothing. */
struct subject_kdm {
	const struct privkey *key;	/* opens their keys, or NULL */
	struct cert *recipient;		/* that they should be for, or NULL */
	const struct certs *trusted;	/* roots; NULL: any is as good */
	const struct timestamp *showings;	/* when it is to be played */
	size_t showing_count;
};

/* What to do, and what not; {0} is all of it. */
struct subject_options {
	bool no_hash;		/* leave the digests alone */
	uint64_t frames;	/* look into so many of a picture track file's
				 * frames, spread evenly; 0: into all */
	const char *profile;	/* of pictures, as for dciprofile_load();
				 * NULL: by size and rate */
	unsigned threads;	/* 0: one for each processor */
	int64_t now;		/* seconds since 1970; 0: not known */
	const struct keyring *keys;	/* of encrypted track files, or NULL */
	struct subject_kdm kdm;
	const struct progress *progress; /* bytes read of all; may be NULL */
};

struct subject {
	const struct subject_options *options;
	const struct dcp *dcp;		/* the package */
	const struct dcp *others;	/* where else its assets may be: OVs */
	size_t other_count;
	struct evidence **other_evidence; /* of their files, by their headers */
	struct evidence *evidence;	/* what is known of each dcp->files */
	bool lone;		/* a document by itself, not a whole package */
	struct diag *diag;
};

/* SMPTE, Interop or IMF: as its documents say, the first that says. */
enum dialect subject_dialect(const struct subject *);

/* The place of a file of the package, of a document beside the map. */
struct diag_place subject_place(const struct dcp_file *);

/*
 * The asset map lists something, all packing lists could be read: only then
 * is something that they do not name really missing in them.
 */
bool subject_knows_map(const struct subject *);
bool subject_knows_lists(const struct subject *);

/*
 * All documents were read that could be a playlist: only then is something
 * that no playlist names really unused.
 */
bool subject_knows_playlists(const struct subject *);

/*
 * The packing list entry of an id in this package, and the essence of it in
 * this package or, if it is not here, in another; NULL if there is none.
 */
const struct pkl_asset *subject_listed(const struct subject *,
    const struct uuid *);
const struct evidence *subject_evidence(const struct subject *,
    const struct uuid *);

/* Any track file of the composition is encrypted. */
bool subject_is_encrypted(const struct subject *, const struct cpl *);

#endif
