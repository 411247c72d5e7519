/* v_xml.c: see v_xml.h. */
#include "verify/v_xml.h"

#include <string.h>
#include <strings.h>

#include "xml/xsd.h"

/* Faults shown of one document: after so many, nobody reads on. */
#define FAULTS_SHOWN	20

/* Clocks differ: what is dated less than a day ahead is not in the future. */
#define CLOCK_SLACK	86400

struct faults {
	struct diag *diag;
	const struct diag_place *place;
	enum rule rule;
	size_t count;
};

static void
take_fault(void *context, long line, const char *text)
{
	struct faults *f = context;
	struct diag_place at = diag_line(f->place, line);

	if (++f->count <= FAULTS_SHOWN)
		diag_report(f->diag, f->rule, &at, "%s", text);
}

/* Without a schema, what the parser stumbled over. */
static void
judge_notes(struct faults *f, const struct xmlnotes *notes)
{
	size_t i;

	for (i = 0; i < notes->count; i++) {
		const struct xmlnote *n = &notes->at[i];
		struct diag_place at = diag_line(f->place, n->line);

		if (n->kind == XMLNOTE_EMPTY || n->kind == XMLNOTE_UNKNOWN)
			continue;
		if (++f->count <= FAULTS_SHOWN)
			diag_report(f->diag, f->rule, &at, "%s %s: %s",
			    xmlnote_name(n->kind), n->element, n->text);
	}
}

/* IMF has many namespaces, and is only recognised. */
static bool
judge_space(const struct subject *s, const struct diag_place *place,
    const struct v_xml_document *d)
{
	if (d->dialect == DIALECT_IMF ||
	    (d->dialect != DIALECT_UNKNOWN &&
	    strcmp(d->space, d->known_space) == 0))
		return true;
	diag_report(s->diag, d->space_rule, place, "have \"%s\"", d->space);
	return false;
}

static void
judge_schema(const struct subject *s, const struct diag_place *place,
    const struct v_xml_document *d)
{
	struct faults f = {s->diag, place, d->schema_rule, 0};
	struct dcp_error err = {0};
	struct xsd *schema = NULL;
	bool valid;

	/* In another namespace nothing would fit; do not tell it twice. */
	if (judge_space(s, place, d) && d->schema != NULL)
		schema = xsd_open(d->schema, &err);
	if (schema == NULL) {
		judge_notes(&f, d->notes);
	} else if (!xsd_validate(schema, d->document, take_fault, &f, &valid,
	    &err)) {
		diag_report(s->diag, d->schema_rule, place, "%s", err.text);
	}
	if (f.count > FAULTS_SHOWN)
		diag_report(s->diag, d->schema_rule, place,
		    "and %zu more faults", f.count - FAULTS_SHOWN);
	xsd_close(schema);
}

static void
judge_empty(const struct subject *s, const struct diag_place *place,
    const struct v_xml_document *d)
{
	size_t i;

	for (i = 0; i < d->notes->count; i++) {
		const struct xmlnote *n = &d->notes->at[i];
		struct diag_place at = diag_line(place, n->line);

		if (n->kind == XMLNOTE_EMPTY)
			diag_report(s->diag, d->empty_rule, &at, "%s",
			    n->element);
	}
}

/* ST 429-17 demands more of the bytes than XML does. */
static void
judge_form(const struct subject *s, const struct diag_place *place,
    const struct xmlread_form *form)
{
	if (form->has_mark)
		diag_report(s->diag, RULE_XML_MARK, place, "%s", "");
	if (form->encoding[0] != '\0' &&
	    strcasecmp(form->encoding, "UTF-8") != 0)
		diag_report(s->diag, RULE_XML_ENCODING, place,
		    "have %s, want UTF-8", form->encoding);
	if (form->cr || (form->lf && form->crlf))
		diag_report(s->diag, RULE_XML_LINE_ENDS, place, "have%s%s%s",
		    form->lf ? " LF" : "", form->crlf ? " CRLF" : "",
		    form->cr ? " CR" : "");
}

void
v_xml_judge(const struct subject *s, const struct diag_place *place,
    const struct v_xml_document *d)
{
	char text[TIMESTAMP_SIZE];

	if (d->dialect == DIALECT_SMPTE)
		judge_form(s, place, xmlread_form(d->document));
	judge_schema(s, place, d);
	judge_empty(s, place, d);
	if (d->has_issue_date && s->options->now != 0 &&
	    d->issue_date.seconds > s->options->now + CLOCK_SLACK) {
		timestamp_format(text, &d->issue_date);
		diag_report(s->diag, RULE_XML_FUTURE_DATE, place, "have %s",
		    text);
	}
}
