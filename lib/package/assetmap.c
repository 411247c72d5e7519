/* assetmap.c: see assetmap.h. */
#include "package/assetmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/path.h"
#include "xml/xmlget.h"
#include "xml/xmlwrite.h"

static struct assetmap_asset *
add_asset(struct assetmap *map, struct dcp_error *err)
{
	struct assetmap_asset *more;

	if (map->asset_count >= LIMIT_ASSETS) {
		error_set(err, DCP_REFUSED, "have more than %d assets",
		    LIMIT_ASSETS);
		return NULL;
	}
	more = array_room(map->assets, map->asset_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	map->assets = more;
	return &more[map->asset_count++];
}

static struct assetmap_chunk *
add_chunk(struct assetmap_asset *a, struct dcp_error *err)
{
	struct assetmap_chunk *more;

	more = array_room(a->chunks, a->chunk_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	a->chunks = more;
	return &more[a->chunk_count++];
}

/* Where the chunk's URI leads, or why it may not lead there. */
static bool
resolve_path(struct xmlnotes *notes, struct assetmap_chunk *c,
    struct dcp_error *err)
{
	struct bytes file = {0};
	struct dcp_error why = {0};

	if (c->path == NULL)
		return true;
	if (path_from_uri(c->path, &file, &why)) {
		c->file = (char *)file.at;
		return true;
	}
	bytes_clear(&file);
	if (why.status == DCP_NO_MEMORY)
		return error_memory(err);
	xmlnote_add(notes, XMLNOTE_VALUE, c->line, "Path", "Path: %s",
	    why.text);
	c->refusal = strdup(why.text);
	return c->refusal != NULL || error_memory(err);
}

static bool
parse_chunk(struct xmlnotes *notes, const struct xml_element *e,
    struct assetmap_asset *a, struct dcp_error *err)
{
	struct assetmap_chunk *c = add_chunk(a, err);

	if (c == NULL)
		return false;
	c->line = xmlread_line(e);
	c->path = xmlget_text(notes, e, "Path", XMLGET_REQUIRED);
	c->has_volume_index = xmlget_number(notes, e, "VolumeIndex",
	    XMLGET_OPTIONAL, 1, INT64_MAX, &c->volume_index);
	if (!c->has_volume_index)
		c->volume_index = 1;
	c->has_offset = xmlget_number(notes, e, "Offset", XMLGET_OPTIONAL, 0,
	    INT64_MAX, &c->offset);
	c->has_length = xmlget_number(notes, e, "Length", XMLGET_OPTIONAL, 0,
	    INT64_MAX, &c->length);
	return resolve_path(notes, c, err);
}

/* Interop writes an empty element for true. */
static bool
parse_flag(struct xmlnotes *notes, const struct xml_element *e)
{
	const struct xml_element *flag = xmlread_child(e, NULL, "PackingList");
	bool is = false;

	if (flag == NULL)
		return false;
	if (*xmlread_text(flag) == '\0')
		return true;
	return !xmlget_truth(notes, e, "PackingList", XMLGET_OPTIONAL, &is) ||
	    is;
}

static bool
parse_asset(struct assetmap *map, const struct xml_element *e,
    struct dcp_error *err)
{
	struct xmlnotes *notes = &map->notes;
	struct assetmap_asset *a = add_asset(map, err);
	const struct xml_element *list, *chunk;

	if (a == NULL)
		return false;
	a->line = xmlread_line(e);
	a->has_id = xmlget_uuid(notes, e, "Id", XMLGET_REQUIRED, &a->id);
	a->annotation = xmlget_text(notes, e, "AnnotationText",
	    XMLGET_OPTIONAL);
	a->is_packing_list = parse_flag(notes, e);
	list = xmlget_child(notes, e, "ChunkList", XMLGET_REQUIRED);
	if (list == NULL)
		return true;
	chunk = xmlget_child(NULL, list, "Chunk", XMLGET_OPTIONAL);
	if (chunk == NULL)
		xmlnote_add(notes, XMLNOTE_MISSING, xmlread_line(list), "Chunk",
		    "ChunkList has no Chunk");
	for (; chunk != NULL && a->chunk_count < LIMIT_ASSETS;
	    chunk = xmlread_again(chunk))
		if (!parse_chunk(notes, chunk, a, err))
			return false;
	return true;
}

static bool
parse_assets(struct assetmap *map, const struct xml_element *root,
    struct dcp_error *err)
{
	const struct xml_element *list, *e;

	list = xmlget_child(&map->notes, root, "AssetList", XMLGET_REQUIRED);
	e = list == NULL ? NULL : xmlread_child(list, NULL, "Asset");
	if (list != NULL && e == NULL)
		xmlnote_add(&map->notes, XMLNOTE_MISSING, xmlread_line(list),
		    "Asset", "AssetList has no Asset");
	for (; e != NULL; e = xmlread_again(e))
		if (!parse_asset(map, e, err))
			return false;
	return true;
}

static void
parse_head(struct assetmap *map, const struct xml_element *root)
{
	struct xmlnotes *notes = &map->notes;

	map->has_id = xmlget_uuid(notes, root, "Id", XMLGET_REQUIRED,
	    &map->id);
	map->annotation = xmlget_text(notes, root, "AnnotationText",
	    XMLGET_OPTIONAL);
	map->creator = xmlget_text(notes, root, "Creator", XMLGET_REQUIRED);
	map->issuer = xmlget_text(notes, root, "Issuer", XMLGET_REQUIRED);
	map->has_volume_count = xmlget_number(notes, root, "VolumeCount",
	    XMLGET_REQUIRED, 1, INT64_MAX, &map->volume_count);
	map->has_issue_date = xmlget_time(notes, root, "IssueDate",
	    XMLGET_REQUIRED, &map->issue_date);
}

bool
assetmap_parse(struct xml_document *doc, struct assetmap *map,
    struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	enum dialect_document document;
	bool ok;

	*map = (struct assetmap){.document = doc};
	map->dialect = dialect_identify(root, &document);
	map->space = xmlread_space(root);
	if (document != DIALECT_ASSETMAP)
		ok = error_set(err, DCP_BAD_INPUT,
		    "have the root %s, want AssetMap", xmlread_name(root));
	else {
		parse_head(map, root);
		ok = parse_assets(map, root, err);
	}
	if (ok && map->notes.bad)
		ok = error_memory(err);
	if (!ok)
		assetmap_clear(map);
	return ok;
}

bool
assetmap_load(const char *path, struct assetmap *map, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(path, err);

	if (doc == NULL) {
		*map = (struct assetmap){0};
		return false;
	}
	return assetmap_parse(doc, map, err);
}

void
assetmap_clear(struct assetmap *map)
{
	struct assetmap_asset *a;
	size_t i, k;

	for (i = 0; i < map->asset_count; i++) {
		a = &map->assets[i];
		for (k = 0; k < a->chunk_count; k++) {
			free(a->chunks[k].file);
			free(a->chunks[k].refusal);
		}
		free(a->chunks);
	}
	free(map->assets);
	xmlnote_clear(&map->notes);
	xmlread_free(map->document);
	*map = (struct assetmap){0};
}

/* ${file} as a relative URI (RFC 3986, 3.3): what it may not hold, by %XX. */
static void
put_uri(struct bytes *to, const char *file)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$&'()*+,;=@";
	const char *p;

	for (p = file; *p != '\0'; p++) {
		if (strchr(plain, *p) != NULL)
			bytes_u8(to, (uint8_t)*p);
		else
			bytes_printf(to, "%%%02X", (unsigned char)*p);
	}
}

static void
format_chunk(struct xmlwrite *w, const struct assetmap_chunk *c)
{
	struct bytes uri = {0};

	put_uri(&uri, c->file);
	xmlwrite_open(w, "Chunk", NULL);
	xmlwrite_text(w, "Path", bytes_text(&uri));
	xmlwrite_number(w, "VolumeIndex", c->volume_index);
	xmlwrite_number(w, "Offset", c->offset);
	xmlwrite_number(w, "Length", c->length);
	xmlwrite_close(w);
	if (uri.bad)
		error_memory(&w->failure);
	bytes_clear(&uri);
}

static void
format_asset(struct xmlwrite *w, const struct assetmap_asset *a)
{
	size_t i;

	xmlwrite_open(w, "Asset", NULL);
	xmlwrite_uuid(w, "Id", &a->id);
	xmlwrite_optional(w, "AnnotationText", a->annotation);
	if (a->is_packing_list)
		xmlwrite_text(w, "PackingList", "true");
	xmlwrite_open(w, "ChunkList", NULL);
	for (i = 0; i < a->chunk_count; i++)
		format_chunk(w, &a->chunks[i]);
	xmlwrite_close(w);
	xmlwrite_close(w);
}

/* The root of both documents. */
static void
open_root(struct xmlwrite *w, const char *name)
{
	const char *const attributes[] = {"xmlns",
	    dialect_of(DIALECT_SMPTE)->assetmap_space, NULL};

	xmlwrite_open(w, name, attributes);
}

bool
assetmap_format(const struct assetmap *map, struct bytes *to,
    struct dcp_error *err)
{
	struct xmlwrite w;
	size_t i;

	xmlwrite_begin(&w, to);
	open_root(&w, "AssetMap");
	xmlwrite_uuid(&w, "Id", &map->id);
	xmlwrite_optional(&w, "AnnotationText", map->annotation);
	xmlwrite_text(&w, "Creator", map->creator);
	xmlwrite_number(&w, "VolumeCount", map->volume_count);
	xmlwrite_time(&w, "IssueDate", &map->issue_date);
	xmlwrite_text(&w, "Issuer", map->issuer);
	xmlwrite_open(&w, "AssetList", NULL);
	for (i = 0; i < map->asset_count; i++)
		format_asset(&w, &map->assets[i]);
	xmlwrite_close(&w);
	xmlwrite_close(&w);
	return xmlwrite_end(&w, err);
}

struct assetmap_asset *
assetmap_add(struct assetmap *map, const struct uuid *id, const char *file,
    uint64_t size, struct dcp_error *err)
{
	struct assetmap_asset *a = add_asset(map, err);
	struct assetmap_chunk *c = a == NULL ? NULL : add_chunk(a, err);

	if (c == NULL)
		return NULL;
	a->has_id = true;
	a->id = *id;
	*c = (struct assetmap_chunk){.volume_index = 1, .length = size};
	c->file = strdup(file);
	if (c->file == NULL) {
		error_memory(err);
		return NULL;
	}
	return a;
}

bool
assetmap_parse_volume(struct xml_document *doc, struct assetmap_volume *volume,
    struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	enum dialect_document document;
	bool ok;

	*volume = (struct assetmap_volume){.document = doc};
	volume->dialect = dialect_identify(root, &document);
	volume->space = xmlread_space(root);
	if (document != DIALECT_VOLINDEX)
		ok = error_set(err, DCP_BAD_INPUT,
		    "have the root %s, want VolumeIndex", xmlread_name(root));
	else {
		volume->has_index = xmlget_number(&volume->notes, root,
		    "Index", XMLGET_REQUIRED, 1, INT64_MAX, &volume->index);
		ok = !volume->notes.bad || error_memory(err);
	}
	if (!ok)
		assetmap_clear_volume(volume);
	return ok;
}

bool
assetmap_load_volume(const char *path, struct assetmap_volume *volume,
    struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(path, err);

	if (doc == NULL) {
		*volume = (struct assetmap_volume){0};
		return false;
	}
	return assetmap_parse_volume(doc, volume, err);
}

void
assetmap_clear_volume(struct assetmap_volume *volume)
{
	xmlnote_clear(&volume->notes);
	xmlread_free(volume->document);
	*volume = (struct assetmap_volume){0};
}

bool
assetmap_format_volume(uint64_t index, struct bytes *to, struct dcp_error *err)
{
	struct xmlwrite w;

	xmlwrite_begin(&w, to);
	open_root(&w, "VolumeIndex");
	xmlwrite_number(&w, "Index", index);
	xmlwrite_close(&w);
	return xmlwrite_end(&w, err);
}
