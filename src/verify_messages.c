/* verify_messages: key delivery messages, as keys and as what is judged. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "toolkdm.h"
#include "toolverdict.h"
#include "verify.h"

/* The packages of which the messages may be. */
struct packages {
	struct dcp *at;
	size_t count;
};

/*
 * Of a message those keys that can be opened, whatever else is wrong with it,
 * as that is judged.  A key file is taken under any option.
 */
static bool
add_source(struct verify_job *job, const struct toolkey_source *source,
    struct dcp_error *err)
{
	struct dcp_error ignored = {0};
	struct kdm kdm = {0};
	size_t index;
	bool ok;

	if (source->option == TOOLKEY_KDM &&
	    kdm_load(source->name, &kdm, &ignored))
		ok = toolkdm_open(&kdm, &job->private, job->ring, &index, err);
	else
		ok = toolkey_add(&verify_tool, &job->keys, source,
		    &job->private, job->ring, err);
	kdm_clear(&kdm);
	return ok;
}

void
verify_load_keys(struct verify_job *job)
{
	const struct toolkey_source *source = job->keys.sources;
	struct dcp_error err = {0};
	size_t i;
	bool ok;

	job->keys.looking = true;
	job->ring = keyring_new(&err);
	ok = job->ring != NULL && toolkey_load(&verify_tool, &job->keys,
	    &job->private, &err);
	for (i = 0; ok && i < job->keys.source_count; i++, source++)
		ok = add_source(job, source, &err);
	if (!ok)
		tool_fail(&verify_tool, "%s", err.text);
	job->options.keys = job->ring;
	/* What opens messages that are part of a package. */
	if (job->private.count > 0)
		job->options.kdm.key = job->private.at[0];
}

/* Those that cannot be opened were told before. */
static bool
open_packages(struct packages *p, char *const *paths, struct dcp_error *err)
{
	struct folder_names found = {0};
	struct dcp_error ignored = {0};
	size_t i;

	for (; *paths != NULL; paths++)
		if (!dcp_search(*paths, &found, &ignored))
			ignored = (struct dcp_error){0};
	p->at = calloc(found.count + 1, sizeof(*p->at));
	if (p->at == NULL)
		error_memory(err);
	for (i = 0; p->at != NULL && i < found.count; i++) {
		ignored = (struct dcp_error){0};
		if (dcp_open(found.at[i], &p->at[p->count], &ignored))
			p->count++;
	}
	folder_clear(&found);
	return p->at != NULL;
}

/* The keys that open it, and whose it is, if the file of the key says so. */
static bool
judge_message(const struct verify_job *job, const struct packages *p,
    const char *path, const struct kdm *kdm, bool *good,
    struct dcp_error *err)
{
	struct subject_options o = job->options;
	struct cert *recipient = NULL;
	struct diag d = {0};
	struct verdict v;
	size_t index;
	bool ok;

	if (!toolkdm_open(kdm, &job->private, NULL, &index, err))
		return false;
	if (job->private.count > 0) {
		o.kdm.key = job->private.at[index];
		recipient = toolkdm_recipient(job->keys.keys[index].uri,
		    o.kdm.key);
		o.kdm.recipient = recipient;
	}
	ok = judge_kdm(path, p->at, p->count, &o, &d, &v, err) &&
	    toolverdict_print(&d, &v, job->json, err);
	*good = ok && verdict_is_good(&v);
	cert_free(recipient);
	diag_clear(&d);
	return ok;
}

/* What is no message is passed over: it may be a key file. */
static enum tool_exit
judge_file(const struct verify_job *job, const struct packages *p,
    const char *path)
{
	struct dcp_error err = {0};
	struct kdm kdm = {0};
	bool good = false, ok;

	if (!kdm_load(path, &kdm, &err))
		return TOOL_OK;
	ok = judge_message(job, p, path, &kdm, &good, &err);
	kdm_clear(&kdm);
	if (ok)
		return good ? TOOL_OK : TOOL_FOUND;
	tool_warn(&verify_tool, &err);
	return TOOL_FAILED;
}

/* Messages come with packages, and are in no map of theirs. */
static enum tool_exit
judge_beside(const struct verify_job *job, const struct packages *p,
    const struct dcp *dcp)
{
	enum tool_exit status = TOOL_OK;
	struct dcp_error ignored = {0};
	struct folder_names names = {0};
	char *path;
	size_t i;

	/* What cannot be listed was told before; what was found is there. */
	(void)!dcp_surplus(dcp, &names, &ignored);
	for (i = 0; i < names.count; i++) {
		path = path_join(dcp->folder, names.at[i]);
		if (path != NULL && path_has_suffix(path, ".xml"))
			status = tool_worse(status, judge_file(job, p, path));
		free(path);
	}
	folder_clear(&names);
	return status;
}

enum tool_exit
verify_messages(struct verify_job *job, char *const *paths)
{
	enum tool_exit status = TOOL_OK;
	struct dcp_error err = {0};
	struct packages p = {0};
	size_t i;

	if (!open_packages(&p, paths, &err))
		tool_fail(&verify_tool, "%s", err.text);
	for (i = 0; i < p.count; i++)
		status = tool_worse(status, judge_beside(job, &p, &p.at[i]));
	for (i = 0; i < job->keys.source_count; i++)
		if (job->keys.sources[i].option == TOOLKEY_KDM)
			status = tool_worse(status, judge_file(job, &p,
			    job->keys.sources[i].name));
	while (p.count > 0)
		dcp_close(&p.at[--p.count]);
	free(p.at);
	return status;
}
