/* base64.h: the text form of digests and certificates (RFC 4648, 4). */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Characters, with the final NUL, that ${n} bytes need. */
#define BASE64_SIZE(n)	(((n) + 2) / 3 * 4 + 1)

/* ${to} must hold BASE64_SIZE(size) characters. */
void base64_format(char *to, const void *bytes, size_t size);

/*
 * base64_parse(text, to, capacity, size):
 * Decode ${text}, in which white space may stand anywhere, into at most
 * ${capacity} bytes; their number goes to ${size}.  False, and ${size} zero,
 * if the text is no Base64 or does not fit.
 */
bool base64_parse(const char *text, uint8_t *to, size_t capacity,
    size_t *size);

#endif
