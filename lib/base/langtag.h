/* langtag.h: language tags such as de-CH (RFC 5646). */
#ifndef BASE_LANGTAG_H
#define BASE_LANGTAG_H

#include <stdbool.h>
#include <stddef.h>

/*
 * langtag_is_well_formed(text, size):
 * Do the ${size} bytes have the form of a tag (RFC 5646, 2.1)?  The language
 * must have two or three letters, as all registered ones have; the tags of
 * the past that have another form (i-klingon) are none.  Whether its parts
 * are registered is not asked.
 */
bool langtag_is_well_formed(const char *text, size_t size);

#endif
