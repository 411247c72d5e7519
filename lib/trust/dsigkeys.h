/*
 * dsigkeys.h: whose signature it is: the certificates of KeyInfo, and the
 * Signer of the document; for dsig_check.c only.
 */
#ifndef TRUST_DSIGKEYS_H
#define TRUST_DSIGKEYS_H

#include "trust/dsigrun.h"

/* Read ${key_info} (may be NULL) to run->dsig: certs, chain and leaf. */
void dsigkeys_read(struct dsigrun *, const struct xml_element *key_info);

/* Compare the Signer with the leaf, if there is one. */
void dsigkeys_check_signer(struct dsigrun *);

#endif
