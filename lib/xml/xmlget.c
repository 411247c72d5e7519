/* xmlget.c: see xmlget.h. */
#include "xml/xmlget.h"

#include <string.h>

#include "base/number.h"

const struct xml_element *
xmlget_child(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need)
{
	const struct xml_element *e, *again;

	if (parent == NULL)
		return NULL;
	e = xmlread_child(parent, NULL, name);
	if (e == NULL && need == XMLGET_REQUIRED)
		xmlnote_add(notes, XMLNOTE_MISSING, xmlread_line(parent), name,
		    "%s has no %s", xmlread_name(parent), name);
	again = e == NULL ? NULL : xmlread_again(e);
	if (again != NULL)
		xmlnote_add(notes, XMLNOTE_REPEATED, xmlread_line(again), name,
		    "%s has more than one %s; the first counts",
		    xmlread_name(parent), name);
	return e;
}

const char *
xmlget_text(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need)
{
	const struct xml_element *e = xmlget_child(notes, parent, name, need);
	const char *text = e == NULL ? NULL : xmlread_text(e);

	if (text != NULL && *text == '\0' && need == XMLGET_REQUIRED)
		xmlnote_add(notes, XMLNOTE_EMPTY, xmlread_line(e), name,
		    "%s is empty", name);
	return text;
}

/* The text of a child that must have one; ${e} is that child. */
static const char *
value_text(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need, const struct xml_element **e)
{
	const char *text;

	*e = xmlget_child(notes, parent, name, need);
	if (*e == NULL)
		return NULL;
	text = xmlread_text(*e);
	if (*text != '\0')
		return text;
	xmlnote_add(notes, XMLNOTE_EMPTY, xmlread_line(*e), name,
	    "%s is empty", name);
	return NULL;
}

static void
note_value(struct xmlnotes *notes, const struct xml_element *e,
    const struct dcp_error *why)
{
	xmlnote_add(notes, XMLNOTE_VALUE, xmlread_line(e), xmlread_name(e),
	    "%s: %s", xmlread_name(e), why->text);
}

bool
xmlget_uuid(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need, struct uuid *out)
{
	const struct xml_element *e;
	const char *text = value_text(notes, parent, name, need, &e);
	struct dcp_error why = {0};

	*out = (struct uuid){0};
	if (text == NULL)
		return false;
	if (!uuid_parse(text, out, &why)) {
		note_value(notes, e, &why);
		*out = (struct uuid){0};
		return false;
	}
	if (strncmp(text, "urn:uuid:", 9) != 0)
		xmlnote_add(notes, XMLNOTE_VALUE, xmlread_line(e), name,
		    "%s: have \"%s\", want \"urn:uuid:\" in front", name, text);
	return true;
}

bool
xmlget_time(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need, struct timestamp *out)
{
	const struct xml_element *e;
	const char *text = value_text(notes, parent, name, need, &e);
	struct dcp_error why = {0};

	*out = (struct timestamp){0};
	if (text == NULL)
		return false;
	if (timestamp_parse(text, out, &why))
		return true;
	note_value(notes, e, &why);
	*out = (struct timestamp){0};
	return false;
}

bool
xmlget_number(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need, uint64_t min, uint64_t max,
    uint64_t *out)
{
	const struct xml_element *e;
	const char *text = value_text(notes, parent, name, need, &e);
	struct dcp_error why = {0};

	*out = 0;
	if (text == NULL)
		return false;
	if (number_parse(text, min, max, out, &why))
		return true;
	note_value(notes, e, &why);
	*out = 0;
	return false;
}

bool
xmlget_rational(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need, struct rational *out)
{
	const struct xml_element *e;
	const char *text = value_text(notes, parent, name, need, &e);
	struct dcp_error why = {0};

	*out = (struct rational){0};
	if (text == NULL)
		return false;
	if (rational_parse(text, out, &why))
		return true;
	note_value(notes, e, &why);
	*out = (struct rational){0};
	return false;
}

bool
xmlget_truth(struct xmlnotes *notes, const struct xml_element *parent,
    const char *name, enum xmlget_need need, bool *out)
{
	const struct xml_element *e;
	const char *text = value_text(notes, parent, name, need, &e);

	*out = false;
	if (text == NULL)
		return false;
	*out = strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
	if (*out || strcmp(text, "false") == 0 || strcmp(text, "0") == 0)
		return true;
	xmlnote_add(notes, XMLNOTE_VALUE, xmlread_line(e), name,
	    "%s: have \"%s\", want true or false", name, text);
	return false;
}
