/* rowwrite.h: a picture file that is a header and its rows, one after another. */
#ifndef IMAGE_ROWWRITE_H
#define IMAGE_ROWWRITE_H

#include "base/bytes.h"
#include "image/image.h"

/* Put row ${y} into ${to}, which holds all the bytes of a row. */
typedef void rowwrite_pack(const struct image *, uint32_t y, uint8_t *to);

/*
 * rowwrite_file(path, header, image, row_size, pack, err):
 * Write the file at ${path}: ${header}, then each row of ${image} as ${pack}
 * puts it into ${row_size} bytes.  Nothing has that name after a failure.
 */
bool rowwrite_file(const char *path, const struct bytes *header,
    const struct image *, size_t row_size, rowwrite_pack *,
    struct dcp_error *) CHECKED;

#endif
