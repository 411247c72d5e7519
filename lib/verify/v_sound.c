/* v_sound.c: see v_sound.h. */
#include "verify/v_sound.h"

#include <inttypes.h>

#include "mxf/ul.h"

#define SAMPLE_SIZE	3u	/* bytes: 24 bits */
#define CHANNELS_MAX	16u	/* ST 428-2, 3.3 */
#define CHANNELS_FEW	6u	/* ISDCF Doc 4: 5.1 */

uint64_t
v_sound_unit_size(const struct trackfile *t)
{
	struct rational sampling = t->sound.sampling_rate;
	uint64_t samples;

	if (!rational_is_rate(sampling) || !rational_is_rate(t->edit_rate) ||
	    !rational_rescale(1, t->edit_rate, sampling, &samples))
		return 0;
	return samples * t->sound.block_size;
}

static void
judge_samples(struct diag *d, const struct diag_place *place,
    const struct trackfile *t)
{
	const struct trackfile_sound *x = &t->sound;
	char have[RATIONAL_SIZE];

	if (!rational_equal(x->sampling_rate, (struct rational){48000, 1}) &&
	    !rational_equal(x->sampling_rate, (struct rational){96000, 1})) {
		rational_print(have, x->sampling_rate);
		diag_report(d, RULE_SOUND_SAMPLE_RATE, place, "have %s", have);
	}
	if (x->bits != 24)
		diag_report(d, RULE_SOUND_BITS, place, "have %" PRIu32,
		    x->bits);
	if (x->block_size != x->channel_count * SAMPLE_SIZE)
		diag_report(d, RULE_SOUND_BLOCK, place,
		    "have %u, want %" PRIu32, x->block_size,
		    x->channel_count * SAMPLE_SIZE);
	if (v_sound_unit_size(t) == 0)
		diag_report(d, RULE_SOUND_FRAME_SIZE, place,
		    "samples and edit units do not divide");
}

static void
judge_channels(struct diag *d, const struct diag_place *place,
    const struct trackfile *t)
{
	uint32_t count = t->sound.channel_count;

	if (count > CHANNELS_MAX)
		diag_report(d, RULE_SOUND_CHANNELS, place, "have %" PRIu32,
		    count);
	else if (count % 2 != 0)
		diag_report(d, RULE_SOUND_CHANNELS_ODD, place, "have %" PRIu32,
		    count);
	if (count < CHANNELS_FEW)
		diag_report(d, RULE_SOUND_CHANNELS_FEW, place,
		    "have %" PRIu32, count);
}

/* How many channel labels name ${channel}. */
static unsigned
count_labels(const struct trackfile_sound *x, uint32_t channel)
{
	unsigned n = 0;
	size_t i;

	for (i = 0; i < x->label_count; i++)
		n += x->label[i].kind == TRACKFILE_CHANNEL &&
		    x->label[i].channel == channel;
	return n;
}

static bool
has_group(const struct trackfile_sound *x, const struct uuid *link)
{
	size_t i;

	for (i = 0; i < x->label_count; i++)
		if (x->label[i].kind == TRACKFILE_SOUNDFIELD &&
		    uuid_equal(&x->label[i].link, link))
			return true;
	return false;
}

/* Signs, data and languages have no soundfield group to be in. */
static bool
needs_group(const struct trackfile_label *l)
{
	enum ul_name name = ul_find(&l->dictionary);

	return name >= UL_MCA_L && name <= UL_MCA_CS;
}

static void
judge_label(struct diag *d, const struct diag_place *place,
    const struct trackfile_sound *x, const struct trackfile_label *l)
{
	const char *symbol = l->symbol == NULL ? "a label" : l->symbol;

	if (l->kind != TRACKFILE_CHANNEL)
		return;
	if (l->channel == 0 || l->channel > x->channel_count)
		diag_report(d, RULE_SOUND_LABEL_CHANNEL, place,
		    "%s is for channel %" PRIu32 " of %" PRIu32, symbol,
		    l->channel, x->channel_count);
	if (needs_group(l) && !has_group(x, &l->group))
		diag_report(d, RULE_SOUND_LABEL_GROUP, place, "%s", symbol);
}

static void
judge_labels(struct diag *d, const struct diag_place *place,
    const struct trackfile_sound *x)
{
	uint32_t channel;
	size_t i;

	for (i = 0; i < x->label_count; i++)
		judge_label(d, place, x, &x->label[i]);
	for (channel = 1; channel <= x->channel_count &&
	    channel <= CHANNELS_MAX; channel++)
		if (count_labels(x, channel) > 1)
			diag_report(d, RULE_SOUND_LABEL_CHANNEL, place,
			    "channel %" PRIu32 " has %u", channel,
			    count_labels(x, channel));
}

void
v_sound_judge(struct diag *d, const struct diag_place *place,
    const struct trackfile *t)
{
	const struct trackfile_sound *x = &t->sound;

	if (t->dialect == TRACKFILE_IMF)
		return;
	judge_samples(d, place, t);
	judge_channels(d, place, t);
	judge_labels(d, place, x);
	if (t->dialect != TRACKFILE_SMPTE)
		return;
	if (!ul_is(&x->assignment, UL_CHANNELS_4) &&
	    !ul_is(&x->assignment, UL_CHANNELS_MCA))
		diag_report(d, RULE_SOUND_ASSIGNMENT, place, "have %s",
		    ul_is_zero(&x->assignment) ? "none" :
		    ul_find(&x->assignment) == UL_COUNT ?
		    "one that is not known" : ul_text(ul_find(&x->assignment)));
	if (x->label_count == 0)
		diag_report(d, RULE_SOUND_LABELS, place, "%s", "");
}
