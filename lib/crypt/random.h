/* random.h: bytes that nobody can guess, from the system by way of OpenSSL. */
#ifndef CRYPT_RANDOM_H
#define CRYPT_RANDOM_H

#include <stddef.h>

#include "base/error.h"
#include "base/uuid.h"

/* Fill ${to} with ${size} random bytes, or fail with DCP_REFUSED. */
bool random_bytes(void *to, size_t size, struct dcp_error *) CHECKED;

/* A fresh version 4 UUID. */
bool random_uuid(struct uuid *, struct dcp_error *) CHECKED;

#endif
