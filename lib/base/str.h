/* str.h: text of strangers: is it UTF-8, and how to show it safely. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/* Well-formed UTF-8 (RFC 3629): no overlong forms, surrogates or NUL. */
bool str_is_utf8(const void *, size_t size);

/*
 * str_trim(text):
 * Cut white space (space, tab, CR, LF) from both ends of ${text}, in place;
 * return the first character that is left.
 */
char *str_trim(char *text);

/*
 * str_character(text, size):
 * Bytes of the character that ${text}, of ${size} > 0 bytes, begins with, if a
 * terminal may have it as it is; 0 if not: no UTF-8, a control character (NUL
 * to U+001F, U+007F to U+009F), or one that breaks a line or turns text round
 * (U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069).
 * str_any_character() is the same for any UTF-8 but NUL.
 */
size_t str_character(const void *text, size_t size);
size_t str_any_character(const void *text, size_t size);

/*
 * str_print(to, text, size):
 * Append ${size} bytes of a stranger's text to ${to} for people to read:
 * control characters and what is no UTF-8 as \xNN, so that no terminal obeys
 * it and no line is broken.
 */
void str_print(struct bytes *to, const void *text, size_t size);

/*
 * str_natural_compare(a, b):
 * Order of names as people number files: runs of digits compare by value, so
 * "f9" stands before "f10".
 */
int str_natural_compare(const char *, const char *);

#endif
