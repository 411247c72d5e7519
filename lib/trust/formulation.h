/*
 * formulation.h: the four usual ways to say which devices may take part and
 * who vouches for the composition (ISDCF Doc 5): with a device list or with
 * trust assumed, with a ContentAuthenticator or without.
 */
#ifndef TRUST_FORMULATION_H
#define TRUST_FORMULATION_H

#include "trust/kdm.h"

enum formulation {
	FORMULATION_NONE,		/* of a message without device list */
	FORMULATION_MODIFIED_TRANSITIONAL_1,
	FORMULATION_MULTIPLE_MODIFIED_TRANSITIONAL_1,
	FORMULATION_DCI_ANY,
	FORMULATION_DCI_SPECIFIC
};

/* "modified-transitional-1", ...; NULL for FORMULATION_NONE. */
const char *formulation_name(enum formulation);

/* The one of this name; DCP_BAD_INPUT, with all names, if none is. */
bool formulation_parse(const char *name, enum formulation *,
    struct dcp_error *) CHECKED;

/* Wants a device list; wants a ContentAuthenticator. */
bool formulation_has_devices(enum formulation);
bool formulation_has_authenticator(enum formulation);

/* Which one a message is. */
enum formulation formulation_of(const struct kdm *);

#endif
