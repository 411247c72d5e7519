/* v_assetmap.c: see v_assetmap.h. */
#include "verify/v_assetmap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "verify/v_folder.h"
#include "verify/v_xml.h"

/* ST 429-9, A.2: how long a path and a part of it may be, in characters. */
#define PATH_SIZE		100
#define PATH_SIZE_INTEROP	255
#define PATH_PARTS		10
#define PATH_PART_SIZE		100

static void
judge_name(const struct subject *s, enum rule rule,
    const struct diag_place *place, const char *want)
{
	if (!s->lone && want != NULL && want[0] != '\0' &&
	    strcmp(place->file, want) != 0)
		diag_report(s->diag, rule, place, "have %s, want %s",
		    place->file, want);
}

static void
judge_volume_document(const struct subject *s)
{
	const struct assetmap_volume *v = &s->dcp->volume;
	const struct dialect_table *t = dialect_of(v->dialect);
	struct diag_place place = {.file = path_name(s->dcp->volume_path)};

	if (s->dcp->volume_failure.status != DCP_OK) {
		diag_report(s->diag, RULE_VOLUME_XML, &place, "%s",
		    s->dcp->volume_failure.text);
		return;
	}
	v_xml_judge(s, &place, &(struct v_xml_document){
	    .document = v->document, .dialect = v->dialect,
	    .space = v->space, .known_space = t->volindex_space,
	    .space_rule = RULE_VOLUME_NAMESPACE, .schema = t->volindex_schema,
	    .notes = &v->notes,
	    .schema_rule = RULE_VOLUME_SCHEMA,
	    .empty_rule = RULE_VOLUME_SCHEMA});
	judge_name(s, RULE_VOLUME_NAME, &place,
	    dialect_of(subject_dialect(s))->volindex_file);
	if (v->has_index && v->index != 1)
		diag_report(s->diag, RULE_VOLUME_INDEX, &place,
		    "have %" PRIu64 ", want 1", v->index);
}

static void
judge_volume(const struct subject *s)
{
	struct diag_place place = {0};

	if (s->dcp->volume_path != NULL)
		judge_volume_document(s);
	else if (subject_dialect(s) == DIALECT_INTEROP)
		diag_report(s->diag, RULE_VOLUME_MISSING_INTEROP, &place, "%s",
		    "");
	else if (s->dcp->map_path != NULL)
		diag_report(s->diag, RULE_VOLUME_MISSING, &place, "%s", "");
}

/* Parts and the longest part of a path. */
static size_t
measure(const char *path, size_t *longest)
{
	size_t parts = 1, size = 0;

	*longest = 0;
	for (; *path != '\0'; path++) {
		if (*path == '/') {
			parts++;
			size = 0;
		} else if (++size > *longest) {
			*longest = size;
		}
	}
	return parts;
}

static void
judge_path_text(const struct subject *s, const struct diag_place *place,
    const struct assetmap_chunk *c)
{
	bool interop = s->dcp->map.dialect == DIALECT_INTEROP;
	size_t limit = interop ? PATH_SIZE_INTEROP : PATH_SIZE;
	size_t size = strlen(c->file), longest, parts;
	size_t plain = strspn(c->file, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789._-/");

	parts = measure(c->file, &longest);
	if (size > limit)
		diag_report(s->diag, RULE_MAP_PATH_LENGTH, place,
		    "have %zu characters, want at most %zu", size, limit);
	else if (!interop && (parts > PATH_PARTS || longest > PATH_PART_SIZE))
		diag_report(s->diag, RULE_MAP_PATH_LENGTH, place,
		    "have %zu parts, the longest of %zu characters, want at "
		    "most %d of %d", parts, longest, PATH_PARTS,
		    PATH_PART_SIZE);
	if (c->file[plain] != '\0')
		diag_report(s->diag, interop ? RULE_MAP_PATH_INTEROP :
		    RULE_MAP_PATH_CHARACTERS, place, "have \"%s\"", c->file);
	if (strstr(c->path, ":") != NULL || strncmp(c->path, "./", 2) == 0)
		diag_report(s->diag, RULE_MAP_PATH_FORM, place,
		    "have \"%s\", want \"%s\"", c->path, c->file);
}

static void
judge_chunk(const struct subject *s, const struct diag_place *asset,
    const struct assetmap_chunk *c)
{
	struct diag_place place = diag_line(asset, c->line);

	if (c->file == NULL)
		diag_report(s->diag, RULE_MAP_PATH, &place, "have \"%s\": %s",
		    c->path == NULL ? "" : c->path,
		    c->refusal == NULL ? "it is absent" : c->refusal);
	else if (c->path[strlen(c->path) - 1] == '/')
		diag_report(s->diag, RULE_MAP_PATH, &place,
		    "have \"%s\": it names a folder", c->path);
	else
		judge_path_text(s, &place, c);
	if (c->has_volume_index && c->volume_index != 1)
		diag_report(s->diag, RULE_MAP_CHUNK_VOLUME, &place,
		    "have volume %" PRIu64 ", want 1", c->volume_index);
	if (c->has_offset && c->offset != 0)
		diag_report(s->diag, RULE_MAP_CHUNK_OFFSET, &place,
		    "have %" PRIu64 ", want 0", c->offset);
}

static void
judge_pkl_flag(const struct subject *s, const struct diag_place *place,
    const struct dcp_file *f)
{
	bool is = f->document == DIALECT_PKL;

	if (!f->exists || f->failure.status != DCP_OK || f->size == 0 ||
	    f->map->is_packing_list == is)
		return;
	diag_report(s->diag, RULE_MAP_PKL_FLAG, place, is ?
	    "a packing list is not marked" :
	    "what is marked is no packing list");
}

/* Systems that do not mind the case of letters make such packages. */
static void
judge_missing(const struct subject *s, const struct dcp_file *f,
    const struct diag_place *place)
{
	char *other = v_folder_other_case(f->path);

	if (other != NULL)
		diag_report(s->diag, RULE_MAP_FILE_MISSING, place,
		    "have %s, in other letters", other);
	else
		diag_report(s->diag, RULE_MAP_FILE_MISSING, place, "%s",
		    f->failure.text);
	free(other);
}

static void
judge_file(const struct subject *s, const struct dcp_file *f)
{
	struct diag_place map = {.file = path_name(s->dcp->map_path),
	    .asset = f->id};
	struct diag_place place = diag_line(&map, f->map->line);
	struct diag_place file = subject_place(f);
	size_t i;

	if (f->map->chunk_count != 1)
		diag_report(s->diag, RULE_MAP_CHUNKS, &place,
		    "have %zu, want 1", f->map->chunk_count);
	for (i = 0; i < f->map->chunk_count; i++)
		judge_chunk(s, &map, &f->map->chunks[i]);
	judge_pkl_flag(s, &place, f);
	/* The path was in order, but what lies there is not to be opened. */
	if (f->path == NULL && f->map->chunk_count == 1 &&
	    f->map->chunks[0].file != NULL &&
	    f->failure.status != DCP_OK)
		diag_report(s->diag, RULE_MAP_PATH, &place, "%s",
		    f->failure.text);
	if (f->path == NULL)
		return;
	if (!f->exists)
		judge_missing(s, f, &file);
	else if (f->size > 0 && f->map->chunk_count == 1 &&
	    f->map->chunks[0].has_length &&
	    f->map->chunks[0].length != f->size)
		diag_report(s->diag, RULE_MAP_CHUNK_LENGTH, &file,
		    "have %" PRIu64 " bytes, want %" PRIu64, f->size,
		    f->map->chunks[0].length);
}

static int
compare_ids(const void *a, const void *b)
{
	const struct dcp_file *x = *(const struct dcp_file *const *)a;
	const struct dcp_file *y = *(const struct dcp_file *const *)b;
	int order = uuid_compare(&x->id, &y->id);

	return order != 0 ? order : x < y ? -1 : x > y;
}

static int
compare_paths(const void *a, const void *b)
{
	const struct dcp_file *x = *(const struct dcp_file *const *)a;
	const struct dcp_file *y = *(const struct dcp_file *const *)b;
	int order = strcmp(x->name, y->name);

	return order != 0 ? order : x < y ? -1 : x > y;
}

static void
judge_twins(const struct subject *s, const struct dcp_file *a,
    const struct dcp_file *b, enum rule rule)
{
	struct diag_place map = {.file = path_name(s->dcp->map_path)};
	struct diag_place place = diag_line(&map, b->map->line);

	place.asset = b->id;
	diag_report(s->diag, rule, &place, "as in line %ld", a->map->line);
}

/* Two assets of one id, two of one file. */
static void
judge_duplicates(const struct subject *s)
{
	size_t i, n = s->dcp->file_count;
	const struct dcp_file **sorted = calloc(n + 1, sizeof(*sorted));

	if (sorted == NULL) {
		s->diag->bad = true;
		return;
	}
	for (i = 0; i < n; i++)
		sorted[i] = &s->dcp->files[i];
	if (n > 0)
		qsort(sorted, n, sizeof(*sorted), compare_ids);
	for (i = 1; i < n; i++)
		if (uuid_equal(&sorted[i - 1]->id, &sorted[i]->id) &&
		    !uuid_is_zero(&sorted[i]->id))
			judge_twins(s, sorted[i - 1], sorted[i],
			    RULE_MAP_DUPLICATE_ID);
	if (n > 0)
		qsort(sorted, n, sizeof(*sorted), compare_paths);
	for (i = 1; i < n; i++)
		if (sorted[i]->name[0] != '\0' &&
		    strcmp(sorted[i - 1]->name, sorted[i]->name) == 0)
			judge_twins(s, sorted[i - 1], sorted[i],
			    RULE_MAP_DUPLICATE_PATH);
	free(sorted);
}

static void
judge_document(const struct subject *s, const struct diag_place *place)
{
	const struct assetmap *m = &s->dcp->map;
	const struct dialect_table *t = dialect_of(m->dialect);

	v_xml_judge(s, place, &(struct v_xml_document){
	    .document = m->document, .dialect = m->dialect,
	    .space = m->space, .known_space = t->assetmap_space,
	    .space_rule = RULE_MAP_NAMESPACE, .schema = t->assetmap_schema,
	    .notes = &m->notes,
	    .has_issue_date = m->has_issue_date, .issue_date = m->issue_date,
	    .schema_rule = RULE_MAP_SCHEMA, .empty_rule = RULE_MAP_EMPTY_TEXT});
	judge_name(s, RULE_MAP_NAME, place, t->assetmap_file);
	if (s->dcp->both_maps)
		diag_report(s->diag, RULE_MAP_TWICE, place, "%s", "");
	if (m->has_volume_count && m->volume_count != 1)
		diag_report(s->diag, RULE_MAP_VOLUME_COUNT, place,
		    "have %" PRIu64 ", want 1", m->volume_count);
	if (m->asset_count == 0)
		diag_report(s->diag, RULE_MAP_NO_ASSETS, place, "%s", "");
}

void
v_assetmap_judge(const struct subject *s)
{
	const struct dcp *dcp = s->dcp;
	struct diag_place place = {0};
	size_t i;

	if (dcp->map_path == NULL) {
		diag_report(s->diag, RULE_MAP_MISSING, &place, "%s", "");
		return;
	}
	place.file = path_name(dcp->map_path);
	if (dcp->map_failure.status != DCP_OK) {
		diag_report(s->diag, RULE_MAP_XML, &place, "%s",
		    dcp->map_failure.text);
	} else {
		judge_document(s, &place);
		for (i = 0; i < dcp->file_count; i++)
			if (dcp->files[i].map != NULL)
				judge_file(s, &dcp->files[i]);
		judge_duplicates(s);
	}
	if (!s->lone)
		judge_volume(s);
}
