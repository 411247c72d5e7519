/*
 * ul.h: universal labels (SMPTE ST 298): the 16 bytes that name every packet,
 * item, container and coding.  Byte 8 is the version of the register that the
 * label was taken from; real files differ there, so labels are compared
 * without it, and kept as they were written.
 */
#ifndef MXF_UL_H
#define MXF_UL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UL_SIZE		16	/* bytes */
#define UL_VERSION	7	/* index of the byte that is not compared */

/* Characters, with the NUL, of ul_format(). */
#define UL_TEXT_SIZE	36

struct ul {
	uint8_t bytes[UL_SIZE];
};

/* The labels of ul.def: `UL_FILL` and so on are indices of the table. */
enum ul_name {
#define UL(symbol, high, low, text)	UL_##symbol,
#include "mxf/ul.def"
#undef UL
	UL_COUNT
};

/* The label of that name, with the version byte that is written. */
struct ul ul_of(enum ul_name);

/* Equal but for the version byte. */
bool ul_equal(const struct ul *, const struct ul *);
bool ul_is(const struct ul *, enum ul_name);

/* The first ${size} bytes are equal, but for the version byte. */
bool ul_starts_as(const struct ul *, const struct ul *, size_t size);

/* All bytes are zero. */
bool ul_is_zero(const struct ul *);

/*
 * ul_find(ul):
 * The entry of ul.def that ${ul} names, UL_COUNT if there is none; and the
 * text of an entry, for people ("OP-Atom").
 */
enum ul_name ul_find(const struct ul *);
const char *ul_text(enum ul_name);

/* "060e2b34.04010102.0d010201.10000000"; ${to} holds UL_TEXT_SIZE. */
void ul_format(char *to, const struct ul *);

#endif
