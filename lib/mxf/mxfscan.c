/* mxfscan.c: see mxfscan.h. */
#include "mxf/mxfscan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"

struct mxfscan {
	struct mxfscan_sink sink;
	uint64_t offset;	/* of the next byte to come */
	uint8_t head[KLV_HEAD_SIZE_MAX];
	size_t head_size;	/* bytes of it that are there */
	struct klv klv;		/* the packet that has begun, if has_klv */
	bool has_klv;
	uint64_t left;		/* bytes of its value still to come */
	uint64_t wanted;	/* bytes of its value still to keep */
	struct bytes value;	/* those kept */
	struct dcp_error failure;
};

struct mxfscan *
mxfscan_new(const struct mxfscan_sink *sink, struct dcp_error *err)
{
	struct mxfscan *s = calloc(1, sizeof(*s));

	if (s == NULL)
		error_memory(err);
	else
		s->sink = *sink;
	return s;
}

void
mxfscan_free(struct mxfscan *s)
{
	if (s == NULL)
		return;
	bytes_clear(&s->value);
	free(s);
}

/* Bytes of a key and the length that begins behind it; 0: not yet known. */
static size_t
head_wanted(const struct mxfscan *s)
{
	if (s->head_size <= UL_SIZE)
		return UL_SIZE + 1;
	if ((s->head[UL_SIZE] & 0x80) == 0)
		return UL_SIZE + 1;
	return UL_SIZE + 1 + (s->head[UL_SIZE] & 0x7f);
}

/* Key and length are there: the packet begins. */
static bool
begin(struct mxfscan *s, struct dcp_error *err)
{
	struct span span = span_of(s->head, s->head_size,
	    s->offset - s->head_size);

	if (!klv_read(&span, &s->klv, err))
		return false;
	s->has_klv = true;
	s->left = s->klv.value_size;
	s->wanted = s->sink.want == NULL ? 0 :
	    s->sink.want(s->sink.context, &s->klv);
	if (s->wanted > LIMIT_FRAME_SIZE)
		s->wanted = LIMIT_FRAME_SIZE;
	if (s->wanted > s->left)
		s->wanted = s->left;
	bytes_reset(&s->value);
	return true;
}

static bool
end(struct mxfscan *s, struct dcp_error *err)
{
	if (!bytes_ok(&s->value, err))
		return false;
	s->has_klv = false;
	s->head_size = 0;
	return s->sink.packet == NULL || s->sink.packet(s->sink.context,
	    &s->klv, span_of(s->value.at, s->value.size, klv_value(&s->klv)),
	    err);
}

/* Take what of the ${size} bytes belongs to the head; how many they were. */
static size_t
take_head(struct mxfscan *s, const uint8_t *bytes, size_t size)
{
	size_t taken = 0;

	while (taken < size && s->head_size < head_wanted(s) &&
	    s->head_size < sizeof(s->head))
		s->head[s->head_size++] = bytes[taken++];
	s->offset += taken;
	return taken;
}

static size_t
take_value(struct mxfscan *s, const uint8_t *bytes, size_t size)
{
	size_t taken = s->left < size ? (size_t)s->left : size;
	size_t kept = s->wanted < taken ? (size_t)s->wanted : taken;

	if (kept > 0)
		bytes_put(&s->value, bytes, kept);
	s->wanted -= kept;
	s->left -= taken;
	s->offset += taken;
	return taken;
}

static bool
feed(struct mxfscan *s, const uint8_t *bytes, size_t size,
    struct dcp_error *err)
{
	size_t at = 0;

	while (at < size) {
		if (s->has_klv) {
			at += take_value(s, bytes + at, size - at);
		} else {
			at += take_head(s, bytes + at, size - at);
			if ((s->head_size == head_wanted(s) ||
			    s->head_size == sizeof(s->head)) && !begin(s, err))
				return false;
		}
		if (s->has_klv && s->left == 0 && !end(s, err))
			return false;
	}
	return true;
}

bool
mxfscan_feed(struct mxfscan *s, const void *bytes, size_t size,
    struct dcp_error *err)
{
	if (s->failure.status == DCP_OK && feed(s, bytes, size, &s->failure))
		return true;
	return error_set(err, s->failure.status, "%s", s->failure.text);
}

bool
mxfscan_end(const struct mxfscan *s, struct dcp_error *err)
{
	if (s->failure.status != DCP_OK)
		return error_set(err, s->failure.status, "%s",
		    s->failure.text);
	if (s->has_klv)
		return error_set(err, DCP_BAD_INPUT, "the file ends at byte %"
		    PRIu64 ", in the packet at byte %" PRIu64
		    " that wants %" PRIu64 " bytes more", s->offset,
		    s->klv.offset, s->left);
	if (s->head_size > 0)
		return error_set(err, DCP_BAD_INPUT, "the file ends at byte %"
		    PRIu64 ", in the key of a packet", s->offset);
	return true;
}
