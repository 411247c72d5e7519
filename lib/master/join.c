/* join.c: see join.h. */
#include "master/join.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "master/feed.h"
#include "mxf/j2kfacts.h"
#include "mxf/unlock.h"

struct part {
	struct mxfread *read;
	const struct trackfile *file;
	uint64_t first;		/* its first packet's number in the result */
};

struct parts {
	struct part *part;
	size_t count;
	uint64_t eyes;		/* packets of one edit unit */
	uint64_t packets, packets_size, duration;
	const struct join *join;
	struct trackfile_picture picture;	/* of the first codestream */
};

/* What is secret stays so: the result is encrypted, too. */
static bool
unlock(const struct join *join, struct part *part, const char *path,
    struct dcp_error *err)
{
	char text[UUID_SIZE];

	if (!mxfread_is_locked(part->read))
		return true;
	uuid_format(text, &part->file->crypto.key_id);
	if (join->crypto.key == NULL)
		return error_set(err, DCP_REFUSED, "%s: is encrypted with key "
		    "%s, and what is made of it would not be: want --encrypt",
		    path, text);
	return unlock_with(part->read, join->keys, err) ||
	    error_in(err, "%s", path);
}

/* Edit units of sound that the writer could not make either. */
static bool
has_whole_units(const struct trackfile *file, struct dcp_error *err)
{
	const struct mxfwrite_options options = {.edit_rate = file->edit_rate,
		.sampling_rate = file->sound.sampling_rate,
		.channel_count = file->sound.channel_count};

	return file->kind != TRACKFILE_SOUND ||
	    mxfwrite_unit_size(&options, err) > 0;
}

static bool
is_joinable(const struct trackfile *file, struct dcp_error *err)
{
	if (file->fault != NULL)
		return error_set(err, DCP_BAD_INPUT, "is not whole: %s",
		    file->fault);
	if (file->duration == 0)
		return error_set(err, DCP_BAD_INPUT, "has no edit unit");
	if (!rational_is_rate(file->edit_rate))
		return error_set(err, DCP_BAD_INPUT, "edit rate: have %" PRId32
		    "/%" PRId32 ", want one above zero", file->edit_rate.num,
		    file->edit_rate.den);
	if (file->kind == TRACKFILE_PICTURE ||
	    file->kind == TRACKFILE_STEREO || file->kind == TRACKFILE_SOUND)
		return has_whole_units(file, err);
	return error_set(err, DCP_UNSUPPORTED,
	    "is a track file of kind %s, want picture, stereo or sound",
	    trackfile_kind_text(file->kind));
}

static bool
differ(const char *what, uint64_t have, uint64_t want, struct dcp_error *err)
{
	if (have == want)
		return true;
	return error_set(err, DCP_BAD_INPUT, "%s: have %" PRIu64 ", want %"
	    PRIu64, what, have, want);
}

static bool
is_same_label(const char *what, const struct ul *have, const struct ul *want,
    struct dcp_error *err)
{
	char have_text[UL_TEXT_SIZE], want_text[UL_TEXT_SIZE];

	if (ul_equal(have, want))
		return true;
	ul_format(have_text, have);
	ul_format(want_text, want);
	return error_set(err, DCP_BAD_INPUT, "%s: have %s, want %s", what,
	    have_text, want_text);
}

static bool
is_same_picture(const struct trackfile_picture *have,
    const struct trackfile_picture *want, struct dcp_error *err)
{
	return differ("width", have->stored_width, want->stored_width, err) &&
	    differ("height", have->stored_height, want->stored_height, err) &&
	    is_same_label("picture coding", &have->coding, &want->coding, err);
}

static bool
is_same_sound(const struct trackfile_sound *have,
    const struct trackfile_sound *want, struct dcp_error *err)
{
	if (!rational_equal(have->sampling_rate, want->sampling_rate))
		return error_set(err, DCP_BAD_INPUT, "samples a second: have %"
		    PRId32 "/%" PRId32 ", want %" PRId32 "/%" PRId32,
		    have->sampling_rate.num, have->sampling_rate.den,
		    want->sampling_rate.num, want->sampling_rate.den);
	return differ("channels", have->channel_count, want->channel_count,
	    err) && differ("bits", have->bits, want->bits, err) &&
	    is_same_label("channel assignment", &have->assignment,
	    &want->assignment, err);
}

static bool
is_same_format(const struct trackfile *have, const struct trackfile *want,
    struct dcp_error *err)
{
	char have_rate[RATIONAL_SIZE], want_rate[RATIONAL_SIZE];

	if (have->kind != want->kind)
		return error_set(err, DCP_BAD_INPUT, "kind: have %s, want %s",
		    trackfile_kind_text(have->kind),
		    trackfile_kind_text(want->kind));
	if (!rational_equal(have->edit_rate, want->edit_rate)) {
		rational_print(have_rate, have->edit_rate);
		rational_print(want_rate, want->edit_rate);
		return error_set(err, DCP_BAD_INPUT,
		    "edit rate: have %s, want %s", have_rate, want_rate);
	}
	return want->kind == TRACKFILE_SOUND ?
	    is_same_sound(&have->sound, &want->sound, err) :
	    is_same_picture(&have->picture, &want->picture, err);
}

static bool
locate(const struct parts *parts, const struct part *part, uint64_t packet,
    struct mxfread_place *place, struct dcp_error *err)
{
	uint64_t n = packet - part->first;

	return mxfread_locate(part->read, n / parts->eyes,
	    n % parts->eyes == 0 ? TRACKFILE_LEFT : TRACKFILE_RIGHT, place,
	    err);
}

/* Add up what the packets of one part will take. */
static bool
measure(struct parts *parts, struct part *part, struct dcp_error *err)
{
	const struct mxfwrite_options options = {
		.crypto = parts->join->crypto};
	struct mxfread_place place;
	uint64_t i, size;

	part->first = parts->packets;
	parts->duration += part->file->duration;
	parts->packets += part->file->duration * parts->eyes;
	for (i = part->first; i < parts->packets; i++) {
		if (!locate(parts, part, i, &place, err) ||
		    !mxfread_plain_size(part->read, &place, &size, err))
			return false;
		parts->packets_size += mxfwrite_packet_size(&options, size);
	}
	return true;
}

/*
 * The first codestream of each part tells before anything is written whether
 * they differ; that all others are like it is seen when they are.
 */
static bool
check_codestream(struct parts *parts, const struct part *part,
    struct dcp_error *err)
{
	struct bytes unit = {0};
	bool ok;

	if (part->file->kind == TRACKFILE_SOUND)
		return true;
	ok = mxfread_unit(part->read, 0, TRACKFILE_LEFT, &unit, err) &&
	    (part == parts->part ?
	    j2kfacts_read(unit.at, unit.size, &parts->picture, err) :
	    j2kfacts_match(&parts->picture, unit.at, unit.size, err));
	bytes_clear(&unit);
	return ok || error_in(err, "edit unit 0");
}

static bool
open_part(struct parts *parts, const char *path, struct dcp_error *err)
{
	struct part *part = &parts->part[parts->count];
	const struct part *first = parts->part;

	part->read = mxfread_open(path, err);
	if (part->read == NULL)
		return false;
	parts->count++;
	part->file = mxfread_trackfile(part->read);
	if (!is_joinable(part->file, err))
		return error_in(err, "%s", path);
	if (!unlock(parts->join, part, path, err))
		return false;
	if (!is_same_format(part->file, first->file, err)) {
		error_in(err, "%s: differs from %s", path,
		    input_path(mxfread_input(first->read)));
		return false;
	}
	if (!check_codestream(parts, part, err))
		return error_in(err, "%s", path);
	parts->eyes = part->file->kind == TRACKFILE_STEREO ? 2 : 1;
	return measure(parts, part, err);
}

static const struct part *
part_of(const struct parts *parts, uint64_t packet)
{
	size_t i = parts->count - 1;

	while (parts->part[i].first > packet)
		i--;
	return &parts->part[i];
}

static void
blame(void *context, uint64_t index, struct dcp_error *err)
{
	const struct parts *parts = context;
	const struct part *part = part_of(parts, index);

	error_in(err, "%s: edit unit %" PRIu64,
	    input_path(mxfread_input(part->read)),
	    (index - part->first) / parts->eyes);
}

static bool
fetch(void *context, uint64_t index, struct bytes *to, struct dcp_error *err)
{
	const struct parts *parts = context;
	const struct part *part = part_of(parts, index);
	uint64_t n = index - part->first;

	if (mxfread_unit(part->read, n / parts->eyes, n % parts->eyes == 0 ?
	    TRACKFILE_LEFT : TRACKFILE_RIGHT, to, err))
		return true;
	return error_in(err, "edit unit %" PRIu64, n / parts->eyes);
}

static bool
write_file(struct parts *parts, const struct join *join, const char *path,
    const struct progress *progress, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	const struct trackfile *file = parts->part[0].file;
	struct mxfwrite_options options = {.kind = file->kind,
		.id = join->id, .edit_rate = file->edit_rate,
		.made = join->made, .crypto = join->crypto,
		.duration = parts->duration,
		.packets_size = parts->packets_size,
		.sampling_rate = file->sound.sampling_rate,
		.channel_count = file->sound.channel_count,
		.assignment = file->sound.assignment};
	struct feed feed = {.count = parts->packets,
		.threads = join->threads, .fetch = fetch, .blame = blame,
		.context = parts};

	return feed_file(&feed, path, &options, progress, result, err);
}

bool
join_run(const struct join *join, const char *path,
    const struct progress *progress, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	struct parts parts = {.join = join, .part = calloc(join->input_count,
		sizeof(*parts.part))};
	bool ok = parts.part != NULL || error_memory(err);
	size_t i;

	*result = (struct mxfwrite_result){0};
	for (i = 0; ok && i < join->input_count; i++)
		ok = open_part(&parts, join->input[i], err);
	if (ok)
		ok = write_file(&parts, join, path, progress, result, err);
	for (i = 0; i < parts.count; i++)
		mxfread_close(parts.part[i].read);
	free(parts.part);
	j2kfacts_clear(&parts.picture);
	return ok;
}
