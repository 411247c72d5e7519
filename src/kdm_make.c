/* kdm_make: messages for the owners of certificates. */
#include <stdlib.h>

#include "base/moment.h"
#include "base/path.h"
#include "kdm_terms.h"
#include "master/kdmname.h"

#define DEFAULT_NAME	"KDM_%{title}_%{recipient}_%{from}_%{until}"

static void
check_options(const struct kdm_terms *t, size_t count)
{
	struct dcp_error err = {0};

	if (count == 0)
		tool_fail(&kdm_tool, "have no recipient, want the file of a "
		    "certificate");
	if (t->from == NULL || t->until == NULL)
		tool_fail(&kdm_tool, "have no %s, want it", t->from == NULL ?
		    "--from" : "--until");
	if (t->zip || t->zip_name != NULL)
		tool_fail(&kdm_tool, "--zip is for retarget, want it there");
	if (t->output != NULL && (count > 1 || t->name != NULL ||
	    t->folder != NULL))
		tool_fail(&kdm_tool, "have --output, want one recipient and "
		    "neither --name nor --folder");
	if (t->name != NULL && !kdmname_check(t->name, KDMNAME_MESSAGE, &err))
		tool_fail(&kdm_tool, "--name: %s", err.text);
}

/* The window is the same for all. */
static bool
read_window(const struct kdm_terms *t, struct kdmmake_recipient *all,
    struct dcp_error *err)
{
	struct moment_context context = {.zone = t->zone, .has_base = true,
	    .base = t->issue_date};

	if (!moment_show_in(t->zone, &context.base, err))
		return error_in(err, "--zone");
	if (!moment_parse(t->from, &context, &all->not_before, err))
		return error_in(err, "--from");
	context.base = all->not_before;
	return moment_parse(t->until, &context, &all->not_after, err) ||
	    error_in(err, "--until");
}

/*
 * The leaf of ${chain}, of the file ${path}, is the item's to borrow; the rest
 * it has in common with ${all}.
 */
static bool
add_recipient(const struct kdm_terms *t, struct kdmbatch *batch,
    const struct kdmmake_recipient *all, const struct chain *chain,
    const char *path, struct dcp_error *err)
{
	struct kdmbatch_item *item = kdmbatch_add(batch, err);

	if (item == NULL)
		return false;
	item->to = *all;
	item->to.cert = chain_leaf(chain);
	if (t->output != NULL) {
		item->path = path_join("", t->output);
		if (item->path == NULL)
			return error_memory(err);
	}
	return kdm_terms_devices(t, NULL, &item->to, err) &&
	    kdm_terms_check(t, t->insist, path, chain, &item->to, err);
}

static bool
make(struct kdm_terms *t, char *paths[], size_t count, struct chain *chains,
    struct kdmbatch *batch, struct dcp_error *err)
{
	struct kdmmake_recipient all = {.annotation = t->annotation};
	size_t i;

	if (!read_window(t, &all, err))
		return false;
	for (i = 0; i < count; i++) {
		kdm_terms_input(t, paths[i]);
		if (!devices_chain(paths[i], &chains[i], err))
			return false;
	}
	if (!kdm_terms_open(t, err))
		return false;
	batch->pattern = t->name == NULL ? DEFAULT_NAME : t->name;
	for (i = 0; i < count; i++)
		if (!add_recipient(t, batch, &all, &chains[i], paths[i],
		    err))
			return false;
	return kdm_terms_run(t, batch, err);
}

int
kdm_make(int argc, char *argv[])
{
	struct kdm_terms t = {0};
	struct kdmbatch batch = {0};
	struct dcp_error err = {0};
	size_t first = (size_t)kdm_terms_read(&t, argc, argv),
	    count = (size_t)argc - first, i;
	struct chain *chains = calloc(count + 1, sizeof(*chains));
	bool ok = chains != NULL || error_memory(&err);

	check_options(&t, count);
	ok = ok && make(&t, argv + first, count, chains, &batch, &err);
	if (!ok)
		tool_warn(&kdm_tool, &err);
	kdmbatch_clear(&batch);
	for (i = 0; chains != NULL && i < count; i++)
		chain_clear(&chains[i]);
	free(chains);
	kdm_terms_clear(&t);
	return tool_finish(&kdm_tool, ok ? TOOL_OK : TOOL_FAILED);
}
