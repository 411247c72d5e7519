/* unwrapframes.c: see unwrapframes.h. */
#include "master/unwrapframes.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/output.h"
#include "base/path.h"
#include "base/workers.h"
#include "image/picture.h"
#include "image/viewing.h"
#include "j2k/j2kdec.h"

struct slot {
	struct bytes unit;
	struct image image;
	struct bytes path;
};

struct job {
	const struct unwrapframes *unwrap;
	const struct progress *progress;
	struct slot *slot;
	uint64_t eyes;		/* files of one edit unit */
	uint64_t total;		/* files */
};

static enum trackfile_eye
eye_of(const struct job *job, uint64_t index)
{
	return job->unwrap->eyes == UNWRAPFRAMES_RIGHT ||
	    index % job->eyes == 1 ? TRACKFILE_RIGHT : TRACKFILE_LEFT;
}

static const char *
name_file(const struct job *job, struct slot *slot, uint64_t unit,
    enum trackfile_eye eye, struct dcp_error *err)
{
	const char *folder = job->eyes == 1 ? "" :
	    eye == TRACKFILE_LEFT ? "left/" : "right/";

	bytes_reset(&slot->path);
	bytes_printf(&slot->path, "%s/%s%06" PRIu64 "%s",
	    job->unwrap->folder, folder, unit, job->unwrap->suffix);
	return bytes_ok(&slot->path, err) ? bytes_text(&slot->path) : NULL;
}

static bool
save(const struct job *job, struct slot *slot, const char *path,
    struct dcp_error *err)
{
	const struct unwrapframes *unwrap = job->unwrap;
	struct picture_info info = {.primaries = unwrap->rec709 ?
		COLOUR_REC709 : COLOUR_XYZ, .transfer = unwrap->rec709 ?
		COLOUR_GAMMA24 : COLOUR_DCDM};

	if (!unwrap->decode)
		return output_save(path, slot->unit.at, slot->unit.size, err);
	return j2kdec_decode(span_of(slot->unit.at, slot->unit.size, 0),
	    unwrap->reduce, &slot->image, err) && (!unwrap->rec709 ||
	    viewing_rec709(&slot->image, err)) &&
	    picture_write(path, &slot->image, &info, err);
}

static bool
unwrap_one(void *context, unsigned number, uint64_t index,
    struct dcp_error *err)
{
	const struct job *job = context;
	struct slot *slot = &job->slot[number];
	enum trackfile_eye eye = eye_of(job, index);
	uint64_t unit = job->unwrap->units.first + index / job->eyes;
	const char *path = name_file(job, slot, unit, eye, err);

	if (path == NULL)
		return false;
	if (!mxfread_unit(job->unwrap->read, unit, eye, &slot->unit, err) ||
	    !save(job, slot, path, err))
		return error_in(err, "edit unit %" PRIu64 "%s", unit,
		    job->eyes == 1 ? "" : eye == TRACKFILE_LEFT ?
		    ", left eye" : ", right eye");
	return true;
}

static bool
note_done(void *context, unsigned number, uint64_t index,
    struct dcp_error *err)
{
	const struct job *job = context;

	(void)number;
	return progress_tell(job->progress, index + 1, job->total, err);
}

static bool
make_folder(const char *folder, const char *name, struct dcp_error *err)
{
	char *path = path_join(folder, name);
	bool ok = path == NULL ? error_memory(err) :
	    path_make_folder(path, err);

	free(path);
	return ok;
}

static bool
make_folders(const struct job *job, struct dcp_error *err)
{
	const char *folder = job->unwrap->folder;

	if (job->eyes == 1)
		return path_make_folder(folder, err);
	return make_folder(folder, "left", err) &&
	    make_folder(folder, "right", err);
}

bool
unwrapframes_run(const struct unwrapframes *unwrap,
    const struct progress *progress, struct dcp_error *err)
{
	bool stereo = mxfread_trackfile(unwrap->read)->kind ==
	    TRACKFILE_STEREO && unwrap->eyes == UNWRAPFRAMES_ALL;
	struct job job = {.unwrap = unwrap, .progress = progress,
		.eyes = stereo ? 2 : 1};
	struct workers_job work = {.threads = unwrap->threads,
		.slots = workers_slots(unwrap->threads), .work = unwrap_one,
		.done = note_done, .context = &job};
	bool ok;
	unsigned i;

	work.count = job.total = unwrap->units.count * job.eyes;
	job.slot = calloc(work.slots, sizeof(*job.slot));
	if (job.slot == NULL)
		return error_memory(err);
	ok = make_folders(&job, err) && workers_run(&work, err);
	for (i = 0; i < work.slots; i++) {
		bytes_clear(&job.slot[i].unit);
		image_clear(&job.slot[i].image);
		bytes_clear(&job.slot[i].path);
	}
	free(job.slot);
	return ok;
}
