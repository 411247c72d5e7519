/* channels.c: see channels.h. */
#include "audio/channels.h"

#include <string.h>
#include <strings.h>

#include "base/path.h"

const struct channels_label channels_labels[] = {
	{"L", "Left", 1, "Left"},
	{"R", "Right", 2, "Right"},
	{"C", "Center", 3, "Center"},
	{"LFE", "Sub", 4, "Low Frequency Effects"},
	{"Ls", NULL, 5, "Left Surround"},
	{"Rs", NULL, 6, "Right Surround"},
	{"Lss", NULL, 5, "Left Side Surround"},
	{"Rss", NULL, 6, "Right Side Surround"},
	{"HI", NULL, 7, "Hearing Impaired"},
	{"VI-N", "VIN", 8, "Visually Impaired-Narrative"},
	{"Lc", NULL, 9, "Left Center"},
	{"Rc", NULL, 10, "Right Center"},
	{"Lrs", NULL, 11, "Left Rear Surround"},
	{"Rrs", NULL, 12, "Right Rear Surround"},
	{"Motion", NULL, 13, "Motion data"},
	{"FSK", "FSKSync", 14, "FSK Sync"},
	{"SLV", "SLVS", 15, "Sign Language Video"},
	{0},
};

static const char *const names_51[] = {"L", "R", "C", "LFE", "Ls", "Rs",
	NULL};
static const char *const names_ds[] = {"L", "R", "C", "LFE", "Lss", "Rss",
	NULL};

/* May stand beside 5.1. */
static const char *const extras[] = {"HI", "VI-N", NULL};

/*
 * The other configurations (2: 6.1, 3: 7.1 SDDS, 5: 7.1 DS) have at most ten
 * channels, so they put what comes after the sixth elsewhere than ISDCF
 * Document 4, whose places are above; and no published text says where.
 */
static const struct channels_layout layout_51 = {"5.1", 1, names_51};

const struct channels_label *
channels_find(const char *name)
{
	const struct channels_label *label;

	for (label = channels_labels; label->name != NULL; label++)
		if (strcasecmp(label->name, name) == 0 ||
		    (label->other != NULL &&
		    strcasecmp(label->other, name) == 0))
			return label;
	return NULL;
}

/* Does ${stem}, of ${size} characters, end with ${name} as a word? */
static bool
ends_with(const char *stem, size_t size, const char *name)
{
	size_t n = name == NULL ? 0 : strlen(name);

	return n > 0 && n <= size &&
	    strncasecmp(stem + size - n, name, n) == 0 &&
	    (n == size || strchr("_-. ", stem[size - n - 1]) != NULL);
}

const struct channels_label *
channels_of_file(const char *path)
{
	const char *stem = path_name(path);
	const char *dot = strrchr(stem, '.');
	size_t size = dot == NULL ? strlen(stem) : (size_t)(dot - stem);
	const struct channels_label *label;

	for (label = channels_labels; label->name != NULL; label++)
		if (ends_with(stem, size, label->name) ||
		    ends_with(stem, size, label->other))
			return label;
	return NULL;
}

static bool
is_among(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static bool
fits(const struct channels_layout *layout,
    const struct channels_label *const *labels, size_t count)
{
	size_t i, need = 0;

	while (layout->labels[need] != NULL)
		need++;
	for (i = 0; i < count; i++) {
		if (is_among(labels[i]->name, layout->labels))
			need--;
		else if (!is_among(labels[i]->name, extras))
			return false;
	}
	return need == 0;
}

const struct channels_layout *
channels_layout_of(const struct channels_label *const *labels, size_t count)
{
	return fits(&layout_51, labels, count) ? &layout_51 : NULL;
}

/* Among ${names}, that of channel ${number}; NULL if there is none. */
static const char *
name_at(const char *const *names, unsigned number)
{
	for (; *names != NULL; names++)
		if (channels_find(*names)->number == number)
			return *names;
	return NULL;
}

const char *
channels_name(unsigned configuration, unsigned number)
{
	const char *name;

	switch (configuration) {
	case 1:
		name = name_at(names_51, number);
		return name != NULL ? name : name_at(extras, number);
	case 2:
	case 3:
		return name_at(names_51, number);
	case 5:
		return name_at(names_ds, number);
	default:
		return NULL;
	}
}
