/*
 * house.h: certificates of a house of one's own: a root, an intermediate that
 * it vouches for, and leaves, by the rules of ST 430-2.
 */
#ifndef TRUST_HOUSE_H
#define TRUST_HOUSE_H

#include "crypt/certmake.h"
#include "trust/signer.h"

/* The certificates of a new house, in the order of a chain. */
enum {
	HOUSE_LEAF,
	HOUSE_INTERMEDIATE,
	HOUSE_ROOT,
	HOUSE_SIZE
};

/* What stands in certificates. */
struct house {
	const char *organization;	/* O, of all of them */
	const char *unit;		/* OU */
	const char *name;		/* CN: "CS.name", ".name.root" */
	const char *roles;		/* of the leaf: "CS", "SM MB" */
	int64_t not_before;		/* seconds since 1970 */
	int64_t not_after;
	uint64_t serial;		/* of the root; the others' follow */
};

/*
 * house_check_roles(roles, err):
 * DCP_REFUSED if one of ${roles}, which have spaces between them, is none that
 * certificates of the field have, such as a typing error; or there is none.
 */
bool house_check_roles(const char *, struct dcp_error *) CHECKED;

/*
 * house_make(house, keys, chain, err):
 * Issue the three certificates of a new house for three keys.  ${chain}, to be
 * freed with chain_clear(), is empty on failure.
 */
bool house_make(const struct house *, struct privkey *const keys[HOUSE_SIZE],
    struct chain *, struct dcp_error *) CHECKED;

/*
 * house_issue(house, key, request, by, chain, err):
 * Issue one more leaf, of ${house}'s unit, name, roles, dates and serial number
 * and of the issuer's organization, for ${key} or, if that is NULL, for what
 * ${request} asks for.  ${chain} then has it and all of the issuer's chain,
 * ${by}, whose first certificate issues it.
 */
bool house_issue(const struct house *, const struct privkey *key,
    const struct certmake_request *, const struct signer *by, struct chain *,
    struct dcp_error *) CHECKED;

#endif
