/* verdict.c: see verdict.h. */
#include "report/verdict.h"

#include <string.h>

#include "base/str.h"
#include "report/json.h"

#define GREEN	"\033[1;32m"
#define RED	"\033[1;31m"
#define PLAIN	"\033[0m"

bool
verdict_is_good(const struct verdict *v)
{
	return v->count[FINDING_ERROR] == 0;
}

static const char *
word(const struct verdict *v)
{
	if (v->lone)
		return verdict_is_good(v) ? "in order" : "not in order";
	return verdict_is_good(v) ? "deliverable" : "not deliverable";
}

static void
put_count(struct bytes *to, size_t count, const char *one, const char *many)
{
	if (count == 0)
		bytes_printf(to, "no %s", many);
	else
		bytes_printf(to, "%zu %s", count, count == 1 ? one : many);
}

static void
put_reasons(const struct verdict *v, struct bytes *to)
{
	size_t i, shown = v->reason_count < VERDICT_REASONS ?
	    v->reason_count : VERDICT_REASONS;

	for (i = 0; i < shown; i++)
		bytes_printf(to, "%s%s", i == 0 ? " (" : ", ", v->reason[i]);
	if (v->reason_count > shown)
		bytes_printf(to, " and %zu more", v->reason_count - shown);
	if (shown > 0)
		bytes_printf(to, ")");
}

void
verdict_print(const struct verdict *v, bool colour, struct bytes *to)
{
	str_print(to, v->subject, strlen(v->subject));
	bytes_printf(to, ": %s%s%s by the %s rules: ", !colour ? "" :
	    verdict_is_good(v) ? GREEN : RED, word(v), colour ? PLAIN : "",
	    v->kind);
	put_count(to, v->count[FINDING_ERROR], "error", "errors");
	put_reasons(v, to);
	bytes_printf(to, ", ");
	put_count(to, v->count[FINDING_BV21], "breach",
	    "breaches");
	bytes_printf(to, " of Bv2.1, ");
	put_count(to, v->count[FINDING_WARNING], "warning",
	    "warnings");
	bytes_printf(to, ", %zu info; ", v->count[FINDING_INFO]);
	put_count(to, v->skipped, "check", "checks");
	bytes_printf(to, " skipped\n");
}

bool
verdict_print_json(const struct verdict *v, struct bytes *to,
    struct dcp_error *err)
{
	struct json *j = json_new();
	size_t i;
	bool ok;

	json_text(j, "verdict", word(v));
	json_flag(j, "deliverable", verdict_is_good(v));
	json_text(j, "package", v->subject);
	json_text(j, "rules", v->kind);
	json_number(j, "errors", v->count[FINDING_ERROR]);
	json_number(j, "bv21", v->count[FINDING_BV21]);
	json_number(j, "warnings", v->count[FINDING_WARNING]);
	json_number(j, "infos", v->count[FINDING_INFO]);
	json_number(j, "skipped", v->skipped);
	json_open_array(j, "reasons");
	for (i = 0; i < v->reason_count && i < VERDICT_REASONS; i++)
		json_text(j, NULL, v->reason[i]);
	json_close(j);
	ok = json_print(j, to, err);
	json_free(j);
	return ok;
}
