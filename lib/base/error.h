/* error.h: why an operation failed, in one line that a person can act on. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

#define CHECKED		__attribute__((warn_unused_result))
#define PRINTF(f, a)	__attribute__((format(printf, f, a)))

enum dcp_status {
	DCP_OK = 0,
	DCP_BAD_INPUT,		/* the bytes break a rule of their format */
	DCP_UNSUPPORTED,	/* legal, but not handled here */
	DCP_REFUSED,		/* a key, signature or limit said no */
	DCP_IO,			/* the operating system said no */
	DCP_NO_MEMORY,
	DCP_INTERRUPTED		/* the user asked to stop */
};

/* Start with `struct dcp_error err = {0};`.  The first failure is kept. */
struct dcp_error {
	enum dcp_status status;
	char text[1024];	/* one line, no full stop, no control character */
};

/*
 * error_set(err, status, fmt, ...):
 * Record a failure, unless ${err} already holds one.  Always returns false,
 * so that a failing function can end with `return error_set(...)`.  What a
 * terminal may not have (str_character(), base/str.h), which strangers' names
 * may hold, becomes '?'.
 */
bool error_set(struct dcp_error *, enum dcp_status, const char *, ...)
    PRINTF(3, 4);

/*
 * error_in(err, fmt, ...):
 * Put "<fmt>: " in front of the text of ${err}, to say where it happened.
 * Always returns false.
 */
bool error_in(struct dcp_error *, const char *, ...) PRINTF(2, 3);

/*
 * error_system(err):
 * Record what errno says, as DCP_IO (DCP_NO_MEMORY for ENOMEM).  Always
 * returns false.
 */
bool error_system(struct dcp_error *);

/* error_memory(err): record that memory ran out.  Always returns false. */
bool error_memory(struct dcp_error *);

#endif
