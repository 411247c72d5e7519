/*
 * assetmap.h: ASSETMAP, where each asset of a volume lies, and VOLINDEX, which
 * volume this is (ST 429-9, and Interop).  Conventions as in cpl.h.
 */
#ifndef PACKAGE_ASSETMAP_H
#define PACKAGE_ASSETMAP_H

#include "base/bytes.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "package/dialect.h"
#include "xml/xmlnote.h"

struct assetmap_chunk {
	long line;
	const char *path;	/* the URI as written */
	char *file;		/* path below the folder; NULL if it is refused */
	char *refusal;		/* why; NULL if it is not */
	bool has_volume_index, has_offset, has_length;
	uint64_t volume_index;	/* 1 if absent */
	uint64_t offset;	/* bytes; 0 if absent */
	uint64_t length;	/* bytes; the whole file if absent */
};

struct assetmap_asset {
	long line;
	bool has_id;
	struct uuid id;
	const char *annotation;
	bool is_packing_list;	/* PackingList: true, or empty in Interop */
	struct assetmap_chunk *chunks;
	size_t chunk_count;
};

/* Start with {0}; end with assetmap_clear(). */
struct assetmap {
	enum dialect dialect;
	const char *space;
	bool has_id, has_volume_count, has_issue_date;
	struct uuid id;
	const char *annotation, *creator, *issuer;
	uint64_t volume_count;
	struct timestamp issue_date;
	struct assetmap_asset *assets;
	size_t asset_count;
	struct xmlnotes notes;
	struct xml_document *document;	/* what it was read from, or NULL */
};

/*
 * assetmap_load(path, map, err), assetmap_parse(document, map, err):
 * Read a map as far as it can be read.  False only if it is no XML or its
 * root is no AssetMap.  A path that would leave the folder is not in `file`.
 * assetmap_parse() takes ${document} over in any case.
 */
bool assetmap_load(const char *path, struct assetmap *, struct dcp_error *)
    CHECKED;
bool assetmap_parse(struct xml_document *, struct assetmap *,
    struct dcp_error *) CHECKED;
void assetmap_clear(struct assetmap *);

/* Append the map to ${to} in the form of ST 429-9. */
bool assetmap_format(const struct assetmap *, struct bytes *to,
    struct dcp_error *) CHECKED;

/*
 * assetmap_add(map, id, file, size, err):
 * Append an asset that is all of ${file}, a path below the folder, which is
 * copied.  The asset is valid until the next call; NULL if memory ran out.
 */
struct assetmap_asset *assetmap_add(struct assetmap *, const struct uuid *,
    const char *file, uint64_t size, struct dcp_error *) CHECKED;

/* Start with {0}; end with assetmap_clear_volume(). */
struct assetmap_volume {
	enum dialect dialect;
	const char *space;
	bool has_index;
	uint64_t index;
	struct xmlnotes notes;
	struct xml_document *document;
};

/* VOLINDEX; as for the map. */
bool assetmap_load_volume(const char *path, struct assetmap_volume *,
    struct dcp_error *) CHECKED;
bool assetmap_parse_volume(struct xml_document *, struct assetmap_volume *,
    struct dcp_error *) CHECKED;
void assetmap_clear_volume(struct assetmap_volume *);
bool assetmap_format_volume(uint64_t index, struct bytes *to,
    struct dcp_error *) CHECKED;

#endif
