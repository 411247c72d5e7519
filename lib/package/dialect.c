/* dialect.c: see dialect.h. */
#include "package/dialect.h"

#include <string.h>

static const struct dialect_table tables[] = {
	[DIALECT_UNKNOWN] = {
		.dialect = DIALECT_UNKNOWN, .name = "unknown",
		.assetmap_file = "", .volindex_file = "", .cpl_space = "",
		.pkl_space = "", .assetmap_space = "", .volindex_space = "",
		.stereo_space = "", .caption_space = "", .cpl_type = "",
		.picture_type = "", .sound_type = "",
	},
	[DIALECT_INTEROP] = {
		.dialect = DIALECT_INTEROP, .name = "Interop",
		.assetmap_file = "ASSETMAP", .volindex_file = "VOLINDEX",
		.cpl_space = "http://www.digicine.com/PROTO-ASDCP-CPL-20040511#",
		.pkl_space = "http://www.digicine.com/PROTO-ASDCP-PKL-20040311#",
		.assetmap_space =
		    "http://www.digicine.com/PROTO-ASDCP-AM-20040311#",
		.volindex_space =
		    "http://www.digicine.com/PROTO-ASDCP-VL-20040311#",
		.stereo_space = "http://www.digicine.com/schemas/437-Y/2007/"
		    "Main-Stereo-Picture-CPL",
		.caption_space =
		    "http://www.digicine.com/PROTO-ASDCP-CC-CPL-20070926#",
		.cpl_type = "text/xml;asdcpKind=CPL",
		.picture_type = "application/x-smpte-mxf;asdcpKind=Picture",
		.sound_type = "application/x-smpte-mxf;asdcpKind=Sound",
		.cpl_schema = "interop/composition.xsd",
		.pkl_schema = "interop/pkl.xsd",
		.assetmap_schema = "interop/assetmap.xsd",
		.volindex_schema = "interop/volindex.xsd",
	},
	[DIALECT_SMPTE] = {
		.dialect = DIALECT_SMPTE, .name = "SMPTE",
		.assetmap_file = "ASSETMAP.xml",
		.volindex_file = "VOLINDEX.xml",
		.cpl_space = "http://www.smpte-ra.org/schemas/429-7/2006/CPL",
		.pkl_space = "http://www.smpte-ra.org/schemas/429-8/2007/PKL",
		.assetmap_space =
		    "http://www.smpte-ra.org/schemas/429-9/2007/AM",
		.volindex_space =
		    "http://www.smpte-ra.org/schemas/429-9/2007/AM",
		.stereo_space = "http://www.smpte-ra.org/schemas/429-10/2008/"
		    "Main-Stereo-Picture-CPL",
		.caption_space =
		    "http://www.smpte-ra.org/schemas/429-12/2008/TT",
		.cpl_type = "text/xml",
		.picture_type = "application/mxf",
		.sound_type = "application/mxf",
		.cpl_schema = "smpte/composition.xsd",
		.pkl_schema = "smpte/pkl.xsd",
		.assetmap_schema = "smpte/assetmap.xsd",
		.volindex_schema = "smpte/assetmap.xsd",
	},
	[DIALECT_IMF] = {
		.dialect = DIALECT_IMF, .name = "IMF",
		.assetmap_file = "ASSETMAP.xml",
		.volindex_file = "VOLINDEX.xml",
		.cpl_space = "http://www.smpte-ra.org/schemas/2067-3/2016",
		.pkl_space = "http://www.smpte-ra.org/schemas/2067-2/2016/PKL",
		.assetmap_space =
		    "http://www.smpte-ra.org/schemas/429-9/2007/AM",
		.volindex_space =
		    "http://www.smpte-ra.org/schemas/429-9/2007/AM",
		.stereo_space = "", .caption_space = "",
		.cpl_type = "text/xml",
		.picture_type = "application/mxf",
		.sound_type = "application/mxf",
	},
};

/* Roots and the namespaces that begin so; the first that fits counts. */
static const struct {
	const char *root;
	enum dialect_document document;
	const char *space;
	enum dialect dialect;
} roots[] = {
	{"CompositionPlaylist", DIALECT_CPL,
	    "http://www.digicine.com/PROTO-ASDCP-CPL-", DIALECT_INTEROP},
	{"CompositionPlaylist", DIALECT_CPL,
	    "http://www.smpte-ra.org/schemas/429-7/", DIALECT_SMPTE},
	{"CompositionPlaylist", DIALECT_CPL,
	    "http://www.smpte-ra.org/schemas/2067-3/", DIALECT_IMF},
	{"CompositionPlaylist", DIALECT_CPL,
	    "http://www.smpte-ra.org/ns/2067-3/", DIALECT_IMF},
	{"CompositionPlaylist", DIALECT_CPL, "", DIALECT_UNKNOWN},
	{"PackingList", DIALECT_PKL,
	    "http://www.digicine.com/PROTO-ASDCP-PKL-", DIALECT_INTEROP},
	{"PackingList", DIALECT_PKL,
	    "http://www.smpte-ra.org/schemas/429-8/", DIALECT_SMPTE},
	{"PackingList", DIALECT_PKL,
	    "http://www.smpte-ra.org/schemas/2067-2/", DIALECT_IMF},
	{"PackingList", DIALECT_PKL,
	    "http://www.smpte-ra.org/ns/2067-2/", DIALECT_IMF},
	{"PackingList", DIALECT_PKL, "", DIALECT_UNKNOWN},
	{"AssetMap", DIALECT_ASSETMAP,
	    "http://www.digicine.com/PROTO-ASDCP-AM-", DIALECT_INTEROP},
	{"AssetMap", DIALECT_ASSETMAP,
	    "http://www.smpte-ra.org/schemas/429-9/", DIALECT_SMPTE},
	{"AssetMap", DIALECT_ASSETMAP, "", DIALECT_UNKNOWN},
	/* Interop volumes are found in both namespaces. */
	{"VolumeIndex", DIALECT_VOLINDEX,
	    "http://www.digicine.com/PROTO-ASDCP-", DIALECT_INTEROP},
	{"VolumeIndex", DIALECT_VOLINDEX,
	    "http://www.smpte-ra.org/schemas/429-9/", DIALECT_SMPTE},
	{"VolumeIndex", DIALECT_VOLINDEX, "", DIALECT_UNKNOWN},
	{"SubtitleReel", DIALECT_SUBTITLE,
	    "http://www.smpte-ra.org/schemas/428-7/", DIALECT_SMPTE},
	{"SubtitleReel", DIALECT_SUBTITLE, "", DIALECT_UNKNOWN},
	{"DCSubtitle", DIALECT_SUBTITLE, "", DIALECT_INTEROP},
	{"DCinemaSecurityMessage", DIALECT_KDM,
	    "http://www.smpte-ra.org/schemas/430-3/", DIALECT_SMPTE},
	{"DCinemaSecurityMessage", DIALECT_KDM, "", DIALECT_UNKNOWN},
	{"OutputProfileList", DIALECT_OPL, "", DIALECT_IMF},
};

const struct dialect_table *
dialect_of(enum dialect dialect)
{
	return &tables[dialect];
}

const char *
dialect_name(enum dialect dialect)
{
	return tables[dialect].name;
}

const char *
dialect_document_name(enum dialect_document document)
{
	static const char *const names[] = {
		[DIALECT_OTHER_DOCUMENT] = "XML document",
		[DIALECT_CPL] = "composition playlist",
		[DIALECT_PKL] = "packing list",
		[DIALECT_ASSETMAP] = "asset map",
		[DIALECT_VOLINDEX] = "volume index",
		[DIALECT_SUBTITLE] = "timed text",
		[DIALECT_KDM] = "key delivery message",
		[DIALECT_OPL] = "output profile list",
	};

	return names[document];
}

enum dialect
dialect_identify(const struct xml_element *root,
    enum dialect_document *document)
{
	const char *name = xmlread_name(root), *space = xmlread_space(root);
	size_t i;

	for (i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		if (strcmp(name, roots[i].root) != 0 || strncmp(space,
		    roots[i].space, strlen(roots[i].space)) != 0)
			continue;
		if (document != NULL)
			*document = roots[i].document;
		return roots[i].dialect;
	}
	if (document != NULL)
		*document = DIALECT_OTHER_DOCUMENT;
	return DIALECT_UNKNOWN;
}

bool
dialect_is_map_name(const char *name)
{
	return strcmp(name, "ASSETMAP") == 0 ||
	    strcmp(name, "ASSETMAP.xml") == 0 ||
	    strcmp(name, "VOLINDEX") == 0 || strcmp(name, "VOLINDEX.xml") == 0;
}
