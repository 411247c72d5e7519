/*
 * rational.h: edit rates, sample rates and aspect ratios, and exact time.
 * Time is never floating point: a position is a count of edit units.
 */
#ifndef BASE_RATIONAL_H
#define BASE_RATIONAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* As SMPTE ST 377-1 carries it; a rate in use has both parts above zero. */
struct rational {
	int32_t num;
	int32_t den;
};

/* Characters, with the NUL, of the longest rational_format(). */
#define RATIONAL_SIZE	24
/* Characters, with the NUL, of the longest rational_timecode(). */
#define TIMECODE_SIZE	40

/*
 * rational_parse(text, out, err):
 * "24", "24 1" (as a CPL writes it), "24/1" or "23.976"-like decimals with up
 * to six places.  Both parts must come out above zero.
 */
bool rational_parse(const char *text, struct rational *, struct dcp_error *)
    CHECKED;

/* "24 1": the form of a CPL (ST 429-7).  ${to} holds RATIONAL_SIZE. */
void rational_format(char *to, struct rational);

/* "24" or "30000/1001", for people.  ${to} holds RATIONAL_SIZE. */
void rational_print(char *to, struct rational);

/* Both parts above zero. */
bool rational_is_rate(struct rational);

/* The same value: 48/2 equals 24/1; 0/0 equals only itself. */
bool rational_equal(struct rational, struct rational);

/* Below, at or above: negative, zero or positive.  Denominators above zero. */
int rational_compare(struct rational, struct rational);

/*
 * rational_rescale(count, from, to, out):
 * ${count} units at rate ${from} in units at rate ${to}.  False, and the
 * floor in ${out}, if that is no whole number; false and UINT64_MAX if it, or
 * a product on the way to it, does not fit.
 */
bool rational_rescale(uint64_t count, struct rational from, struct rational to,
    uint64_t *out);

/* Nearest whole number of units a second: the timecode base (ST 377-1). */
uint16_t rational_rounded(struct rational);

/*
 * rational_timecode(to, frame, rate):
 * "HH:MM:SS:FF" (three digits of frames above 100 a second), non-drop.
 * ${to} holds TIMECODE_SIZE.
 */
void rational_timecode(char *to, uint64_t frame, struct rational rate);

#endif
