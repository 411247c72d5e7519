/*
 * model.h: the sets of header metadata and their items (SMPTE ST 377-1,
 * Annex A, and its applications), from the table model.def.
 */
#ifndef MXF_MODEL_H
#define MXF_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "mxf/ul.h"

/* How the value of an item is coded; big-endian throughout. */
enum model_type {
	MODEL_U8, MODEL_U16, MODEL_U32, MODEL_U64,
	MODEL_I8, MODEL_I16, MODEL_I32, MODEL_I64,
	MODEL_BOOLEAN,
	MODEL_RATIONAL,		/* two I32 */
	MODEL_TIMESTAMP,	/* 8 bytes */
	MODEL_VERSION,		/* two U8 */
	MODEL_PRODUCT,		/* five U16 */
	MODEL_UTF16,
	MODEL_ISO7,
	MODEL_UUID,
	MODEL_LABEL,
	MODEL_UMID,		/* 32 bytes */
	MODEL_REF,		/* the InstanceUID of a set */
	/* Arrays and batches: count, size of one, and so many of them. */
	MODEL_REFS, MODEL_UUIDS, MODEL_LABELS,
	MODEL_U16S, MODEL_U32S, MODEL_I32S,
	MODEL_SIZING,		/* J2K components: Ssiz, XRsiz, YRsiz */
	MODEL_DELTAS,		/* index: 6 bytes each */
	MODEL_ENTRIES,		/* index: 11 bytes each, or more */
	MODEL_LAYOUT,		/* 8 pairs of code and depth */
	MODEL_BYTES
};

/* MODEL_SET_Preface ..., and MODEL_SET_None for a set that is not known. */
enum model_set {
	MODEL_SET_None,
#define SET(name, parent, high, low)	MODEL_SET_##name,
#define ITEM(name, tag, high, low, type)
#include "mxf/model.def"
#undef SET
#undef ITEM
	MODEL_SETS
};

/* MODEL_EditRate ..., and MODEL_None for an item that is not known. */
enum model_item {
	MODEL_None,
#define SET(name, parent, high, low)
#define ITEM(name, tag, high, low, type)	MODEL_##name,
#include "mxf/model.def"
#undef SET
#undef ITEM
	MODEL_ITEMS
};

/* The set with that key, and its name and key. */
enum model_set model_find_set(const struct ul *key);
const char *model_set_name(enum model_set);
struct ul model_set_key(enum model_set);

/* ${set} is ${ancestor} or descends from it. */
bool model_set_is(enum model_set set, enum model_set ancestor);

/* The item with that label, or with that static local tag. */
enum model_item model_find_item(const struct ul *);
enum model_item model_find_tag(uint16_t tag);

/* Its name; its label; its type; its static local tag, 0 if it has none. */
const char *model_item_name(enum model_item);
struct ul model_item_label(enum model_item);
enum model_type model_item_type(enum model_item);
uint16_t model_item_tag(enum model_item);

#endif
