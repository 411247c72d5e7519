/* toolverdict.c: see toolverdict.h. */
#include "toolverdict.h"

#include <stdio.h>

#include "tool.h"

bool
toolverdict_print(const struct diag *d, const struct verdict *v, bool json,
    struct dcp_error *err)
{
	bool colour = tool_colour(), ok = true;
	struct bytes out = {0};
	size_t i;

	tool_progress_end();
	if (!json)
		verdict_print(v, colour, &out);
	for (i = 0; ok && i < d->count; i++)
		if (json)
			ok = finding_print_json(diag_finding(d, i), &out, err);
		else
			finding_print(diag_finding(d, i), colour, &out);
	if (ok && json)
		ok = verdict_print_json(v, &out, err);
	ok = ok && bytes_ok(&out, err);
	if (ok)
		fwrite(out.at, 1, out.size, stdout);
	bytes_clear(&out);
	return ok;
}
