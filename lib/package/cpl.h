/*
 * cpl.h: composition playlists (ST 429-7), with stereoscopic picture
 * (429-10), captions (429-12), auxiliary data (429-14, 429-18) and metadata
 * (429-16); and Interop ones.  One model for reading and for writing.
 *
 * A value whose has_... is false was absent, or no such value; the notes say
 * which.  Strings are NULL where absent.  In a playlist that was read they
 * live as long as it does; in one to be written they are the caller's.
 */
#ifndef PACKAGE_CPL_H
#define PACKAGE_CPL_H

#include "base/bytes.h"
#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "crypt/digest.h"
#include "package/dialect.h"
#include "xml/xmlnote.h"

enum cpl_kind {
	CPL_UNKNOWN,		/* an extension element; see name and space */
	CPL_MARKERS,
	CPL_PICTURE,
	CPL_STEREO_PICTURE,
	CPL_SOUND,
	CPL_SUBTITLE,
	CPL_MAIN_CAPTION,
	CPL_CLOSED_CAPTION,
	CPL_CLOSED_SUBTITLE,
	CPL_AUX_DATA,
	CPL_METADATA
};

struct cpl_marker {
	long line;
	const char *label;	/* "FFOC" */
	const char *scope;
	const char *annotation;
	bool has_offset;
	uint64_t offset;	/* edit units from the start of the reel */
};

struct cpl_version {
	long line;
	const char *id;		/* any URI */
	const char *label;
};

struct cpl_rating {
	long line;
	const char *agency;
	const char *label;
};

struct cpl_property {
	const char *name;
	const char *value;
};

/* ExtensionMetadata (429-16, 5): something that others agreed on. */
struct cpl_extension {
	long line;
	const char *scope;
	const char *name;
	struct cpl_property *properties;
	size_t property_count;
};

struct cpl_area {
	uint64_t width, height;		/* pixels */
};

/* What CompositionMetadataAsset adds to an asset (429-16). */
struct cpl_metadata {
	const char *full_title;
	const char *territory, *territory_scope;
	bool has_version_number;
	uint64_t version_number;
	const char *version_status;	/* "temp", "pre", "final" */
	const char *chain, *distributor, *facility;
	struct cpl_version *alternates;
	size_t alternate_count;
	const char *luminance, *luminance_units;
	const char *sound_configuration;	/* "51/L,R,C,LFE,Ls,Rs" */
	bool has_sample_rate, has_stored_area, has_active_area;
	struct rational sample_rate;
	struct cpl_area stored_area, active_area;
	const char *subtitle_languages;
	struct cpl_extension *extensions;
	size_t extension_count;
	bool has_mca;			/* MCASubDescriptors (RDD 52) */
};

/* Anything in the AssetList of a reel. */
struct cpl_asset {
	enum cpl_kind kind;
	long line;
	const char *name, *space;	/* of its element */
	const char *annotation;
	bool has_id, has_edit_rate, has_intrinsic_duration, has_entry_point,
	    has_duration, has_key_id, has_hash, has_frame_rate, has_aspect;
	struct uuid id;
	struct rational edit_rate;	/* of one eye, if stereoscopic */
	uint64_t intrinsic_duration;	/* edit units of the track file */
	uint64_t entry_point;
	uint64_t duration;
	struct uuid key_id;
	struct digest hash;
	struct rational frame_rate;	/* of both eyes, if stereoscopic */
	struct rational aspect;		/* "1998 1080"; "1.85" as 37 20 */
	const char *aspect_text;	/* as written */
	const char *language;
	const char *data_type;		/* "urn:smpte:ul:..." of auxiliary data */
	struct cpl_marker *markers;	/* of CPL_MARKERS */
	size_t marker_count;
	struct cpl_metadata *metadata;	/* of CPL_METADATA, else NULL */
};

struct cpl_reel {
	long line;
	bool has_id;
	struct uuid id;
	const char *annotation;
	struct cpl_asset *assets;	/* in order of the document */
	size_t asset_count;
};

/* Start with {0}; end with cpl_clear(). */
struct cpl {
	enum dialect dialect;
	const char *space;		/* namespace of the root */
	bool has_id, has_icon_id, has_issue_date;
	struct uuid id, icon_id;
	const char *annotation;
	struct timestamp issue_date;
	const char *issuer, *creator, *title;
	const char *kind, *kind_scope;
	struct cpl_version *versions;
	size_t version_count;
	bool has_rating_list;
	struct cpl_rating *ratings;
	size_t rating_count;
	struct cpl_reel *reels;
	size_t reel_count;
	bool has_signer, has_signature;
	struct xmlnotes notes;
	struct xml_document *document;	/* what it was read from, or NULL */
};

/*
 * cpl_load(path, cpl, err), cpl_parse(document, cpl, err):
 * Read a playlist as far as it can be read; the notes tell what could not.
 * False only if it is no XML or its root is no CompositionPlaylist.  An IMF
 * playlist gives its dialect, id and titles, and no reels.  cpl_parse() takes
 * ${document} over, also on failure.
 */
bool cpl_load(const char *path, struct cpl *, struct dcp_error *) CHECKED;
bool cpl_parse(struct xml_document *, struct cpl *, struct dcp_error *)
    CHECKED;
void cpl_clear(struct cpl *);

/*
 * cpl_format(cpl, to, err):
 * Append the playlist, in the strict form of ST 429-7 whatever its dialect
 * was: assets in the order of the standard, extensions last.  Assets of
 * CPL_UNKNOWN cannot be written (DCP_UNSUPPORTED).
 */
bool cpl_format(const struct cpl *, struct bytes *to, struct dcp_error *)
    CHECKED;

/* Append an empty reel, an empty asset; NULL if memory ran out. */
struct cpl_reel *cpl_add_reel(struct cpl *, struct dcp_error *) CHECKED;
struct cpl_asset *cpl_add_asset(struct cpl_reel *, enum cpl_kind,
    struct dcp_error *) CHECKED;

/* Append an extension with one property, copied but for its strings. */
bool cpl_add_property(struct cpl_metadata *, const char *scope,
    const char *name, const struct cpl_property *, struct dcp_error *) CHECKED;

/* Free metadata that are not part of a playlist yet. */
void cpl_clear_metadata(struct cpl_metadata *);

/* "MainPicture", "AuxData", ...; "unknown". */
const char *cpl_kind_name(enum cpl_kind);

/* The kind of an element of this name, in any namespace. */
enum cpl_kind cpl_kind_of(const char *name);

/* The kind is a track file: has an essence behind its id. */
bool cpl_kind_is_track(enum cpl_kind);

/* Either kind of main picture. */
bool cpl_kind_is_picture(enum cpl_kind);

/*
 * The type that a KDM gives the key of such an asset (ST 430-1, 5.2.8; MDEK is
 * Dolby's): "MDIK", "MDAK", "MDSK", "MDEK"; NULL if there is none.
 */
const char *cpl_key_type(enum cpl_kind);

/* The first asset of this kind in the reel, or NULL. */
const struct cpl_asset *cpl_find(const struct cpl_reel *, enum cpl_kind);

/* The main picture of the reel, of either kind, or NULL. */
const struct cpl_asset *cpl_find_picture(const struct cpl_reel *);

/* First edit unit to be played, and how many: the defaults of 429-7, 7.2. */
uint64_t cpl_entry_point(const struct cpl_asset *);
uint64_t cpl_duration(const struct cpl_asset *);

/* Edit units that the reel lasts: those of its picture, or first track. */
uint64_t cpl_reel_duration(const struct cpl_reel *);

#endif
