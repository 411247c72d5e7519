/* verify.h: the parts of dcp-verify. */
#ifndef SRC_VERIFY_H
#define SRC_VERIFY_H

#include "toolkey.h"
#include "verify/judge.h"

/* Packages that --ov may name. */
#define VERIFY_OV_MAX	16

struct verify_job {
	struct subject_options options;
	struct dcp ov[VERIFY_OV_MAX];
	size_t ov_count;
	bool json;

	struct toolkey keys;		/* as the options have them */
	struct toolkey_private private;
	struct keyring *ring;
};

extern const struct tool verify_tool;

/*
 * verify_load_keys(job):
 * All content keys that the options name, into the options of judging.  Of a
 * message those that can be opened, whatever else is wrong with it, as that
 * is judged.
 */
void verify_load_keys(struct verify_job *);

/*
 * verify_messages(job, paths):
 * Judge the key messages that --kdm named, and those that lie in the packages
 * at and below ${paths}, which end with NULL, and are no part of them: each by
 * itself, against all these packages.
 */
enum tool_exit verify_messages(struct verify_job *, char *const *paths);

#endif
