/*
 * json.h: one JSON object, built key by key and printed as one line.  Keys
 * stand in the order in which they were set.  This folder is the only one
 * that includes jansson.
 *
 * A failure (memory) is kept and reported by json_print(), so that a builder
 * needs no check at every key.  A text of UTF-8, such as a path, is read
 * back from it as it was; each byte that is no UTF-8, or is NUL, stands as the
 * four characters \xNN.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/rational.h"
#include "base/uuid.h"

/* Objects and arrays inside each other, the outermost counted. */
#define JSON_DEPTH	16

struct json;

/*
 * json_new():
 * An empty object, open for keys.  NULL if memory ran out; every function
 * here takes that NULL and does nothing, and json_print() reports it.
 */
struct json *json_new(void);
void json_free(struct json *);

/*
 * json_open(j, key), json_open_array(j, key):
 * Begin an object or an array under ${key}; what follows goes into it until
 * json_close().  Directly inside an array ${key} is NULL, here and below.
 */
void json_open(struct json *, const char *key);
void json_open_array(struct json *, const char *key);
void json_close(struct json *);

/* Text; a ${text} of NULL leaves the key out. */
void json_text(struct json *, const char *key, const char *text);

/* The ${size} bytes at ${text}, which need no NUL. */
void json_bytes(struct json *, const char *key, const void *text, size_t size);

void json_number(struct json *, const char *key, uint64_t);
void json_flag(struct json *, const char *key, bool);

/* "24" or "30000/1001"; "urn:uuid:...". */
void json_rational(struct json *, const char *key, struct rational);
void json_uuid(struct json *, const char *key, const struct uuid *);

/*
 * json_print(j, to, err):
 * Append the whole object and a newline to ${to}, compact.  What no
 * terminal may have (str_character(), base/str.h) is escaped, \uNNNN; other
 * text is UTF-8.  What is still open is closed.
 */
bool json_print(const struct json *, struct bytes *to, struct dcp_error *)
    CHECKED;

#endif
