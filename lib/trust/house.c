/* house.c: see house.h. */
#include "trust/house.h"

#include <string.h>

/*
 * Path lengths that chains in the field have, and that leave room: issuers
 * below a root, below an intermediate.
 */
#define ROOT_PATH_LENGTH		3
#define INTERMEDIATE_PATH_LENGTH	2

/* Add what was issued to the front of a chain that grows from its root. */
static bool
put_first(struct chain *chain, struct cert *cert, struct dcp_error *err)
{
	struct certs *certs = &chain->certs;

	if (!certs_add(certs, cert, err))
		return false;
	memmove(certs->at + 1, certs->at,
	    (certs->count - 1) * sizeof(struct cert *));
	certs->at[0] = cert;
	return true;
}

/* ".name.root", by ${key} itself if ${by} is NULL. */
static bool
add_authority(const struct house *house, const char *kind, size_t number,
    const struct privkey *key, const struct privkey *by, struct chain *chain,
    struct dcp_error *err)
{
	struct certmake what = {.organization = house->organization,
	    .unit = house->unit, .not_before = house->not_before,
	    .not_after = house->not_after, .serial = house->serial + number,
	    .authority = true, .path_length = by == NULL ?
	    ROOT_PATH_LENGTH : INTERMEDIATE_PATH_LENGTH};
	struct bytes name = {0};
	struct cert *cert = NULL;

	bytes_printf(&name, ".%s.%s", house->name, kind);
	if (bytes_ok(&name, err)) {
		what.common_name = bytes_text(&name);
		cert = certmake_issue(&what, key,
		    by == NULL ? NULL : chain_leaf(chain), by, err);
	}
	bytes_clear(&name);
	return cert != NULL && put_first(chain, cert, err);
}

/*
 * ST 430-2, 5.3.4, whose text was not to be had: those of the certificates of
 * servers, projectors and signers that are in use.
 */
static bool
is_role(const char *at, size_t size)
{
	static const char *const roles[] = {"CS", "FMA", "FMI", "LD", "LE",
	    "MDA", "MDI", "MDS", "MIC", "PR", "SM", "SPB", "TMS"};
	size_t i;

	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (strlen(roles[i]) == size && memcmp(roles[i], at, size) == 0)
			return true;
	return false;
}

bool
house_check_roles(const char *roles, struct dcp_error *err)
{
	const char *at = roles;
	size_t size;

	do {
		size = strcspn(at, " ");
		if (!is_role(at, size))
			return error_set(err, DCP_REFUSED, "have '%.60s', want "
			    "CS, or SM, or others of FMA, FMI, LD, LE, MDA, "
			    "MDI, MDS, MIC, PR, SPB and TMS, with a space between "
			    "them", roles);
		at += size;
	} while (*at++ == ' ');
	return true;
}

/* A leaf below the first of ${chain}. */
static bool
add_leaf(const struct house *house, const char *organization, size_t number,
    const struct privkey *key, const struct certmake_request *request,
    const struct privkey *by, struct chain *chain, struct dcp_error *err)
{
	struct certmake what = {.organization = organization,
	    .unit = house->unit, .not_before = house->not_before,
	    .not_after = house->not_after, .serial = house->serial + number};
	const struct cert *issuer = chain_leaf(chain);
	struct bytes name = {0};
	struct cert *cert = NULL;

	bytes_printf(&name, "%s.%s", house->roles, house->name);
	if (bytes_ok(&name, err)) {
		what.common_name = bytes_text(&name);
		if (key != NULL)
			cert = certmake_issue(&what, key, issuer, by, err);
		else if (request != NULL)
			cert = certmake_answer(&what, request, issuer, by,
			    err);
	}
	bytes_clear(&name);
	return cert != NULL && put_first(chain, cert, err);
}

bool
house_make(const struct house *house, struct privkey *const keys[HOUSE_SIZE],
    struct chain *chain, struct dcp_error *err)
{
	bool ok;

	*chain = (struct chain){{0}, {0}};
	ok = add_authority(house, "root", 0, keys[HOUSE_ROOT], NULL, chain,
	    err) &&
	    add_authority(house, "intermediate", 1, keys[HOUSE_INTERMEDIATE],
	    keys[HOUSE_ROOT], chain, err) &&
	    add_leaf(house, house->organization, 2, keys[HOUSE_LEAF], NULL,
	    keys[HOUSE_INTERMEDIATE], chain, err);
	if (!ok)
		chain_clear(chain);
	return ok;
}

bool
house_issue(const struct house *house, const struct privkey *key,
    const struct certmake_request *request, const struct signer *by,
    struct chain *chain, struct dcp_error *err)
{
	const struct certs *issuers = &by->chain.certs;
	const char *organization =
	    cert_facts(issuers->at[0])->subject.organization.text;
	bool ok = true;
	size_t i;

	*chain = (struct chain){{0}, {0}};
	if (organization == NULL)
		return error_set(err, DCP_REFUSED, "have an issuer without an "
		    "organization, want one with");
	for (i = 0; ok && i < issuers->count; i++)
		ok = certs_add(&chain->certs, cert_share(issuers->at[i]), err);
	ok = ok && add_leaf(house, organization, 0, key, request, by->key,
	    chain, err);
	if (!ok)
		chain_clear(chain);
	return ok;
}
