/*
 * dcp.h: a package as it lies in a folder: ASSETMAP, packing lists, playlists
 * and the files they speak of, put in relation.
 *
 * Everything that can be read is read.  What could not be is kept beside it
 * as an error, for a rule to judge.
 */
#ifndef PACKAGE_DCP_H
#define PACKAGE_DCP_H

#include "base/folder.h"
#include "package/assetmap.h"
#include "package/cpl.h"
#include "package/pkl.h"

/* One asset of the ASSETMAP, or a file that was asked for by itself. */
struct dcp_file {
	struct uuid id;
	char *name;			/* below the folder, '/' between parts */
	char *path;			/* to open it; NULL: refused, see failure */
	bool exists;			/* a regular file of this name is there */
	uint64_t size;			/* bytes, if it exists */
	struct dcp_error failure;	/* why it cannot be used, or DCP_OK */
	const struct assetmap_asset *map;	/* NULL without ASSETMAP */
	const struct pkl_asset *listed;	/* in the first PKL that has it */
	enum dialect_document document;	/* what XML it is, once it was read */
	bool used;			/* a playlist refers to it */
};

struct dcp_pkl {
	const struct dcp_file *file;
	struct pkl pkl;
	struct dcp_error failure;	/* it could not be read, or DCP_OK */
};

struct dcp_cpl {
	const struct dcp_file *file;
	struct cpl cpl;
	struct dcp_error failure;
};

/* Start with {0}; end with dcp_close(). */
struct dcp {
	char *folder;			/* as opened */
	char *map_path;			/* of ASSETMAP; NULL: there is none */
	char *volume_path;		/* of VOLINDEX; NULL: there is none */
	struct assetmap map;
	struct assetmap_volume volume;
	struct dcp_error map_failure, volume_failure;
	bool both_maps;			/* ASSETMAP and ASSETMAP.xml */
	struct dcp_file *files;		/* in order of the map */
	size_t file_count;
	struct dcp_pkl *pkls;
	size_t pkl_count;
	struct dcp_cpl *cpls;
	size_t cpl_count;
	struct dcp_file **by_id;	/* the same files, in order of id */
};

/*
 * dcp_open(path, dcp, err):
 * ${path} is a folder with an ASSETMAP, or without one that names anything (its
 * playlists and packing lists are then found by looking), or an ASSETMAP, or a
 * lone playlist or packing list, which then is all of the package that is
 * known.  False only if there is nothing of a package (DCP_BAD_INPUT) or it
 * cannot be read.
 */
bool dcp_open(const char *path, struct dcp *, struct dcp_error *) CHECKED;
void dcp_close(struct dcp *);

/*
 * dcp_find(packages, count, id, package):
 * The file of this id that exists in one of ${count} packages, the first
 * first; else one that does not exist; else NULL.  So a version file (VF) is
 * resolved with its original version (OV) behind it.  ${package} (may be
 * NULL) takes the index of the package.
 */
const struct dcp_file *dcp_find(const struct dcp *packages, size_t count,
    const struct uuid *id, size_t *package);

/* ${file} is an MXF, an XML document by its PKL type or its name. */
bool dcp_file_is_mxf(const struct dcp_file *);
bool dcp_file_is_xml(const struct dcp_file *);

/*
 * dcp_surplus(dcp, names, err):
 * Put into ${names}, which is {0}, the files at and below the folder that the
 * package does not speak of: neither ASSETMAP nor VOLINDEX nor an asset.
 * DCP_REFUSED as of folder_files(); ${names} then has what was found.
 */
bool dcp_surplus(const struct dcp *, struct folder_names *, struct dcp_error *)
    CHECKED;

/*
 * dcp_search(path, folders, err):
 * Append every folder at and below ${path}, as a path to open, that holds an
 * ASSETMAP, in order of name.  DCP_REFUSED if there is more than folder_files()
 * takes; ${folders} then has what was found.
 */
bool dcp_search(const char *path, struct folder_names *, struct dcp_error *)
    CHECKED;

#endif
