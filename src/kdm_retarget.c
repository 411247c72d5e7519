/* kdm_retarget: messages for all screens of a table. */
#include <stdlib.h>

#include "kdm_terms.h"
#include "master/kdmname.h"
#include "master/screens.h"

#define DEFAULT_NAME	"KDM_%{title}_%{cinema}_%{screen}_%{from}_%{until}"
#define DEFAULT_ZIP	"KDM_%{title}_%{cinema}"

static void
check_options(const struct kdm_terms *t, int count)
{
	struct dcp_error err = {0};

	if (count != 1)
		tool_fail(&kdm_tool, "have %d tables of screens, want one",
		    count);
	if (t->output != NULL)
		tool_fail(&kdm_tool, "--output is for make, want --folder and "
		    "--name");
	if (t->zip_name != NULL && !t->zip)
		tool_fail(&kdm_tool, "have --zip-name, want --zip too");
	if (t->name != NULL && !kdmname_check(t->name, KDMNAME_SCREEN, &err))
		tool_fail(&kdm_tool, "--name: %s", err.text);
	if (t->zip_name != NULL && !kdmname_check(t->zip_name, KDMNAME_CINEMA,
	    &err))
		tool_fail(&kdm_tool, "--zip-name: %s", err.text);
}

/* What is wrong with a row, or only to be known of the table. */
static void
report(void *context, size_t line, bool bad, const char *text)
{
	const char *path = context;

	(void)bad;
	tool_note(&kdm_tool, "%s: line %zu: %s", path, line, text);
}

/* Of the rows. */
struct faults {
	char *path;		/* the table */
	size_t count;
	bool no_memory;
};

static void
tell(struct faults *f, size_t line, const struct dcp_error *why)
{
	f->no_memory = f->no_memory || why->status == DCP_NO_MEMORY;
	f->count++;
	report(f->path, line, true, why->text);
}

/*
 * Each kind of fault by itself, as if all others were insisted on: one does
 * not hide another.  Only what nobody can insist on hides them all.
 */
static void
check_screen(const struct kdm_terms *t, const struct screen *s,
    const struct kdmmake_recipient *to, struct faults *f)
{
	static const unsigned kinds[] = {0, KDMMAKE_ROLE, KDMMAKE_DKDM,
	    KDMMAKE_WINDOW, KDMMAKE_CERTIFICATE};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct dcp_error why = {0};

		if (kdm_terms_check(t, t->insist | (KDMMAKE_ALL & ~kinds[i]),
		    NULL, &s->chain, to, &why))
			continue;
		tell(f, s->line, &why);
		if (kinds[i] == 0)
			break;
	}
}

static void
add_screen(const struct kdm_terms *t, struct kdmbatch *batch,
    const struct screen *s, struct faults *f)
{
	struct dcp_error why = {0};
	struct kdmbatch_item *item = kdmbatch_add(batch, &why);

	if (item == NULL) {
		tell(f, s->line, &why);
		return;
	}
	item->cinema = s->cinema;
	item->screen = s->screen;
	item->to.cert = chain_leaf(&s->chain);
	item->to.not_before = s->not_before;
	item->to.not_after = s->not_after;
	item->to.annotation = s->annotation == NULL ? t->annotation :
	    s->annotation;
	if (!kdm_terms_devices(t, &s->devices, &item->to, &why))
		tell(f, s->line, &why);
	check_screen(t, s, &item->to, f);
}

/* Every fault of every row is named before anything is made. */
static bool
add_screens(const struct kdm_terms *t, struct kdmbatch *batch,
    const struct screens *screens, char *path, struct dcp_error *err)
{
	struct faults f = {.path = path, .count = screens->bad_count};
	const struct screen *s;
	size_t i;

	for (i = 0; i < screens->count; i++) {
		s = &screens->at[i];
		if (s->has_window && s->chain.certs.count > 0)
			add_screen(t, batch, s, &f);
	}
	if (f.no_memory)
		return error_memory(err);
	return f.count == 0 || error_set(err, DCP_REFUSED, "%s: have %zu "
	    "fault%s, want none: nothing was made", path, f.count,
	    f.count == 1 ? "" : "s");
}

static bool
retarget(struct kdm_terms *t, char *path, struct screens *screens,
    struct kdmbatch *batch, struct dcp_error *err)
{
	const struct screens_defaults defaults = {.from = t->from,
	    .until = t->until, .zone = t->zone, .now = t->issue_date};

	kdm_terms_input(t, path);
	if (!screens_load(path, &defaults, screens, report, path, err) ||
	    !kdm_terms_open(t, err) ||
	    !add_screens(t, batch, screens, path, err))
		return false;
	batch->pattern = t->name == NULL ? DEFAULT_NAME : t->name;
	if (t->zip)
		batch->zip_pattern = t->zip_name == NULL ? DEFAULT_ZIP :
		    t->zip_name;
	return kdm_terms_run(t, batch, err);
}

int
kdm_retarget(int argc, char *argv[])
{
	struct kdm_terms t = {0};
	struct kdmbatch batch = {0};
	struct screens screens = {0};
	struct dcp_error err = {0};
	int first = kdm_terms_read(&t, argc, argv);
	bool ok;

	check_options(&t, argc - first);
	ok = retarget(&t, argv[first], &screens, &batch, &err);
	if (!ok)
		tool_warn(&kdm_tool, &err);
	kdmbatch_clear(&batch);
	screens_clear(&screens);
	kdm_terms_clear(&t);
	return tool_finish(&kdm_tool, ok ? TOOL_OK : TOOL_FAILED);
}
