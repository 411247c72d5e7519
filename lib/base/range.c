/* range.c: see range.h. */
#include "base/range.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"

#define NUMBER_SIZE	24	/* characters of one number, with the NUL */

bool
range_parse(const char *text, uint64_t total, struct range *out,
    struct dcp_error *err)
{
	const char *dash = strchr(text, '-');
	size_t length = dash == NULL ? strlen(text) : (size_t)(dash - text);
	char first_text[NUMBER_SIZE];
	uint64_t first, last;

	*out = (struct range){0};
	if (total == 0)
		return error_set(err, DCP_BAD_INPUT, "there are no frames");
	if (length == 0 || length >= sizeof(first_text))
		return error_set(err, DCP_BAD_INPUT,
		    "have '%.40s', want frames such as 100-199", text);
	memcpy(first_text, text, length);
	first_text[length] = '\0';
	if (!number_parse(first_text, 0, total - 1, &first, err))
		return false;
	last = dash == NULL ? first : total - 1;
	if (dash != NULL && dash[1] != '\0' &&
	    !number_parse(dash + 1, 0, total - 1, &last, err))
		return false;
	if (last < first)
		return error_set(err, DCP_BAD_INPUT, "have '%s', which ends "
		    "before it begins", text);
	*out = (struct range){first, last - first + 1};
	return true;
}
