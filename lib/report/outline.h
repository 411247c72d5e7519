/*
 * outline.h: what is known of a thing, said once and shown in one of two ways:
 * as indented text for people, or as one JSON object a line for programs.  A
 * key is the same in both: "edit_rate" is shown to people as "edit rate".
 *
 * A failure (memory) is kept and reported by outline_print().
 */
#ifndef REPORT_OUTLINE_H
#define REPORT_OUTLINE_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "report/json.h"

struct outline;

/* NULL if memory ran out; every function here takes that NULL. */
struct outline *outline_new(bool json);
void outline_free(struct outline *);

/*
 * outline_title(o, key, text): the first line of text, and a key of JSON.
 * All else is indented below it.
 */
void outline_title(struct outline *, const char *key, const char *text);

/*
 * Each is ended by outline_close():
 * outline_open(o, key): a group of facts, under a line of its own.
 * outline_list(o, key): a list; in it stand only items and rows.
 * outline_item(o, text): a thing of a list, under a line of its own, ${text}.
 * outline_row(o): a thing of a list that is one line of text: values alone,
 * without their keys.
 */
void outline_open(struct outline *, const char *key);
void outline_list(struct outline *, const char *key);
void outline_item(struct outline *, const char *text);
void outline_row(struct outline *);
void outline_close(struct outline *);

/* Text of anybody; NULL and "" are left out. */
void outline_text(struct outline *, const char *key, const char *text);

void outline_number(struct outline *, const char *key, uint64_t);
void outline_flag(struct outline *, const char *key, bool);
void outline_uuid(struct outline *, const char *key, const struct uuid *);

/* A rate or ratio; left out unless both parts are above zero. */
void outline_rational(struct outline *, const char *key, struct rational);

/* "12.3 MB (12345678 bytes)"; the number of bytes in JSON. */
void outline_size(struct outline *, const char *key, uint64_t);

/* "240 (00:00:10:00)"; the number in JSON. */
void outline_units(struct outline *, const char *key, uint64_t count,
    struct rational rate);

/* "2026-11-22T10:00:00+00:00". */
void outline_time(struct outline *, const char *key, const struct timestamp *);

/*
 * For what people and programs want in different forms:
 * outline_say(o, key, fmt, ...): only in text.  What strangers wrote in it is
 * shown safely.
 * outline_json(o): where to set keys only in JSON; NULL, which json.h takes
 * and ignores, if this is text.
 */
void outline_say(struct outline *, const char *key, const char *, ...)
    PRINTF(3, 4);
struct json *outline_json(struct outline *);

/* Append all of it to ${to}, closing what is open. */
bool outline_print(struct outline *, struct bytes *to, struct dcp_error *)
    CHECKED;

#endif
