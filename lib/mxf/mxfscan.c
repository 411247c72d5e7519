/* mxfscan.c: see mxfscan.h. */
#include "mxf/mxfscan.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"

struct mxfscan {
	struct mxfscan_sink sink;
	struct dcp_error err;	/* what stopped the scan */
	uint64_t offset;	/* of the next byte fed */

	uint8_t head[KLV_HEAD_SIZE_MAX];	/* key and length so far */
	size_t head_size;

	bool in_value;
	struct klv klv;
	uint64_t left;		/* bytes of the value still to come */
	size_t wanted;		/* bytes of it that are kept */
	struct bytes kept;
};

struct mxfscan *
mxfscan_new(const struct mxfscan_sink *sink, struct dcp_error *err)
{
	struct mxfscan *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		error_memory(err);
		return NULL;
	}
	s->sink = *sink;
	return s;
}

void
mxfscan_free(struct mxfscan *s)
{
	if (s == NULL)
		return;
	bytes_clear(&s->kept);
	free(s);
}

/* Bytes of key and length, as far as can be told from the first ${size}. */
static size_t
head_size(const uint8_t *head, size_t size)
{
	unsigned n;

	if (size <= UL_SIZE || head[UL_SIZE] < 0x80)
		return UL_SIZE + 1;
	n = head[UL_SIZE] & 0x7f;
	return n > 8 ? UL_SIZE + 1 : UL_SIZE + 1 + n;	/* klv.h refuses it */
}

static bool
end_packet(struct mxfscan *s, struct span value)
{
	s->in_value = false;
	s->head_size = 0;
	return s->sink.packet == NULL ||
	    s->sink.packet(s->sink.context, &s->klv, value, &s->err);
}

static bool
begin_value(struct mxfscan *s)
{
	struct span head = span_of(s->head, s->head_size,
	    s->offset - s->head_size);
	uint64_t wanted = 0;

	if (!klv_read(&head, &s->klv, &s->err))
		return false;
	if (s->sink.want != NULL)
		wanted = s->sink.want(s->sink.context, &s->klv);
	if (wanted > s->klv.value_size)
		wanted = s->klv.value_size;
	s->wanted = wanted < LIMIT_FRAME_SIZE ? (size_t)wanted :
	    LIMIT_FRAME_SIZE;
	s->left = s->klv.value_size;
	s->in_value = true;
	bytes_reset(&s->kept);
	if (s->left == 0)
		return end_packet(s, span_of(NULL, 0, s->offset));
	return true;
}

static bool
feed_head(struct mxfscan *s, const uint8_t **at, size_t *size)
{
	size_t need = head_size(s->head, s->head_size) - s->head_size;
	size_t n = need < *size ? need : *size;

	memcpy(s->head + s->head_size, *at, n);
	s->head_size += n;
	s->offset += n;
	*at += n;
	*size -= n;
	if (s->head_size < head_size(s->head, s->head_size))
		return true;
	return begin_value(s);
}

static bool
feed_value(struct mxfscan *s, const uint8_t **at, size_t *size)
{
	size_t n = s->left < *size ? (size_t)s->left : *size;
	size_t missing = s->wanted - s->kept.size;
	uint64_t value = klv_value(&s->klv);
	struct span whole = span_of(*at, s->wanted, value);
	bool at_once = s->left == s->klv.value_size && n == s->left;

	if (!at_once)
		bytes_put(&s->kept, *at, missing < n ? missing : n);
	s->left -= n;
	s->offset += n;
	*at += n;
	*size -= n;
	if (s->left > 0)
		return true;
	if (at_once)
		return end_packet(s, whole);
	return bytes_ok(&s->kept, &s->err) &&
	    end_packet(s, span_of(s->kept.at, s->kept.size, value));
}

bool
mxfscan_feed(struct mxfscan *s, const void *bytes, size_t size,
    struct dcp_error *err)
{
	const uint8_t *at = bytes;
	bool ok = s->err.status == DCP_OK;

	while (ok && size > 0)
		ok = s->in_value ? feed_value(s, &at, &size) :
		    feed_head(s, &at, &size);
	if (ok)
		return true;
	assert(s->err.status != DCP_OK);
	return error_set(err, s->err.status, "%s", s->err.text);
}

bool
mxfscan_end(const struct mxfscan *s, struct dcp_error *err)
{
	if (s->err.status != DCP_OK)
		return error_set(err, s->err.status, "%s", s->err.text);
	if (s->in_value)
		return error_set(err, DCP_BAD_INPUT, "the file ends at byte %"
		    PRIu64 ", in the packet at byte %" PRIu64
		    " that wants %" PRIu64 " bytes more", s->offset,
		    s->klv.offset, s->left);
	if (s->head_size > 0)
		return error_set(err, DCP_BAD_INPUT, "the file ends at byte %"
		    PRIu64 ", in the key of a packet", s->offset);
	return true;
}
