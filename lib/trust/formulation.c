/* formulation.c: see formulation.h. */
#include "trust/formulation.h"

#include <string.h>

static const struct {
	const char *name;
	bool devices, authenticator;
} table[] = {
	[FORMULATION_NONE] = {NULL, false, false},
	[FORMULATION_MODIFIED_TRANSITIONAL_1] = {"modified-transitional-1",
	    false, false},
	[FORMULATION_MULTIPLE_MODIFIED_TRANSITIONAL_1] = {
	    "multiple-modified-transitional-1", true, false},
	[FORMULATION_DCI_ANY] = {"dci-any", false, true},
	[FORMULATION_DCI_SPECIFIC] = {"dci-specific", true, true},
};

#define COUNT	(sizeof(table) / sizeof(table[0]))

const char *
formulation_name(enum formulation f)
{
	return table[f].name;
}

bool
formulation_parse(const char *name, enum formulation *out,
    struct dcp_error *err)
{
	size_t i;

	*out = FORMULATION_NONE;
	for (i = 1; i < COUNT; i++)
		if (strcmp(name, table[i].name) == 0) {
			*out = (enum formulation)i;
			return true;
		}
	return error_set(err, DCP_BAD_INPUT, "have '%.60s', want %s, %s, %s "
	    "or %s", name, table[1].name, table[2].name, table[3].name,
	    table[4].name);
}

bool
formulation_has_devices(enum formulation f)
{
	return table[f].devices;
}

bool
formulation_has_authenticator(enum formulation f)
{
	return table[f].authenticator;
}

enum formulation
formulation_of(const struct kdm *kdm)
{
	bool devices = !kdm_is_assume_trust(kdm);
	bool authenticator = kdm->authenticator_text != NULL;
	size_t i;

	for (i = 1; kdm->device_count > 0 && i < COUNT; i++)
		if (table[i].devices == devices &&
		    table[i].authenticator == authenticator)
			return (enum formulation)i;
	return FORMULATION_NONE;
}
