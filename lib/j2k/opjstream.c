/* opjstream.c: see opjstream.h. */
#include "j2k/opjstream.h"

#include <string.h>

#include "base/error.h"

#define CHUNK_SIZE	(256u << 10)	/* bytes that the library buffers */
#define FAILED		((OPJ_SIZE_T)-1)

static OPJ_SIZE_T
write_some(void *from, OPJ_SIZE_T size, void *context)
{
	struct opjstream_sink *sink = context;

	if (size > sink->to->size - sink->at &&
	    bytes_extend(sink->to, size - (sink->to->size - sink->at)) == NULL)
		return FAILED;
	memcpy(sink->to->at + sink->at, from, size);
	sink->at += size;
	return size;
}

/* The library only goes back, to what it has written. */
static OPJ_BOOL
seek_sink(OPJ_OFF_T at, void *context)
{
	struct opjstream_sink *sink = context;

	if (at < 0 || (OPJ_UINT64)at > sink->to->size)
		return OPJ_FALSE;
	sink->at = (size_t)at;
	return OPJ_TRUE;
}

static OPJ_OFF_T
skip_sink(OPJ_OFF_T size, void *context)
{
	struct opjstream_sink *sink = context;

	return seek_sink((OPJ_OFF_T)sink->at + size, context) ? size : -1;
}

opj_stream_t *
opjstream_write(struct opjstream_sink *sink)
{
	opj_stream_t *s = opj_stream_create(CHUNK_SIZE, OPJ_FALSE);

	if (s == NULL)
		return NULL;
	opj_stream_set_user_data(s, sink, NULL);
	opj_stream_set_write_function(s, write_some);
	opj_stream_set_skip_function(s, skip_sink);
	opj_stream_set_seek_function(s, seek_sink);
	return s;
}

static OPJ_SIZE_T
read_some(void *to, OPJ_SIZE_T size, void *context)
{
	struct span *source = context;
	size_t left = span_left(source);

	if (left == 0)
		return FAILED;
	if (size > left)
		size = left;
	span_copy(source, to, size);
	return size;
}

static OPJ_OFF_T
skip_source(OPJ_OFF_T size, void *context)
{
	struct span *source = context;
	size_t left = span_left(source);

	if (size < 0)
		return -1;
	if ((OPJ_UINT64)size > left)
		size = (OPJ_OFF_T)left;
	span_take(source, (size_t)size);
	return size;
}

opj_stream_t *
opjstream_read(struct span *source)
{
	opj_stream_t *s = opj_stream_create(CHUNK_SIZE, OPJ_TRUE);

	if (s == NULL)
		return NULL;
	opj_stream_set_user_data(s, source, NULL);
	opj_stream_set_user_data_length(s, span_left(source));
	opj_stream_set_read_function(s, read_some);
	opj_stream_set_skip_function(s, skip_source);
	return s;
}

void
opjstream_message(const char *text, void *context)
{
	struct dcp_error *err = context;

	error_set(err, DCP_BAD_INPUT, "OpenJPEG: %.*s",
	    (int)strcspn(text, "\r\n"), text);
}
