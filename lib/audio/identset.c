/* identset.c: see identset.h. */
#include "audio/identset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/ident.h"
#include "audio/wavwrite.h"
#include "base/bytes.h"
#include "base/path.h"

#define BLOCK	24000	/* samples made at once */

/* Labels of channels, in order; NULL: they are only numbered. */
static const char *const *
find_labels(unsigned channels)
{
	static const char *const centre[] = {"C"};
	static const char *const pair[] = {"L", "R"};
	static const char *const surround[] = {"L", "R", "C", "LFE", "Ls",
		"Rs"};
	static const char *const seven[] = {"L", "R", "C", "LFE", "Lss",
		"Rss", "Lrs", "Rrs"};

	return channels == 1 ? centre : channels == 2 ? pair :
	    channels == 6 ? surround : channels == 8 ? seven : NULL;
}

/* Channels from ${first} on, ${count} of them, interleaved. */
static void
fill(const struct identset *set, unsigned first, unsigned count, uint64_t at,
    size_t samples, int32_t *to)
{
	const char *const *labels = find_labels(set->channels);
	unsigned i;

	for (i = 0; i < count; i++) {
		struct ident ident = {set->rate, set->channels, first + i,
			labels != NULL && strcmp(labels[first + i], "LFE") ==
			0};

		ident_samples(&ident, at, to + i, samples, count);
	}
}

static bool
write_file(const struct identset *set, const char *path, unsigned first,
    unsigned count, struct dcp_error *err)
{
	int32_t *block = malloc(sizeof(*block) * BLOCK * count);
	struct wavwrite *out = wavwrite_open(path, count, set->rate,
	    set->samples, err);
	bool ok = false;
	uint64_t at;
	size_t n;

	if (block == NULL)
		error_memory(err);
	if (block == NULL || out == NULL)
		goto out;
	for (at = 0; at < set->samples; at += n) {
		n = set->samples - at < BLOCK ? (size_t)(set->samples - at)
		    : BLOCK;
		fill(set, first, count, at, n, block);
		if (!wavwrite_samples(out, block, n, err))
			goto out;
	}
	ok = wavwrite_commit(out, err);
	out = NULL;
out:
	wavwrite_abandon(out);
	free(block);
	return ok;
}

static bool
write_named(const struct identset *set, const char *folder, const char *name,
    unsigned first, unsigned count, struct dcp_error *err)
{
	char *path = path_join(folder, name);
	bool ok = path == NULL ? error_memory(err)
	    : write_file(set, path, first, count, err);

	free(path);
	return ok;
}

bool
identset_write(const struct identset *set, const char *folder,
    const char *name, struct dcp_error *err)
{
	const char *const *labels = find_labels(set->channels);
	struct bytes file = {0};
	bool ok = true;
	unsigned i;

	for (i = 0; ok && i < (set->polyphonic ? 1 : set->channels); i++) {
		bytes_reset(&file);
		if (set->polyphonic)
			bytes_printf(&file, "%s.wav", name);
		else if (labels != NULL)
			bytes_printf(&file, "%s_%s.wav", name, labels[i]);
		else
			bytes_printf(&file, "%s_%02u.wav", name, i + 1);
		ok = bytes_ok(&file, err) && write_named(set, folder,
		    bytes_text(&file), i, set->polyphonic ? set->channels : 1,
		    err);
	}
	bytes_clear(&file);
	return ok;
}
