/* unwraptext.c: see unwraptext.h. */
#include "master/unwraptext.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/output.h"
#include "base/path.h"

#define NAME_SIZE	(UUID_SIZE + 8)	/* "<uuid>.png" and the NUL */

static bool
save(const char *folder, const char *name, const struct bytes *from,
    struct dcp_error *err)
{
	char *path = path_join(folder, name);
	bool ok = path == NULL ? error_memory(err) :
	    output_save(path, from->at, from->size, err);

	free(path);
	return ok;
}

/* The media types of ST 429-5, and names that occur in the field. */
static const char *
suffix_of(const char *media_type)
{
	static const struct {
		const char *type, *suffix;
	} rows[] = {
		{"image/png", ".png"},
		{"application/x-font-opentype", ".otf"},
		{"application/x-opentype", ".otf"},
		{"font/opentype", ".otf"},
		{"font/otf", ".otf"},
		{"font/ttf", ".ttf"},
	};
	size_t i;

	for (i = 0; media_type != NULL && i < sizeof(rows) / sizeof(rows[0]);
	    i++)
		if (strcasecmp(media_type, rows[i].type) == 0)
			return rows[i].suffix;
	return ".bin";
}

static bool
save_resource(const struct mxfread *read, size_t index, const char *folder,
    struct bytes *scratch, struct dcp_error *err)
{
	const struct trackfile_resource *resource =
	    &mxfread_trackfile(read)->text.resource[index];
	char id[UUID_SIZE], name[NAME_SIZE];

	uuid_format(id, &resource->id);
	snprintf(name, sizeof(name), "%s%s", id,
	    suffix_of(resource->media_type));
	if (!mxfread_resource(read, index, scratch, err))
		return error_in(err, "resource %s", id);
	return save(folder, name, scratch, err);
}

bool
unwraptext_run(const struct mxfread *read, const char *folder,
    struct dcp_error *err)
{
	size_t i, count = mxfread_trackfile(read)->text.resource_count;
	struct bytes scratch = {0};
	bool ok;

	ok = path_make_folder(folder, err) &&
	    mxfread_unit(read, 0, TRACKFILE_LEFT, &scratch, err) &&
	    save(folder, "text.xml", &scratch, err);
	for (i = 0; ok && i < count; i++)
		ok = save_resource(read, i, folder, &scratch, err);
	bytes_clear(&scratch);
	return ok;
}
