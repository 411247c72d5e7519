/* job.c: see job.h. */
#include "master/job.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "crypt/digest.h"
#include "image/picture.h"

static bool
find_frames(struct job *job, const struct job_settings *s,
    struct dcp_error *err)
{
	unsigned eye;

	job->eyes = s->pictures[1] == NULL ? 1 : 2;
	for (eye = 0; eye < job->eyes; eye++) {
		if (s->view[eye] != NULL &&
		    (job->view[eye] = strdup(s->view[eye])) == NULL)
			return error_memory(err);
		if (!sequence_find(s->pictures[eye], picture_suffixes,
		    &job->sequence[eye], err))
			return false;
	}
	return job->eyes == 1 || sequence_check_pair(&job->sequence[0],
	    &job->sequence[1], err);
}

static bool
choose_range(struct job *job, const struct job_settings *s,
    struct dcp_error *err)
{
	uint64_t have = job->sequence[0].count;

	if (s->start >= have || s->count > have - s->start)
		return error_set(err, DCP_REFUSED, "want %" PRIu64
		    " frames from frame %" PRIu64 " on, there are %" PRIu64,
		    s->count == 0 ? 1 : s->count, s->start, have);
	job->start = s->start;
	job->count = s->count == 0 ? have - s->start : s->count;
	return true;
}

/* Only the frames of the range are probed. */
static bool
probe_frames(struct job *job, const struct progress *progress,
    struct dcp_error *err)
{
	struct sequence range;
	unsigned eye;

	for (eye = 0; eye < job->eyes; eye++) {
		range.path = job->sequence[eye].path + job->start;
		range.count = job->count;
		if (!sequence_check(&range, sequence_probe_picture,
		    job->view[eye], job->threads, progress, err))
			return false;
	}
	return true;
}

/* What the first frame says; the right eye's must say the same. */
static bool
probe_first(const struct job *job, struct picture_info *info,
    struct dcp_error *err)
{
	const char *left = job->sequence[0].path[job->start], *right;
	struct picture_info other;

	if (!picture_probe(left, job->view[0], info, err))
		return false;
	if (job->eyes == 1)
		return true;
	right = job->sequence[1].path[job->start];
	if (!picture_probe(right, job->view[1], &other, err))
		return false;
	if (other.width != info->width || other.height != info->height ||
	    other.bits != info->bits)
		return error_set(err, DCP_BAD_INPUT, "%s has %" PRIu32 "x%"
		    PRIu32 ", %u bits, but %s has %" PRIu32 "x%" PRIu32
		    ", %u bits", left, info->width, info->height, info->bits,
		    right, other.width, other.height, other.bits);
	return (other.primaries == info->primaries &&
	    other.transfer == info->transfer) ||
	    error_set(err, DCP_BAD_INPUT, "%s and %s say different colours; "
	    "choose with --colour", left, right);
}

static bool
choose_colour(struct job *job, const struct job_settings *s,
    const struct picture_info *info, struct dcp_error *err)
{
	struct colour_space space = {.primaries = info->primaries,
	    .transfer = info->transfer};

	if (s->colour != NULL) {
		if (!colour_named(s->colour, &space, err))
			return error_in(err, "--colour");
	} else if (space.primaries == COLOUR_PRIMARIES_UNKNOWN ||
	    space.transfer == COLOUR_TRANSFER_UNKNOWN ||
	    space.transfer == COLOUR_LOG) {
		return error_set(err, DCP_REFUSED, "%s says primaries %s, "
		    "transfer %s; state its colours with --colour",
		    job->sequence[0].path[job->start],
		    colour_primaries_name(space.primaries),
		    colour_transfer_name(space.transfer));
	}
	job->colour = colour_new(&space, info->bits, err);
	job->frame.colour = job->colour;
	job->frame.bits = info->bits;
	return job->colour != NULL;
}

/*
 * Parts of 250 to stay below the profile's bit rate: encryption adds bytes,
 * play-back machines have stumbled nearer to the limit, and programs that
 * check packages warn of it (picture.near-limit).
 */
#define DISTANCE	20u

static bool
choose_profile(struct job *job, const struct job_settings *s, uint32_t width,
    uint32_t height, struct dcp_error *err)
{
	struct dciprofile *p = &job->profile;
	char rate[RATIONAL_SIZE];

	if (s->profile == NULL ? !dciprofile_default(p, width, height, err)
	    : !dciprofile_load(p, s->profile, err))
		return false;
	if (!dciprofile_has_container(p, width, height))
		return error_set(err, DCP_REFUSED, "profile %s has no container"
		    " %" PRIu32 "x%" PRIu32 "; choose one with --container and"
		    " --fit", p->name, width, height);
	rational_print(rate, s->rate);
	if (!dciprofile_has_rate(p, s->rate, job->eyes == 2))
		return error_set(err, DCP_REFUSED, "profile %s has no %s "
		    "pictures at %s a second; see dcp-profile(5)", p->name,
		    job->eyes == 2 ? "stereoscopic" : "monoscopic", rate);
	if (s->bit_rate > p->bit_rate)
		return error_set(err, DCP_REFUSED, "--bit-rate: %" PRIu64
		    " bits a second are more than the %" PRIu64
		    " of profile %s", s->bit_rate, p->bit_rate, p->name);
	p->bit_rate = s->bit_rate != 0 ? s->bit_rate
	    : p->bit_rate - p->bit_rate / 250 * DISTANCE;
	if (p->component_bit_rate > p->bit_rate)
		p->component_bit_rate = p->bit_rate;
	return true;
}

static bool
choose_form(struct job *job, const struct job_settings *s,
    const struct picture_info *info, struct dcp_error *err)
{
	uint32_t width = s->width == 0 ? info->width : s->width;
	uint32_t height = s->height == 0 ? info->height : s->height;
	struct dciprofile_limits limits;

	if (!fit_check(s->fit, info->width, info->height, width, height, err))
		return error_in(err, "%s", job->sequence[0].path[job->start]);
	if (!choose_profile(job, s, width, height, err))
		return false;
	job->rate = s->rate;
	job->frame.fit = s->fit;
	limits = dciprofile_limits(&job->profile, s->rate, job->eyes == 2);
	if (j2kenc_init(&job->frame.encoder, &job->profile, limits, width,
	    height, err))
		return true;
	return s->bit_rate != 0 && limits.frame_size < J2KENC_SIZE_MIN &&
	    error_in(err, "--bit-rate");
}

static bool
mark_frames(const struct job *job, struct digest_stream *d,
    struct dcp_error *err)
{
	uint64_t i;
	unsigned eye;

	for (eye = 0; eye < job->eyes; eye++)
		for (i = job->start; i < job->start + job->count; i++) {
			const char *path = job->sequence[eye].path[i];

			if (!digest_add(d, path, strlen(path) + 1, err))
				return false;
		}
	return true;
}

/* The rest as text, which is the same on every machine. */
static void
describe(const struct job *job, const struct job_settings *s, struct bytes *to)
{
	const struct j2kenc *e = &job->frame.encoder;
	unsigned eye;

	bytes_printf(to, "1 %u %" PRIu64 " %" PRIu64 " %d/%d", job->eyes,
	    job->start, job->count, job->rate.num, job->rate.den);
	bytes_printf(to, " %s %s %u", s->colour == NULL ? "-" : s->colour,
	    fit_name(job->frame.fit), job->frame.bits);
	for (eye = 0; eye < job->eyes; eye++)
		bytes_printf(to, " %s",
		    job->view[eye] == NULL ? "-" : job->view[eye]);
	bytes_printf(to, " %" PRIu32 "x%" PRIu32 " %u %u %u %u %" PRIu64
	    " %" PRIu64, e->width, e->height, e->rsiz, e->guard_bits,
	    e->levels, e->tile_parts, e->limits.frame_size,
	    e->limits.component_size);
}

static bool
make_mark(struct job *job, const struct job_settings *s, struct dcp_error *err)
{
	struct digest_stream *d = digest_begin(DIGEST_SHA256, err);
	struct bytes text = {0};
	struct digest digest;
	bool ok;

	if (d == NULL)
		return false;
	describe(job, s, &text);
	ok = bytes_ok(&text, err) && digest_add(d, text.at, text.size, err) &&
	    mark_frames(job, d, err) && digest_end(d, &digest, err);
	if (ok)
		memcpy(job->mark, digest.bytes, sizeof(job->mark));
	digest_free(d);
	bytes_clear(&text);
	return ok;
}

bool
job_open(struct job *job, const struct job_settings *s,
    const struct progress *progress, struct dcp_error *err)
{
	struct picture_info info;

	*job = (struct job){.threads = s->threads};
	if (find_frames(job, s, err) && choose_range(job, s, err) &&
	    probe_first(job, &info, err) && choose_form(job, s, &info, err) &&
	    choose_colour(job, s, &info, err) &&
	    probe_frames(job, progress, err) && make_mark(job, s, err))
		return true;
	job_close(job);
	return false;
}

void
job_close(struct job *job)
{
	unsigned eye;

	for (eye = 0; eye < 2; eye++) {
		sequence_clear(&job->sequence[eye]);
		free(job->view[eye]);
	}
	colour_free(job->colour);
	*job = (struct job){0};
}
