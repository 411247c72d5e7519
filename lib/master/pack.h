/*
 * pack.h: a folder of playlists and track files becomes a package: packing
 * list, ASSETMAP.xml and VOLINDEX.xml (ST 429-8, 429-9).
 */
#ifndef MASTER_PACK_H
#define MASTER_PACK_H

#include "base/progress.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "package/record.h"
#include "trust/signer.h"

/* Something the user should know that is no failure; one line. */
typedef void pack_notice(void *context, const char *text);

struct pack {
	const char *folder;
	bool version_file;	/* what is not here is in the OV: allowed */
	bool replace;		/* there may be a package; it is replaced */
	struct uuid id;		/* of the packing list; others follow */
	struct timestamp issue_date;
	const char *annotation;	/* NULL: that of the first playlist */
	const char *issuer;	/* NULL: that of the first playlist */
	const char *creator;
	const struct records *records;
	const struct signer *signer;	/* of the packing list; NULL: nobody */
	unsigned threads;	/* 0: one for each processor */
	const struct progress *progress;	/* bytes; may be NULL */
	pack_notice *notice;	/* may be NULL */
	void *context;
};

/*
 * pack_folder(pack, err):
 * Every playlist of the folder and every track file that one of them refers to
 * becomes an asset, at whatever depth it lies.  What is not packed is told by
 * notice.  The three documents are written under temporary names and take
 * their own at the end, ASSETMAP.xml last; on failure none is there, and a
 * package that was to be replaced is untouched.  Playlists and lists without
 * a signature are told of where a playlist has encrypted tracks (RDD 52, 8.7).
 * Refused, and nothing written: no playlist, or one that is not of SMPTE or
 * cannot be read whole; two assets of one id; a track that is not there,
 * unless version_file; another package below; a track file with a fault; a
 * file that is not as its playlist's Hash says; an ASSETMAP, unless replace.
 */
bool pack_folder(const struct pack *, struct dcp_error *) CHECKED;

#endif
