/*
 * digest.h: message digests of streams of bytes and of whole files.
 * This folder is the only one that includes OpenSSL.
 */
#ifndef CRYPT_DIGEST_H
#define CRYPT_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/base64.h"
#include "base/error.h"
#include "base/input.h"
#include "base/progress.h"

#define DIGEST_SIZE_MAX	32	/* bytes */
#define DIGEST_TEXT_SIZE BASE64_SIZE(DIGEST_SIZE_MAX)

enum digest_kind {
	DIGEST_SHA1,	/* 20 bytes: packing lists, ST 429-8 */
	DIGEST_SHA256	/* 32 bytes: signatures, ST 430 */
};

struct digest {
	uint8_t bytes[DIGEST_SIZE_MAX];
	size_t size;		/* bytes in use */
};

/* A digest in the making. */
struct digest_stream;

/*
 * digest_begin(kind, err): NULL on failure.  digest_end() gives the digest
 * of all that was added; digest_free() takes NULL and must follow in any case.
 */
struct digest_stream *digest_begin(enum digest_kind, struct dcp_error *)
    CHECKED;
bool digest_add(struct digest_stream *, const void *, size_t size,
    struct dcp_error *) CHECKED;
bool digest_end(struct digest_stream *, struct digest *, struct dcp_error *)
    CHECKED;
void digest_free(struct digest_stream *);

/* digest_bytes(kind, bytes, size, out, err): of what is in memory. */
bool digest_bytes(enum digest_kind, const void *, size_t size,
    struct digest *, struct dcp_error *) CHECKED;

/*
 * digest_input(in, kind, progress, out, err):
 * Digest all of ${in}, telling ${progress} (may be NULL) the bytes done.
 * ${out} is empty (size 0) on failure.
 */
bool digest_input(const struct input *, enum digest_kind,
    const struct progress *, struct digest *, struct dcp_error *) CHECKED;

/* Who else sees the bytes as they go by, in order, in pieces of any size. */
struct digest_tap {
	bool (*feed)(void *context, const void *, size_t size,
	    struct dcp_error *);
	void *context;
};

/* digest_input(), and all bytes go to ${tap}, too, which may stop it. */
bool digest_tapped(const struct input *, enum digest_kind,
    const struct progress *, const struct digest_tap *, struct digest *,
    struct dcp_error *) CHECKED;

/* digest_input() for the file at ${path}. */
bool digest_file(const char *path, enum digest_kind, struct digest *,
    struct dcp_error *) CHECKED;

/* Base64, the form of a packing list.  ${to} holds DIGEST_TEXT_SIZE. */
void digest_format(char *to, const struct digest *);

/*
 * digest_parse(text, kind, out, err):
 * Read Base64 back; it must have the size of ${kind}.
 */
bool digest_parse(const char *text, enum digest_kind, struct digest *,
    struct dcp_error *) CHECKED;

bool digest_equal(const struct digest *, const struct digest *);

#endif
