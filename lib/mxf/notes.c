/* notes.c: see notes.h. */
#include "mxf/notes.h"

#include <string.h>

#include "base/bytes.h"
#include "base/span.h"

#define SYNC_SIZE	(16u << 20)	/* bytes */
#define NOTE_SIZE	(ROOM_NOTES_SIZE / 2)	/* length, SHA-256 */

bool
notes_chain(struct notes *n, const void *head, size_t head_size,
    const void *value, size_t size, struct dcp_error *err)
{
	struct digest_stream *d = digest_begin(DIGEST_SHA256, err);
	bool ok;

	if (d == NULL)
		return false;
	ok = digest_add(d, n->chain.bytes, n->chain.size, err) &&
	    digest_add(d, head, head_size, err) &&
	    digest_add(d, value, size, err) && digest_end(d, &n->chain, err);
	digest_free(d);
	return ok;
}

/* Write note 0 or 1 about the file as it is. */
static bool
put_note(const struct notes *n, struct output *out, unsigned which,
    struct dcp_error *err)
{
	struct bytes note = {0};
	bool ok;

	bytes_u64(&note, output_size(out));
	bytes_put(&note, n->chain.bytes, n->chain.size);
	ok = bytes_ok(&note, err) && output_patch(out,
	    ROOM_NOTES_AT + which * NOTE_SIZE, note.at, NOTE_SIZE, err);
	bytes_clear(&note);
	return ok;
}

bool
notes_put(struct notes *n, struct output *out, struct dcp_error *err)
{
	if (!put_note(n, out, 0, err))
		return false;
	if (output_size(out) - n->synced_size < SYNC_SIZE)
		return true;
	n->synced_size = output_size(out);
	return output_sync(out, err) && put_note(n, out, 1, err);
}

bool
notes_read(struct output *out, uint64_t at, struct notes_read *read,
    struct dcp_error *err)
{
	uint8_t bytes[ROOM_NOTES_SIZE] = {0};
	struct span in = span_of(bytes, sizeof(bytes), 0);
	unsigned i;

	*read = (struct notes_read){0};
	if (!output_read(out, at, bytes, sizeof(bytes), err))
		return false;
	for (i = 0; i < 2; i++) {
		read->size[i] = span_u64(&in);
		span_copy(&in, read->chain[i], sizeof(read->chain[i]));
	}
	return true;
}

bool
notes_hold(const struct notes *n, uint64_t size, const struct notes_read *read)
{
	unsigned i;

	for (i = 0; i < 2; i++)
		if (read->size[i] == size &&
		    n->chain.size == sizeof(read->chain[i]) &&
		    memcmp(read->chain[i], n->chain.bytes,
		    sizeof(read->chain[i])) == 0)
			return true;
	return false;
}

uint64_t
notes_last(const struct notes_read *read)
{
	return read->size[0] > read->size[1] ? read->size[0] : read->size[1];
}
