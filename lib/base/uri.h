/* uri.h: names of things as URIs (RFC 3986). */
#ifndef BASE_URI_H
#define BASE_URI_H

#include <stdbool.h>

/*
 * uri_is_absolute(text):
 * Is it a URI with a scheme, something behind it, and no byte that a URI
 * cannot have, such as a space?  How the scheme divides the rest is not asked.
 */
bool uri_is_absolute(const char *text);

#endif
