/*
 * toolpass.h: passphrases of private keys and PINs of tokens: asked on the
 * terminal, or read from a descriptor, a line for each private key in the order
 * in which the keys stand on the command line.
 */
#ifndef SRC_TOOLPASS_H
#define SRC_TOOLPASS_H

#include "crypt/privkey.h"
#include "tool.h"

enum { TOOLPASS_FD = TOOL_LONG + 1000 };

/* A row for the option tables of programs that load private keys. */
#define TOOLPASS_OPTIONS \
	{"passphrase-fd", required_argument, NULL, TOOLPASS_FD}

#define TOOLPASS_HELP \
	"      --passphrase-fd n  read the passphrase of each private key, a " \
	"line each,\n" \
	"                         from descriptor n; else they are asked\n"

/* A private key that is named on the command line.  Start with {0}. */
struct toolpass_key {
	const char *uri;	/* NULL: none */
	unsigned line;		/* of --passphrase-fd, from 0 */
};

/*
 * toolpass_take(tool, c):
 * True, and done, if ${c}, from tool_option(), is TOOLPASS_FD.
 */
bool toolpass_take(const struct tool *, int c);

/*
 * toolpass_key(uri):
 * A private key on the command line, for an option such as --key; to be called
 * in the order of the options.  Guards the process (secret_guard()).
 */
struct toolpass_key toolpass_key(const char *uri);

/*
 * toolpass_load(tool, key, err):
 * Load it by privkey_load(), asking for what protects it.
 */
struct privkey *toolpass_load(const struct tool *,
    const struct toolpass_key *, struct dcp_error *) CHECKED;

/* path_check_input() for the file that it is in; true of one of a token. */
bool toolpass_check_output(const struct toolpass_key *, const char *output,
    struct dcp_error *) CHECKED;

/*
 * toolpass_ask(tool, key, what, twice, to, size, err):
 * Ask for ${what}, "the passphrase of leaf.key", by the same ways, as for a
 * private key that is yet to be made; ${twice} on a terminal.  ${to} holds
 * ${size} bytes and should be secret memory.
 */
bool toolpass_ask(const struct tool *, const struct toolpass_key *,
    const char *what, bool twice, char *to, size_t size, struct dcp_error *)
    CHECKED;

#endif
