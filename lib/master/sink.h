/*
 * sink.h: where codestreams go, in the order of the film: into one track
 * file, or into a folder, a file each.
 */
#ifndef MASTER_SINK_H
#define MASTER_SINK_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "master/job.h"
#include "mxf/mxfwrite.h"

struct sink;

/*
 * sink_track_file(path, job, options, restart, err):
 * A track file that grows under ${path}.part and keeps that name if work is
 * suspended.  If there is such a file already, of a job with an equal mark,
 * it is gone on with; one of another job is DCP_REFUSED, unless ${restart}:
 * then it is removed first, whatever it is.  Kind and rate in ${options} are
 * set here.  NULL on failure.
 */
struct sink *sink_track_file(const char *path, const struct job *,
    const struct mxfwrite_options *, bool restart, struct dcp_error *) CHECKED;

/*
 * sink_look(path, job, kept, err):
 * What there is of such a file already that can be gone on with, if there is.
 * One of another job, or that is none, is DCP_REFUSED.  An encrypted one is
 * gone on with under the asset id and with the key that ${kept} names.
 */
bool sink_look(const char *path, const struct job *, struct mxfwrite_part *kept,
    struct dcp_error *) CHECKED;

/*
 * sink_folder(path, job, err):
 * Files ${path}/NNNNNN.j2c, stereoscopic ${path}/left/NNNNNN.j2c and
 * ${path}/right/NNNNNN.j2c, numbered as the frames are in their sequence, from
 * 0 on; each appears when it is complete.  NULL on failure.
 */
struct sink *sink_folder(const char *path, const struct job *,
    struct dcp_error *) CHECKED;

/* Edit units that it held when it was opened: the job goes on behind them. */
uint64_t sink_done(const struct sink *);

/* What seals the codestreams of an encrypted track file; NULL: it is plain. */
const struct seal *sink_seal(const struct sink *);

/*
 * sink_put(sink, plain, sealed, err):
 * The next codestream, left before right; ${sealed} is what sink_seal() made of
 * it, and not looked at if that is NULL.
 */
bool sink_put(struct sink *, const struct bytes *plain,
    const struct bytes *sealed, struct dcp_error *) CHECKED;

/*
 * sink_close(sink, result, err): all is there; give the file its name; free.
 * ${result} is about a track file, and zero for a folder.
 * sink_suspend(sink): keep what is there for another time; free.  Returns the
 * edit units that an unfinished track file is kept with (none: it is removed),
 * or that are complete in a folder.
 */
bool sink_close(struct sink *, struct mxfwrite_result *, struct dcp_error *)
    CHECKED;
uint64_t sink_suspend(struct sink *);

#endif
