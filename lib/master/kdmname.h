/*
 * kdmname.h: names of files after a pattern: "%{cinema}_%{screen}".  Whatever
 * the values are, a name stays inside the folder it is for, and can be stored
 * on any file system.
 */
#ifndef MASTER_KDMNAME_H
#define MASTER_KDMNAME_H

#include "base/bytes.h"
#include "base/timestamp.h"
#include "base/uuid.h"

/* What can stand in a pattern. */
struct kdmname_values {
	const char *cinema, *screen;	/* NULL: this pattern has none */
	const char *title;
	const char *recipient;		/* CommonName of the certificate */
	struct uuid cpl_id, message_id;
	struct timestamp not_before, not_after;	/* as YYYYMMDD, own zone */
};

/* What a name is for, which says what can stand in its pattern. */
enum kdmname_use {
	KDMNAME_MESSAGE,	/* all but cinema and screen */
	KDMNAME_SCREEN,		/* a message for a screen of a list: all */
	KDMNAME_CINEMA		/* all of one: cinema, title, composition */
};

/*
 * kdmname_check(pattern, use, err):
 * DCP_BAD_INPUT for a word that ${use} does not have, for an empty, absolute,
 * "." or ".." part.
 */
bool kdmname_check(const char *pattern, enum kdmname_use, struct dcp_error *)
    CHECKED;

/*
 * kdmname_format(pattern, values, suffix, to, err):
 * The name, with ${suffix} (".xml") unless it ends so already.  Of values only
 * letters, digits, "-", "." and printable UTF-8 are kept, anything else becomes
 * "_", and a leading "." too; "/" of the pattern divides folders.  A part of
 * the name has 255 bytes at most: DCP_REFUSED beyond.  ${pattern} has been
 * checked.
 */
bool kdmname_format(const char *pattern, const struct kdmname_values *,
    const char *suffix, struct bytes *to, struct dcp_error *) CHECKED;

#endif
