/*
 * identification.h: the set that says which program wrote or altered a file,
 * and when (SMPTE ST 377-1, A.3).
 */
#ifndef MXF_IDENTIFICATION_H
#define MXF_IDENTIFICATION_H

#include "base/timestamp.h"
#include "base/uuid.h"
#include "mxf/setwrite.h"

struct identification {
	struct uuid id;		/* InstanceUID */
	struct uuid generation;	/* "this generation", of the sets altered */
	struct timestamp made;

	/* Who, up to 1023 characters each; NULL: this toolchain. */
	const char *company, *product, *version;
};

/* Append the set. */
void identification_put(struct setwrite *, const struct identification *);

#endif
