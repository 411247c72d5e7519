/* hash_watch.c: see hash_watch.h. */
#include "hash_watch.h"

#include <stdlib.h>
#include <string.h>

#include "mxf/tripletscan.h"

/* A file while it is read. */
struct reading {
	struct hash_watch *watch;
	struct tripletscan *scan;
};

static void
release(void *context)
{
	struct reading *r = context;

	if (r != NULL)
		tripletscan_free(r->scan);
	free(r);
}

static bool
begin(void *context, const char *path, void **reading, struct dcp_error *err)
{
	struct hash_watch *watch = context;
	struct reading *r = calloc(1, sizeof(*r));
	bool ok;

	if (r == NULL)
		return error_memory(err);
	r->watch = watch;
	ok = tripletscan_begin(path, watch->ring, &r->scan, err);
	if (ok && r->scan != NULL && watch->ring != NULL) {
		*reading = r;
		return true;
	}
	if (r->scan != NULL)
		watch->unproven++;
	release(r);
	return ok;
}

static bool
feed(void *reading, const void *bytes, size_t size, struct dcp_error *err)
{
	struct reading *r = reading;

	return tripletscan_feed(r->scan, bytes, size, err);
}

static bool
end(void *reading, char **note, bool *fault, struct dcp_error *err)
{
	struct reading *r = reading;
	struct bytes text = {0};
	bool ok = tripletscan_end(r->scan, &text, fault, err);

	*note = NULL;
	if (ok && text.size > 0 && (*note = strdup(bytes_text(&text))) == NULL)
		ok = error_memory(err);
	if (*fault)
		r->watch->faulty++;
	else if (tripletscan_is_proof(r->scan))
		r->watch->proven++;
	else
		r->watch->unproven++;
	bytes_clear(&text);
	return ok;
}

struct digests_watcher
hash_watch_watcher(struct hash_watch *watch)
{
	return (struct digests_watcher){.begin = begin, .feed = feed,
	    .end = end, .free = release, .context = watch};
}

void
hash_watch_tell(struct hash_watch *watch, struct bytes *to)
{
	const char *const words[] = {"proven", "at fault", "not checked"};
	const size_t counts[] = {watch->proven, watch->faulty,
	    watch->unproven};
	const char *before = "; integrity of encrypted files: ";
	size_t i;

	for (i = 0; i < 3; i++) {
		if (counts[i] == 0)
			continue;
		bytes_printf(to, "%s%zu %s", before, counts[i], words[i]);
		before = ", ";
	}
	if (watch->ring == NULL && watch->unproven > 0)
		bytes_printf(to, ", as no key was given");
}
