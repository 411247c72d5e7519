/* utf16.h: the text of MXF items (UTF-16, big-endian) to and from UTF-8. */
#ifndef BASE_UTF16_H
#define BASE_UTF16_H

#include "base/bytes.h"
#include "base/span.h"

/*
 * utf16_decode(in, to):
 * Append the text of ${in} as UTF-8.  It ends at the first NUL, which some
 * writers add; a surrogate without its other half, and half a character at
 * the end, become U+FFFD.
 */
void utf16_decode(struct span in, struct bytes *to);

/*
 * utf16_encode(text, to):
 * Append ${text}, which is UTF-8, without a NUL.  What is no UTF-8 becomes
 * U+FFFD, one for each byte.
 */
void utf16_encode(const char *text, struct bytes *to);

#endif
