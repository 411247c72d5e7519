/*
 * sign.h: dcp-sign in two: what signs is in dcp-sign.c, the sub-command that
 * checks in sign_check.c; and how both read a document.
 */
#ifndef SRC_SIGN_H
#define SRC_SIGN_H

#include "package/dialect.h"
#include "tool.h"
#include "trust/dsig.h"

extern const struct tool sign_tool;

/* A document that can be signed.  Start with {0}. */
struct sign_document {
	struct bytes text;		/* of the file */
	struct xml_document *document;
	enum dialect dialect;
	enum dialect_document kind;	/* playlist, list or key message */
	enum dsig_profile profile;
	bool unsignable;		/* an asset map or a volume index */
	bool has_id, has_issue_date;
	struct uuid id;
	struct timestamp issue_date;
};

/*
 * sign_load(path, doc, err):
 * Read the file at ${path}.  An asset map or a volume index, which a package
 * has beside what is signed, is read, too; DCP_BAD_INPUT if it is nothing of
 * that.
 */
bool sign_load(const char *path, struct sign_document *, struct dcp_error *)
    CHECKED;
void sign_clear(struct sign_document *);

int sign_check(int argc, char *argv[]);

#endif
