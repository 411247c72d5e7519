/* dsigrun.h: the check of one signature under way; for dsig_check.c only. */
#ifndef TRUST_DSIGRUN_H
#define TRUST_DSIGRUN_H

#include "trust/dsig.h"

struct dsigrun {
	const struct xml_document *document;
	const struct dsig_form *form;
	const struct xml_element *signature;
	struct dsig *dsig;
	bool unsound;		/* a fault that makes the signature void */
	struct dcp_error failure;	/* memory, or the library of crypt/ */
};

/*
 * dsigrun_fault(run, kind, line, fmt, ...): note a fault.
 * dsigrun_void(run, kind, line, fmt, ...): one by which nothing is signed.
 */
void dsigrun_fault(struct dsigrun *, enum dsig_fault_kind, long line,
    const char *, ...) PRINTF(4, 5);
void dsigrun_void(struct dsigrun *, enum dsig_fault_kind, long line,
    const char *, ...) PRINTF(4, 5);

/*
 * The children of an element, which must come in the order in which they are
 * asked for, in the namespace of signatures, and be all there are.
 */
struct dsigrun_children {
	struct dsigrun *run;
	const struct xml_element *parent, *next;
};

struct dsigrun_children dsigrun_children(struct dsigrun *,
    const struct xml_element *parent);

/* The next one if it is ${name}, else NULL. */
const struct xml_element *dsigrun_optional(struct dsigrun_children *,
    const char *name);

/* The same; one that is not there makes the signature void. */
const struct xml_element *dsigrun_take(struct dsigrun_children *,
    const char *name);

/* Whatever is left makes the signature void. */
void dsigrun_end(struct dsigrun_children *);

/* The algorithm of ${e}, which may be NULL, and holds nothing else. */
enum dsig_algorithm dsigrun_algorithm(struct dsigrun *,
    const struct xml_element *e);

#endif
