/* dsigrun.c: see dsigrun.h. */
#include "trust/dsigrun.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/array.h"

static void PRINTF(4, 0)
note(struct dsigrun *run, enum dsig_fault_kind kind, long line,
    const char *fmt, va_list ap)
{
	struct dsig *d = run->dsig;
	struct dsig_fault *more = array_room(d->faults, d->fault_count,
	    sizeof(*more), &run->failure);

	if (more == NULL)
		return;
	d->faults = more;
	more += d->fault_count++;
	more->kind = kind;
	more->line = line;
	vsnprintf(more->text, sizeof(more->text), fmt, ap);
}

void
dsigrun_fault(struct dsigrun *run, enum dsig_fault_kind kind, long line,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	note(run, kind, line, fmt, ap);
	va_end(ap);
}

void
dsigrun_void(struct dsigrun *run, enum dsig_fault_kind kind, long line,
    const char *fmt, ...)
{
	va_list ap;

	run->unsound = true;
	va_start(ap, fmt);
	note(run, kind, line, fmt, ap);
	va_end(ap);
}

struct dsigrun_children
dsigrun_children(struct dsigrun *run, const struct xml_element *parent)
{
	if (parent != NULL && xmlread_has_text(parent))
		dsigrun_void(run, DSIG_FORM, xmlread_line(parent),
		    "have text in %s, want elements", xmlread_name(parent));
	return (struct dsigrun_children){run, parent,
	    parent == NULL ? NULL : xmlread_first(parent)};
}

const struct xml_element *
dsigrun_optional(struct dsigrun_children *c, const char *name)
{
	const struct xml_element *e = c->next;

	if (e == NULL || !xmlread_is(e, DSIG_SPACE, name))
		return NULL;
	c->next = xmlread_next(e);
	return e;
}

const struct xml_element *
dsigrun_take(struct dsigrun_children *c, const char *name)
{
	const struct xml_element *e = dsigrun_optional(c, name);

	if (e == NULL && c->parent != NULL)
		dsigrun_void(c->run, DSIG_FORM, xmlread_line(c->next == NULL ?
		    c->parent : c->next), "have %s, want %s in %s",
		    c->next == NULL ? "nothing" : xmlread_name(c->next), name,
		    xmlread_name(c->parent));
	return e;
}

void
dsigrun_end(struct dsigrun_children *c)
{
	if (c->next != NULL)
		dsigrun_void(c->run, DSIG_FORM, xmlread_line(c->next),
		    "have %s, want nothing more in %s", xmlread_name(c->next),
		    xmlread_name(c->parent));
}

enum dsig_algorithm
dsigrun_algorithm(struct dsigrun *run, const struct xml_element *e)
{
	const char *uri = e == NULL ? NULL : xmlread_attribute(e, "Algorithm");

	/* InclusiveNamespaces, XPath, HMACOutputLength ... */
	if (e != NULL && xmlread_first(e) != NULL)
		dsigrun_void(run, DSIG_FORM, xmlread_line(xmlread_first(e)),
		    "have %s, want nothing in %s",
		    xmlread_name(xmlread_first(e)), xmlread_name(e));
	return uri == NULL ? DSIG_UNKNOWN : dsig_algorithm(uri);
}
