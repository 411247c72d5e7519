/*
 * chainfield.h: what a certificate says, by itself, against ST 430-2, clause 5;
 * for chain_check.c only.
 */
#ifndef TRUST_CHAINFIELD_H
#define TRUST_CHAINFIELD_H

#include "trust/chainnote.h"

/* Note all that is wrong with the certificate at ${note}->at. */
void chainfield_check(struct chainnote *);

#endif
