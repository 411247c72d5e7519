/*
 * issuername.h: distinguished names as text (RFC 2253), as X509IssuerName has
 * them: programs differ in spaces, escapes and order.
 */
#ifndef TRUST_ISSUERNAME_H
#define TRUST_ISSUERNAME_H

#include <stdbool.h>

/*
 * issuername_equal(a, b):
 * Both name the same attributes, in any order: their types without regard to
 * case, dnQualifier also as "DNQ" or "2.5.4.46"; their values, once escapes
 * and the white space at their ends are gone, to the byte.
 */
bool issuername_equal(const char *, const char *);

/* The same serial number in decimal, but for zeros and space before it. */
bool issuername_equal_serial(const char *, const char *);

#endif
