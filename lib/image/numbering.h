/* numbering.h: names of files that differ in one number. */
#ifndef IMAGE_NUMBERING_H
#define IMAGE_NUMBERING_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* What stands before and behind the number. */
struct numbering {
	char before[256], after[256];
	unsigned digits;	/* so many at least; more than one begin with 0
				 * only to get there.  0: any number of them */
	char text[540];		/* "frame_[number].dpx", for people */
};

/*
 * numbering_parse(numbering, pattern, err):
 * ${pattern} is the name of a file, without its folder, with one "%d" or
 * "%06d" in it, and "%%" for a percent sign.
 */
bool numbering_parse(struct numbering *, const char *pattern,
    struct dcp_error *) CHECKED;

/*
 * numbering_guess(numbering, names, count):
 * The form that most of ${names}, sorted, may have: the number is where two
 * neighbours in the middle differ, and the last number of a single name.
 */
void numbering_guess(struct numbering *, const char *const *names,
    size_t count);

/* Does ${name} have this form?  ${number} is 0 if not. */
bool numbering_match(const struct numbering *, const char *name,
    uint64_t *number);

#endif
