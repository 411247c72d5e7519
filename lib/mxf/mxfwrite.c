/* mxfwrite.c: see mxfwrite.h. */
#include "mxf/mxfwrite.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/output.h"
#include "mxf/essence.h"
#include "mxf/j2kfacts.h"
#include "mxf/klv.h"
#include "mxf/parts.h"

/* Small pieces are gathered to this size; it stays in a processor's cache. */
#define BUFFER_SIZE	(256u << 10)	/* bytes */

/*
 * An unfinished file notes in its room how far it can be believed: a length,
 * and a digest over all packets up to there, each packet's chained to that of
 * those in front.  The first note is made with every edit unit and holds
 * after a kill; the second each time when so much was written and the disk has
 * it, so that it holds after a power cut.
 */
#define SYNC_SIZE	(16u << 20)	/* bytes */
#define NOTE_SIZE	40u		/* bytes: length, SHA-256 */
#define NOTES_AT	PARTS_ROOM_SIZE

struct mxfwrite {
	struct mxfwrite_options options;
	char *names[3];		/* what company, product, version point to */
	struct parts parts;	/* duration and sizes: of what was written */
	size_t unit_size;	/* SOUND: bytes; else 0 */

	struct output *out;
	struct bytes buffer;	/* not yet written */
	struct digest_stream *digest;	/* NULL if sizes are not known */
	uint8_t mark[MXFWRITE_MARK_SIZE];

	bool resumable;
	struct digest chain;	/* of all packets so far */
	uint64_t noted;		/* edit units that the first note holds */
	uint64_t synced_size;	/* of the file, at the second note */

	struct trackfile_picture picture;	/* of the first codestream */
	uint64_t packet_count;	/* units of both eyes */
	uint64_t *offset;	/* VBR: of each edit unit in the essence */
	size_t offset_count, offset_capacity;
};

uint64_t
mxfwrite_packet_size(uint64_t size)
{
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

static void
mxfwrite_free(struct mxfwrite *w)
{
	size_t i;

	for (i = 0; i < sizeof(w->names) / sizeof(w->names[0]); i++)
		free(w->names[i]);
	bytes_clear(&w->buffer);
	digest_free(w->digest);
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
	w->parts.unit_size = (uint32_t)mxfwrite_packet_size(w->unit_size);
	o->packets_size = o->duration * w->parts.unit_size;
	return true;
}

/* A writer with a copy of its options, but no file yet. */
static struct mxfwrite *
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
	if (!check_options(w, err) || (is_known(w) &&
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
		ok = parts_room(&final, w->mark, &b, err);
	}
	w->parts.header_size = final.header_size;
	ok = ok && put(w, b.at, b.size, err);
	bytes_clear(&b);
	return ok;
}

/* Learn from the first codestream, compare the others with it. */
static bool
check_codestream(struct mxfwrite *w, const void *bytes, size_t size,
    struct dcp_error *err)
{
	if (size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_REFUSED, "have a codestream of %zu "
		    "bytes, want at most %u", size, LIMIT_FRAME_SIZE);
	if (w->packet_count > 0)
		return j2kfacts_match(&w->picture, bytes, size, err);
	if (!j2kfacts_read(bytes, size, &w->picture, err))
		return false;
	w->picture.sample_rate = w->options.edit_rate;
	if (is_stereo(w))
		w->picture.sample_rate.num *= 2;
	return true;
}

static bool
check_unit(struct mxfwrite *w, const void *bytes, size_t size,
    struct dcp_error *err)
{
	if (w->unit_size == 0)
		return check_codestream(w, bytes, size, err);
	if (size == w->unit_size)
		return true;
	return error_set(err, DCP_BAD_INPUT, "have %zu bytes of samples for "
	    "one edit unit, want %zu", size, w->unit_size);
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

/* Chain the packet with this head and value to those in front of it. */
static bool
chain_packet(struct mxfwrite *w, const struct bytes *head, const void *bytes,
    size_t size, struct dcp_error *err)
{
	struct digest_stream *d = digest_begin(DIGEST_SHA256, err);
	bool ok;

	if (d == NULL)
		return false;
	ok = digest_add(d, w->chain.bytes, w->chain.size, err) &&
	    digest_add(d, head->at, head->size, err) &&
	    digest_add(d, bytes, size, err) && digest_end(d, &w->chain, err);
	digest_free(d);
	return ok;
}

/* Write note 0 or 1 about the file as it is. */
static bool
put_note(struct mxfwrite *w, unsigned which, struct dcp_error *err)
{
	struct bytes note = {0};
	bool ok;

	bytes_u64(&note, output_size(w->out));
	bytes_put(&note, w->chain.bytes, w->chain.size);
	ok = bytes_ok(&note, err) && output_patch(w->out,
	    NOTES_AT + which * NOTE_SIZE, note.at, NOTE_SIZE, err);
	bytes_clear(&note);
	return ok;
}

/* The edit unit is complete: it can be believed from now on. */
static bool
note_unit(struct mxfwrite *w, struct dcp_error *err)
{
	if (!w->resumable || (is_stereo(w) && w->packet_count % 2 == 1))
		return true;
	if (!flush(w, err) || !put_note(w, 0, err))
		return false;
	w->noted = mxfwrite_duration(w);
	if (output_size(w->out) - w->synced_size < SYNC_SIZE)
		return true;
	w->synced_size = output_size(w->out);
	return output_sync(w->out, err) && put_note(w, 1, err);
}

uint64_t
mxfwrite_noted(const struct mxfwrite *w)
{
	return w->noted;
}

bool
mxfwrite_unit(struct mxfwrite *w, const void *bytes, size_t size,
    struct dcp_error *err)
{
	struct ul key = ul_of(w->parts.essence->packet);
	struct bytes head = {0};
	bool ok;

	if (!check_unit(w, bytes, size, err) ||
	    (w->packet_count == 0 && !put_front(w, err)) ||
	    !note_offset(w, err))
		return false;
	klv_put_head(&head, &key, size);
	ok = bytes_ok(&head, err) && put(w, head.at, head.size, err) &&
	    put(w, bytes, size, err) && (!w->resumable ||
	    chain_packet(w, &head, bytes, size, err));
	bytes_clear(&head);
	w->packet_count++;
	w->parts.packets_size += mxfwrite_packet_size(size);
	return ok && note_unit(w, err);
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
	ok = parts_front(&w->parts, &b, err) &&
	    output_patch(w->out, 0, b.at, b.size, err);
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

/*
 * Resumption.  The unfinished file is read back packet by packet up to the
 * longest length of which a note holds; nothing behind is kept.
 */

struct note {
	uint64_t size;		/* of the file */
	uint8_t chain[NOTE_SIZE - 8];
};

/* How much of the file is found to be as it was written. */
struct taken {
	uint64_t end;		/* of the last packet */
	uint64_t packet_count, packets_size;
	size_t offset_count;
	struct digest chain;
};

static bool
read_notes(struct mxfwrite *w, struct note note[2], struct dcp_error *err)
{
	uint8_t bytes[2 * NOTE_SIZE];
	struct span in;
	unsigned i;

	if (!output_read(w->out, NOTES_AT, bytes, sizeof(bytes), err))
		return false;
	for (i = 0; i < 2; i++) {
		in = span_of(bytes + i * NOTE_SIZE, NOTE_SIZE, 0);
		note[i].size = span_u64(&in);
		memcpy(note[i].chain, bytes + i * NOTE_SIZE + 8,
		    sizeof(note[i].chain));
	}
	return true;
}

/* The head of the packet at ${offset}, if it may be one of this file. */
static bool
read_head(struct mxfwrite *w, uint64_t offset, struct klv *klv,
    struct bytes *head)
{
	uint64_t left = output_size(w->out) - offset;
	uint8_t bytes[KLV_HEAD_SIZE_MAX];
	size_t size = left < sizeof(bytes) ? (size_t)left : sizeof(bytes);
	struct span in = span_of(bytes, size, offset);
	struct dcp_error ignored = {0};

	if (!output_read(w->out, offset, bytes, size, &ignored) ||
	    !klv_read(&in, klv, &ignored) ||
	    !ul_is(&klv->key, w->parts.essence->packet) ||
	    klv->value_size > left - klv->head_size ||
	    klv->value_size > LIMIT_FRAME_SIZE)
		return false;
	bytes_reset(head);
	bytes_put(head, bytes, klv->head_size);
	return bytes_ok(head, &ignored);
}

/* Take up the packet; the first tells again what it told when it was made. */
static bool
take_packet(struct mxfwrite *w, const struct klv *klv,
    const struct bytes *head, struct dcp_error *err)
{
	size_t size = (size_t)klv->value_size;
	uint8_t *bytes = malloc(size + 1);
	bool ok;

	if (bytes == NULL)
		return error_memory(err);
	ok = output_read(w->out, klv_value(klv), bytes, size, err) &&
	    check_unit(w, bytes, size, err) && note_offset(w, err) &&
	    chain_packet(w, head, bytes, size, err);
	free(bytes);
	w->packet_count++;
	w->parts.packets_size += klv_end(klv) - klv->offset;
	return ok;
}

static bool
is_noted(const struct mxfwrite *w, uint64_t size, const struct note *note)
{
	return note->size == size && w->chain.size == sizeof(note->chain) &&
	    memcmp(note->chain, w->chain.bytes, sizeof(note->chain)) == 0;
}

/* Take up the packets from ${offset} on, as far as a note holds. */
static void
take_packets(struct mxfwrite *w, uint64_t offset, const struct note note[2],
    struct taken *taken)
{
	uint64_t last = note[0].size > note[1].size ? note[0].size :
	    note[1].size;
	struct dcp_error ignored = {0};
	struct bytes head = {0};
	struct klv klv;

	*taken = (struct taken){0};
	while (offset < last && offset < output_size(w->out) &&
	    read_head(w, offset, &klv, &head) &&
	    take_packet(w, &klv, &head, &ignored)) {
		offset = klv_end(&klv);
		if (is_noted(w, offset, &note[0]) ||
		    is_noted(w, offset, &note[1]))
			*taken = (struct taken){offset, w->packet_count,
			    w->parts.packets_size, w->offset_count, w->chain};
	}
	bytes_clear(&head);
	w->packet_count = taken->packet_count;
	w->parts.packets_size = taken->packets_size;
	w->offset_count = taken->offset_count;
	w->chain = taken->chain;
}

/* The front of the file as it was, or would now be, written. */
static bool
is_same_front(struct mxfwrite *w, uint64_t front_size, struct dcp_error *err)
{
	struct bytes b = {0};
	uint8_t *have = malloc((size_t)front_size);
	struct parts empty = w->parts;
	bool ok;

	empty.header_size = empty.packets_size = 0;
	ok = have != NULL && parts_room(&empty, w->mark, &b, err) &&
	    b.size == front_size &&
	    output_read(w->out, 0, have, b.size, err);
	if (ok)
		memset(have + NOTES_AT, 0, 2 * NOTE_SIZE);
	ok = ok && memcmp(have, b.at, b.size) == 0;
	w->parts.header_size = empty.header_size;
	free(have);
	bytes_clear(&b);
	return ok;
}

/* False if there is nothing to go on with. */
static bool
resume(struct mxfwrite *w, struct dcp_error *err)
{
	uint8_t room[PARTS_ROOM_SIZE];
	struct note note[2];
	struct taken taken;
	uint64_t front_size;

	if (output_size(w->out) < sizeof(room) ||
	    !output_read(w->out, 0, room, sizeof(room), err) ||
	    !parts_is_room(room, w->mark, &front_size))
		return false;
	front_size += parts_pack_size();
	if (front_size > output_size(w->out) || !read_notes(w, note, err))
		return false;
	take_packets(w, front_size, note, &taken);
	w->noted = mxfwrite_duration(w);
	return w->packet_count > 0 && is_same_front(w, front_size, err) &&
	    output_cut(w->out, taken.end, err);
}

/* As it was before resume(). */
static bool
begin_anew(struct mxfwrite *w, struct dcp_error *err)
{
	j2kfacts_clear(&w->picture);
	w->packet_count = w->noted = 0;
	w->offset_count = 0;
	w->chain = (struct digest){0};
	w->parts.packets_size = w->parts.header_size = 0;
	return output_cut(w->out, 0, err);
}

struct mxfwrite *
mxfwrite_resume(const char *path, const char *part,
    const struct mxfwrite_options *options,
    const uint8_t mark[MXFWRITE_MARK_SIZE], uint64_t *units,
    struct dcp_error *err)
{
	struct mxfwrite *w = mxfwrite_new(options, err);
	struct dcp_error why = {0};

	*units = 0;
	if (w == NULL)
		return NULL;
	assert(!is_known(w));
	w->resumable = true;
	memcpy(w->mark, mark, sizeof(w->mark));
	if ((w->out = output_resume(path, part, err)) == NULL) {
		mxfwrite_free(w);
		return NULL;
	}
	if (!resume(w, &why) && !begin_anew(w, err)) {
		mxfwrite_suspend(w);
		return NULL;
	}
	*units = mxfwrite_duration(w);
	return w;
}
