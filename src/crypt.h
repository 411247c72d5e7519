/* crypt.h: what dcp-crypt's files have in common. */
#ifndef SRC_CRYPT_H
#define SRC_CRYPT_H

#include "mxf/trackfile.h"
#include "tool.h"
#include "trust/keyring.h"

extern const struct tool crypt_tool;

/* How files are checked. */
struct crypt_check {
	const struct keyring *ring;
	bool has_keys;		/* were given: each file's must be there */
	bool json;
	unsigned threads;
};

/*
 * crypt_check(options, path):
 * Print a record for each fault of a file, and for what was not checked; or
 * that it is in order.
 */
enum tool_exit crypt_check(const struct crypt_check *, const char *path);

#endif
