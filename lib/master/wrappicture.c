/* wrappicture.c: see wrappicture.h. */
#include "master/wrappicture.h"

#include <inttypes.h>
#include <sys/stat.h>

#include "base/input.h"
#include "base/limits.h"
#include "master/feed.h"

#define MEASURE_STEP	1024	/* files between two looks at the user */

const char *const wrappicture_suffixes[] = {".j2c", ".j2k", ".jpc", NULL};

/* Codestream ${index} of the file: left and right in turn if stereo. */
static const char *
path_of(const struct wrappicture *wrap, uint64_t index)
{
	if (wrap->right == NULL)
		return wrap->left->path[index];
	return (index % 2 == 0 ? wrap->left : wrap->right)->path[index / 2];
}

static bool
fetch(void *context, uint64_t index, struct bytes *to, struct dcp_error *err)
{
	return input_load(path_of(context, index), LIMIT_FRAME_SIZE, to, err);
}

static void
blame(void *context, uint64_t index, struct dcp_error *err)
{
	error_in(err, "%s", path_of(context, index));
}

/* What the frames will take in the file.  It may be stopped, too. */
static bool
measure(const struct wrappicture *wrap, uint64_t count,
    struct mxfwrite_options *options, const struct progress *progress,
    struct dcp_error *err)
{
	struct stat st;
	uint64_t i;

	for (i = 0; i < count; i++) {
		if (stat(path_of(wrap, i), &st) == -1) {
			error_system(err);
			return error_in(err, "%s", path_of(wrap, i));
		}
		if (st.st_size < 0 || (uint64_t)st.st_size > LIMIT_FRAME_SIZE)
			return error_set(err, DCP_REFUSED, "%s: %" PRIu64
			    " bytes, want at most %u", path_of(wrap, i),
			    (uint64_t)st.st_size, LIMIT_FRAME_SIZE);
		options->packets_size += mxfwrite_packet_size(options,
		    (uint64_t)st.st_size);
		if (i % MEASURE_STEP == 0 &&
		    !progress_tell(progress, 0, count, err))
			return false;
	}
	return true;
}

bool
wrappicture_run(const struct wrappicture *wrap, const char *path,
    const struct progress *progress, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	bool stereo = wrap->right != NULL;
	struct mxfwrite_options options = {
		.kind = stereo ? TRACKFILE_STEREO : TRACKFILE_PICTURE,
		.id = wrap->id, .edit_rate = wrap->edit_rate,
		.made = wrap->made, .crypto = wrap->crypto,
		.duration = wrap->left->count};
	struct feed feed = {.count = wrap->left->count * (stereo ? 2 : 1),
		.threads = wrap->threads, .fetch = fetch, .blame = blame};
	struct wrappicture copy = *wrap;

	*result = (struct mxfwrite_result){0};
	feed.context = &copy;
	return (!stereo || sequence_check_pair(wrap->left, wrap->right,
	    err)) &&
	    measure(wrap, feed.count, &options, progress, err) &&
	    feed_file(&feed, path, &options, progress, result, err);
}
