/* bytes.c: see bytes.h. */
#include "base/bytes.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
bytes_clear(struct bytes *b)
{
	free(b->at);
	*b = (struct bytes){0};
}

void
bytes_reset(struct bytes *b)
{
	b->size = 0;
	b->bad = false;
}

bool
bytes_ok(const struct bytes *b, struct dcp_error *err)
{
	return !b->bad || error_memory(err);
}

/* Make room for ${more} bytes and one NUL behind them. */
static bool
reserve(struct bytes *b, size_t more)
{
	size_t capacity = b->capacity;
	uint8_t *grown;

	if (b->bad || more > SIZE_MAX / 4 - b->size) {
		bytes_clear(b);
		b->bad = true;
		return false;
	}
	if (b->size + more < capacity)
		return true;
	if (capacity < 64)
		capacity = 64;
	while (capacity <= b->size + more)
		capacity *= 2;
	if ((grown = realloc(b->at, capacity)) == NULL) {
		bytes_clear(b);
		b->bad = true;
		return false;
	}
	b->at = grown;
	b->capacity = capacity;
	return true;
}

uint8_t *
bytes_room(struct bytes *b, size_t size)
{
	if (!reserve(b, size))
		return NULL;
	b->size += size;
	return b->at + b->size - size;
}

uint8_t *
bytes_extend(struct bytes *b, size_t size)
{
	uint8_t *to = bytes_room(b, size);

	if (to != NULL)
		memset(to, 0, size);
	return to;
}

void
bytes_put(struct bytes *b, const void *from, size_t size)
{
	if (size == 0 || !reserve(b, size))
		return;
	memcpy(b->at + b->size, from, size);
	b->size += size;
}

void
bytes_fill(struct bytes *b, uint8_t value, size_t count)
{
	uint8_t *to = bytes_extend(b, count);

	if (to != NULL)
		memset(to, value, count);
}

void
bytes_big_endian(uint8_t *to, uint64_t value, size_t size)
{
	size_t i;

	assert(size >= 1 && size <= 8);
	for (i = 0; i < size; i++)
		to[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
}

static void
put_integer(struct bytes *b, uint64_t value, size_t size)
{
	uint8_t *to = bytes_extend(b, size);

	if (to != NULL)
		bytes_big_endian(to, value, size);
}

void
bytes_u8(struct bytes *b, uint8_t v)
{
	put_integer(b, v, 1);
}

void
bytes_u16(struct bytes *b, uint16_t v)
{
	put_integer(b, v, 2);
}

void
bytes_u32(struct bytes *b, uint32_t v)
{
	put_integer(b, v, 4);
}

void
bytes_u64(struct bytes *b, uint64_t v)
{
	put_integer(b, v, 8);
}

void
bytes_patch(struct bytes *b, size_t at, uint64_t value, size_t size)
{
	if (b->bad)
		return;
	assert(at <= b->size && size <= b->size - at);
	bytes_big_endian(b->at + at, value, size);
}

void
bytes_printf(struct bytes *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0) {
		bytes_clear(b);
		b->bad = true;
	}
	if (n <= 0 || !reserve(b, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf((char *)b->at + b->size, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->size += (size_t)n;
}

const char *
bytes_text(struct bytes *b)
{
	if (b->bad || !reserve(b, 0))
		return "";
	b->at[b->size] = '\0';
	return (const char *)b->at;
}
