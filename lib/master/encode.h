/* encode.h: the frames of a job through all processors into a sink. */
#ifndef MASTER_ENCODE_H
#define MASTER_ENCODE_H

#include "base/error.h"
#include "base/progress.h"
#include "master/job.h"
#include "master/sink.h"

/*
 * encode_run(job, sink, progress, err):
 * Encode all edit units that ${sink} does not hold yet and put them there in
 * order; ${progress} (may be NULL) is told edit units.  Memory depends on the
 * number of threads, not on that of frames.  The first frame that fails stops
 * the work and is named; what stands before it is in the sink.
 */
bool encode_run(const struct job *, struct sink *, const struct progress *,
    struct dcp_error *) CHECKED;

#endif
