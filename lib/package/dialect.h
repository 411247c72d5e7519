/*
 * dialect.h: what differs between the families of package documents, in one
 * table: SMPTE (ST 429-7, -8, -9), Interop (the drafts of 2004) and, only to
 * be recognised, IMF (ST 2067).
 */
#ifndef PACKAGE_DIALECT_H
#define PACKAGE_DIALECT_H

#include "xml/xmlread.h"

enum dialect {
	DIALECT_UNKNOWN,
	DIALECT_INTEROP,
	DIALECT_SMPTE,
	DIALECT_IMF
};

/* What a document is, by the name and namespace of its root. */
enum dialect_document {
	DIALECT_OTHER_DOCUMENT,
	DIALECT_CPL,		/* CompositionPlaylist */
	DIALECT_PKL,		/* PackingList */
	DIALECT_ASSETMAP,	/* AssetMap */
	DIALECT_VOLINDEX,	/* VolumeIndex */
	DIALECT_SUBTITLE,	/* SubtitleReel (SMPTE), DCSubtitle (Interop) */
	DIALECT_KDM,		/* DCinemaSecurityMessage */
	DIALECT_OPL		/* OutputProfileList (IMF) */
};

struct dialect_table {
	enum dialect dialect;
	const char *name;		/* "SMPTE" */
	const char *assetmap_file;	/* "ASSETMAP.xml" */
	const char *volindex_file;
	const char *cpl_space;		/* namespaces */
	const char *pkl_space;
	const char *assetmap_space;
	const char *volindex_space;
	const char *stereo_space;	/* MainStereoscopicPicture */
	const char *caption_space;	/* captions beside MainSubtitle */
	const char *cpl_type;		/* Type of an asset in a PKL */
	const char *picture_type;
	const char *sound_type;
	/* Files of schemas/ that say how the documents look; NULL if none. */
	const char *cpl_schema;
	const char *pkl_schema;
	const char *assetmap_schema;
	const char *volindex_schema;
};

#define DIALECT_METADATA_SPACE \
	"http://www.smpte-ra.org/schemas/429-16/2014/CPL-Metadata"

/* The row of ${dialect}; for DIALECT_UNKNOWN one with "" and NULL. */
const struct dialect_table *dialect_of(enum dialect);

/* "Interop", "SMPTE", "IMF" or "unknown". */
const char *dialect_name(enum dialect);

/* "composition playlist", "packing list", ... */
const char *dialect_document_name(enum dialect_document);

/*
 * dialect_identify(root, document):
 * Which family, and in ${document} (may be NULL) which document.  A known
 * root in an unknown namespace is that document of DIALECT_UNKNOWN.
 */
enum dialect dialect_identify(const struct xml_element *root,
    enum dialect_document *document);

/* The name of an ASSETMAP or VOLINDEX, of either family. */
bool dialect_is_map_name(const char *name);

#endif
