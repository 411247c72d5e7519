/* record.c: see record.h. */
#include "package/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/path.h"

bool
record_of_file(const char *path, const struct uuid *id,
    const struct digest *hash, struct record *r, struct dcp_error *err)
{
	struct stat st;

	*r = (struct record){0};
	if (stat(path, &st) != 0) {
		error_system(err);
		return error_in(err, "%s", path);
	}
	r->id = *id;
	r->size = (uint64_t)st.st_size;
	r->has_hash = hash != NULL;
	if (hash != NULL)
		r->hash = *hash;
	r->modified = (int64_t)st.st_mtim.tv_sec * 1000000000 +
	    st.st_mtim.tv_nsec;
	r->path = path;
	return true;
}

bool
record_format(const struct record *r, struct bytes *to, struct dcp_error *err)
{
	char id[UUID_URN_SIZE], hash[DIGEST_TEXT_SIZE] = "-";

	if (strpbrk(r->path, "\t\n") != NULL)
		return error_set(err, DCP_UNSUPPORTED,
		    "have a tab or a newline in the name of a file");
	uuid_format_urn(id, &r->id);
	if (r->has_hash)
		digest_format(hash, &r->hash);
	bytes_printf(to, "asset\t%s\t%" PRIu64 "\t%s\t%" PRId64 "\t%s\n", id,
	    r->size, hash, r->modified, r->path);
	return bytes_ok(to, err);
}

/* Cut ${line} at its tabs into exactly ${count} fields. */
static bool
split(char *line, char **field, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		field[i] = line;
		line = strchr(line, '\t');
		if (line == NULL)
			return i + 1 == count;
		*line++ = '\0';
	}
	return false;
}

bool
record_parse(char *line, struct record *r, struct dcp_error *err)
{
	char *field[6];

	*r = (struct record){0};
	if (!split(line, field, 6) || strcmp(field[0], "asset") != 0 ||
	    *field[5] == '\0')
		return error_set(err, DCP_BAD_INPUT, "have no record, want "
		    "asset, id, size, hash, time and path with tabs between");
	r->has_hash = strcmp(field[3], "-") != 0;
	if (!uuid_parse(field[1], &r->id, err) ||
	    !number_parse(field[2], 0, INT64_MAX, &r->size, err) ||
	    (r->has_hash && !digest_parse(field[3], DIGEST_SHA1, &r->hash,
	    err)) ||
	    !number_parse_signed(field[4], INT64_MIN, INT64_MAX, &r->modified,
	    err)) {
		*r = (struct record){0};
		return false;
	}
	r->path = field[5];
	return true;
}

static bool
add_record(struct records *records, char *line, struct dcp_error *err)
{
	struct record *more, r;

	if (*line == '\0')
		return true;
	if (!record_parse(line, &r, err))
		return false;
	more = array_room(records->at, records->count, sizeof(*more), err);
	if (more == NULL)
		return false;
	records->at = more;
	more[records->count++] = r;
	return true;
}

/* A new text at the end of the list, to be filled. */
static struct bytes *
add_text(struct records *records, struct dcp_error *err)
{
	struct bytes *more = array_room(records->texts, records->text_count,
	    sizeof(*more), err);

	if (more == NULL)
		return NULL;
	records->texts = more;
	return &more[records->text_count++];
}

bool
record_load(const char *path, struct records *records, struct dcp_error *err)
{
	struct bytes *text = add_text(records, err);
	unsigned long number = 1;
	char *line, *end;

	if (text == NULL)
		return false;
	if (!input_load(path, LIMIT_RECORDS_SIZE, text, err))
		return false;	/* which names the file */
	bytes_u8(text, 0);
	if (!bytes_ok(text, err))
		return false;
	for (line = (char *)text->at; line != NULL; line = end, number++) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		if (!add_record(records, line, err))
			return error_in(err, "%s: line %lu", path, number);
	}
	return true;
}

void
record_clear(struct records *records)
{
	size_t i;

	for (i = 0; i < records->text_count; i++)
		bytes_clear(&records->texts[i]);
	free(records->texts);
	free(records->at);
	*records = (struct records){0};
}

static bool
holds(const struct record *r, const struct record *file)
{
	return uuid_equal(&r->id, &file->id) && r->size == file->size &&
	    r->modified == file->modified &&
	    strcmp(path_name(r->path), path_name(file->path)) == 0;
}

const struct record *
record_find(const struct records *records, const struct record *file)
{
	const struct record *r;
	size_t i;

	for (i = records->count; i > 0; i--) {
		r = &records->at[i - 1];
		if (r->has_hash && holds(r, file))
			return r;
	}
	return NULL;
}

bool
record_is_known(const struct records *records, const struct record *file)
{
	size_t i;

	for (i = 0; i < records->count; i++)
		if (holds(&records->at[i], file))
			return true;
	return false;
}
