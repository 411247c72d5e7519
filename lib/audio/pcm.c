/* pcm.c: see pcm.h. */
#include "audio/pcm.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

struct pcm {
	struct pcm_plan plan;
	struct pcm_route *route;	/* our own copy of plan.route */
	uint32_t rate, unit_samples;
	uint64_t duration, next;	/* edit units */
	int32_t **block;	/* of each source, one edit unit */
};

bool
pcm_unit_samples(struct rational edit_rate, uint32_t rate, uint32_t *out,
    struct dcp_error *err)
{
	uint64_t samples = (uint64_t)rate * (uint64_t)edit_rate.den;
	char text[RATIONAL_SIZE];

	assert(rational_is_rate(edit_rate));
	*out = 0;
	if (samples % (uint64_t)edit_rate.num != 0 ||
	    samples / (uint64_t)edit_rate.num > UINT32_MAX) {
		rational_print(text, edit_rate);
		return error_set(err, DCP_BAD_INPUT, "%" PRIu32 " samples a "
		    "second are no whole number of samples in an edit unit "
		    "at %s", rate, text);
	}
	*out = (uint32_t)(samples / (uint64_t)edit_rate.num);
	return true;
}

void
pcm_pack(uint8_t *to, const int32_t *from, size_t count)
{
	uint32_t v;
	size_t i;

	for (i = 0; i < count; i++, to += PCM_SAMPLE_SIZE) {
		v = (uint32_t)from[i];
		to[0] = (uint8_t)(v & 0xff);
		to[1] = (uint8_t)(v >> 8 & 0xff);
		to[2] = (uint8_t)(v >> 16 & 0xff);
	}
}

void
pcm_unpack(int32_t *to, const uint8_t *from, size_t count)
{
	int32_t v;
	size_t i;

	for (i = 0; i < count; i++, from += PCM_SAMPLE_SIZE) {
		v = from[0] | from[1] << 8 | from[2] << 16;
		to[i] = (v ^ 0x800000) - 0x800000;
	}
}

static bool
check_rates(const struct pcm_plan *plan, struct dcp_error *err)
{
	uint32_t want = wav_info(plan->source[0])->rate;
	size_t i;

	for (i = 1; i < plan->source_count; i++)
		if (wav_info(plan->source[i])->rate != want)
			return error_set(err, DCP_BAD_INPUT,
			    "%s: have %" PRIu32 " samples a second, want %"
			    PRIu32 " as %s has", wav_path(plan->source[i]),
			    wav_info(plan->source[i])->rate, want,
			    wav_path(plan->source[0]));
	return true;
}

/* With PCM_EXACT: all files end together, and with an edit unit. */
static bool
check_ends(const struct pcm *pcm, struct dcp_error *err)
{
	const struct pcm_plan *plan = &pcm->plan;
	uint64_t first = wav_info(plan->source[0])->samples;
	uint64_t over = first % pcm->unit_samples, have;
	size_t i;

	for (i = 1; i < plan->source_count; i++) {
		have = wav_info(plan->source[i])->samples;
		if (have != first)
			return error_set(err, DCP_BAD_INPUT,
			    "%s: have %" PRIu64 " samples, want %" PRIu64
			    " as %s has; choose --pad or --trim",
			    wav_path(plan->source[i]), have, first,
			    wav_path(plan->source[0]));
	}
	if (over != 0)
		return error_set(err, DCP_BAD_INPUT, "%s: %" PRIu64
		    " samples are %" PRIu64 " more than %" PRIu64
		    " edit units of %" PRIu32 " samples, and %" PRIu64
		    " short of one more; choose --pad or --trim", wav_path(plan->source[0]), first,
		    over, first / pcm->unit_samples, pcm->unit_samples,
		    pcm->unit_samples - over);
	return true;
}

static void
set_duration(struct pcm *pcm)
{
	uint64_t shortest = UINT64_MAX, longest = 0, have;
	size_t i;

	for (i = 0; i < pcm->plan.source_count; i++) {
		have = wav_info(pcm->plan.source[i])->samples;
		shortest = have < shortest ? have : shortest;
		longest = have > longest ? have : longest;
	}
	pcm->duration = pcm->plan.tail == PCM_TRIM ?
	    shortest / pcm->unit_samples :
	    longest / pcm->unit_samples + (longest % pcm->unit_samples != 0);
}

static bool
allocate(struct pcm *pcm, struct dcp_error *err)
{
	const struct pcm_plan *plan = &pcm->plan;
	size_t i;

	pcm->route = calloc(plan->channels, sizeof(*pcm->route));
	pcm->block = calloc(plan->source_count, sizeof(*pcm->block));
	if (pcm->route == NULL || pcm->block == NULL)
		return error_memory(err);
	memcpy(pcm->route, plan->route, plan->channels * sizeof(*pcm->route));
	for (i = 0; i < plan->source_count; i++) {
		pcm->block[i] = calloc((size_t)pcm->unit_samples *
		    wav_info(plan->source[i])->channels, sizeof(int32_t));
		if (pcm->block[i] == NULL)
			return error_memory(err);
	}
	return true;
}

static bool
prepare(struct pcm *pcm, struct dcp_error *err)
{
	const struct pcm_plan *plan = &pcm->plan;

	if (!check_rates(plan, err))
		return false;
	pcm->rate = wav_info(plan->source[0])->rate;
	if (!pcm_unit_samples(plan->edit_rate, pcm->rate, &pcm->unit_samples,
	    err))
		return error_in(err, "%s", wav_path(plan->source[0]));
	if (plan->tail == PCM_EXACT && !check_ends(pcm, err))
		return false;
	set_duration(pcm);
	if (pcm->duration == 0)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: have less than one edit unit of sound",
		    wav_path(plan->source[0]));
	return allocate(pcm, err);
}

struct pcm *
pcm_open(const struct pcm_plan *plan, struct dcp_error *err)
{
	struct pcm *pcm = calloc(1, sizeof(*pcm));
	unsigned i;

	assert(plan->source_count > 0);
	assert(plan->channels >= 1 && plan->channels <= LIMIT_CHANNELS);
	for (i = 0; i < plan->channels; i++)
		assert(plan->route[i].source == PCM_SILENCE ||
		    (plan->route[i].source < plan->source_count &&
		    plan->route[i].channel <
		    wav_info(plan->source[plan->route[i].source])->channels));
	if (pcm == NULL) {
		error_memory(err);
		return NULL;
	}
	pcm->plan = *plan;
	if (!prepare(pcm, err)) {
		pcm_close(pcm);
		return NULL;
	}
	return pcm;
}

void
pcm_close(struct pcm *pcm)
{
	size_t i;

	if (pcm == NULL)
		return;
	for (i = 0; pcm->block != NULL && i < pcm->plan.source_count; i++)
		free(pcm->block[i]);
	free(pcm->block);
	free(pcm->route);
	free(pcm);
}

uint64_t
pcm_duration(const struct pcm *pcm)
{
	return pcm->duration;
}

uint32_t
pcm_rate(const struct pcm *pcm)
{
	return pcm->rate;
}

size_t
pcm_unit_size(const struct pcm *pcm)
{
	return (size_t)pcm->unit_samples * pcm->plan.channels *
	    PCM_SAMPLE_SIZE;
}

/* One edit unit of one file; silence behind its end. */
static bool
read_source(struct pcm *pcm, size_t source, struct dcp_error *err)
{
	struct wav *wav = pcm->plan.source[source];
	const struct wav_info *info = wav_info(wav);
	uint64_t begin = pcm->next * pcm->unit_samples;
	uint64_t left = info->samples > begin ? info->samples - begin : 0;
	size_t samples = left < pcm->unit_samples ? (size_t)left :
	    pcm->unit_samples;
	int32_t *to = pcm->block[source];

	memset(to + samples * info->channels, 0, (pcm->unit_samples -
	    samples) * info->channels * sizeof(*to));
	return samples == 0 || wav_read(wav, to, samples, err);
}

/* Put one channel's samples into every ${step}-th byte of an edit unit. */
static void
weave(const struct pcm *pcm, unsigned channel, uint8_t *to)
{
	const struct pcm_route *route = &pcm->route[channel];
	size_t step = (size_t)pcm->plan.channels * PCM_SAMPLE_SIZE;
	const int32_t *from;
	unsigned stride;
	uint32_t i;

	if (route->source == PCM_SILENCE)
		return;
	stride = wav_info(pcm->plan.source[route->source])->channels;
	from = pcm->block[route->source] + route->channel;
	to += (size_t)channel * PCM_SAMPLE_SIZE;
	for (i = 0; i < pcm->unit_samples; i++, from += stride, to += step)
		pcm_pack(to, from, 1);
}

bool
pcm_read(struct pcm *pcm, uint8_t *to, struct dcp_error *err)
{
	unsigned channel;
	size_t source;

	assert(pcm->next < pcm->duration);
	for (source = 0; source < pcm->plan.source_count; source++)
		if (!read_source(pcm, source, err))
			return false;
	memset(to, 0, pcm_unit_size(pcm));
	for (channel = 0; channel < pcm->plan.channels; channel++)
		weave(pcm, channel, to);
	pcm->next++;
	return true;
}
