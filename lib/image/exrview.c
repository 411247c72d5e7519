/* exrview.c: see exrview.h. */
#include "image/exrview.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"

static const exr_attr_chlist_entry_t *
find_channel(exr_const_context_t exr, int part, const char *name)
{
	const exr_attr_chlist_t *list;
	int i;

	if (exr_get_channels(exr, part, &list) != EXR_ERR_SUCCESS)
		return NULL;
	for (i = 0; i < list->num_channels; i++)
		if (strcmp(list->entries[i].name.str, name) == 0)
			return &list->entries[i];
	return NULL;
}

/* Do "${prefix}R" and so on exist?  Then they are chosen. */
static bool
choose_channels(exr_const_context_t exr, int part, const char *prefix,
    struct exrview *view)
{
	static const char letters[] = "RGB";
	unsigned c;
	int n;

	view->part = part;
	for (c = 0; c < 3; c++) {
		n = snprintf(view->channel[c], EXRVIEW_NAME, "%s%c", prefix,
		    letters[c]);
		if (n < 0 || n >= EXRVIEW_NAME ||
		    find_channel(exr, part, view->channel[c]) == NULL)
			return false;
	}
	return true;
}

/* Luminance alone; with RY and BY beside it, it is subsampled colour. */
static bool
choose_luma(exr_const_context_t exr, struct exrview *view)
{
	unsigned c;

	view->part = 0;
	if (find_channel(exr, 0, "Y") == NULL ||
	    find_channel(exr, 0, "RY") != NULL)
		return false;
	for (c = 0; c < 3; c++)
		memcpy(view->channel[c], "Y", sizeof("Y"));
	return true;
}

static bool
is_view_of_part(exr_const_context_t exr, int part, const char *name)
{
	const char *text = NULL;
	int32_t length = 0;

	return exr_attr_get_string(exr, part, "view", &length, &text) ==
	    EXR_ERR_SUCCESS && text != NULL && strcmp(text, name) == 0;
}

/* The first name in "multiView" is that of channels without a prefix. */
static bool
is_first_view(exr_const_context_t exr, const char *name)
{
	const char *names[LIMIT_PICTURE_CHANNELS] = {NULL};
	int32_t count = 0;

	if (exr_attr_get_string_vector(exr, 0, "multiView", &count, NULL) !=
	    EXR_ERR_SUCCESS || count < 1 ||
	    count > (int32_t)LIMIT_PICTURE_CHANNELS)
		return false;
	return exr_attr_get_string_vector(exr, 0, "multiView", &count,
	    names) == EXR_ERR_SUCCESS && names[0] != NULL &&
	    strcmp(names[0], name) == 0;
}

static bool
choose_named(exr_const_context_t exr, int parts, const char *name,
    struct exrview *view)
{
	char prefix[EXRVIEW_NAME];
	int i;

	for (i = 0; i < parts; i++)
		if (is_view_of_part(exr, i, name) &&
		    choose_channels(exr, i, "", view))
			return true;
	if (is_first_view(exr, name) && choose_channels(exr, 0, "", view))
		return true;
	snprintf(prefix, sizeof(prefix), "%s.", name);
	for (i = 0; i < parts; i++)
		if (choose_channels(exr, i, prefix, view))
			return true;
	return false;
}

bool
exrview_choose(exr_const_context_t exr, const char *name,
    struct exrview *view, struct dcp_error *err)
{
	int parts = 0;

	if (exr_get_count(exr, &parts) != EXR_ERR_SUCCESS || parts < 1)
		return error_set(err, DCP_BAD_INPUT, "has no part");
	if (name == NULL)
		return choose_channels(exr, 0, "", view) ||
		    choose_luma(exr, view) ||
		    error_set(err, DCP_UNSUPPORTED,
		    "has no channels R, G and B in its first part");
	return choose_named(exr, parts, name, view) ||
	    error_set(err, DCP_BAD_INPUT, "has no view \"%s\" with channels "
	    "R, G and B", name);
}

bool
exrview_check(exr_const_context_t exr, const struct exrview *view,
    struct dcp_error *err)
{
	unsigned c;

	for (c = 0; c < 3; c++) {
		const exr_attr_chlist_entry_t *e = find_channel(exr,
		    view->part, view->channel[c]);

		if (e->pixel_type != EXR_PIXEL_HALF &&
		    e->pixel_type != EXR_PIXEL_FLOAT)
			return error_set(err, DCP_UNSUPPORTED, "channel %s "
			    "holds integers, want half or float",
			    view->channel[c]);
		if (e->x_sampling != 1 || e->y_sampling != 1)
			return error_set(err, DCP_UNSUPPORTED, "channel %s is "
			    "subsampled", view->channel[c]);
	}
	return true;
}
