/* sink.c: see sink.h. */
#include "master/sink.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/output.h"
#include "base/path.h"

struct sink {
	struct mxfwrite *file;	/* a track file; NULL: a folder */
	uint64_t done;		/* edit units that it held at first */
	char *folder[2];	/* of each eye */
	unsigned eyes;
	uint64_t start;		/* number of the first frame */
	uint64_t put;		/* codestreams since then */
};

static void
sink_free(struct sink *sink)
{
	if (sink == NULL)
		return;
	free(sink->folder[0]);
	free(sink->folder[1]);
	free(sink);
}

static struct sink *
sink_new(const struct job *job, struct dcp_error *err)
{
	struct sink *sink = calloc(1, sizeof(*sink));

	if (sink == NULL) {
		error_memory(err);
		return NULL;
	}
	sink->eyes = job->eyes;
	sink->start = job->start;
	return sink;
}

/* Hours of work may be in the file: what is not understood is not touched. */
static bool
look(const char *part, const struct job *job, struct mxfwrite_part *kept,
    struct dcp_error *err)
{
	*kept = (struct mxfwrite_part){.state = MXFWRITE_EMPTY};
	if (access(part, F_OK) == -1)
		return true;
	if (!mxfwrite_resume_peek(part, kept, err))
		return false;
	if (kept->state == MXFWRITE_WHOLE)
		return error_set(err, DCP_REFUSED, "%s is complete and only "
		    "lacks its name: rename it, or drop it with --restart",
		    part);
	if (kept->state == MXFWRITE_EMPTY ||
	    (kept->state == MXFWRITE_BEGUN && memcmp(kept->mark, job->mark,
	    sizeof(kept->mark)) == 0))
		return true;
	return error_set(err, DCP_REFUSED, "%s was begun with other "
	    "settings: repeat those to go on, or drop it with --restart", part);
}

bool
sink_look(const char *path, const struct job *job, struct mxfwrite_part *kept,
    struct dcp_error *err)
{
	struct bytes part = {0};
	bool ok;

	bytes_printf(&part, "%s.part", path);
	ok = bytes_ok(&part, err) && look(bytes_text(&part), job, kept, err);
	bytes_clear(&part);
	return ok;
}

/* Not by unlink() alone: another process may be writing it. */
static bool
drop_part(const char *path, const char *part, struct dcp_error *err)
{
	struct output *out = output_resume(path, part, err);

	if (out == NULL)
		return false;
	output_abandon(out);
	return true;
}

static bool
open_file(struct sink *sink, const char *path, const char *part,
    const struct job *job, const struct mxfwrite_options *given, bool restart,
    struct dcp_error *err)
{
	struct mxfwrite_options options = *given;
	struct mxfwrite_part kept;

	options.kind = job->eyes == 2 ? TRACKFILE_STEREO : TRACKFILE_PICTURE;
	options.edit_rate = job->rate;
	if (restart ? !drop_part(path, part, err)
	    : !look(part, job, &kept, err))
		return false;
	sink->file = mxfwrite_resume(path, part, &options, job->mark,
	    &sink->done, err);
	return sink->file != NULL;
}

struct sink *
sink_track_file(const char *path, const struct job *job,
    const struct mxfwrite_options *options, bool restart,
    struct dcp_error *err)
{
	struct sink *sink = sink_new(job, err);
	struct bytes part = {0};
	bool ok;

	if (sink == NULL)
		return NULL;
	bytes_printf(&part, "%s.part", path);
	ok = bytes_ok(&part, err) && open_file(sink, path, bytes_text(&part),
	    job, options, restart, err);
	bytes_clear(&part);
	if (ok)
		return sink;
	sink_free(sink);
	return NULL;
}

static bool
make_folder(const char *path, const char *name, char **folder,
    struct dcp_error *err)
{
	if ((*folder = path_join(path, name)) == NULL)
		return error_memory(err);
	return path_make_folder(*folder, err);
}

struct sink *
sink_folder(const char *path, const struct job *job, struct dcp_error *err)
{
	struct sink *sink = sink_new(job, err);

	if (sink == NULL)
		return NULL;
	if (job->eyes == 1 ? make_folder(path, ".", &sink->folder[0], err)
	    : make_folder(path, "left", &sink->folder[0], err) &&
	    make_folder(path, "right", &sink->folder[1], err))
		return sink;
	sink_free(sink);
	return NULL;
}

uint64_t
sink_done(const struct sink *sink)
{
	return sink->done;
}

static bool
put_into_folder(struct sink *sink, const void *at, size_t size,
    struct dcp_error *err)
{
	struct bytes path = {0};
	bool ok;

	bytes_printf(&path, "%s/%06" PRIu64 ".j2c",
	    sink->folder[sink->put % sink->eyes],
	    sink->start + sink->put / sink->eyes);
	ok = bytes_ok(&path, err) &&
	    output_save(bytes_text(&path), at, size, err);
	bytes_clear(&path);
	return ok;
}

const struct seal *
sink_seal(const struct sink *sink)
{
	return sink->file == NULL ? NULL : mxfwrite_seal(sink->file);
}

static bool
put_into_file(struct mxfwrite *w, const struct bytes *plain,
    const struct bytes *sealed, struct dcp_error *err)
{
	return mxfwrite_seal(w) == NULL ?
	    mxfwrite_unit(w, plain->at, plain->size, err) :
	    mxfwrite_sealed(w, plain->at, plain->size, sealed, err);
}

bool
sink_put(struct sink *sink, const struct bytes *plain,
    const struct bytes *sealed, struct dcp_error *err)
{
	if (sink->file != NULL ?
	    !put_into_file(sink->file, plain, sealed, err) :
	    !put_into_folder(sink, plain->at, plain->size, err))
		return false;
	sink->put++;
	return true;
}

bool
sink_close(struct sink *sink, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	bool ok = true;

	*result = (struct mxfwrite_result){0};
	if (sink->file != NULL)
		ok = mxfwrite_close(sink->file, result, err);
	sink_free(sink);
	return ok;
}

uint64_t
sink_suspend(struct sink *sink)
{
	uint64_t kept = sink->put / sink->eyes;

	if (sink->file != NULL) {
		kept = mxfwrite_noted(sink->file);
		if (kept == 0)
			mxfwrite_abandon(sink->file);
		else
			mxfwrite_suspend(sink->file);
	}
	sink_free(sink);
	return kept;
}
