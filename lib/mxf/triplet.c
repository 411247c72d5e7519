/* triplet.c: see triplet.h. */
#include "mxf/triplet.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"
#include "mxf/klv.h"

#define NUMBER_SIZE	8u	/* bytes of a number */

/* Where the padding begins in the last block. */
static size_t
rest_size(uint64_t source_size, uint64_t plaintext_offset)
{
	return (size_t)((source_size - plaintext_offset) % AES_BLOCK_SIZE);
}

/* Vector, check value, plain part, whole blocks, last block. */
uint64_t
triplet_value_size(uint64_t source_size, uint64_t plaintext_offset)
{
	return TRIPLET_CHECK_SIZE + source_size -
	    rest_size(source_size, plaintext_offset) + AES_BLOCK_SIZE;
}

/* Read the length of an item. */
static bool
read_length(struct span *in, const char *name, uint64_t *size,
    struct dcp_error *err)
{
	return klv_read_length(in, size, err) ||
	    error_in(err, "encrypted triplet: %s", name);
}

/*
 * The next item, of ${want} bytes, to be read from ${item}.  One that may be
 * absent is absent if its length is zero, or if nothing follows.
 */
static bool
read_item(struct span *in, const char *name, size_t want, bool *present,
    struct span *item, struct dcp_error *err)
{
	uint64_t size = 0;

	*item = span_take(in, 0);
	if (present != NULL && span_left(in) == 0)
		return true;
	if (!read_length(in, name, &size, err))
		return false;
	if (present != NULL && size == 0)
		return true;
	if (size != want || span_left(in) < want)
		return error_set(err, DCP_BAD_INPUT, "encrypted triplet: %s: "
		    "have %" PRIu64 " bytes, want %zu", name,
		    size == want ? span_left(in) : size, want);
	*item = span_take(in, want);
	if (present != NULL)
		*present = true;
	return true;
}

static bool
read_head(struct span *in, struct triplet *t, struct dcp_error *err)
{
	struct span item;

	if (!read_item(in, "context id", 16, NULL, &item, err))
		return false;
	span_copy(&item, t->context_id.bytes, 16);
	if (!read_item(in, "plaintext offset", NUMBER_SIZE, NULL, &item, err))
		return false;
	t->plaintext_offset = span_u64(&item);
	if (!read_item(in, "source key", UL_SIZE, NULL, &item, err))
		return false;
	span_copy(&item, t->source_key.bytes, UL_SIZE);
	if (!read_item(in, "source length", NUMBER_SIZE, NULL, &item, err))
		return false;
	t->source_size = span_u64(&item);
	return read_length(in, "encrypted value", &t->value_size, err);
}

bool
triplet_read_head(struct span *in, struct triplet *t, struct dcp_error *err)
{
	*t = (struct triplet){0};
	if (read_head(in, t, err))
		return true;
	*t = (struct triplet){0};
	return false;
}

bool
triplet_read_at(const struct input *in, uint64_t offset, uint64_t size,
    struct triplet *t, struct dcp_error *err)
{
	uint8_t head[TRIPLET_HEAD_SIZE_MAX];
	size_t n = size < sizeof(head) ? (size_t)size : sizeof(head);
	struct span span;

	*t = (struct triplet){0};
	if (!input_read(in, offset, head, n, err))
		return false;
	span = span_of(head, n, offset);
	return triplet_read_head(&span, t, err) ||
	    error_in(err, "packet at byte %" PRIu64, offset);
}

static bool
read_tail(struct span *in, struct triplet *t, struct dcp_error *err)
{
	struct span item;

	if (!read_item(in, "track file id", 16, &t->has_track_file_id, &item,
	    err))
		return false;
	span_copy(&item, t->track_file_id.bytes, span_left(&item));
	if (!read_item(in, "sequence number", NUMBER_SIZE, &t->has_sequence,
	    &item, err))
		return false;
	t->sequence = t->has_sequence ? span_u64(&item) : 0;
	if (!read_item(in, "integrity check", HMAC_SIZE, &t->has_mic, &item,
	    err))
		return false;
	t->covered.end = item.at;
	span_copy(&item, t->mic, span_left(&item));
	if (span_left(in) > 0)
		return error_set(err, DCP_BAD_INPUT, "encrypted triplet: %zu "
		    "bytes behind its last item", span_left(in));
	return true;
}

/* All sizes are such that sums of them cannot overflow. */
static bool
check_sizes(const struct triplet *t, struct dcp_error *err)
{
	uint64_t most = t->source_size;

	most = t->value_size > most ? t->value_size : most;
	most = t->plaintext_offset > most ? t->plaintext_offset : most;
	if (most <= LIMIT_FRAME_SIZE + 3 * AES_BLOCK_SIZE)
		return true;
	return error_set(err, DCP_REFUSED, "encrypted triplet: a size of %"
	    PRIu64 " bytes, want at most %u", most, LIMIT_FRAME_SIZE);
}

static bool
parse(struct span *in, struct triplet *t, struct dcp_error *err)
{
	if (!read_head(in, t, err) || !check_sizes(t, err))
		return false;
	if (t->value_size > span_left(in))
		return error_set(err, DCP_BAD_INPUT, "encrypted triplet: have "
		    "%zu bytes of the encrypted value, want %" PRIu64,
		    span_left(in), t->value_size);
	t->value = span_take(in, (size_t)t->value_size);
	t->covered = t->value;
	return read_tail(in, t, err);
}

bool
triplet_parse(const void *bytes, size_t size, struct triplet *t,
    struct dcp_error *err)
{
	struct span in = span_of(bytes, size, 0);

	*t = (struct triplet){0};
	if (parse(&in, t, err))
		return true;
	*t = (struct triplet){0};
	return false;
}

bool
triplet_sizes_fit(const struct triplet *t)
{
	return t->plaintext_offset <= t->source_size && t->value_size ==
	    triplet_value_size(t->source_size, t->plaintext_offset);
}

bool
triplet_fits(const struct tripletkey *key,
    const uint8_t value[TRIPLET_CHECK_SIZE], bool *fits,
    struct dcp_error *err)
{
	uint8_t plain[AES_BLOCK_SIZE];

	*fits = false;
	if (!aes_cbc_decrypt(key->aes, value, value + AES_BLOCK_SIZE, plain,
	    sizeof(plain), err))
		return false;
	*fits = memcmp(plain, TRIPLET_CHECK_VALUE, sizeof(plain)) == 0;
	return true;
}

static bool
check_mic(const struct triplet *t, const struct tripletkey *key,
    unsigned *faults, struct dcp_error *err)
{
	struct hmac_stream *s;
	uint8_t mic[HMAC_SIZE];
	bool ok;

	if (!t->has_mic) {
		*faults |= TRIPLET_NO_MIC;
		return true;
	}
	s = hmac_begin(key->hmac, err);
	ok = s != NULL &&
	    hmac_add(s, t->covered.at, span_left(&t->covered), err) &&
	    hmac_end(s, mic, err);
	hmac_drop(s);
	if (ok && !hmac_equal(mic, t->mic))
		*faults |= TRIPLET_MIC;
	return ok;
}

static bool
check_fit(const struct triplet *t, const struct tripletkey *key,
    unsigned *faults, struct dcp_error *err)
{
	bool fits;

	if (!triplet_fits(key, t->value.at, &fits, err))
		return false;
	if (!fits)
		*faults |= TRIPLET_CHECK;
	return true;
}

/* The last block, and what is behind the source's last bytes in it. */
static bool
check_padding(const struct triplet *t, const struct tripletkey *key,
    unsigned *faults, struct dcp_error *err)
{
	size_t i, rest = rest_size(t->source_size, t->plaintext_offset);
	const uint8_t *last = t->value.end - AES_BLOCK_SIZE;
	const uint8_t *previous = last - AES_BLOCK_SIZE;
	uint8_t plain[AES_BLOCK_SIZE];

	/* The plain part, if all is plain, is no part of the chain. */
	if (t->source_size - t->plaintext_offset < AES_BLOCK_SIZE)
		previous = t->value.at + AES_BLOCK_SIZE;
	if (!aes_cbc_decrypt(key->aes, previous, last, plain, sizeof(plain),
	    err))
		return false;
	for (i = rest; i < sizeof(plain); i++)
		if (plain[i] != i - rest)
			*faults |= TRIPLET_PADDING;
	return true;
}

/* All that was sealed; the padding is cut off. */
static bool
decrypt(const struct triplet *t, const struct tripletkey *key,
    struct bytes *to, struct dcp_error *err)
{
	const uint8_t *plain = t->value.at + TRIPLET_CHECK_SIZE;
	size_t offset = (size_t)t->plaintext_offset;
	size_t size = span_left(&t->value) - TRIPLET_CHECK_SIZE;

	bytes_room(to, size);
	if (!bytes_ok(to, err))
		return false;
	if (offset > 0)
		memcpy(to->at, plain, offset);
	if (!aes_cbc_decrypt(key->aes, t->value.at + AES_BLOCK_SIZE,
	    plain + offset, to->at + offset, size - offset, err)) {
		bytes_reset(to);
		return false;
	}
	to->size = (size_t)t->source_size;
	return true;
}

bool
triplet_open(const struct triplet *t, const struct tripletkey *key,
    struct bytes *to, unsigned *faults, struct dcp_error *err)
{
	*faults = 0;
	if (to != NULL)
		bytes_reset(to);
	if (!check_mic(t, key, faults, err))
		return false;
	if (!triplet_sizes_fit(t)) {
		*faults |= TRIPLET_LENGTHS;
		return true;
	}
	return check_fit(t, key, faults, err) &&
	    check_padding(t, key, faults, err) &&
	    (to == NULL || decrypt(t, key, to, err));
}

static const struct {
	enum triplet_fault fault;
	const char *name, *text;
} faults_table[] = {
	{TRIPLET_LENGTHS, "lengths", "its lengths do not fit one another"},
	{TRIPLET_NO_MIC, "no-mic", "it has no integrity check (MIC)"},
	{TRIPLET_CHECK, "check-value",
	    "the check value is wrong: another key, or a damaged vector"},
	{TRIPLET_MIC, "mic", "the integrity check (MIC) is wrong"},
	{TRIPLET_PADDING, "padding", "the padding is wrong"},
	{TRIPLET_UNREADABLE, "unreadable", "it cannot be read"},
	{TRIPLET_CONTEXT, "context",
	    "it is of another cryptographic context"},
	{TRIPLET_TRACK_FILE, "track-file", "it is of another track file"},
	{TRIPLET_SOURCE_KEY, "source-key",
	    "what is encrypted has another key"},
	{TRIPLET_OFFSET, "plaintext-offset",
	    "the plaintext offset is another than before"},
	{TRIPLET_SEQUENCE, "sequence", "the sequence number is out of order"},
};

const char *
triplet_fault_text(enum triplet_fault fault)
{
	size_t i = 0;

	while (faults_table[i].fault != fault)
		i++;
	return faults_table[i].text;
}

const char *
triplet_fault_name(enum triplet_fault fault)
{
	size_t i = 0;

	while (faults_table[i].fault != fault)
		i++;
	return faults_table[i].name;
}

enum triplet_fault
triplet_take_fault(unsigned *faults)
{
	unsigned rest = *faults & (*faults - 1);
	enum triplet_fault fault = (enum triplet_fault)(*faults ^ rest);

	*faults = rest;
	return fault;
}
