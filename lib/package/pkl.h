/*
 * pkl.h: packing lists (ST 429-8, and Interop): what belongs together, how
 * large it is, and the digest of each file.  Conventions as in cpl.h.
 */
#ifndef PACKAGE_PKL_H
#define PACKAGE_PKL_H

#include "base/bytes.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "crypt/digest.h"
#include "package/dialect.h"
#include "xml/xmlnote.h"

struct pkl_asset {
	long line;
	bool has_id, has_hash, has_size;
	bool bad_hash;			/* one is there and cannot be read */
	struct uuid id;
	const char *annotation;
	struct digest hash;		/* SHA-1 */
	uint64_t size;			/* bytes */
	const char *type;		/* "application/mxf" */
	const char *original_name;
};

/* Start with {0}; end with pkl_clear(). */
struct pkl {
	enum dialect dialect;
	const char *space;
	bool has_id, has_icon_id, has_group_id, has_issue_date;
	struct uuid id, icon_id, group_id;
	const char *annotation;
	struct timestamp issue_date;
	const char *issuer, *creator;
	struct pkl_asset *assets;
	size_t asset_count;
	bool has_signer, has_signature;
	struct xmlnotes notes;
	struct xml_document *document;	/* what it was read from, or NULL */
};

/*
 * pkl_load(path, pkl, err), pkl_parse(document, pkl, err):
 * Read a list as far as it can be read.  False only if it is no XML or its
 * root is no PackingList.  pkl_parse() takes ${document} over in any case.
 */
bool pkl_load(const char *path, struct pkl *, struct dcp_error *) CHECKED;
bool pkl_parse(struct xml_document *, struct pkl *, struct dcp_error *)
    CHECKED;
void pkl_clear(struct pkl *);

/* Append the list to ${to} in the form of ST 429-8. */
bool pkl_format(const struct pkl *, struct bytes *to, struct dcp_error *)
    CHECKED;

/* Append an empty asset; NULL if memory ran out. */
struct pkl_asset *pkl_add_asset(struct pkl *, struct dcp_error *) CHECKED;

/* The asset of this id, or NULL. */
const struct pkl_asset *pkl_find(const struct pkl *, const struct uuid *);

#endif
