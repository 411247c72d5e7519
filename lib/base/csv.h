/*
 * csv.h: tables as spreadsheets write them (RFC 4180): UTF-8 with or without a
 * byte order mark, CRLF or LF, fields in quotes where they need it; between
 * them commas, semicolons or tabs, whichever stands first in the first row.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>

#include "base/error.h"

struct csv_row {
	size_t line;		/* of the text, from 1: where it begins */
	char **fields;		/* each a string */
	size_t field_count;
};

/* Start with {0}; end with csv_clear(). */
struct csv {
	struct csv_row *rows;
	size_t row_count;
	char *text;		/* what the fields lie in */
	char **fields;		/* of all rows */
};

/*
 * csv_parse(text, size, csv, err):
 * The rows of a table.  Rows without any text are left out, and white space
 * around a field that is not in quotes is.  DCP_BAD_INPUT, with the line, for
 * quotes that do not close or stand in the midst of a field, and for what is no
 * UTF-8; DCP_REFUSED beyond LIMIT_CSV_FIELDS.
 */
bool csv_parse(const void *, size_t size, struct csv *, struct dcp_error *)
    CHECKED;
void csv_clear(struct csv *);

#endif
