/* info_frames.c: see info_frames.h. */
#include "info/info_frames.h"

#include <inttypes.h>

#define TELL_EVERY	1000	/* frames */

struct sizes {
	uint64_t count, sum;
	uint64_t min, max;		/* bytes */
	uint64_t min_frame, max_frame;	/* where, from 0 */
};

static void
note_size(struct sizes *s, uint64_t frame, uint64_t size)
{
	if (s->count == 0 || size < s->min) {
		s->min = size;
		s->min_frame = frame;
	}
	if (s->count == 0 || size > s->max) {
		s->max = size;
		s->max_frame = frame;
	}
	s->sum += size;
	s->count++;
}

/* ${size} bytes in each of ${rate} frames a second; exact below 2^53. */
static uint64_t
bit_rate(double size, struct rational rate)
{
	double bits = rational_is_rate(rate) ?
	    size * 8 * rate.num / rate.den : 0;

	return bits < 1e18 ? (uint64_t)(bits + 0.5) : 0;
}

static void
put_sizes(const struct sizes *s, const char *eye, struct rational rate,
    struct outline *o)
{
	struct json *json = outline_json(o);
	double mean = s->count == 0 ? 0 : (double)s->sum / (double)s->count;
	uint64_t mean_rate = bit_rate(mean, rate);
	uint64_t max_rate = bit_rate((double)s->max, rate);

	outline_item(o, eye);
	json_text(json, "eye", eye);
	outline_number(o, "count", s->count);
	outline_say(o, "least", "%" PRIu64 " bytes, frame %" PRIu64, s->min,
	    s->min_frame);
	outline_say(o, "mean", "%.0f bytes, %.1f Mbit/s", mean,
	    (double)mean_rate / 1e6);
	outline_say(o, "largest", "%" PRIu64 " bytes, %.1f Mbit/s, frame %"
	    PRIu64, s->max, (double)max_rate / 1e6, s->max_frame);
	json_number(json, "min_size", s->min);
	json_number(json, "min_frame", s->min_frame);
	json_number(json, "mean_size", (uint64_t)(mean + 0.5));
	json_number(json, "mean_bit_rate", mean_rate);
	json_number(json, "max_size", s->max);
	json_number(json, "max_frame", s->max_frame);
	json_number(json, "max_bit_rate", max_rate);
	outline_close(o);
}

/* Of an encrypted frame, too, what is told is its plain size. */
static bool
find_size(const struct mxfread *r, uint64_t frame, enum trackfile_eye eye,
    uint64_t *size, struct dcp_error *err)
{
	struct mxfread_place place;

	*size = 0;
	return mxfread_locate(r, frame, eye, &place, err) &&
	    mxfread_plain_size(r, &place, size, err);
}

/* Sizes of all frames: [0] left or only eye, [1] right, [2] both together. */
static bool
measure(const struct mxfread *r, struct sizes sizes[3],
    const struct progress *progress, struct dcp_error *err)
{
	const struct trackfile *t = mxfread_trackfile(r);
	bool stereo = t->kind == TRACKFILE_STEREO;
	uint64_t i, left, right = 0;

	for (i = 0; i < t->duration; i++) {
		if (!find_size(r, i, TRACKFILE_LEFT, &left, err) ||
		    (stereo && !find_size(r, i, TRACKFILE_RIGHT, &right, err)))
			return error_in(err, "frame %" PRIu64, i);
		note_size(&sizes[0], i, left);
		note_size(&sizes[1], i, right);
		note_size(&sizes[2], i, left + right);
		if (i % TELL_EVERY == 0 &&
		    !progress_tell(progress, i, t->duration, err))
			return false;
	}
	return true;
}

bool
info_frames(const struct mxfread *r, const struct progress *progress,
    struct outline *o, struct dcp_error *err)
{
	const struct trackfile *t = mxfread_trackfile(r);
	struct sizes sizes[3] = {{0}};
	struct dcp_error why = {0};

	if (!measure(r, sizes, progress, &why) &&
	    why.status == DCP_INTERRUPTED) {
		*err = why;
		return false;
	}
	outline_list(o, "frame_sizes");
	if (t->kind == TRACKFILE_STEREO) {
		put_sizes(&sizes[0], "left", t->edit_rate, o);
		put_sizes(&sizes[1], "right", t->edit_rate, o);
		put_sizes(&sizes[2], "both", t->edit_rate, o);
	} else {
		put_sizes(&sizes[0], "mono", t->edit_rate, o);
	}
	outline_close(o);
	if (why.status != DCP_OK)
		outline_text(o, "frame_failure", why.text);
	return true;
}
