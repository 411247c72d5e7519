/* tripletaudit.c: see tripletaudit.h. */
#include "mxf/tripletaudit.h"

#include <inttypes.h>
#include <string.h>

#include "mxf/essence.h"


/* Whose is it?  Needs no key. */
static void
check_owner(const struct trackfile *file, struct tripletaudit_result *r)
{
	const struct triplet *t = &r->triplet;

	if (!uuid_equal(&t->context_id, &file->crypto.context_id))
		r->faults |= TRIPLET_CONTEXT;
	if ((t->has_track_file_id || t->has_mic) &&
	    !uuid_equal(&t->track_file_id, &file->id))
		r->faults |= TRIPLET_TRACK_FILE;
}

/* A file that says it has no integrity check needs none. */
static void
check_mic(const struct trackfile *file, struct tripletaudit_result *r)
{
	if (ul_is_zero(&file->crypto.mic))
		r->faults &= ~(unsigned)TRIPLET_NO_MIC;
	else if (!r->triplet.has_mic)
		r->faults |= TRIPLET_NO_MIC;
}

bool
tripletaudit_look(const struct tripletaudit *a, const void *value, size_t size,
    struct bytes *plain, struct tripletaudit_result *r,
    struct dcp_error *err)
{
	struct triplet *t = &r->triplet;

	*r = (struct tripletaudit_result){0};
	if (plain != NULL)
		bytes_reset(plain);
	if (!triplet_parse(value, size, t, &r->why)) {
		r->faults = TRIPLET_UNREADABLE;
		return true;
	}
	if (a->key != NULL &&
	    !triplet_open(t, a->key, plain, &r->faults, err))
		return false;
	if (a->key == NULL && !triplet_sizes_fit(t))
		r->faults |= TRIPLET_LENGTHS;
	check_owner(a->trackfile, r);
	check_mic(a->trackfile, r);
	return true;
}

/*
 * A value that should stay as it was: if it changes that is a fault; if the
 * next has the changed value again that is how it is from now on.  So the
 * one that is wrong is told, and not all that follow.
 */
static bool
is_steady(uint64_t *usual, uint64_t *seen, uint64_t have)
{
	bool steady = have == *usual || have == *seen;

	if (have == *seen)
		*usual = have;
	*seen = have;
	return steady;
}

/* Sequence numbers begin with 1. */
static void
place_sequence(struct tripletaudit *a, struct tripletaudit_result *r)
{
	r->want_sequence = a->count + 1 + a->shift;
	if (r->triplet.has_sequence && !is_steady(&a->shift, &a->shift_seen,
	    r->triplet.sequence - a->count - 1))
		r->faults |= TRIPLET_SEQUENCE;
}

/* Equal with the version byte, too: one writer does not change it. */
static bool
same_key(const struct ul *a, const struct ul *b)
{
	return memcmp(a->bytes, b->bytes, UL_SIZE) == 0;
}

/* The packets of MPEG-2 are not among our labels. */
static bool
is_known(const struct trackfile *file, const struct ul *key)
{
	return ul_find(key) != UL_COUNT ||
	    (file->kind == TRACKFILE_MPEG2 && essence_is_packet(key));
}

/*
 * All packets have the key of the first one, which must be known; the
 * resources of timed text, which come behind its document, have their own.
 */
static void
place_key(struct tripletaudit *a, struct tripletaudit_result *r)
{
	const struct ul *have = &r->triplet.source_key;
	bool text = a->trackfile->kind == TRACKFILE_TIMED_TEXT;
	bool begins = a->count == 0 || (text && a->count == 1);

	if (begins)
		a->source_key = a->source_key_seen = a->count == 0 ? *have :
		    ul_of(UL_GENERIC_STREAM_DATA);
	r->want_key = a->source_key;
	if (!same_key(have, &a->source_key) &&
	    !same_key(have, &a->source_key_seen))
		r->faults |= TRIPLET_SOURCE_KEY;
	if (a->count == 0 && !is_known(a->trackfile, have))
		r->faults |= TRIPLET_SOURCE_KEY;
	if (same_key(have, &a->source_key_seen))
		a->source_key = *have;
	a->source_key_seen = *have;
}

static void
place_offset(struct tripletaudit *a, struct tripletaudit_result *r)
{
	uint64_t have = r->triplet.plaintext_offset;

	if (a->count == 0)
		a->offset = a->offset_seen = have;
	r->want_offset = a->offset;
	if (!is_steady(&a->offset, &a->offset_seen, have))
		r->faults |= TRIPLET_OFFSET;
}

void
tripletaudit_place(struct tripletaudit *a, struct tripletaudit_result *r)
{
	r->index = a->count;
	if ((r->faults & TRIPLET_UNREADABLE) == 0) {
		place_sequence(a, r);
		place_key(a, r);
		place_offset(a, r);
	}
	a->count++;
}

void
tripletaudit_where(const struct tripletaudit *a,
    const struct tripletaudit_result *r, struct bytes *to)
{
	switch (a->trackfile->kind) {
	case TRACKFILE_STEREO:
		bytes_printf(to, "edit unit %" PRIu64 ", %s eye", r->index / 2,
		    r->index % 2 == 0 ? "left" : "right");
		break;
	case TRACKFILE_TIMED_TEXT:
		if (r->index == 0)
			bytes_printf(to, "document");
		else
			bytes_printf(to, "resource %" PRIu64, r->index);
		break;
	default:
		bytes_printf(to, "edit unit %" PRIu64, r->index);
	}
}

uint64_t
tripletaudit_want(const struct tripletaudit *a)
{
	const struct trackfile *t = a->trackfile;

	if (t->kind == TRACKFILE_TIMED_TEXT)
		return 1 + t->text.resource_count;
	return t->kind == TRACKFILE_STEREO ? 2 * t->duration : t->duration;
}

static void
put_uuids(struct bytes *to, const struct uuid *have, const struct uuid *want)
{
	char a[UUID_SIZE], b[UUID_SIZE];

	uuid_format(a, have);
	uuid_format(b, want);
	bytes_printf(to, ": have %s, want %s", a, b);
}

static void
put_keys(struct bytes *to, const struct ul *have, const struct ul *want)
{
	char a[UL_TEXT_SIZE], b[UL_TEXT_SIZE];

	ul_format(a, have);
	ul_format(b, want);
	if (same_key(have, want))
		bytes_printf(to, ": have %s, want that of essence", a);
	else
		bytes_printf(to, ": have %s, want %s", a, b);
}

void
tripletaudit_explain(const struct tripletaudit *a,
    const struct tripletaudit_result *r, enum triplet_fault fault,
    struct bytes *to)
{
	const struct triplet *t = &r->triplet;

	bytes_printf(to, "%s", triplet_fault_text(fault));
	switch (fault) {
	case TRIPLET_UNREADABLE:
		bytes_printf(to, ": %s", r->why.text);
		break;
	case TRIPLET_LENGTHS:
		bytes_printf(to, ": have %" PRIu64 " bytes encrypted for %"
		    PRIu64 " plain ones, %" PRIu64 " of them not encrypted",
		    t->value_size, t->source_size, t->plaintext_offset);
		break;
	case TRIPLET_CONTEXT:
		put_uuids(to, &t->context_id, &a->trackfile->crypto.context_id);
		break;
	case TRIPLET_TRACK_FILE:
		put_uuids(to, &t->track_file_id, &a->trackfile->id);
		break;
	case TRIPLET_SOURCE_KEY:
		put_keys(to, &t->source_key, &r->want_key);
		break;
	case TRIPLET_OFFSET:
		bytes_printf(to, ": have %" PRIu64 ", want %" PRIu64,
		    t->plaintext_offset, r->want_offset);
		break;
	case TRIPLET_SEQUENCE:
		bytes_printf(to, ": have %" PRIu64 ", want %" PRIu64,
		    t->sequence, r->want_sequence);
		break;
	case TRIPLET_NO_MIC:
	case TRIPLET_CHECK:
	case TRIPLET_MIC:
	case TRIPLET_PADDING:
		break;
	}
}
