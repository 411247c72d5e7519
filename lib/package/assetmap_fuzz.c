/* assetmap_fuzz.c: any XML; no path ever leads out of the folder. */
#include "base/fuzzing.h"
#include "base/limits.h"
#include "package/assetmap.h"

static void
check_file(const char *file)
{
	const char *p;

	fuzzing_assert(*file != '/' && *file != '\0');
	for (p = file; p != NULL; p = strchr(p, '/')) {
		p += *p == '/';
		fuzzing_assert(strncmp(p, "../", 3) != 0);
		fuzzing_assert(strcmp(p, "..") != 0);
	}
}

static void
check_map(const struct assetmap *map)
{
	struct dcp_error err = {0};
	struct bytes text = {0};
	size_t i, k;

	fuzzing_assert(map->asset_count <= LIMIT_ASSETS);
	for (i = 0; i < map->asset_count; i++)
		for (k = 0; k < map->assets[i].chunk_count; k++)
			if (map->assets[i].chunks[k].file != NULL)
				check_file(map->assets[i].chunks[k].file);
	if (map->notes.count == 0 && map->dialect == DIALECT_SMPTE)
		fuzzing_assert(assetmap_format(map, &text, &err));
	bytes_clear(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(data, size, &err);
	struct assetmap map;
	struct assetmap_volume volume;

	if (doc != NULL && assetmap_parse(doc, &map, &err)) {
		check_map(&map);
		assetmap_clear(&map);
	}
	err = (struct dcp_error){0};
	doc = xmlread_parse(data, size, &err);
	if (doc != NULL && assetmap_parse_volume(doc, &volume, &err))
		assetmap_clear_volume(&volume);
	return 0;
}
