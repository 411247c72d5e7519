/* hash_watch.c: see hash_watch.h. */
#include "hash_watch.h"

#include <stdlib.h>
#include <string.h>

#include "mxf/tripletscan.h"

static bool
begin(void *context, const char *path, void **watch, struct dcp_error *err)
{
	struct tripletscan *scan;
	bool ok = tripletscan_begin(path, context, &scan, err);

	*watch = scan;
	return ok;
}

static bool
feed(void *watch, const void *bytes, size_t size, struct dcp_error *err)
{
	return tripletscan_feed(watch, bytes, size, err);
}

static bool
end(void *watch, char **note, bool *fault, struct dcp_error *err)
{
	struct bytes text = {0};
	bool ok = tripletscan_end(watch, &text, fault, err);

	*note = NULL;
	if (ok && text.size > 0 && (*note = strdup(bytes_text(&text))) == NULL)
		ok = error_memory(err);
	bytes_clear(&text);
	return ok;
}

static void
release(void *watch)
{
	tripletscan_free(watch);
}

struct digests_watcher
hash_watch(struct keyring *ring)
{
	return (struct digests_watcher){.begin = begin, .feed = feed,
	    .end = end, .free = release, .context = ring};
}
