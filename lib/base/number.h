/* number.h: decimal text to integers, within a stated range. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdint.h>

#include "base/error.h"

/*
 * number_parse(text, min, max, out, err):
 * All of ${text} must be decimal digits, and the value lie between ${min} and
 * ${max}: no sign, no space, no base prefix.
 */
bool number_parse(const char *text, uint64_t min, uint64_t max, uint64_t *out,
    struct dcp_error *) CHECKED;

/* The same with an optional leading '-' or '+'. */
bool number_parse_signed(const char *text, int64_t min, int64_t max,
    int64_t *out, struct dcp_error *) CHECKED;

#endif
