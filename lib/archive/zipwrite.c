/* zipwrite.c: see zipwrite.h. */
#include "archive/zipwrite.h"

#include <string.h>

#include <zip.h>

/* Turn what libzip says into an error. */
static bool
fail(const char *name, zip_error_t *why, struct dcp_error *err)
{
	enum dcp_status status = zip_error_code_zip(why) == ZIP_ER_MEMORY ?
	    DCP_NO_MEMORY : zip_error_code_zip(why) == ZIP_ER_EXISTS ?
	    DCP_REFUSED : DCP_IO;

	return error_set(err, status, "%s: %s", name, zip_error_strerror(why));
}

/* Date and time as MS-DOS had them. */
static void
split_date(const struct timestamp *date, zip_uint16_t *day,
    zip_uint16_t *time)
{
	struct timestamp_civil c = timestamp_split(date->seconds +
	    (int64_t)date->zone_minutes * 60);
	int32_t year = c.year < 1980 ? 1980 : c.year > 2107 ? 2107 : c.year;

	*day = (zip_uint16_t)((year - 1980) << 9 | c.month << 5 | c.day);
	*time = (zip_uint16_t)(c.hour << 11 | c.minute << 5 | c.second / 2);
}

static bool
add_file(zip_t *zip, const struct zipwrite_file *f,
    const struct timestamp *date, struct dcp_error *err)
{
	zip_source_t *source = zip_source_buffer(zip, f->bytes, f->size, 0);
	zip_uint16_t day, time;
	zip_int64_t index;

	if (source == NULL)
		return fail(f->name, zip_get_error(zip), err);
	index = zip_file_add(zip, f->name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return fail(f->name, zip_get_error(zip), err);
	}
	split_date(date, &day, &time);
	return zip_file_set_dostime(zip, (zip_uint64_t)index, time, day,
	    0) == 0 || fail(f->name, zip_get_error(zip), err);
}

static bool
read_back(zip_source_t *source, struct bytes *to, struct dcp_error *err)
{
	zip_stat_t stat;
	uint8_t *at = NULL;
	bool ok;

	zip_stat_init(&stat);
	if (zip_source_stat(source, &stat) != 0 ||
	    zip_source_open(source) != 0)
		return fail("ZIP", zip_source_error(source), err);
	if (stat.size <= SIZE_MAX)
		at = bytes_extend(to, (size_t)stat.size);
	ok = at != NULL ? zip_source_read(source, at, stat.size) ==
	    (zip_int64_t)stat.size || fail("ZIP", zip_source_error(source),
	    err) : error_memory(err);
	zip_source_close(source);
	return ok;
}

/* ${buffer} becomes the ZIP file; it stays the caller's. */
static bool
fill(zip_source_t *buffer, const struct zipwrite_file *files, size_t count,
    const struct timestamp *date, struct dcp_error *err)
{
	zip_error_t why;
	zip_t *zip;
	size_t i;
	bool ok = true;

	zip_error_init(&why);
	zip = zip_open_from_source(buffer, ZIP_TRUNCATE, &why);
	if (zip == NULL) {
		ok = fail("ZIP", &why, err);
		zip_error_fini(&why);
		return ok;
	}
	zip_source_keep(buffer);
	for (i = 0; ok && i < count; i++)
		ok = add_file(zip, &files[i], date, err);
	if (ok && zip_close(zip) != 0)
		ok = fail("ZIP", zip_get_error(zip), err);
	if (!ok)
		zip_discard(zip);
	return ok;
}

bool
zipwrite_format(const struct zipwrite_file *files, size_t count,
    const struct timestamp *date, struct bytes *to, struct dcp_error *err)
{
	zip_error_t why;
	zip_source_t *buffer;
	bool ok;

	zip_error_init(&why);
	buffer = zip_source_buffer_create(NULL, 0, 0, &why);
	if (buffer == NULL)
		ok = fail("ZIP", &why, err);
	else
		ok = fill(buffer, files, count, date, err) &&
		    read_back(buffer, to, err);
	zip_source_free(buffer);
	zip_error_fini(&why);
	return ok;
}
