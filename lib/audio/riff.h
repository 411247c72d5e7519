/*
 * riff.h: where the samples of a WAV, RF64, BW64 or W64 file lie, and how many
 * bytes of them its header promises.  libsndfile shortens a file that was cut
 * off to what is left of it and does not say so; a master must not.
 */
#ifndef AUDIO_RIFF_H
#define AUDIO_RIFF_H

#include "base/input.h"

struct riff {
	uint64_t data_offset;	/* first byte of the samples */
	uint64_t data_size;	/* bytes of samples, all of them in the file */
	uint32_t block_size;	/* bytes of one sample of all channels */
	bool is_bw64;		/* begins "BW64" (ITU-R BS.2088) */
};

/*
 * riff_read(in, out, err):
 * Walk the chunks of ${in} up to the samples.  DCP_BAD_INPUT if it is none of
 * these formats, has no format chunk before its samples, promises more bytes
 * than the file has, or promises no whole number of samples (EBU Tech 3285,
 * 3306; ITU-R BS.2088; Sony Wave64).
 */
bool riff_read(const struct input *, struct riff *, struct dcp_error *)
    CHECKED;

#endif
