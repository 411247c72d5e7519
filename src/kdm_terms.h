/*
 * kdm_terms.h: what `make' and `retarget' of dcp-kdm have in common: the
 * options, and from them all that the messages of a batch say.
 */
#ifndef SRC_KDM_TERMS_H
#define SRC_KDM_TERMS_H

#include "kdm.h"
#include "master/kdmbatch.h"
#include "master/kdmcontent.h"
#include "package/dcp.h"
#include "toolkey.h"
#include "toolsign.h"
#include "trust/devices.h"
#include "trust/formulation.h"

/* What the user said.  Start with {0}; end with kdm_terms_clear(). */
struct kdm_terms {
	struct toolkey keys;
	struct toolsign sign;
	const char *cpl;			/* --cpl */
	const char *from, *until, *zone;
	enum formulation formulation;	/* NONE: as there are devices or not */
	struct devices devices;
	struct devices authenticator;		/* --content-authenticator */
	const char *marks[3];
	size_t mark_count;
	char mark_above[128];			/* one of them */
	struct kdm_key *extra;			/* --forensic-key */
	size_t extra_count;
	const char *annotation;
	struct uuid id;
	struct timestamp issue_date;
	bool has_id, has_date, dkdm, zip, force;
	unsigned insist, threads;
	const char *output, *folder, *name, *zip_name;
	const char **inputs;			/* see kdm_terms_input() */
	size_t input_count;

	/* From here on: made by kdm_terms_open(). */
	struct dcp source_dcp;
	const struct cpl *source_cpl;		/* in it; NULL: of --kdm */
	struct kdm source_kdm;
	struct kdmcontent content;
	struct signer signer;
	struct keyring *ring;
	struct kdmmake make;
};

/*
 * kdm_terms_read(terms, argc, argv):
 * Take all options; what is wrong with them ends the program.  Returns the
 * index of the first argument behind them.
 */
int kdm_terms_read(struct kdm_terms *, int argc, char *argv[]);

/*
 * kdm_terms_input(terms, path):
 * No message may replace the file at ${path}, nor any that the options name.
 */
void kdm_terms_input(struct kdm_terms *, const char *path);

/*
 * kdm_terms_open(terms, err):
 * Read the composition, or else the one message that --kdm names, the keys and
 * the signer: all that terms->make wants.
 */
bool kdm_terms_open(struct kdm_terms *, struct dcp_error *) CHECKED;

/*
 * kdm_terms_devices(terms, own, to, err):
 * Give ${to} the devices of --device, or ${own} instead if it has any; as the
 * formulation has it.
 */
bool kdm_terms_devices(const struct kdm_terms *, const struct devices *own,
    struct kdmmake_recipient *, struct dcp_error *) CHECKED;

/*
 * kdm_terms_check(terms, insist, path, chain, to, err):
 * May there be a message for this recipient, whose certificate is the first of
 * ${chain}, if somebody insists on ${insist}?  The error is that of ${path}, unless that is NULL, or of the
 * signer's file.
 */
bool kdm_terms_check(const struct kdm_terms *, unsigned insist,
    const char *path, const struct chain *, const struct kdmmake_recipient *to,
    struct dcp_error *) CHECKED;

/* Make all of the batch, and print a record for each message. */
bool kdm_terms_run(const struct kdm_terms *, struct kdmbatch *,
    struct dcp_error *) CHECKED;

void kdm_terms_clear(struct kdm_terms *);

#endif
