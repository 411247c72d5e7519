/* mxfwrite.c: see mxfwrite.h. */
#include "mxf/mxfwrite.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "mxf/derive.h"
#include "mxf/essence.h"
#include "mxf/j2kfacts.h"
#include "mxf/klv.h"
#include "mxf/mxfwrite_state.h"

/* Small pieces are gathered to this size; it stays in a processor's cache. */
#define BUFFER_SIZE	(256u << 10)	/* bytes */

/* The track behind timecode and essence says how they are encrypted. */
#define CRYPTO_TRACK	3

uint64_t
mxfwrite_packet_size(const struct mxfwrite_options *o, uint64_t size)
{
	if (o->crypto.key != NULL)
		size = seal_size(size, !o->crypto.no_mic);
	return klv_head_size(size) + size;
}

size_t
mxfwrite_unit_size(const struct mxfwrite_options *o, struct dcp_error *err)
{
	char rate[RATIONAL_SIZE], sampling[RATIONAL_SIZE];
	uint64_t samples;

	if (!rational_is_rate(o->edit_rate) ||
	    !rational_is_rate(o->sampling_rate) ||
	    o->channel_count == 0 || o->channel_count > LIMIT_CHANNELS) {
		error_set(err, DCP_BAD_INPUT, "have %" PRIu32 " channels, want"
		    " 1 to %d at rates above zero", o->channel_count,
		    LIMIT_CHANNELS);
		return 0;
	}
	/* One edit unit lasts den/num seconds. */
	if (!rational_rescale(1, o->edit_rate, o->sampling_rate, &samples)) {
		rational_print(rate, o->edit_rate);
		rational_print(sampling, o->sampling_rate);
		error_set(err, DCP_BAD_INPUT, "%s samples a second give no "
		    "whole number for each of %s edit units", sampling, rate);
		return 0;
	}
	return (size_t)samples * o->channel_count * MXFWRITE_SAMPLE_SIZE;
}

void
mxfwrite_free(struct mxfwrite *w)
{
	size_t i;

	for (i = 0; i < sizeof(w->names) / sizeof(w->names[0]); i++)
		free(w->names[i]);
	bytes_clear(&w->buffer);
	bytes_clear(&w->sealed);
	digest_free(w->digest);
	seal_free(w->seal);
	j2kfacts_clear(&w->picture);
	free(w->offset);
	free(w);
}

static bool
is_stereo(const struct mxfwrite *w)
{
	return w->options.kind == TRACKFILE_STEREO;
}

static bool
is_known(const struct mxfwrite *w)
{
	return w->options.duration > 0;
}

static bool
keep_name(struct mxfwrite *w, size_t i, const char **name)
{
	if (*name == NULL)
		return true;
	*name = w->names[i] = strdup(*name);
	return *name != NULL;
}

static bool
check_options(struct mxfwrite *w, struct dcp_error *err)
{
	struct mxfwrite_options *o = &w->options;

	w->parts.essence = essence_of(o->kind);
	if (w->parts.essence == NULL)
		return error_set(err, DCP_UNSUPPORTED,
		    "track files of this kind are not written");
	if (!rational_is_rate(o->edit_rate))
		return error_set(err, DCP_BAD_INPUT,
		    "want an edit rate above zero");
	if (o->kind != TRACKFILE_SOUND)
		return true;
	if ((w->unit_size = mxfwrite_unit_size(o, err)) == 0)
		return false;
	w->parts.unit_size = (uint32_t)mxfwrite_packet_size(o, w->unit_size);
	o->packets_size = o->duration * w->parts.unit_size;
	return true;
}

/* One key and one asset: one context, whenever it is made. */
static bool
derive_context(const struct mxfwrite_options *o, struct uuid *context,
    struct dcp_error *err)
{
	struct derive ids = {.asset = o->id};
	char name[UUID_SIZE];

	uuid_format(name, &o->crypto.key_id);
	*context = derive_id(&ids, name, 0);
	return ids.err.status == DCP_OK ||
	    error_set(err, ids.err.status, "%s", ids.err.text);
}

/* The key is made ready, and not kept. */
static bool
begin_crypto(struct mxfwrite *w, struct dcp_error *err)
{
	struct mxfwrite_options *o = &w->options;
	struct seal_options seal = {.key = o->crypto.key, .file_id = o->id,
		.source = ul_of(w->parts.essence->packet),
		.mic = !o->crypto.no_mic};

	w->packet = seal.source;
	if (o->crypto.key == NULL)
		return true;
	o->crypto.key = NULL;
	if (!derive_context(o, &seal.context_id, err) ||
	    (w->seal = seal_new(&seal, err)) == NULL)
		return false;
	w->packet = ul_of(UL_ENCRYPTED_TRIPLET);
	w->crypto = (struct cryptoset){.track_id = CRYPTO_TRACK,
		.context_id = seal.context_id, .key_id = o->crypto.key_id,
		.container = ul_of(w->parts.essence->container),
		.mic = seal.mic};
	w->parts.crypto = &w->crypto;
	return true;
}

struct mxfwrite *
mxfwrite_new(const struct mxfwrite_options *options, struct dcp_error *err)
{
	struct mxfwrite *w = calloc(1, sizeof(*w));

	if (w == NULL) {
		error_memory(err);
		return NULL;
	}
	w->options = *options;
	w->parts.options = &w->options;
	w->parts.picture = &w->picture;
	if (!keep_name(w, 0, &w->options.company) ||
	    !keep_name(w, 1, &w->options.product) ||
	    !keep_name(w, 2, &w->options.version)) {
		error_memory(err);
		goto fail;
	}
	if (!check_options(w, err) || !begin_crypto(w, err) || (is_known(w) &&
	    (w->digest = digest_begin(DIGEST_SHA1, err)) == NULL))
		goto fail;
	return w;
fail:
	mxfwrite_free(w);
	return NULL;
}

struct mxfwrite *
mxfwrite_open(const char *path, const struct mxfwrite_options *options,
    struct dcp_error *err)
{
	struct mxfwrite *w = mxfwrite_new(options, err);

	if (w == NULL) {
		error_in(err, "%s", path);
		return NULL;
	}
	if ((w->out = output_open(path, err)) == NULL) {
		mxfwrite_free(w);
		return NULL;
	}
	return w;
}

void
mxfwrite_abandon(struct mxfwrite *w)
{
	if (w == NULL)
		return;
	output_abandon(w->out);
	mxfwrite_free(w);
}

static bool
write_through(struct mxfwrite *w, const void *from, size_t size,
    struct dcp_error *err)
{
	return (w->digest == NULL || digest_add(w->digest, from, size, err)) &&
	    output_write(w->out, from, size, err);
}

static bool
flush(struct mxfwrite *w, struct dcp_error *err)
{
	if (!bytes_ok(&w->buffer, err) ||
	    !write_through(w, w->buffer.at, w->buffer.size, err))
		return false;
	bytes_reset(&w->buffer);
	return true;
}

/* Append to the file, by way of the buffer if ${size} is small. */
static bool
put(struct mxfwrite *w, const void *from, size_t size, struct dcp_error *err)
{
	if (w->buffer.size + size > BUFFER_SIZE && !flush(w, err))
		return false;
	if (size >= BUFFER_SIZE)
		return write_through(w, from, size, err);
	bytes_put(&w->buffer, from, size);
	return true;
}

void
mxfwrite_suspend(struct mxfwrite *w)
{
	if (w == NULL)
		return;
	/* What is not noted is made again after the resumption. */
	output_suspend(w->out);
	mxfwrite_free(w);
}

/* Header, or room for it, and body partition pack: before the first unit. */
static bool
put_front(struct mxfwrite *w, struct dcp_error *err)
{
	struct parts final = w->parts;
	struct bytes b = {0};
	bool ok;

	if (is_known(w)) {
		final.duration = w->options.duration;
		final.packets_size = w->options.packets_size;
		ok = parts_front(&final, &b, err);
	} else {
		ok = parts_room(&final, &w->room, &b, err);
	}
	w->parts.header_size = final.header_size;
	ok = ok && put(w, b.at, b.size, err);
	bytes_clear(&b);
	return ok;
}

static bool
check_sound(const struct mxfwrite *w, size_t size, struct dcp_error *err)
{
	if (size == w->unit_size)
		return true;
	return error_set(err, DCP_BAD_INPUT, "have %zu bytes of samples for "
	    "one edit unit, want %zu", size, w->unit_size);
}

bool
mxfwrite_learn(struct mxfwrite *w, const void *bytes, size_t size,
    struct dcp_error *err)
{
	if (w->unit_size > 0)
		return check_sound(w, size, err);
	if (!j2kfacts_read(bytes, size, &w->picture, err))
		return false;
	w->picture.sample_rate = w->options.edit_rate;
	if (is_stereo(w))
		w->picture.sample_rate.num *= 2;
	return true;
}

/* Learn from the first unit, compare the others with it. */
static bool
check_unit(struct mxfwrite *w, const void *bytes, size_t size,
    struct dcp_error *err)
{
	if (size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_REFUSED, "have a codestream of %zu "
		    "bytes, want at most %u", size, LIMIT_FRAME_SIZE);
	if (w->packet_count == 0)
		return mxfwrite_learn(w, bytes, size, err);
	return w->unit_size > 0 ? check_sound(w, size, err)
	    : j2kfacts_match(&w->picture, bytes, size, err);
}

/* Note where the next packet begins, if it begins an edit unit. */
static bool
note_offset(struct mxfwrite *w, struct dcp_error *err)
{
	uint64_t *grown;

	if (w->unit_size > 0 || (is_stereo(w) && w->packet_count % 2 == 1))
		return true;
	if (w->offset_count == w->offset_capacity) {
		w->offset_capacity = 2 * w->offset_capacity + 1024;
		grown = realloc(w->offset, w->offset_capacity *
		    sizeof(*grown));
		if (grown == NULL)
			return error_memory(err);
		w->offset = grown;
	}
	w->offset[w->offset_count++] = w->parts.packets_size;
	return true;
}

bool
mxfwrite_count(struct mxfwrite *w, uint64_t size, struct dcp_error *err)
{
	if (!note_offset(w, err))
		return false;
	w->packet_count++;
	w->parts.packets_size += size;
	return true;
}

/* The edit unit is complete: it can be believed from now on. */
static bool
note_unit(struct mxfwrite *w, struct dcp_error *err)
{
	if (!w->resumable || (is_stereo(w) && w->packet_count % 2 == 1))
		return true;
	if (!flush(w, err) || !notes_put(&w->notes, w->out, err))
		return false;
	w->noted = mxfwrite_duration(w);
	return true;
}

uint64_t
mxfwrite_noted(const struct mxfwrite *w)
{
	return w->noted;
}

/* Append a packet with this value. */
static bool
put_packet(struct mxfwrite *w, const void *value, size_t size,
    struct dcp_error *err)
{
	struct bytes head = {0};
	bool ok;

	klv_put_head(&head, &w->packet, size);
	ok = bytes_ok(&head, err) && put(w, head.at, head.size, err) &&
	    put(w, value, size, err) && (!w->resumable ||
	    notes_chain(&w->notes, head.at, head.size, value, size, err)) &&
	    mxfwrite_count(w, head.size + size, err);
	bytes_clear(&head);
	return ok && note_unit(w, err);
}

/* The plain unit is looked at, the value is written: it, or its triplet. */
static bool
put_unit(struct mxfwrite *w, const void *plain, size_t plain_size,
    const void *value, size_t size, struct dcp_error *err)
{
	return check_unit(w, plain, plain_size, err) &&
	    (w->packet_count > 0 || put_front(w, err)) &&
	    put_packet(w, value, size, err);
}

bool
mxfwrite_unit(struct mxfwrite *w, const void *bytes, size_t size,
    struct dcp_error *err)
{
	struct seal_unit unit = {bytes, size, w->packet_count + 1, &w->sealed};

	if (w->seal == NULL)
		return put_unit(w, bytes, size, bytes, size, err);
	return seal_units(w->seal, &unit, 1, err) &&
	    put_unit(w, bytes, size, w->sealed.at, w->sealed.size, err);
}

const struct seal *
mxfwrite_seal(const struct mxfwrite *w)
{
	return w->seal;
}

bool
mxfwrite_sealed(struct mxfwrite *w, const void *plain, size_t size,
    const struct bytes *triplet, struct dcp_error *err)
{
	assert(w->seal != NULL &&
	    triplet->size == seal_size(size, w->crypto.mic));
	return put_unit(w, plain, size, triplet->at, triplet->size, err);
}

uint64_t
mxfwrite_duration(const struct mxfwrite *w)
{
	return is_stereo(w) ? w->packet_count / 2 : w->packet_count;
}

/* Footer partition and random index pack. */
static bool
put_back(struct mxfwrite *w, struct dcp_error *err)
{
	struct bytes b = {0};
	bool ok;

	ok = parts_back(&w->parts, &b, err) && put(w, b.at, b.size, err) &&
	    flush(w, err);
	bytes_clear(&b);
	return ok;
}

/* Write header and body partition pack over the room that was left. */
static bool
patch_front(struct mxfwrite *w, struct dcp_error *err)
{
	struct bytes b = {0};
	bool ok;

	if (is_known(w))
		return true;
	ok = parts_front(&w->parts, &b, err) && (w->resumable ?
	    room_leave(w->out, b.at, b.size, (size_t)w->parts.header_size,
	    err) : output_patch(w->out, 0, b.at, b.size, err));
	bytes_clear(&b);
	return ok;
}

static bool
check_totals(const struct mxfwrite *w, struct dcp_error *err)
{
	const struct mxfwrite_options *o = &w->options;

	if (w->packet_count == 0)
		return error_set(err, DCP_BAD_INPUT, "there is no edit unit");
	if (is_stereo(w) && w->packet_count % 2 == 1)
		return error_set(err, DCP_BAD_INPUT, "edit unit %" PRIu64
		    " has a left eye but no right one", mxfwrite_duration(w));
	if (is_known(w) && o->duration != mxfwrite_duration(w))
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu64
		    " edit units, want %" PRIu64, mxfwrite_duration(w),
		    o->duration);
	if (is_known(w) && o->packets_size != w->parts.packets_size)
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu64
		    " bytes of essence, want %" PRIu64 " as announced",
		    w->parts.packets_size, o->packets_size);
	return true;
}

static bool
finish(struct mxfwrite *w, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	w->parts.duration = mxfwrite_duration(w);
	w->parts.offset = w->offset;
	if (!check_totals(w, err))
		return error_in(err, "%s", output_path(w->out));
	if (!put_back(w, err) || (w->resumable && !output_sync(w->out, err)) ||
	    !patch_front(w, err))
		return false;
	result->size = output_size(w->out);
	result->duration = mxfwrite_duration(w);
	return w->digest == NULL || digest_end(w->digest, &result->digest, err);
}

bool
mxfwrite_close(struct mxfwrite *w, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	struct output *out = w->out;
	bool ok, kept;

	*result = (struct mxfwrite_result){0};
	ok = finish(w, result, err);
	kept = w->resumable && w->noted > 0;
	mxfwrite_free(w);
	if (!ok && kept)
		output_suspend(out);
	else if (!ok)
		output_abandon(out);
	else
		ok = output_commit(out, err);
	if (!ok)
		*result = (struct mxfwrite_result){0};
	return ok;
}
