/* uuid.h: the names of everything in a package (RFC 4122). */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct uuid {
	uint8_t bytes[16];
};

/* Characters, with the NUL, of uuid_format() and of uuid_format_urn(). */
#define UUID_SIZE	37
#define UUID_URN_SIZE	46

/*
 * uuid_parse(text, out, err):
 * "urn:uuid:" (of any case) or nothing, then 8-4-4-4-12 hexadecimal digits.
 */
bool uuid_parse(const char *text, struct uuid *, struct dcp_error *) CHECKED;

/* Lower case, without and with "urn:uuid:". */
void uuid_format(char *to, const struct uuid *);
void uuid_format_urn(char *to, const struct uuid *);

bool uuid_equal(const struct uuid *, const struct uuid *);
bool uuid_is_zero(const struct uuid *);

/* Order by bytes, for qsort and bsearch. */
int uuid_compare(const struct uuid *, const struct uuid *);

/* Turn 16 random bytes into a version 4 UUID, in place. */
void uuid_mark_random(struct uuid *);

#endif
