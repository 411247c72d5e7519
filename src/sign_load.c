/* sign_load.c: a document that is or will be signed; see sign.h. */
#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "sign.h"
#include "verify/v_sign.h"
#include "xml/xmlget.h"

/* IssueDate and Id of a message stand one level deeper. */
static void
read_head(struct sign_document *d)
{
	const struct xml_element *head = xmlread_root(d->document);

	if (d->kind == DIALECT_KDM)
		head = xmlget_child(NULL, head, "AuthenticatedPublic",
		    XMLGET_OPTIONAL);
	d->has_issue_date = xmlget_time(NULL, head, "IssueDate",
	    XMLGET_OPTIONAL, &d->issue_date);
	d->has_id = xmlget_uuid(NULL, head, "Id", XMLGET_OPTIONAL, &d->id);
}

static bool
identify(struct sign_document *d, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(d->document);

	d->dialect = dialect_identify(root, &d->kind);
	d->unsignable = d->kind == DIALECT_ASSETMAP ||
	    d->kind == DIALECT_VOLINDEX;
	if (d->unsignable)
		return true;
	if (d->kind != DIALECT_CPL && d->kind != DIALECT_PKL &&
	    d->kind != DIALECT_KDM)
		return error_set(err, DCP_BAD_INPUT, "have the root %s, want a "
		    "composition playlist or a packing list",
		    xmlread_name(root));
	if (d->kind != DIALECT_KDM && d->dialect != DIALECT_SMPTE &&
	    d->dialect != DIALECT_INTEROP)
		return error_set(err, DCP_UNSUPPORTED, "have a %s of '%s', "
		    "want one of SMPTE or Interop",
		    dialect_document_name(d->kind), xmlread_space(root));
	d->profile = d->kind == DIALECT_KDM ? DSIG_MESSAGE :
	    v_sign_profile(d->dialect);
	read_head(d);
	return true;
}

bool
sign_load(const char *path, struct sign_document *d, struct dcp_error *err)
{
	struct dcp_error why = {0};
	bool ok;

	*d = (struct sign_document){.document = NULL};
	if (!input_load(path, LIMIT_XML_SIZE, &d->text, err))
		return false;	/* which names the file */
	d->document = xmlread_parse(d->text.at, d->text.size, &why);
	ok = d->document != NULL && identify(d, &why);
	if (ok)
		return true;
	sign_clear(d);
	return error_set(err, why.status, "%s: %s", path, why.text);
}

void
sign_clear(struct sign_document *d)
{
	bytes_clear(&d->text);
	xmlread_free(d->document);
	*d = (struct sign_document){.document = NULL};
}
