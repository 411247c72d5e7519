/* csv_fuzz.c: any bytes as a table. */
#include "base/csv.h"
#include "base/fuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct csv csv;
	size_t i, j, text = 0;

	if (!csv_parse(bytes, size, &csv, &err)) {
		fuzzing_assert(err.status != DCP_OK);
		return 0;
	}
	for (i = 0; i < csv.row_count; i++)
		for (j = 0; j < csv.rows[i].field_count; j++)
			text += strlen(csv.rows[i].fields[j]);
	fuzzing_assert(text <= size);
	csv_clear(&csv);
	return 0;
}
