/* tooldoc.c: see tooldoc.h. */
#include "tooldoc.h"

#include <stdio.h>
#include <string.h>

bool
tooldoc_option(const struct tool *tool, struct tooldoc *doc, int c,
    const char *text)
{
	switch (c) {
	case TOOLDOC_ANNOTATION:
		doc->annotation = text;
		return true;
	case TOOLDOC_ISSUER:
		doc->issuer = text;
		return true;
	case TOOLDOC_CREATOR:
		doc->creator = text;
		return true;
	case TOOLDOC_ID:
		doc->id = tool_uuid(tool, "--id", text);
		return doc->has_id = true;
	case TOOLDOC_DATE:
		doc->issue_date = tool_date(tool, "--issue-date", text);
		return doc->has_date = true;
	default:
		return false;
	}
}

void
tooldoc_complete(const struct tool *tool, struct tooldoc *doc)
{
	if (!doc->has_id)
		doc->id = tool_fresh_uuid(tool);
	if (!doc->has_date)
		doc->issue_date = tool_now(tool);
}

void
tooldoc_load_records(const struct tool *tool, const char *path,
    struct records *records)
{
	struct dcp_error err = {0};

	if (!record_load(path, records, &err))
		tool_fail(tool, "--records: %s", err.text);
}

bool
tooldoc_print_record(const char *path, const struct uuid *id,
    const struct digest *hash, struct dcp_error *err)
{
	struct record record;
	struct bytes line = {0};
	bool ok;

	tool_progress_end();
	ok = record_of_file(path, id, hash, &record, err) &&
	    record_format(&record, &line, err) && bytes_ok(&line, err);
	if (ok)
		fputs(bytes_text(&line), stdout);
	bytes_clear(&line);
	return ok;
}

void
tooldoc_check_output(const struct tool *tool, const char *path)
{
	if (strpbrk(path, "\t\n") != NULL)
		tool_fail(tool, "--output: %s: have a tab or a newline in the "
		    "name, want none: a record could not hold it", path);
}
