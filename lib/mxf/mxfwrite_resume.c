/*
 * mxfwrite_resume.c: the unfinished file is read back packet by packet up to
 * the longest length of which a note holds; nothing behind is kept.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "mxf/j2kfacts.h"
#include "mxf/klv.h"
#include "mxf/mxfread.h"
#include "mxf/mxfwrite_state.h"

/* How much of the file is found to be as it was written. */
struct taken {
	uint64_t end;		/* of the last packet */
	uint64_t packet_count, packets_size;
	size_t offset_count;
	struct digest chain;
};

/* The head of the packet at ${offset}, which may be one of this file. */
static bool
read_head(struct mxfwrite *w, uint64_t offset, struct klv *klv,
    struct bytes *head, struct dcp_error *err)
{
	uint64_t left = output_size(w->out) - offset;
	uint8_t bytes[KLV_HEAD_SIZE_MAX];
	size_t size = left < sizeof(bytes) ? (size_t)left : sizeof(bytes);
	struct span in = span_of(bytes, size, offset);

	if (!output_read(w->out, offset, bytes, size, err) ||
	    !klv_read(&in, klv, err))
		return false;
	if (!ul_equal(&klv->key, &w->packet) ||
	    klv->value_size > left - klv->head_size ||
	    klv->value_size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_BAD_INPUT, "no edit unit at byte %"
		    PRIu64, offset);
	bytes_reset(head);
	bytes_put(head, bytes, klv->head_size);
	return bytes_ok(head, err);
}

static bool
read_value(struct mxfwrite *w, const struct klv *klv, struct bytes *value,
    struct dcp_error *err)
{
	uint8_t *at;

	bytes_reset(value);
	at = bytes_extend(value, (size_t)klv->value_size);
	return bytes_ok(value, err) && output_read(w->out, klv_value(klv), at,
	    value->size, err);
}

static bool
take_packet(struct mxfwrite *w, uint64_t *offset, struct bytes *head,
    struct bytes *value, struct dcp_error *err)
{
	struct klv klv;

	if (!read_head(w, *offset, &klv, head, err) ||
	    !read_value(w, &klv, value, err) ||
	    !notes_chain(&w->notes, head->at, head->size, value->at,
	    value->size, err))
		return false;
	*offset = klv_end(&klv);
	return mxfwrite_count(w, head->size + value->size, err);
}

/* Take up the packets from ${offset} on, as far as a note holds. */
static void
take_packets(struct mxfwrite *w, uint64_t offset,
    const struct notes_read *noted, struct taken *taken)
{
	struct bytes head = {0}, value = {0};
	struct dcp_error ignored = {0};

	*taken = (struct taken){0};
	while (offset < notes_last(noted) && offset < output_size(w->out) &&
	    take_packet(w, &offset, &head, &value, &ignored))
		if (notes_hold(&w->notes, offset, noted))
			*taken = (struct taken){offset, w->packet_count,
			    w->parts.packets_size, w->offset_count,
			    w->notes.chain};
	bytes_clear(&head);
	bytes_clear(&value);
	w->packet_count = taken->packet_count;
	w->parts.packets_size = taken->packets_size;
	w->offset_count = taken->offset_count;
	w->notes.chain = taken->chain;
}

/* ${same}: the front of the file is what would now be written. */
static bool
check_front(struct mxfwrite *w, uint64_t front_size, bool *same,
    struct dcp_error *err)
{
	struct bytes want = {0}, have = {0};
	struct parts empty = w->parts;
	bool ok;

	empty.header_size = empty.packets_size = 0;
	ok = parts_room(&empty, &w->room, &want, err) &&
	    bytes_extend(&have, (size_t)front_size) != NULL &&
	    output_read(w->out, 0, have.at, have.size, err) &&
	    bytes_ok(&have, err);
	if (ok) {
		memset(have.at + ROOM_NOTES_AT, 0, ROOM_NOTES_SIZE);
		*same = have.size == want.size &&
		    memcmp(have.at, want.at, want.size) == 0;
	}
	w->parts.header_size = empty.header_size;
	bytes_clear(&want);
	bytes_clear(&have);
	return ok;
}

/*
 * The first unit, at ${offset}, tells again what it told when it was made; the
 * others were compared with it then.
 */
static bool
learn(struct mxfwrite *w, uint64_t offset, struct dcp_error *err)
{
	struct bytes head = {0}, value = {0};
	const struct bytes *plain = w->seal == NULL ? &value : &w->sealed;
	struct dcp_error why = {0};
	struct klv klv;
	bool ok;

	ok = read_head(w, offset, &klv, &head, err) &&
	    read_value(w, &klv, &value, err);
	if (ok && w->seal != NULL &&
	    !seal_open(w->seal, &value, &w->sealed, &why))
		ok = error_set(err, why.status == DCP_BAD_INPUT ? DCP_REFUSED :
		    why.status, "is not what this key makes: %s", why.text);
	ok = ok && mxfwrite_learn(w, plain->at, plain->size, err);
	bytes_clear(&head);
	bytes_clear(&value);
	return ok;
}

/* An encrypted file is gone on with under its own ids. */
static bool
check_ids(const struct mxfwrite *w, const struct room *room,
    struct dcp_error *err)
{
	static const struct uuid none;
	bool plain = w->seal == NULL;

	if (plain != uuid_is_zero(&room->key_id))
		return error_set(err, DCP_REFUSED, plain ? "was begun "
		    "encrypted, want the same key" :
		    "was begun without encryption, want none");
	if (uuid_equal(&room->key_id, plain ? &none : &w->crypto.key_id) &&
	    uuid_equal(&room->id, plain ? &none : &w->options.id))
		return true;
	return error_set(err, DCP_REFUSED,
	    "was begun with another key, or as another asset");
}

/*
 * The room, if it is this job's, in its place and followed by what ought to be
 * behind it; ${some} is false if it is not there.
 */
static bool
take_room(struct mxfwrite *w, struct room *room, bool *some,
    struct dcp_error *err)
{
	struct bytes behind = {0};
	size_t at;
	bool ok;

	if (!room_load(w->out, room, &at, some, err))
		return false;
	*some = *some && memcmp(room->mark, w->room.mark,
	    sizeof(room->mark)) == 0 &&
	    room->size + parts_pack_size() <= output_size(w->out);
	if (!*some)
		return true;
	if (!check_ids(w, room, err))
		return false;
	parts_behind(&w->parts, room->size, &behind);
	ok = bytes_ok(&behind, err) && room_return(w->out, room, at,
	    behind.at, behind.size, err);
	bytes_clear(&behind);
	return ok;
}

/*
 * Find out what of the file can be gone on with; ${some} is false if nothing
 * can.  Only an encrypted file that this key does not open is refused.
 */
static bool
resume(struct mxfwrite *w, bool *some, struct dcp_error *err)
{
	struct notes_read noted;
	struct taken taken;
	struct room room;
	uint64_t front;

	if (!take_room(w, &room, some, err))
		return false;
	if (!*some)
		return true;
	front = room.size + parts_pack_size();
	if (!notes_read(w->out, ROOM_NOTES_AT, &noted, err))
		return false;
	take_packets(w, front, &noted, &taken);
	*some = w->packet_count > 0;
	if (!*some)
		return true;
	if (!learn(w, front, err) || !check_front(w, front, some, err))
		return false;
	w->noted = mxfwrite_duration(w);
	return !*some || output_cut(w->out, taken.end, err);
}

/* As it was before resume(). */
static bool
begin_anew(struct mxfwrite *w, struct dcp_error *err)
{
	j2kfacts_clear(&w->picture);
	w->packet_count = w->noted = 0;
	w->offset_count = 0;
	w->notes = (struct notes){0};
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
	bool some;

	*units = 0;
	if (w == NULL)
		return NULL;
	assert(w->options.duration == 0);
	w->resumable = true;
	memcpy(w->room.mark, mark, sizeof(w->room.mark));
	if (w->seal != NULL) {
		w->room.id = w->options.id;
		w->room.key_id = w->crypto.key_id;
	}
	if ((w->out = output_resume(path, part, err)) == NULL) {
		mxfwrite_free(w);
		return NULL;
	}
	if (!resume(w, &some, err) || (!some && !begin_anew(w, err))) {
		error_in(err, "%s", part);
		mxfwrite_suspend(w);
		return NULL;
	}
	*units = mxfwrite_duration(w);
	return w;
}

/* The first bytes are those of a file that has said nothing yet. */
static bool
is_empty(const struct bytes *front)
{
	static const uint8_t zeros[ROOM_NOTES_AT];
	static const uint8_t key[] = {0x06, 0x0e, 0x2b, 0x34};
	size_t size = front->size < sizeof(zeros) ? front->size :
	    sizeof(zeros);

	return size == 0 || memcmp(front->at, zeros, size) == 0 ||
	    (size < sizeof(zeros) && memcmp(front->at, key,
	    size < sizeof(key) ? size : sizeof(key)) == 0);
}

static bool
is_whole(const char *path)
{
	struct dcp_error ignored = {0};
	struct mxfread *read = mxfread_open(path, &ignored);
	const struct trackfile *file;
	bool whole;

	if (read == NULL)
		return false;
	file = mxfread_trackfile(read);
	whole = file->complete && file->fault == NULL && file->duration > 0;
	mxfread_close(read);
	return whole;
}

static bool
load_front(const char *path, struct bytes *front, struct dcp_error *err)
{
	struct input *in = input_open(path, err);
	uint8_t *to;
	size_t size;
	bool ok;

	if (in == NULL)
		return false;
	size = input_size(in) < ROOM_SIZE_MAX ? (size_t)input_size(in) :
	    ROOM_SIZE_MAX;
	to = bytes_extend(front, size);
	ok = bytes_ok(front, err) && input_read(in, 0, to, size, err);
	input_close(in);
	return ok;
}

bool
mxfwrite_resume_peek(const char *part, struct mxfwrite_part *found,
    struct dcp_error *err)
{
	struct bytes front = {0};
	struct room room;
	size_t at;
	bool ok;

	*found = (struct mxfwrite_part){.state = MXFWRITE_STRANGE};
	ok = load_front(part, &front, err);
	if (ok && room_find(front.at, front.size, &room, &at)) {
		found->state = MXFWRITE_BEGUN;
		memcpy(found->mark, room.mark, sizeof(room.mark));
		found->id = room.id;
		found->key_id = room.key_id;
	} else if (ok && is_empty(&front)) {
		found->state = MXFWRITE_EMPTY;
	} else if (ok && is_whole(part)) {
		found->state = MXFWRITE_WHOLE;
	}
	bytes_clear(&front);
	return ok;
}
