/*
 * toolsign.h: who signs, as options that all programs share which write
 * documents with signatures.
 *
 *	static const struct option options[] = {
 *		...
 *		TOOLSIGN_OPTIONS,
 *		TOOLPASS_OPTIONS,
 *		TOOL_OPTIONS,
 *	};
 *	default:
 *		if (!toolsign_take(&tool, &o->sign, c))
 *			tool_common(&tool, c);
 *
 * and TOOLSIGN_HELP, TOOLPASS_HELP in its text of options.
 */
#ifndef SRC_TOOLSIGN_H
#define SRC_TOOLSIGN_H

#include "toolpass.h"
#include "trust/dsig.h"
#include "trust/signer.h"

enum { TOOLSIGN_SIGN = TOOL_LONG + 1200, TOOLSIGN_KEY };

#define TOOLSIGN_OPTIONS \
	{"sign", required_argument, NULL, TOOLSIGN_SIGN}, \
	{"sign-key", required_argument, NULL, TOOLSIGN_KEY}

#define TOOLSIGN_HELP \
	"      --sign chain       sign it: the certificates, leaf to root, in a " \
	"PEM file\n" \
	"      --sign-key uri     the leaf's private key, a file or pkcs11: " \
	"URI, else it\n" \
	"                         is in the same file\n"

/* Start with {0}. */
struct toolsign {
	char *chain;			/* --sign; NULL: nothing is signed */
	struct toolpass_key key;	/* --sign-key */
};

/* True, and done, if ${c} is one of these options or of toolpass. */
bool toolsign_take(const struct tool *, struct toolsign *, int c);

/* No file that the options name is ${output}: path_check_input(). */
bool toolsign_check_output(const struct toolsign *, const char *output,
    struct dcp_error *) CHECKED;

/*
 * toolsign_open(tool, o, output, signer, err):
 * The signer of --sign, whose private key is asked for; {0} if there is no
 * --sign.  An ${output} (may be NULL) that is the file of the chain or of the
 * key is DCP_REFUSED.  The caller clears ${signer}.
 */
bool toolsign_open(const struct tool *, struct toolsign *, const char *output,
    struct signer *, struct dcp_error *) CHECKED;

/*
 * toolsign_check(tool, o, signer, purpose, err):
 * Print what is wrong with the chain for ${purpose}; the first breach of the
 * rules cert.* that is an error there is DCP_REFUSED: no server takes what such
 * a chain signed.
 */
bool toolsign_check(const struct tool *, const struct toolsign *,
    const struct signer *, const struct chain_purpose *, struct dcp_error *)
    CHECKED;

/* Both. */
bool toolsign_load(const struct tool *, struct toolsign *, const char *output,
    const struct chain_purpose *, struct signer *, struct dcp_error *) CHECKED;

/* Both, to sign a playlist or list of SMPTE with this IssueDate. */
bool toolsign_load_for(const struct tool *, struct toolsign *,
    const char *output, const struct timestamp *issue_date, struct signer *,
    struct dcp_error *) CHECKED;

/*
 * toolsign_put(signer, profile, text, to, err):
 * Append the document ${text} to ${to}: signed, or as it is if ${signer} is
 * {0}.
 */
bool toolsign_put(const struct signer *, enum dsig_profile,
    const struct bytes *text, struct bytes *to, struct dcp_error *) CHECKED;

#endif
