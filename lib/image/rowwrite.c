/* rowwrite.c: see rowwrite.h. */
#include "image/rowwrite.h"

#include <stdlib.h>

#include "base/output.h"

#define BLOCK_SIZE	(1u << 20)	/* bytes written at once, about */

static bool
write_rows(struct output *out, const struct image *image, size_t row_size,
    rowwrite_pack *pack, struct dcp_error *err)
{
	uint32_t block = row_size > BLOCK_SIZE ? 1
	    : (uint32_t)(BLOCK_SIZE / row_size), y, rows, i;
	uint8_t *bytes = malloc(block * row_size);
	bool ok = false;

	if (bytes == NULL)
		return error_memory(err);
	for (y = 0; y < image->height; y += rows) {
		rows = image->height - y < block ? image->height - y : block;
		for (i = 0; i < rows; i++)
			pack(image, y + i, bytes + i * row_size);
		if (!output_write(out, bytes, rows * row_size, err))
			goto out;
	}
	ok = true;
out:
	free(bytes);
	return ok;
}

bool
rowwrite_file(const char *path, const struct bytes *header,
    const struct image *image, size_t row_size, rowwrite_pack *pack,
    struct dcp_error *err)
{
	struct output *out;

	if (!bytes_ok(header, err) || (out = output_open(path, err)) == NULL)
		return false;
	if (output_write(out, header->at, header->size, err) &&
	    write_rows(out, image, row_size, pack, err))
		return output_commit(out, err);
	output_abandon(out);
	return false;
}
